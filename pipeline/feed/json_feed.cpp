#include "pipeline/feed/json_feed.hpp"

#include <simdjson.h>

#include <algorithm>

#include "pipeline/feed/construct.hpp"
#include "pipeline/feed/references.hpp"
#include "pipeline/moment/read_moment.hpp"
#include "pipeline/url/url.hpp"
#include "schemas/ascii.hpp"
#include "schemas/text_builder.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

namespace od = simdjson::ondemand;

bool hex_digit(char c) {
    return ascii_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f');
}

/// Four hexadecimal digits at `at`; nothing where there are none.
std::optional<char32_t> hex4(std::string_view text, std::size_t at) {
    if (at + 4 > text.size()) return std::nullopt;
    char32_t value = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        const char c = ascii_lower(text[i]);
        const int digit = ascii_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (digit < 0) return std::nullopt;
        value = value * 16 + static_cast<char32_t>(digit);
    }
    return value;
}

/// What is to be put behind a text that was cut so that all its brackets are closed.
std::string closers(std::string_view text) {
    std::string out;
    bool inside = false;  // a string
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inside) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inside = false;
        } else if (c == '"') {
            inside = true;
        } else if (c == '{' || c == '[') {
            out.push_back(c == '{' ? '}' : ']');
        } else if ((c == '}' || c == ']') && !out.empty()) {
            out.pop_back();
        }
    }
    if (inside) out.push_back('"');
    std::reverse(out.begin(), out.end());
    return out;
}

/// Reads values of one JSON text with their places in it.
class JsonFeedReader {
public:
    JsonFeedReader(const SourceText& text, const std::string& url, Feed& feed) : text_(text), url_(url), feed_(feed) {}

    void read() {
        const std::string missing = closers(text_.utf8());
        if (!missing.empty()) feed_.warnings.push_back({"cut short; read up to there"});
        std::string json = std::string(text_.utf8()) + missing;
        // JSON has them escaped in strings alone; a raw one costs no more than itself. Places stay what they are.
        std::replace_if(
            json.begin(), json.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
        const simdjson::padded_string bytes(json);
        start_ = bytes.data();
        od::parser parser;
        od::document document = parser.iterate(bytes);
        for (od::field field : document.get_object()) {
            const std::string key(field.unescaped_key().value());
            od::value value = field.value();
            if (key == "title")
                feed_.title = spaced(string(value));
            else if (key == "home_page_url")
                feed_.link = link(value);
            else if (key == "feed_url")
                feed_.id = plain(value);
            else if (key == "description")
                feed_.description = escaped(string(value));
            else if (key == "language")
                feed_.language = plain(value);
            else if (key == "author" || key == "authors")
                authors(value, feed_.authors);
            else if (key == "version")
                feed_.format = "json " + version(plain(value));
            else if (key == "items" && value.type() == od::json_type::array)
                for (od::value item : value.get_array())
                    if (item.type() == od::json_type::object) feed_.items.push_back(read_item(item));
        }
    }

private:
    FeedItem read_item(od::value& value) {
        FeedItem item;
        item.summary_base = item.content_base = url_;
        bool html = false;
        std::string external;
        for (od::field field : value.get_object()) {
            const std::string key(field.unescaped_key().value());
            od::value part = field.value();
            if (key == "id") {
                item.guid = plain(part);
            } else if (key == "url") {
                item.link_as_written = plain(part);
                item.link = resolved(item.link_as_written);
            } else if (key == "external_url") {
                external = plain(part);
            } else if (key == "title") {
                item.title = visible_text(string(part));
            } else if (key == "content_html") {
                SourceText content = string(part);
                if (content.empty()) continue;
                item.content = std::move(content);
                html = true;
            } else if (key == "content_text") {
                if (!html) item.content = escaped(string(part));
            } else if (key == "summary") {
                item.summary = escaped(string(part));
            } else if (key == "date_published" || key == "date_modified") {
                (key == "date_published" ? item.published : item.updated) = time(part, key);
            } else if (key == "author" || key == "authors") {
                authors(part, item.authors);
            } else if (key == "tags" && part.type() == od::json_type::array) {
                for (od::value tag : part.get_array())
                    if (std::string term = plain(tag); !term.empty()) item.categories.push_back(std::move(term));
            } else if (key == "attachments" && part.type() == od::json_type::array) {
                for (od::value attachment : part.get_array())
                    if (attachment.type() == od::json_type::object) take_attachment(attachment, item);
            }
        }
        if (item.link.empty() && !external.empty()) {
            item.link_as_written = external;
            item.link = resolved(external);
        }
        return item;
    }

    void take_attachment(od::value& value, FeedItem& item) {
        FeedItem::Enclosure enclosure;
        for (od::field field : value.get_object()) {
            const std::string key(field.unescaped_key().value());
            od::value part = field.value();
            if (key == "url")
                enclosure.url = link(part);
            else if (key == "mime_type")
                enclosure.type = plain(part);
            else if (key == "size_in_bytes")
                enclosure.length = plain(part);
        }
        if (!enclosure.url.empty()) item.enclosures.push_back(std::move(enclosure));
    }

    /// A list of authors, or one; both stand in feeds under either key.
    void authors(od::value& value, std::vector<SourceText>& out) {
        if (value.type() == od::json_type::array) {
            for (od::value one : value.get_array()) authors(one, out);
            return;
        }
        if (value.type() != od::json_type::object) return;
        for (od::field field : value.get_object()) {
            if (field.unescaped_key().value() != "name") continue;
            SourceText name = spaced(string(field.value()));
            const bool known = std::any_of(out.begin(), out.end(), [&](const SourceText& other) { return other.utf8() == name.utf8(); });
            if (!name.empty() && !known) out.push_back(std::move(name));
        }
    }

    std::optional<StatedTime> time(od::value& value, const std::string& key) {
        SourceText written = string(value);
        const std::optional<Moment> moment = read_moment(written.utf8());
        if (moment) return StatedTime{*moment, std::move(written), key};
        if (!written.empty()) feed_.warnings.push_back({key + ": \"" + std::string(utf8_prefix(written.utf8(), 60)) + "\" is not a date"});
        return std::nullopt;
    }

    /// A string with the bytes of each of its characters; a number as it is written; nothing for anything else.
    SourceText string(od::value value) {
        const od::json_type type = value.type();
        if (type != od::json_type::string && type != od::json_type::number) return {};
        const std::string_view token = ascii_trimmed(value.raw_json_token());
        const auto begin = static_cast<std::size_t>(token.data() - start_);
        TextBuilder builder;
        if (type == od::json_type::number)
            keep(builder, begin, begin + token.size());
        else
            unescape(builder, begin + 1, begin + token.rfind('"'));
        return std::move(builder).build();
    }

    void keep(TextBuilder& builder, std::size_t begin, std::size_t end) const {
        if (begin < end) builder.append(text_, span(begin, end));
    }

    Span span(std::size_t begin, std::size_t end) const {
        return {text_.char_of(static_cast<std::uint32_t>(begin)), text_.char_of(static_cast<std::uint32_t>(end))};
    }

    /// RFC 8259 section 7.
    void unescape(TextBuilder& builder, std::size_t begin, std::size_t end) const {
        const std::string_view text = text_.utf8().substr(0, end);
        std::size_t kept = begin;
        for (std::size_t at = text.find('\\', begin); at != std::string_view::npos; at = text.find('\\', kept)) {
            keep(builder, kept, at);
            constexpr std::string_view letters = "bfnrt";
            constexpr char32_t meanings[] = {U'\b', U'\f', U'\n', U'\r', U'\t'};
            std::size_t length = 1;
            char32_t character = U'\\';
            if (at + 1 < end) {
                const Decoded c = decode_at(text, at + 1);
                character = c.code_point;
                length += c.length;
            }
            if (const std::size_t letter = at + 1 < end ? letters.find(text[at + 1]) : std::string_view::npos;
                letter != std::string_view::npos) {
                character = meanings[letter];
            } else if (character == U'u') {
                character = hex4(text, at + 2).value_or(0xFFFD);
                for (length = 2; length < 6 && at + length < end && hex_digit(text[at + length]);) ++length;
                if (character >= 0xD800 && character < 0xDC00 && text.substr(std::min(at + 6, end), 2) == "\\u") {
                    const char32_t low = hex4(text, at + 8).value_or(0);
                    if (low >= 0xDC00 && low < 0xE000) {
                        character = 0x10000 + ((character - 0xD800) << 10) + (low - 0xDC00);
                        length = 12;
                    }
                }
                if (character >= 0xD800 && character < 0xE000) character = 0xFFFD;
            }
            kept = std::min(at + length, end);
            builder.append(character, text_.raw(span(at, kept)));
        }
        keep(builder, kept, end);
    }

    SourceText escaped(const SourceText& plain_text) const {
        TextBuilder builder;
        append_escaped(builder, plain_text, 0, plain_text.utf8().size());
        return std::move(builder).build();
    }
    std::string plain(od::value value) { return std::string(ascii_trimmed(string(value).utf8())); }
    std::string resolved(const std::string& written) const {
        return written.empty() ? std::string() : is_absolute_link(written) ? written : resolve(written, url_).value_or(written);
    }
    std::string link(od::value value) { return resolved(plain(value)); }

    static std::string version(const std::string& url) {
        const std::size_t slash = url.rfind('/');
        return slash == std::string::npos ? "1" : url.substr(slash + 1);
    }

    const SourceText& text_;
    const std::string& url_;
    Feed& feed_;
    const char* start_ = nullptr;
};

}  // namespace

bool begins_json_feed(std::string_view beginning) {
    beginning = ascii_trimmed(beginning);
    if (!beginning.starts_with('{')) return false;
    if (beginning.find("jsonfeed.org") != std::string_view::npos) return true;
    return beginning.find("\"items\"") != std::string_view::npos &&
           (beginning.find("\"title\"") != std::string_view::npos || beginning.find("\"version\"") != std::string_view::npos);
}

bool parse_json_feed(SourceText text, const std::string& url, Feed& feed) {
    feed.format = "json";
    feed.description_base = url;
    try {
        JsonFeedReader(text, url, feed).read();
    } catch (const simdjson::simdjson_error& e) {
        feed.warnings.push_back({std::string("not well-formed JSON; read up to the fault: ") + e.what()});
    }
    // An item without authors has the feed's.
    for (FeedItem& item : feed.items)
        if (item.authors.empty()) item.authors = feed.authors;
    return true;
}

}  // namespace dateline
