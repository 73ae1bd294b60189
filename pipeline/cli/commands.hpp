#pragma once

#include "pipeline/cli/command.hpp"

namespace dateline {

// One file per command: <name>.cpp defines <name>_command(). Each is listed in commands.cpp.
Command article_command();
Command charset_command();
Command feed_command();
Command grounds_command();
Command html_tree_command();
Command reading_command();
Command robots_command();
Command url_command();
Command extract_command();
Command fact_command();
Command feeds_command();
Command ingest_command();
Command query_command();
Command reextract_command();
Command rules_command();
Command verify_command();
Command version_command();

/// "--store FILE", the same for every command that has it.
Option store_option();

/// The width of the terminal that standard output is, at least 80; 100 for files and pipes.
std::size_t terminal_columns();

}  // namespace dateline
