#include "pipeline/json_text.hpp"

#include "schemas/ascii.hpp"
#include "schemas/text_builder.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

/// Walks a line that is known to be valid JSON, so nothing is checked twice.
class Walk {
public:
    explicit Walk(std::string_view line) : line_(line) {}

    std::map<std::string, SourceText> object() {
        std::map<std::string, SourceText> out;
        skip_to('{');
        ++at_;
        while (true) {
            skip_white();
            if (at_ >= line_.size() || line_[at_] == '}') return out;
            if (line_[at_] == ',') {
                ++at_;
                continue;
            }
            const std::string key(string().utf8());
            skip_to(':');
            ++at_;
            skip_white();
            if (at_ < line_.size() && line_[at_] == '"')
                out.insert_or_assign(key, string());
            else
                skip_value();
        }
    }

private:
    void skip_white() {
        while (at_ < line_.size() && ascii_space(line_[at_])) ++at_;
    }
    void skip_to(char c) {
        while (at_ < line_.size() && line_[at_] != c) ++at_;
    }

    /// Numbers, words, arrays and objects.
    void skip_value() {
        for (int depth = 0; at_ < line_.size();) {
            const char c = line_[at_];
            if (c == '"') {
                skip_string();
                continue;
            }
            if (depth == 0 && (c == ',' || c == '}')) return;
            if (c == '{' || c == '[') ++depth;
            if (c == '}' || c == ']') --depth;
            ++at_;
        }
    }

    void skip_string() {
        for (++at_; at_ < line_.size() && line_[at_] != '"'; ++at_)
            if (line_[at_] == '\\') ++at_;
        ++at_;
    }

    SourceText string() {
        TextBuilder builder;
        for (++at_; at_ < line_.size() && line_[at_] != '"';) {
            const auto begin = static_cast<std::uint32_t>(at_);
            if (line_[at_] != '\\') {
                const Decoded c = decode_at(line_, at_);
                at_ += c.length;
                builder.append(c.code_point, raw(begin), RunKind::copy);
            } else {
                const char32_t c = escape();
                builder.append(c, raw(begin));
            }
        }
        ++at_;
        return std::move(builder).build();
    }

    RawSpan raw(std::uint32_t begin) const { return {{begin}, {static_cast<std::uint32_t>(at_)}, 0}; }

    char32_t escape() {
        const char c = line_[at_ + 1];
        at_ += 2;
        switch (c) {
            case 'b':
                return U'\b';
            case 'f':
                return U'\f';
            case 'n':
                return U'\n';
            case 'r':
                return U'\r';
            case 't':
                return U'\t';
            case 'u':
                break;
            default:
                return static_cast<char32_t>(c);
        }
        const char32_t high = hex();
        if (high < 0xD800 || high > 0xDBFF) return high;
        at_ += 2;  // the "\u" of the low surrogate
        return 0x10000 + ((high - 0xD800) << 10) + (hex() - 0xDC00);
    }

    char32_t hex() {
        char32_t value = 0;
        for (int i = 0; i < 4; ++i, ++at_) {
            const char c = ascii_lower(line_[at_]);
            value = value * 16 + static_cast<char32_t>(ascii_digit(c) ? c - '0' : c - 'a' + 10);
        }
        return value;
    }

    std::string_view line_;
    std::size_t at_ = 0;
};

}  // namespace

std::map<std::string, SourceText> json_strings(std::string_view line) {
    return Walk(line).object();
}

}  // namespace dateline
