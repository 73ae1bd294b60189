#include "schemas/fact.hpp"

#include <cassert>
#include <cstring>

#include "schemas/json_buffer.hpp"

namespace dateline {
namespace {

template <typename Enum>
struct Names;

/// Names with blanks behind them, so that all are copied alike.
struct PaddedName {
    std::array<char, longest_wire_name> text{};
    std::uint8_t size = 0;
};
template <std::size_t N>
constexpr std::array<PaddedName, N> padded(const std::string_view (&names)[N]) {
    std::array<PaddedName, N> out{};
    for (std::size_t i = 0; i < N; ++i) {
        out[i].size = static_cast<std::uint8_t>(names[i].size());
        for (std::size_t at = 0; at < names[i].size(); ++at) out[i].text[at] = names[i][at];
    }
    return out;
}

#define DATELINE_NAMES(Enum, ...)                                                       \
    template <>                                                                         \
    struct Names<Enum> {                                                                \
        static constexpr std::string_view list[] = {__VA_ARGS__};                       \
        static constexpr auto padded_list = padded(list);                               \
    };                                                                                  \
    }                                                                                   \
    std::string_view wire(Enum e) {                                                     \
        return Names<Enum>::list[static_cast<std::size_t>(e)];                          \
    }                                                                                   \
    template <>                                                                         \
    char* write_wire(char* to, Enum e) {                                                \
        const PaddedName& name = Names<Enum>::padded_list[static_cast<std::size_t>(e)]; \
        std::memcpy(to, name.text.data(), name.text.size());                            \
        return to + name.size;                                                          \
    }                                                                                   \
    template <>                                                                         \
    std::optional<Enum> from_wire<Enum>(std::string_view name) {                        \
        for (std::size_t i = 0; i < std::size(Names<Enum>::list); ++i)                  \
            if (Names<Enum>::list[i] == name) return static_cast<Enum>(i);              \
        return std::nullopt;                                                            \
    }                                                                                   \
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
    std::memcpy(out, zone_.data(), zone_.size());
    out += zone_.size();
    *out++ = ':';
    *out++ = letters[static_cast<std::size_t>(kind_)];
    out = json::number(out, span_.begin.value);
    *out++ = '-';
    out = json::number(out, span_.end.value);
    if (nth_ > 1) {
        *out++ = '.';
        out = json::number(out, nth_);
    }
    return out;
}

std::string FactId::text() const {
    if (empty()) return {};
    char out[longest];
    return {out, write(out)};
}

}  // namespace dateline
