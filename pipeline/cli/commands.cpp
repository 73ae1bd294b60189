#include "pipeline/cli/commands.hpp"

namespace dateline {

const std::vector<Command>& commands() {
    static const std::vector<Command> list = {
        extract_command(), query_command(), charset_command(), url_command(), version_command(),
    };
    return list;
}

}  // namespace dateline
