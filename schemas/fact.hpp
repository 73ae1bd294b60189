#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "schemas/decimal.hpp"
#include "schemas/offset.hpp"

namespace dateline {

// Enumerators are spelled as on the wire, so the names below are the only tables. `wire(x)` gives the name.
enum class Kind : std::uint8_t { figure, quote, entity, date };
enum class Modality : std::uint8_t { asserted, planned, forecast, conditional, question };
enum class Polarity : std::uint8_t { positive, negative };
enum class AttributionKind : std::uint8_t { said, told, wrote, according_to, report, document };
enum class FigureType : std::uint8_t { money, percent, count, ordinal, quantity, ratio, multiplier, number };
enum class Modifier : std::uint8_t { exact, approximately, at_least, at_most, more_than, less_than, nearly };
enum class ChangeKind : std::uint8_t { level, delta, growth, share, rank, multiple };
enum class Direction : std::uint8_t { none, up, down };
enum class Basis : std::uint8_t { nominal, real, yoy, qoq, mom, seasonally_adjusted, cumulative };
enum class QuoteType : std::uint8_t { direct, indirect, mixed };
enum class EntityType : std::uint8_t { PERSON, ORG, GPE, LOC, FAC, NORP, EVENT, PRODUCT, WORK, LAW, MISC };
enum class MentionType : std::uint8_t { name, short_, acronym, demonym };
enum class TimexType : std::uint8_t { DATE, TIME, DURATION, SET };
enum class TimexMod : std::uint8_t {
    START,
    MID,
    END,
    APPROX,
    MORE_THAN,
    LESS_THAN,
    EQUAL_OR_MORE,
    EQUAL_OR_LESS,
    BEFORE,
    AFTER,
    ON_OR_BEFORE,
    ON_OR_AFTER
};
enum class Severity : std::uint8_t { error, warning, info };

std::string_view wire(Kind);
std::string_view wire(Modality);
std::string_view wire(Polarity);
std::string_view wire(AttributionKind);
std::string_view wire(FigureType);
std::string_view wire(Modifier);
std::string_view wire(ChangeKind);
std::string_view wire(Direction);
std::string_view wire(Basis);
std::string_view wire(QuoteType);
std::string_view wire(EntityType);
std::string_view wire(MentionType);
std::string_view wire(TimexType);
std::string_view wire(TimexMod);
std::string_view wire(Severity);

/// Puts the wire name at `to`, where there is room for `longest_wire_name` bytes; returns its end.
template <typename Enum>
char* write_wire(char* to, Enum e);
inline constexpr std::size_t longest_wire_name = 24;

/// The enumerator with this wire name, or nothing: `from_wire<Modifier>("at_least")`. Data files use the wire's names.
template <typename Enum>
std::optional<Enum> from_wire(std::string_view name);

/// The contract's fact id: 16 hex digits of the zone's text digest, the kind's letter, the span; ".2" for a second one there. A small
/// value; its text is made where it is written.
class FactId {
public:
    /// Names no fact.
    FactId() = default;
    /// Requires: `zone_sha256` has at least 16 digits, nth > 0.
    FactId(std::string_view zone_sha256, Kind kind, Span span, std::uint32_t nth = 1);

    bool empty() const { return nth_ == 0; }
    /// "c7be1ed902fb8dd4:f12-24", or nothing.
    std::string text() const;

    static constexpr std::size_t longest = 16 + 2 + 10 + 1 + 10 + 1 + 10;
    /// Puts the text at `out`, `longest` bytes at most; returns its end. Requires: not empty.
    char* write(char* out) const;

    friend bool operator==(const FactId&, const FactId&) = default;

private:
    std::array<char, 16> zone_{};
    Span span_;
    std::uint32_t nth_ = 0;
    Kind kind_ = Kind::figure;
};

/// The number of a cluster of entity mentions in its article, from 1 on; "e1" on the wire.
struct ClusterId {
    std::uint32_t number = 0;  ///< 0: none

    bool empty() const { return number == 0; }
    std::string text() const { return empty() ? std::string() : "e" + std::to_string(number); }
    friend auto operator<=>(const ClusterId&, const ClusterId&) = default;
};

// Texts of facts that are views belong to the Extraction that holds the fact, else to whoever made the fact: those that a FactSink is
// given are good until it returns.

/// "en/figure_patterns.tsv:percent": a rule file and the name of its row.
struct RuleName {
    std::string_view file, row;

    bool empty() const { return file.empty(); }
    std::string text() const { return std::string(file) + ":" + std::string(row); }
};

/// A mention of somebody or something: where it stands, the cluster of entity mentions it belongs to, the fullest name.
struct Ref {
    Place place;
    ClusterId entity;
    std::string_view name;

    friend bool operator==(const Ref&, const Ref&) = default;
};

struct Attribution {
    std::optional<Ref> actor;  ///< nothing for hearsay
    std::optional<Place> cue;
    std::optional<Ref> via;
    bool anonymous = false;
    AttributionKind kind = AttributionKind::said;
    FactId quote;

    friend bool operator==(const Attribution&, const Attribution&) = default;
};

struct Measure {
    Place place;
    std::string name;
};

struct Change {
    ChangeKind kind = ChangeKind::level;
    Direction direction = Direction::none;
    Direction trend = Direction::none;  ///< none is null on the wire
    FactId base;
};

struct Period {
    FactId date;
    std::string value;
    std::string start, end;
};

struct Figure {
    FigureType figure_type = FigureType::number;
    std::optional<Decimal> value;  ///< nothing for a range
    std::optional<Interval> range;
    Interval interval;
    std::string unit;  ///< empty: none
    Modifier modifier = Modifier::exact;
    std::optional<Measure> measure;
    std::optional<Ref> subject;
    std::optional<Change> change;
    std::optional<Period> period;
    std::optional<Ref> place;
    FactId whole;
    std::string per;  ///< empty: none
    std::vector<std::string> flags;
    std::optional<Basis> basis;
    std::string key;
};

struct Quote {
    QuoteType quote_type = QuoteType::direct;
    std::vector<Place> parts;
    std::optional<Ref> speaker;
    std::optional<Place> role;
    std::optional<Place> cue;
    std::optional<Ref> via;
    FactId parent;
    bool balanced = true;
    std::vector<std::string> flags;
};

struct Entity {
    EntityType entity_type = EntityType::MISC;
    ClusterId entity;
    std::string_view canonical;
    MentionType mention_type = MentionType::name;
    std::string_view iso3166, wikidata, geonames;  ///< empty: not linked
    std::optional<Place> role;
};

struct Date {
    TimexType timex_type = TimexType::DATE;
    std::optional<std::string> value;  ///< nothing for a date that does not exist
    std::optional<TimexMod> mod;
    std::string start, end;  ///< half open; empty: unknown
    FactId range_end;
    bool from_reference_time = false;  ///< it was resolved against the article's reference time
    FactId anchor;                     ///< it was resolved against this date
    std::vector<std::string> other_readings;
};

struct Fact {
    FactId id;
    Place place;
    Span sentence;
    RuleName rule;
    int confidence = 0;                        ///< per mille
    std::span<const Attribution> attribution;  ///< outermost first
    Modality modality = Modality::asserted;
    Polarity polarity = Polarity::positive;
    std::variant<Figure, Quote, Entity, Date> is;

    Kind kind() const { return static_cast<Kind>(is.index()); }
};

struct Flag {
    std::string rule, name;
    Severity severity = Severity::info;
    std::vector<FactId> facts;
    std::vector<Place> evidence;
    std::string message;
};

/// Where an article says it was written: "BAKU, Azerbaijan, April 22 (Trend)".
struct DatelineOf {
    std::optional<Ref> place;
    FactId date;
    std::optional<Ref> agency;
};

}  // namespace dateline
