// One input line of `dateline extract` and `dateline ingest`.
#include "pipeline/json_text.hpp"
#include "schemas/fact_json.hpp"
#include "schemas/json.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace dateline;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const fuzz::Input input(data, size);
    const std::string_view line = input.bytes();
    const ReadDocument read = read_document(line);
    places_in(line);
    require(read.document.has_value() != read.error.has_value(), "a line is a document or an error");
    if (read.error) {
        require(!read.error->code.empty() && !read.error->message.empty(), "an error says what is wrong");
        fuzz::require_json(error_line(*read.error, 7), "the error line");
        return 0;
    }
    const InputDocument& document = *read.document;
    require(nlohmann::json::accept(line), "what is read is valid JSON", line);
    for (const std::string* field :
         {&document.id, &document.text, &document.reference_time, &document.language, &document.url, &document.title, &document.source})
        require(!first_invalid_utf8(*field), "fields are valid UTF-8", *field);
    const auto strings = json_strings(line);
    for (const auto& [key, text] : strings) fuzz::require_sound(text, line.size(), key);
    const auto text = strings.find("text");
    require(text != strings.end() && text->second.utf8() == document.text, "the text with its bytes is the text", document.text);
    return 0;
}
