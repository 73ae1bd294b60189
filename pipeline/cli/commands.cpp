#include "pipeline/cli/commands.hpp"

namespace dateline {

const std::vector<Command>& commands() {
    static const std::vector<Command> list = {
        version_command(),
    };
    return list;
}

}  // namespace dateline
