#include "pipeline/charset/declaration.hpp"

#include <algorithm>
#include <vector>

#include "pipeline/charset/charset.hpp"

namespace dateline {
namespace {

bool blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}
bool letter(char c) {
    return lower(c) >= 'a' && lower(c) <= 'z';
}

bool starts(std::string_view text, std::string_view with) {
    return text.size() >= with.size() && std::equal(with.begin(), with.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

/// The prescan's cursor. Names follow the standard's text.
class Prescan {
public:
    explicit Prescan(std::string_view bytes) : bytes_(bytes) {}

    std::optional<std::string> encoding() {
        while (at_ < bytes_.size()) {
            const std::string_view rest = bytes_.substr(at_);
            if (starts(rest, "<!--")) {
                // "<!-->" is a whole comment: the two hyphens may be those of the start.
                const std::size_t end = bytes_.find("-->", at_ + 2);
                if (end == std::string_view::npos) return std::nullopt;
                at_ = end + 3;
            } else if (starts(rest, "<meta") && rest.size() > 5 && (blank(rest[5]) || rest[5] == '/')) {
                at_ += 5;
                if (auto found = meta()) return found;
                if (at_ < bytes_.size()) ++at_;
            } else if (rest[0] == '<' && rest.size() > 1 && (letter(rest[1]) || (rest[1] == '/' && rest.size() > 2 && letter(rest[2])))) {
                while (at_ < bytes_.size() && !blank(bytes_[at_]) && bytes_[at_] != '>') ++at_;
                while (attribute()) {
                }
                ++at_;
            } else if (starts(rest, "<!") || starts(rest, "</") || starts(rest, "<?")) {
                at_ = bytes_.find('>', at_);
                if (at_ == std::string_view::npos) return std::nullopt;
                ++at_;
            } else {
                at_ = bytes_.find('<', at_ + 1);
            }
        }
        return std::nullopt;
    }

private:
    struct Attribute {
        std::string name, value;
    };

    std::optional<std::string> meta() {
        std::vector<std::string> seen;
        bool pragma = false, from_content = false;
        std::optional<std::string> charset;
        while (const auto found = attribute()) {
            if (std::find(seen.begin(), seen.end(), found->name) != seen.end()) continue;
            seen.push_back(found->name);
            if (found->name == "http-equiv" && found->value == "content-type") pragma = true;
            if (found->name == "content" && !charset) {
                charset = in_content(found->value);
                from_content = charset.has_value();
            }
            if (found->name == "charset") {
                charset = charset_named(found->value);
                from_content = false;
            }
        }
        if (at_ >= bytes_.size() || !charset || (from_content && !pragma)) return std::nullopt;
        if (*charset == "UTF-16LE" || *charset == "UTF-16BE") return "UTF-8";
        if (*charset == "x-user-defined") return "windows-1252";
        return charset;
    }

    /// "Get an attribute". Nothing at the end of the tag, where `at_` stands on its ">", and at the end of the bytes.
    std::optional<Attribute> attribute() {
        while (at_ < bytes_.size() && (blank(bytes_[at_]) || bytes_[at_] == '/')) ++at_;
        if (at_ >= bytes_.size() || bytes_[at_] == '>') return std::nullopt;
        Attribute out;
        for (; at_ < bytes_.size(); ++at_) {
            const char c = bytes_[at_];
            if ((c == '=' && !out.name.empty()) || blank(c) || c == '/' || c == '>') break;
            out.name.push_back(lower(c));
        }
        while (at_ < bytes_.size() && blank(bytes_[at_])) ++at_;
        if (at_ >= bytes_.size()) return std::nullopt;
        if (bytes_[at_] != '=') return out;
        ++at_;
        while (at_ < bytes_.size() && blank(bytes_[at_])) ++at_;
        if (at_ >= bytes_.size()) return std::nullopt;
        if (const char quote = bytes_[at_]; quote == '"' || quote == '\'') {
            const std::size_t end = bytes_.find(quote, at_ + 1);
            if (end == std::string_view::npos) {
                at_ = bytes_.size();
                return std::nullopt;
            }
            for (const char c : bytes_.substr(at_ + 1, end - at_ - 1)) out.value.push_back(lower(c));
            at_ = end + 1;
            return out;
        }
        for (; at_ < bytes_.size() && !blank(bytes_[at_]) && bytes_[at_] != '>'; ++at_) out.value.push_back(lower(bytes_[at_]));
        if (at_ >= bytes_.size()) return std::nullopt;
        return out;
    }

    /// "Extracting a character encoding from a meta element".
    static std::optional<std::string> in_content(std::string_view value) {
        for (std::size_t at = value.find("charset"); at != std::string_view::npos; at = value.find("charset", at)) {
            at += 7;
            while (at < value.size() && blank(value[at])) ++at;
            if (at >= value.size() || value[at] != '=') continue;
            ++at;
            while (at < value.size() && blank(value[at])) ++at;
            if (at >= value.size()) return std::nullopt;
            if (value[at] == '"' || value[at] == '\'') {
                const std::size_t end = value.find(value[at], at + 1);
                if (end == std::string_view::npos) return std::nullopt;
                return charset_named(value.substr(at + 1, end - at - 1));
            }
            std::size_t end = at;
            while (end < value.size() && !blank(value[end]) && value[end] != ';') ++end;
            return charset_named(value.substr(at, end - at));
        }
        return std::nullopt;
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
};

}  // namespace

std::optional<std::string> xml_declared(std::string_view bytes) {
    while (!bytes.empty() && blank(bytes.front())) bytes.remove_prefix(1);
    if (!starts(bytes, "<?xml")) return std::nullopt;
    const std::string_view declaration = bytes.substr(0, std::min(bytes.find('>'), std::size_t{1024}));
    std::size_t at = declaration.find("encoding");
    if (at == std::string_view::npos) return std::nullopt;
    at += 8;
    while (at < declaration.size() && blank(declaration[at])) ++at;
    if (at >= declaration.size() || declaration[at] != '=') return std::nullopt;
    ++at;
    while (at < declaration.size() && blank(declaration[at])) ++at;
    if (at >= declaration.size() || (declaration[at] != '"' && declaration[at] != '\'')) return std::nullopt;
    const std::size_t end = declaration.find(declaration[at], at + 1);
    if (end == std::string_view::npos) return std::nullopt;
    auto name = charset_named(declaration.substr(at + 1, end - at - 1));
    // Readable as ASCII, so it is not UTF-16 whatever it says.
    if (name == "UTF-16LE" || name == "UTF-16BE") return "UTF-8";
    return name;
}

std::optional<std::string> html_declared(std::string_view bytes, std::size_t window) {
    return Prescan(bytes.substr(0, std::min(bytes.size(), window))).encoding();
}

}  // namespace dateline
