#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// Appends JSON to a string. Commas are its own business; keys and values in the order called. Strings must be valid UTF-8; control
/// characters are escaped.
///
///     JsonWriter json(out);
///     json.object().field("id", id).key("parts").array().value(1).value(2).close().close();
class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_(out) {}

    JsonWriter& object() { return open('{'); }
    JsonWriter& array() { return open('['); }
    JsonWriter& close();

    JsonWriter& key(std::string_view name);
    JsonWriter& value(std::string_view text);
    JsonWriter& value(const char* text) { return value(std::string_view(text)); }
    JsonWriter& value(bool truth) { return raw(truth ? "true" : "false"); }
    JsonWriter& value(std::int64_t number) { return raw(std::to_string(number)); }
    JsonWriter& value(std::uint32_t number) { return raw(std::to_string(number)); }
    JsonWriter& value(int number) { return raw(std::to_string(number)); }
    JsonWriter& null() { return raw("null"); }
    /// JSON that is ready, such as the digits of an exact number or a stored fact.
    JsonWriter& raw(std::string_view json);

    template <typename Value>
    JsonWriter& field(std::string_view name, const Value& v) {
        return key(name).value(v);
    }
    /// null where `text` is empty.
    JsonWriter& field_or_null(std::string_view name, std::string_view text) {
        return text.empty() ? key(name).null() : key(name).value(text);
    }

private:
    JsonWriter& open(char bracket);
    void comma();

    std::string& out_;
    std::string closers_;
    bool first_ = true;
    bool after_key_ = false;
};

/// One input line of `dateline extract`.
struct InputDocument {
    std::string id;
    std::string text;
    std::string reference_time, language, url, title, source;  ///< empty: absent
};

/// Why a line cannot be read.
struct JsonError {
    std::string code;  ///< "bad_json", "no_text", "bad_field"
    std::string message;
    std::string id;  ///< where it could be read
};

/// Reads one JSON object of the contract's input form. Never throws on bad input: `document` or `error` is set.
struct ReadDocument {
    std::optional<InputDocument> document;
    std::optional<JsonError> error;
};
ReadDocument read_document(std::string_view line);

/// One {"start", "end", "text", "in"?} of a fact, as it is written.
struct JsonPlace {
    std::int64_t start = 0, end = 0;
    std::string text;
    std::string in;  ///< empty: the text
};

/// Every place anywhere in a stored fact, in order; the first is the fact's own span. Nothing when `json` is not a JSON object.
std::optional<std::vector<JsonPlace>> places_in(std::string_view json);

}  // namespace dateline
