#include "pipeline/cli/commands.hpp"

namespace dateline {

const std::vector<Command>& commands() {
    // clang-format off
    static const std::vector<Command> list = {
        article_command(),
        charset_command(),
        extract_command(),
        feed_command(),
        fact_command(),
        html_tree_command(),
        ingest_command(),
        query_command(),
        reading_command(),
        robots_command(),
        url_command(),
        verify_command(),
        version_command(),
    };
    // clang-format on
    return list;
}

}  // namespace dateline
