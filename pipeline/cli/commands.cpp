#include "pipeline/cli/commands.hpp"

namespace dateline {

const std::vector<Command>& commands() {
    static const std::vector<Command> list = {
        charset_command(),
        url_command(),
        extract_command(),
        version_command(),
    };
    return list;
}

}  // namespace dateline
