#include "schemas/fact.hpp"

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

std::string fact_id(std::string_view zone_sha256, Kind kind, Span span, int nth) {
    constexpr std::string_view letters = "fqed";
    std::string id(zone_sha256.substr(0, 16));
    id += ':';
    id += letters[static_cast<std::size_t>(kind)];
    id += std::to_string(span.begin.value) + "-" + std::to_string(span.end.value);
    if (nth > 1) id += "." + std::to_string(nth);
    return id;
}

}  // namespace dateline
