#pragma once

#include <stdexcept>
#include <string>

namespace dateline {

/// Exit codes of the program (sysexits where they fit).
enum class Exit : int {
    done = 0,
    some_failed = 1,
    usage = 64,
    bad_input = 65,
    no_input = 66,
    all_failed = 69,
    internal = 70,
    cannot_create = 73,
    cannot_write = 74,
    locked = 75,
    refused = 77,
    bad_config = 78,
};

/// Work in hand cannot go on. The message is one line: what, where, what to do. Caught in the loop over documents and in main, nowhere
/// else.
class Error : public std::runtime_error {
public:
    Error(Exit exit, const std::string& message) : std::runtime_error(message), exit_(exit) {}
    Exit exit() const { return exit_; }

private:
    Exit exit_;
};

/// Something odd in the input that was worked around. Never stops anything.
struct Warning {
    std::string message;
};

}  // namespace dateline
