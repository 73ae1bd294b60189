#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/dates/meaning.hpp"
#include "extractors/evidence.hpp"
#include "extractors/reading/token.hpp"
#include "extractors/rules/lexicon.hpp"
#include "extractors/rules/pattern.hpp"
#include "schemas/decimal.hpp"
#include "schemas/fact.hpp"
#include "schemas/text_arena.hpp"

namespace dateline {

/// Why a proposal was rejected; Loss::none: it stands.
enum class Loss : std::uint8_t { none, block, overlap, cut_by_dates, name_of_person, same_quote, nested_too_deep };

/// What a stage proposes. Proposals are never removed: those that settle rejects are kept with the reason.
struct Proposal {
    TokenRange tokens;
    std::uint16_t rule_file = 0;  ///< the row that opened it
    std::uint32_t rule_row = 0;
    std::uint32_t evidence = 0;
    int confidence = 0;  ///< per mille; written by confidence
    Loss loss = Loss::none;
    Kind winner_kind = Kind::figure;         ///< of Loss::overlap: what won
    TokenRange winner;                       ///< of Loss::overlap: where that stands
    Modality modality = Modality::asserted;  ///< of its clause; written by relate
    Polarity polarity = Polarity::positive;  ///< of its clause; written by relate

    bool standing() const { return loss == Loss::none; }
};

/// Mention of somebody or something by a stage: its tokens and, once known, the cluster (index into Draft::clusters) it refers to.
struct Reference {
    TokenRange tokens;
    std::optional<std::uint32_t> cluster;
    TokenRange stands_for = {};  ///< of a pronoun: the words without a name it goes back to ("voters, [[who]] said"); else empty

    /// The words that name it.
    TokenRange naming() const { return stands_for.empty() ? tokens : stands_for; }
};

/// One number as the text writes it, whole. Written by numbers.
struct NumberDraft : Proposal {
    Decimal value;
    Decimal step;                 ///< what the last digit written is worth (3.7 billion: 1e8); zero where the number is exact (375, twelve)
    std::optional<Decimal> high;  ///< upper end of a vague plural: "tens of thousands" is 10,000 to 100,000
    Decimal scale = Decimal(1);   ///< what its magnitude words multiply it by, for "4-5 billion"
    bool ordinal = false;
    bool spelled = false;    ///< has number words
    bool plain = false;      ///< a run of digits alone, without sign, point or grouping: can be a year, a clock time, an id
    bool fraction = false;   ///< "two-thirds", "half"
    bool rounded = false;    ///< value has no finite decimal form
    bool magnitude = false;  ///< has a magnitude word or letter ("3.7 billion", "$5m")
    bool blocked = false;    ///< part of a URL, phone number, id, code, version, score: no figure
};

/// A figure. Span, type, value, unit, modifier by figures; context (measure, subject, change, period, place, whole, per, basis) by relate.
struct FigureDraft : Proposal {
    Figure figure;                          ///< links inside are filled when facts are made
    std::optional<TokenRange> unit_tokens;  ///< the unit or counted noun in the text
    std::optional<TokenRange> measure;      ///< figure.measure's name is set with it
    std::optional<Reference> subject;
    std::optional<Reference> place;
    std::optional<std::uint32_t> period_date;  ///< index into dates
    std::optional<std::uint32_t> whole;        ///< index into figures
    std::optional<std::uint32_t> base;         ///< index into figures
};

/// A date. Span, type and meaning by dates; value, start, end, anchor by resolve.
struct DateDraft : Proposal {
    DateMeaning meaning;
    Date date;                                 ///< links inside are filled when facts are made
    std::optional<std::uint32_t> range_end;    ///< index into dates
    std::optional<std::uint32_t> anchor_date;  ///< index into dates
};

/// A name. Span, type, mention type, role by names; cluster by resolve.
struct NameDraft : Proposal {
    struct {
        EntityType entity_type = EntityType::MISC;
        MentionType mention_type = MentionType::name;
    } entity;                         ///< the rest of an Entity is the cluster's
    std::optional<LexiconHit> entry;  ///< of a gazetteer, where it is just this name with this type
    std::optional<TokenRange> role;
    std::uint32_t cluster = 0;
};

/// One thing that names of the article refer to. Written by resolve. Its texts are the article's, the rules' or Draft::texts'.
struct Cluster {
    EntityType type = EntityType::MISC;
    std::string_view canonical;
    std::string_view iso3166, wikidata, geonames;
    char gender = '?';                 ///< 'f', 'm' or '?'
    std::vector<std::uint32_t> roles;  ///< rows of roles.tsv: its titles and appositions ("president", "analyst")
};

/// A quote. Parts, marks, cue, type, parent, polarity by speech; speaker and via resolved by resolve.
struct QuoteDraft : Proposal {
    Quote quote;  ///< links and places inside are filled when facts are made
    std::vector<TokenRange> parts;
    std::optional<Reference> speaker;
    std::optional<TokenRange> role;
    std::optional<TokenRange> cue;
    std::optional<Reference> via;
    std::optional<std::uint32_t> parent;  ///< index into quotes
    AttributionKind kind = AttributionKind::said;
    bool anonymous = false;
};

/// What is said of a stretch of text without being a quote: hearsay ("reportedly"). Written by speech.
struct HearsayDraft {
    TokenRange scope;
    TokenRange cue;
};

/// Most proposals of a kind in one section of a text (sections.hpp): five times what dense news holds. What comes behind them is not looked
/// for, so that no text makes more than it is worth in time, memory and output.
inline constexpr std::size_t most_proposals = 10'000;

/// Where a limit kept proposals away.
struct CutDraft {
    enum class Why : std::uint8_t {
        anchors,  ///< a sentence has more places for patterns than are looked at
        room,     ///< a section has more of a kind than there is room for
        depth     ///< a quote has quotes inside that are nested too deep
    };
    Why why = Why::anchors;
    Kind kind = Kind::figure;
    TokenRange tokens;  ///< the sentence, what was not looked at, the quote
};

/// All that stages propose and know of one article. Each field is written by one stage.
struct Draft {
    std::vector<NumberDraft> numbers;
    std::vector<DateDraft> dates;
    std::vector<FigureDraft> figures;
    std::vector<NameDraft> names;
    std::vector<QuoteDraft> quotes;
    std::vector<HearsayDraft> hearsay;
    std::vector<Cluster> clusters;
    TextArena texts;  ///< of clusters, where the article has them otherwise

    /// Ranges that nothing may start or end in: URLs, addresses, ids, codes. Written by numbers.
    std::vector<TokenRange> blocks;

    /// Where the article says it was written. Written by names (tokens) and resolve.
    struct DatelineDraft {
        std::optional<std::uint32_t> place;   ///< index into names
        std::optional<std::uint32_t> date;    ///< index into dates
        std::optional<std::uint32_t> agency;  ///< index into names
        TokenRange tokens;
    };
    std::optional<DatelineDraft> dateline;

    std::vector<Flag> flags;

    /// Where limits kept proposals away. Written by stages of recognise.
    std::vector<CutDraft> cuts;

    /// Makes room for what a text of so many tokens has in most cases.
    void expect(std::size_t tokens);

    /// The spans that patterns can name. Each stage of recognise sets its kind when it is done; settle sets all again.
    SpanIndex spans;
};

/// Rebuilds the entries of `kind` from the standing proposals of the draft.
void index_spans(Draft& draft, SpanKind kind);

/// All proposals, those that lost among them: what the patterns of a stage saw, as far as it can be told afterwards. Numbers that are part
/// of a name or an id only where `blocked`: those are seen by the patterns that block them.
SpanIndex proposed_spans(const Draft& draft, bool blocked);

/// What won over a rejected proposal and why, for --explain; empty for one that stands.
std::string lost_to(const Reading& reading, const Proposal& proposal);

}  // namespace dateline
