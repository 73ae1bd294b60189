#include "schemas/fact.hpp"

#include <cassert>
#include <charconv>
#include <cstring>

namespace dateline {
namespace {

template <typename Enum>
struct Names;

#define DATELINE_NAMES(Enum, ...)                                          \
    template <>                                                            \
    struct Names<Enum> {                                                   \
        static constexpr std::string_view list[] = {__VA_ARGS__};          \
    };                                                                     \
    }                                                                      \
    std::string_view wire(Enum e) {                                        \
        return Names<Enum>::list[static_cast<std::size_t>(e)];             \
    }                                                                      \
    template <>                                                            \
    std::optional<Enum> from_wire<Enum>(std::string_view name) {           \
        for (std::size_t i = 0; i < std::size(Names<Enum>::list); ++i)     \
            if (Names<Enum>::list[i] == name) return static_cast<Enum>(i); \
        return std::nullopt;                                               \
    }                                                                      \
    namespace {

DATELINE_NAMES(Kind, "figure", "quote", "entity", "date")
DATELINE_NAMES(Modality, "asserted", "planned", "forecast", "conditional", "question")
DATELINE_NAMES(Polarity, "positive", "negative")
DATELINE_NAMES(AttributionKind, "said", "told", "wrote", "according_to", "report", "document")
DATELINE_NAMES(FigureType, "money", "percent", "count", "ordinal", "quantity", "ratio", "multiplier", "number")
DATELINE_NAMES(Modifier, "exact", "approximately", "at_least", "at_most", "more_than", "less_than", "nearly")
DATELINE_NAMES(ChangeKind, "level", "delta", "growth", "share", "rank", "multiple")
DATELINE_NAMES(Direction, "none", "up", "down")
DATELINE_NAMES(Basis, "nominal", "real", "yoy", "qoq", "mom", "seasonally_adjusted", "cumulative")
DATELINE_NAMES(QuoteType, "direct", "indirect", "mixed")
DATELINE_NAMES(EntityType, "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "PRODUCT", "WORK", "LAW", "MISC")
DATELINE_NAMES(MentionType, "name", "short", "acronym", "demonym")
DATELINE_NAMES(TimexType, "DATE", "TIME", "DURATION", "SET")
DATELINE_NAMES(TimexMod, "START", "MID", "END", "APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS", "BEFORE", "AFTER",
               "ON_OR_BEFORE", "ON_OR_AFTER")
DATELINE_NAMES(Severity, "error", "warning", "info")

#undef DATELINE_NAMES

}  // namespace

FactId::FactId(std::string_view zone_sha256, Kind kind, Span span, std::uint32_t nth) : span_(span), nth_(nth), kind_(kind) {
    assert(zone_sha256.size() >= zone_.size() && nth > 0);
    std::memcpy(zone_.data(), zone_sha256.data(), zone_.size());
}

char* FactId::write(char* out) const {
    constexpr char letters[] = "fqed";
    const auto number = [&](std::uint32_t n) { out = std::to_chars(out, out + 10, n).ptr; };
    std::memcpy(out, zone_.data(), zone_.size());
    out += zone_.size();
    *out++ = ':';
    *out++ = letters[static_cast<std::size_t>(kind_)];
    number(span_.begin.value);
    *out++ = '-';
    number(span_.end.value);
    if (nth_ > 1) {
        *out++ = '.';
        number(nth_);
    }
    return out;
}

std::string FactId::text() const {
    if (empty()) return {};
    char out[longest];
    return {out, write(out)};
}

}  // namespace dateline
