#pragma once

#include "pipeline/cli/command.hpp"

namespace dateline {

// One file per command: <name>.cpp defines <name>_command(). Each is listed in commands.cpp.
Command charset_command();
Command url_command();
Command extract_command();
Command version_command();

}  // namespace dateline
