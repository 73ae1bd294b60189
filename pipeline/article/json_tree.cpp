#include "pipeline/article/json_tree.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "schemas/text_builder.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

constexpr std::size_t max_values = 200000;

bool blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::optional<char32_t> hex4(std::string_view text, std::size_t at) {
    if (at + 4 > text.size()) return std::nullopt;
    char32_t value = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        const char c = text[i];
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (digit < 0) return std::nullopt;
        value = value * 16 + static_cast<char32_t>(digit);
    }
    return value;
}

struct Escape {
    char32_t character = 0;
    std::uint32_t length = 0;
};

/// The escape at `at`, which stands on its backslash. An escape that means nothing is its second character.
Escape escape_at(std::string_view text, std::size_t at) {
    if (at + 1 >= text.size()) return {U'\\', 1};
    switch (text[at + 1]) {
        case 'n':
            return {U'\n', 2};
        case 't':
            return {U'\t', 2};
        case 'r':
            return {U'\r', 2};
        case 'b':
        case 'f':
            return {U' ', 2};
        case 'u': {
            const auto high = hex4(text, at + 2);
            if (!high) return {0xFFFD, 2};
            if (*high >= 0xD800 && *high < 0xDC00 && text.substr(at + 6, 2) == "\\u")
                if (const auto low = hex4(text, at + 8); low && *low >= 0xDC00 && *low < 0xE000)
                    return {0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00), 12};
            if (*high >= 0xD800 && *high < 0xE000) return {0xFFFD, 6};
            return {*high, 6};
        }
        default: {
            const Decoded c = decode_at(text, at + 1);
            return {c.code_point, 1 + c.length};
        }
    }
}

}  // namespace

/// Reads with a stack of its own: depth does not matter.
class JsonTree::Reader {
public:
    Reader(std::string_view text, std::vector<Entry>& values) : text_(text), values_(values) {}

    void read() {
        if (const std::size_t cdata = text_.substr(0, 64).find("CDATA["); cdata != std::string_view::npos) at_ = cdata + 6;
        while (at_ < text_.size() && text_[at_] != '{' && text_[at_] != '[') ++at_;  // "<!--", "//"
        struct Open {
            Value value, last;
            bool object;
        };
        std::vector<Open> open;
        std::string name;
        while (at_ < text_.size() && values_.size() < max_values) {
            skip();
            if (at_ >= text_.size()) return;
            const char c = text_[at_];
            if (c == '}' || c == ']') {
                ++at_;
                if (open.empty()) return;
                values_[open.back().value].end = static_cast<std::uint32_t>(at_);
                open.pop_back();
                if (open.empty()) return;
                continue;
            }
            if (c == ',') {
                ++at_;
                continue;
            }
            if (!open.empty() && open.back().object) {
                if (c != '"') return;
                const auto [begin, end] = string();
                name = std::string(text_.substr(begin, end - begin));
                skip();
                if (at_ >= text_.size() || text_[at_] != ':') return;
                ++at_;
                skip();
                if (at_ >= text_.size()) return;
            }
            const auto index = static_cast<Value>(values_.size());
            values_.push_back(value());
            values_[index].name = std::move(name);
            name.clear();
            if (!open.empty()) {
                Open& parent = open.back();
                if (parent.last == 0)
                    values_[parent.value].first_child = index;
                else
                    values_[parent.last].next = index;
                parent.last = index;
            }
            const Kind kind = values_[index].kind;
            if (kind == Kind::object || kind == Kind::array)
                open.push_back({index, 0, kind == Kind::object});
            else if (open.empty())
                return;
        }
    }

private:
    void skip() {
        while (at_ < text_.size() && blank(text_[at_])) ++at_;
    }

    /// The bytes between the quotation marks at `at_`, which moves behind them.
    std::pair<std::uint32_t, std::uint32_t> string() {
        const std::size_t begin = ++at_;
        while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
        at_ = std::min(at_, text_.size());
        const std::size_t end = at_;
        if (at_ < text_.size()) ++at_;
        return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    }

    Entry value() {
        Entry entry;
        const char c = text_[at_];
        entry.begin = static_cast<std::uint32_t>(at_);
        if (c == '"') {
            entry.kind = Kind::string;
            std::tie(entry.begin, entry.end) = string();
            return entry;
        }
        if (c == '{' || c == '[') {
            entry.kind = c == '{' ? Kind::object : Kind::array;
            ++at_;
            entry.end = static_cast<std::uint32_t>(text_.size());
            return entry;
        }
        while (at_ < text_.size() && !blank(text_[at_]) && text_[at_] != ',' && text_[at_] != '}' && text_[at_] != ']') ++at_;
        if (at_ == entry.begin) ++at_;
        entry.end = static_cast<std::uint32_t>(at_);
        const std::string_view word = text_.substr(entry.begin, entry.end - entry.begin);
        entry.kind = word == "true" || word == "false" ? Kind::boolean : word == "null" ? Kind::null : Kind::number;
        return entry;
    }

    std::string_view text_;
    std::vector<Entry>& values_;
    std::size_t at_ = 0;
};

JsonTree::JsonTree(SourceText source) : source_(std::move(source)) {
    Reader(source_.utf8(), values_).read();
}

std::vector<JsonTree::Value> JsonTree::children(Value value) const {
    std::vector<Value> out;
    for (Value child = values_[value].first_child; child != 0; child = values_[child].next) out.push_back(child);
    return out;
}

std::optional<JsonTree::Value> JsonTree::member(Value object, std::string_view name) const {
    if (values_[object].kind != Kind::object) return std::nullopt;
    for (Value child = values_[object].first_child; child != 0; child = values_[child].next)
        if (values_[child].name == name) return child;
    return std::nullopt;
}

SourceText JsonTree::text(Value value) const {
    const Entry& entry = values_[value];
    TextBuilder builder;
    const std::string_view all = source_.utf8().substr(0, entry.end);
    const auto span = [&](std::size_t begin, std::size_t end) {
        return Span{source_.char_of(static_cast<std::uint32_t>(begin)), source_.char_of(static_cast<std::uint32_t>(end))};
    };
    std::size_t at = entry.begin;
    while (at < entry.end) {
        std::size_t next = entry.kind == Kind::string ? all.find('\\', at) : entry.end;
        next = std::min<std::size_t>(next, entry.end);
        if (next > at) builder.append(source_, span(at, next));
        at = next;
        if (at >= entry.end) break;
        const Escape escape = escape_at(all, at);
        const std::size_t end = std::min<std::size_t>(at + escape.length, entry.end);
        builder.append(escape.character, source_.raw(span(at, end)));
        at = end;
    }
    return std::move(builder).build();
}

}  // namespace dateline
