#include "pipeline/line_reader.hpp"

#include "schemas/ascii.hpp"

namespace dateline {

namespace {
constexpr std::size_t piece = 65536;
}

bool LineReader::fill() {
    buffer_.resize(piece);
    in_.read(buffer_.data(), static_cast<std::streamsize>(piece));
    buffer_.resize(static_cast<std::size_t>(in_.gcount()));
    at_ = 0;
    return !buffer_.empty();
}

bool LineReader::next(std::string& line) {
    while (true) {
        line.clear();
        too_long_ = false;
        bool any = false, ended = false;
        while (!ended && (at_ < buffer_.size() || fill())) {
            any = true;
            const std::size_t end = buffer_.find('\n', at_);
            ended = end != std::string::npos;
            const std::size_t stop = ended ? end : buffer_.size();
            if (line.size() + (stop - at_) > limit_)
                too_long_ = true;
            else if (!too_long_)
                line.append(buffer_, at_, stop - at_);
            at_ = ended ? end + 1 : stop;
        }
        if (!any) return false;
        ++number_;
        if (number_ == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
        if (!line.empty() && line.back() == '\r') line.pop_back();
        if (too_long_ || !ascii_trimmed(line).empty()) return true;
    }
}

}  // namespace dateline
