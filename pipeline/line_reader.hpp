#pragma once

#include <cstdint>
#include <istream>
#include <string>

namespace dateline {

/// Lines of a stream of any length, one by one, none longer than a limit in memory.
class LineReader {
public:
    /// `start`: what was read from `in` already.
    LineReader(std::istream& in, std::string start, std::size_t limit) : in_(in), buffer_(std::move(start)), limit_(limit) {}

    /// The next line without its line break, a byte order mark before the first, or white space alone; false at the end.
    bool next(std::string& line);
    /// Whether the line just read was longer than the limit; the rest of it was skipped.
    bool too_long() const { return too_long_; }
    /// The number of that line, from 1.
    std::int64_t number() const { return number_; }

private:
    bool fill();

    std::istream& in_;
    std::string buffer_;
    std::size_t at_ = 0;
    std::size_t limit_;
    std::int64_t number_ = 0;
    bool too_long_ = false;
};

}  // namespace dateline
