#pragma once

#include <array>
#include <string>

#include "schemas/article.hpp"
#include "schemas/fact.hpp"
#include "schemas/json.hpp"

namespace dateline {

/// One fact as the contract has it ("Every fact" and the section of its kind). `article` gives the text of the spans.
void write_fact(JsonWriter& json, const Fact& fact, const Article& article);

/// {"start", "end", "text", "in"?} of a place in `article`.
void write_place(JsonWriter& json, Place place, const Article& article);

/// The contract's article.dateline.
std::string dateline_json(const DatelineOf& dateline, const Article& article);

void write_flag(JsonWriter& json, const Flag& flag, const Article& article);

/// The contract's output line, without the line break: {"schema", "id", "article", "facts", "flags"}.
std::string extraction_line(const Article& article, const Extraction& extraction);

/// The output line for an input line that could not be read: {"id", "error": {"code", "message", "line"}}.
std::string error_line(const JsonError& error, std::int64_t line);

}  // namespace dateline
