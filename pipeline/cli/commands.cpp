#include "pipeline/cli/commands.hpp"

namespace dateline {

const std::vector<Command>& commands() {
    // clang-format off
    static const std::vector<Command> list = {
        extract_command(),
        fact_command(),
        feeds_command(),
        ingest_command(),
        query_command(),
        reextract_command(),
        rules_command(),
        verify_command(),
        version_command(),
        article_command(),
        charset_command(),
        feed_command(),
        robots_command(),
        url_command(),
        html_tree_command(),
        reading_command(),
        grounds_command(),
    };
    // clang-format on
    return list;
}

}  // namespace dateline
