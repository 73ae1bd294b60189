#include "schemas/json.hpp"

#include <simdjson.h>

#include "schemas/json_escape.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

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
    for (std::size_t i = next_escape(text, 0); i < text.size(); i = next_escape(text, i + 1)) {
        out_.append(text.substr(done, i - done));
        char escape[6];
        out_.append(escape, write_escape(text[i], escape));
        done = i + 1;
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
    // A parser keeps what it needed for the largest line: one of its own for what is rare and large.
    constexpr std::size_t large = 1 << 20;
    thread_local simdjson::dom::parser kept_parser;
    std::optional<simdjson::dom::parser> own_parser;
    if (line.size() > large) own_parser.emplace();
    simdjson::dom::parser& parser = own_parser ? *own_parser : kept_parser;
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
