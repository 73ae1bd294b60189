#include <iostream>

#include "pipeline/cli/commands.hpp"

namespace dateline {

Command version_command() {
    return {"version", "print the version", "", {}, [](const Arguments&) {
                std::cout << "dateline " << DATELINE_VERSION << '\n';
                return 0;
            }};
}

}  // namespace dateline
