#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/article.hpp"
#include "schemas/extraction.hpp"
#include "schemas/json.hpp"
#include "schemas/json_buffer.hpp"

namespace dateline {

/// Writes facts as the contract has them ("Every fact" and the section of its kind). `article` gives the text of the spans.
class FactWriter {
public:
    FactWriter(JsonBuffer& out, const Article& article) : out_(out), article_(article) {}

    void fact(const Fact& f);
    void flag(const Flag& f);
    void dateline(const DatelineOf& d);

private:
    // All write at the end of what is written and give the new one, as JsonBuffer has it.
    char* place(char* at, Place p);
    char* places(char* at, const std::vector<Place>& list);
    char* id(char* at, const FactId& id);
    char* ref(char* at, const std::optional<Ref>& r);
    char* optional_place(char* at, const std::optional<Place>& p);
    char* cluster(char* at, ClusterId c);
    char* attribution(char* at, std::span<const Attribution> chain);
    char* decimal(char* at, const std::optional<Decimal>& d);
    char* interval(char* at, const Interval& i);
    char* string_or_null(char* at, std::string_view text);
    char* strings(char* at, const std::vector<std::string>& list);
    char* fields(char* at, const Figure& f);
    char* fields(char* at, const Quote& q);
    char* fields(char* at, const Entity& e);
    char* fields(char* at, const Date& d);

    JsonBuffer& out_;
    const Article& article_;
    // Facts of one quote have one chain: it is written once.
    std::vector<Attribution> chain_;
    std::string chain_json_;
};

/// One fact, as it stands in the lists of facts.
std::string fact_json(const Fact& fact, const Article& article);

/// The contract's article.dateline.
std::string dateline_json(const DatelineOf& dateline, const Article& article);

/// The list of the flags.
std::string flags_json(const std::vector<Flag>& flags, const Article& article);

/// Writes the contract's output line as facts come, without the line break: {"schema", "id", "article", "facts", "flags"}.
class LineWriter final : public FactSink {
public:
    /// `pass` is given the line in pieces of about `piece` bytes. Requires: `article` outlives this.
    LineWriter(const Article& article, std::function<void(std::string_view)> pass)
        : article_(article), pass_(std::move(pass)), writer_(out_, article) {}

    void begin(std::string_view language, const std::optional<DatelineOf>& dateline) override;
    void fact(const Fact& fact) override;
    void flag(const Flag& flag) override;
    void end() override;

    static constexpr std::size_t piece = 1 << 15;

private:
    enum class Part { title_facts, facts, flags };
    /// Opens the list of `part`, and those before it; a comma where it has something.
    void next_in(Part part);
    void enter(Part part);

    const Article& article_;
    std::function<void(std::string_view)> pass_;
    JsonBuffer out_{piece + (1 << 12)};
    FactWriter writer_;
    Part part_ = Part::title_facts;
    bool empty_ = true;
};

/// The whole output line.
std::string extraction_line(const Article& article, const Extraction& extraction);

/// The output line for an input line that could not be read: {"id", "error": {"code", "message", "line"}}.
std::string error_line(const JsonError& error, std::int64_t line);

}  // namespace dateline
