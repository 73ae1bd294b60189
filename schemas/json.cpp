#include "schemas/json.hpp"

#include <simdjson.h>

#include <cstring>

#include "schemas/utf8.hpp"

namespace dateline {
namespace {

/// The next byte from `at` on that JSON wants escaped, or the end. Eight bytes are looked at in one step: a byte under 0x20, a quotation
/// mark or a backslash sets its high bit in one of the three sums (bytes over 0x7F are told apart by ~word).
std::size_t first_special(std::string_view text, std::size_t at) {
    constexpr std::uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t word;
        std::memcpy(&word, text.data() + at, 8);
        const std::uint64_t quote = word ^ (ones * '"'), slash = word ^ (ones * '\\');
        if ((((word - ones * 0x20) | (quote - ones) | (slash - ones)) & ~word & highs) != 0) break;
    }
    for (; at < text.size(); ++at) {
        const auto c = static_cast<unsigned char>(text[at]);
        if (c < 0x20 || c == '"' || c == '\\') break;
    }
    return at;
}

/// simdjson copies the text, and an empty one may have no address to copy from.
simdjson::simdjson_result<simdjson::dom::element> parsed(simdjson::dom::parser& parser, std::string_view json) {
    if (json.empty()) json = " ";
    return parser.parse(json.data(), json.size(), true);
}

}  // namespace

JsonWriter& JsonWriter::open(char bracket) {
    comma();
    out_.push_back(bracket);
    closers_.push_back(bracket == '{' ? '}' : ']');
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::close() {
    out_.push_back(closers_.back());
    closers_.pop_back();
    first_ = false;
    return *this;
}

void JsonWriter::comma() {
    if (after_key_)
        after_key_ = false;
    else if (!first_)
        out_.push_back(',');
    first_ = false;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    // Keys are our own words: nothing in them needs an escape.
    comma();
    out_.push_back('"');
    out_.append(name);
    out_.append("\":");
    after_key_ = true;
    return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
    comma();
    out_.append(json);
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
    comma();
    out_.push_back('"');
    std::size_t done = 0;
    for (std::size_t i = first_special(text, 0); i < text.size(); i = first_special(text, i + 1)) {
        const auto c = static_cast<unsigned char>(text[i]);
        out_.append(text.substr(done, i - done));
        done = i + 1;
        switch (c) {
            case '"':
                out_.append("\\\"");
                break;
            case '\\':
                out_.append("\\\\");
                break;
            case '\n':
                out_.append("\\n");
                break;
            case '\r':
                out_.append("\\r");
                break;
            case '\t':
                out_.append("\\t");
                break;
            default: {
                constexpr char hex[] = "0123456789abcdef";
                out_.append("\\u00");
                out_.push_back(hex[c >> 4]);
                out_.push_back(hex[c & 15]);
            }
        }
    }
    out_.append(text.substr(done));
    out_.push_back('"');
    return *this;
}

ReadDocument read_document(std::string_view line) {
    using simdjson::dom::element;
    ReadDocument result;
    const auto fail = [&](std::string code, std::string message) {
        result.document.reset();
        result.error = JsonError{std::move(code), std::move(message), result.error ? result.error->id : ""};
    };
    thread_local simdjson::dom::parser parser;
    element root;
    if (const auto code = parsed(parser, line).get(root)) {
        fail("bad_json", std::string("not a JSON object: ") + simdjson::error_message(code));
        return result;
    }
    simdjson::dom::object object;
    if (root.get(object)) {
        fail("bad_json", "not a JSON object; a line is {\"id\": ..., \"text\": ...}");
        return result;
    }
    InputDocument document;
    bool has_text = false;
    result.error = JsonError{};
    for (const auto& [name, field] : object) {
        std::string* target = name == "id"               ? &document.id
                              : name == "text"           ? &document.text
                              : name == "reference_time" ? &document.reference_time
                              : name == "language"       ? &document.language
                              : name == "url"            ? &document.url
                              : name == "title"          ? &document.title
                              : name == "source"         ? &document.source
                                                         : nullptr;
        if (target == nullptr || field.is_null()) continue;
        std::string_view text;
        std::int64_t number = 0;
        if (!field.get(text)) {
            target->assign(text);
        } else if (name == "id" && !field.get(number)) {
            document.id = std::to_string(number);
        } else {
            result.error->id = document.id;
            fail("bad_field", "\"" + std::string(name) + "\" is not a string");
            return result;
        }
        if (name == "text") has_text = true;
    }
    result.error->id = document.id;
    if (!has_text) {
        fail("no_text", "no \"text\" in this line");
        return result;
    }
    result.error.reset();
    result.document = std::move(document);
    return result;
}

namespace {

void collect_places(simdjson::dom::element value, std::vector<JsonPlace>& out) {
    simdjson::dom::array array;
    simdjson::dom::object object;
    if (!value.get(array)) {
        for (const auto item : array) collect_places(item, out);
    } else if (!value.get(object)) {
        JsonPlace place;
        std::string_view text, in;
        if (!object["start"].get(place.start) && !object["end"].get(place.end) && !object["text"].get(text)) {
            place.text = text;
            if (!object["in"].get(in)) place.in = in;
            out.push_back(std::move(place));
        }
        for (const auto& [name, inner] : object) collect_places(inner, out);
    }
}

}  // namespace

std::optional<std::vector<JsonPlace>> places_in(std::string_view json) {
    thread_local simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (parsed(parser, json).get(root) || !root.is_object()) return std::nullopt;
    std::vector<JsonPlace> out;
    collect_places(root, out);
    return out;
}

}  // namespace dateline
