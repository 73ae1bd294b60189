#include "pipeline/cli/commands.hpp"

namespace dateline {

const std::vector<Command>& commands() {
    static const std::vector<Command> list = {
        charset_command(),
        extract_command(),
        extract_command(), query_command(), charset_command(), url_command(), version_command(),
        html_tree_command(),
        url_command(),
        version_command(),
    };
    return list;
}

}  // namespace dateline
