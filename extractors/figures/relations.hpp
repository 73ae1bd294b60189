#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "extractors/draft.hpp"
#include "extractors/figures/context_words.hpp"

namespace dateline {

/// A figure's clause, read from the figure to the left: hedges, then a preposition ("by", "to", "of"), then the verb that says what
/// happened. What a clause leaves out is taken from the figure before it in the same sentence ("..., reaching $3.7 billion").
struct FigureClause {
    using Role = ContextWords::Role;

    const Reading& reading;
    Draft& draft;
    TokenRange sentence;
    FigureDraft& figure;
    std::span<const std::uint32_t> names, dates;  ///< of the sentence, in order
    std::optional<TokenRange> verb;
    Role role = Role::none;  ///< of the preposition before the figure
    Direction direction = Direction::none;
    bool level = false;               ///< the verb says a state
    std::uint32_t content = 0;        ///< words with a meaning of their own between the verb and the figure
    bool transitive = false;          ///< "raised $5 million" tells no rise
    bool adds = false;                ///< "added ten users" tells no rise, "added 15 cents" does
    bool measures = false;            ///< the verb names what is measured: "cost"
    bool particle = false;            ///< "up", "down" without a verb
    std::uint32_t before = 0;         ///< first token of figure with hedges and preposition
    std::uint32_t previous_last = 0;  ///< token behind the figure before in this sentence
};

/// What a clause says of its figure. Each function writes one of the context fields of FigureDraft.
class FigureRelations {
public:
    static constexpr std::uint32_t none = 0xFFFFFFFF;

    explicit FigureRelations(const LanguageRules& rules) : words_(rules) {}

    void read_left(FigureClause& c) const;
    /// "15 km off Mombasa"
    bool distance(const FigureClause& c) const;
    void set_change(FigureClause& c, std::uint32_t previous) const;
    void set_measure(FigureClause& c, std::uint32_t previous, const std::optional<Reference>& last_subject) const;
    void set_period(FigureClause& c, std::uint32_t previous, std::uint32_t next_figure) const;
    void set_place(FigureClause& c) const;
    /// "from $75 to $45.88", "to 5.4 percent from 5.1".
    void set_base(FigureClause& c, const std::vector<std::uint32_t>& order, std::size_t at, std::uint32_t previous) const;
    void set_whole(FigureClause& c, const std::vector<std::uint32_t>& order, std::size_t at) const;
    /// "$76 a barrel", "40 per km2", "1,200 visitors a day".
    void set_rate(FigureClause& c) const;
    void set_basis(FigureClause& c) const;

private:
    using Role = ContextWords::Role;
    using Kind = ContextWords::Kind;

    bool in(const Reading& reading, std::uint32_t t, std::uint16_t file) const { return reading.hit(t, file) != nullptr; }
    static bool quote(const Reading& reading, std::uint32_t t) {
        if (reading.token(t).kind != TokenKind::mark) return false;
        const std::string_view m = reading.folded(t);
        return m == "\"" || m == "'";
    }
    /// An entry of `file` that ends right before `t`, not longer than four tokens: its first token.
    std::optional<std::uint32_t> ends_before(const FigureClause& c, std::uint32_t t, std::uint16_t file) const;
    static bool rate_like(const Figure& f) { return f.figure_type == FigureType::percent && f.unit == "percent"; }
    /// "58 percent of residents", "made up 23 percent", "a share of 5 percent".
    bool share(const FigureClause& c) const;
    /// "had", "is forecast" but not "the forecast".
    bool auxiliary(const Reading& reading, std::uint32_t t) const;
    bool noun_like(const Reading& reading, std::uint32_t t) const;
    /// The run of noun-like words that ends before `end`; empty where none stands there.
    TokenRange noun_group(const FigureClause& c, std::uint32_t end) const;
    const NameDraft* name_at(const FigureClause& c, TokenRange range) const;
    static Reference refer(const NameDraft& n) { return {n.tokens, n.cluster}; }
    /// "cut [[its growth forecast]] to": what stands between a verb and "to", "by" or "from" is what it changed. Empty when there is none.
    TokenRange object_of(const FigureClause& c) const;
    /// "1.9 million tonnes of cargo", "58 percent of residents", "a 31 percent drop in operating profit".
    void measure_behind(FigureClause& c) const;
    /// Whether a figure says again what the one before it says: "(US$3 million)", "190 points, or 0.6 percent".
    bool restates(const FigureClause& c, std::uint32_t previous) const;
    static void take_measure(FigureClause& c, const FigureDraft& other);
    /// Measure and subject where no verb of change names them, by the groups of the sentence; whether these decide it.
    bool set_quantified(FigureClause& c) const;
    /// "a 0.6 percent [[fee]]", "a three-course [[meal]]".
    bool modified_noun(FigureClause& c) const;
    /// "five seasons of [[the show]]", "$1 billion in [[gains]]".
    bool phrase_behind(FigureClause& c) const;
    /// "[[Base price]]: $59", "[[products]] priced at $10".
    bool label(FigureClause& c) const;
    /// "[[price reductions]] on 50 products".
    bool noun_before(FigureClause& c) const;
    /// "[[The company]] has 100 customers".
    bool subject_of_verb(FigureClause& c) const;
    /// "The firm, which has 100 customers": the noun before a relative pronoun, or null.
    const NounGroup* antecedent(const FigureClause& c, const NounGroup& pronoun) const;
    /// "The court fined [[the bank]] $3 million", "[[The bank]] was fined $3 million": the amount is that of the one fined.
    bool receiver(FigureClause& c) const;
    static bool age(const FigureDraft& f) { return f.figure.figure_type == FigureType::quantity && f.figure.unit == "a"; }
    /// "[[Ann Moss]], 62, ...", "[[a man]], aged 34": whose age it is.
    bool aged(FigureClause& c) const;
    /// "Hall leads [[Lund]] 48 percent to 43": the second amount is that of the object.
    bool rival(FigureClause& c, std::uint32_t previous) const;
    /// "according to [[the bank]]", "[[the bank]] said the economy grew": a name that only tells.
    bool only_tells(const FigureClause& c, const NameDraft& name, bool pronoun) const;
    /// The same where this subject stands behind the figure before: "..., while [[imports]] were worth $5".
    bool own_subject(FigureClause& c) const;
    /// The same for a name right before the figure: "Oslo -1.3%, [[Bergen]] +0.6%".
    bool own_name(FigureClause& c) const;
    /// What the pronoun that is a verb's subject stands for, if the verb before has a subject that agrees with it.
    const NounGroup* stands_for(const FigureClause& c, const VerbGroup& verb, const NounGroup& pronoun) const;
    /// "8 percent": the figure before, whole with its unit, is what nothing is of.
    bool told_before(const FigureClause& c, const NounGroup& group) const {
        return group.head < c.previous_last && in(c.reading, group.head, words_.units);
    }
    /// The subject of a verb, where it is neither a pronoun, nor the figure, nor what is measured; else empty.
    TokenRange bearer(const FigureClause& c, const VerbGroup& verb) const;
    /// "[[Oil]] costs $76": the subject of a verb that names the measure is whose it is.
    void set_bearer(FigureClause& c) const;
    /// "300 residents were moved": what is counted is the subject itself.
    bool is_subject(const FigureClause& c) const;
    /// "[[Dow]] +0.2%"
    bool nominal(FigureClause& c) const;
    /// The noun group that ends before a token, if no date or figure has taken it, or null.
    const NounGroup* group_ending(const FigureClause& c, std::uint32_t end) const;
    /// First token of a date, with its preposition, that ends before `end`; `end` where none does.
    std::uint32_t date_ending(const FigureClause& c, std::uint32_t end) const;
    /// A group with the name before it where it is a number alone: "the S&P [[500]]".
    TokenRange named_number(const FigureClause& c, const NounGroup& group) const;
    bool measure_group(FigureClause& c, const NounGroup& group) const;
    /// Whether the figure, the one before it or a date has taken some of these tokens.
    bool spoken_for(const FigureClause& c, TokenRange range) const;
    /// Without determiners, numbers and hedges before it.
    TokenRange bare(const FigureClause& c, TokenRange range) const;
    /// A figure goes on with the figure before it where no new noun of its own is measured.
    static bool related(const FigureClause& c, const FigureDraft& other) {
        return c.figure.tokens.first - other.tokens.last <= 12 &&
               (c.figure.figure.figure_type != FigureType::count || other.figure.unit == c.figure.figure.unit);
    }
    /// Measure and subject of a noun group: its lower-case head words are what is measured, a name in it is whose.
    void set_names(FigureClause& c, TokenRange head, TokenRange whole) const;
    static std::string lower(std::string_view text);
    /// Without a name at the measure: that of the verb's subject, else (unless the groups told the measure) the first name of the clause
    /// that is no person who only speaks, else that of the last figure.
    void set_owner(FigureClause& c, bool by_groups, bool pronoun, const std::optional<Reference>& last_subject) const;
    /// The last verb group of the sentence before the figure, or null.
    static const VerbGroup* verb_before(const FigureClause& c);
    /// "than in 2023", "the highest since 1998": a date that the figure is compared with.
    bool compared(const FigureClause& c, std::uint32_t date) const;
    /// Between two places a clause begins: "but", or a conjunction and a verb with a subject of its own behind it.
    bool other_clause(const FigureClause& c, std::uint32_t from, std::uint32_t to) const;
    /// A date before the first verb holds for all clauses of the sentence: "In 2024 exports rose by 3 percent and imports by 5".
    static bool leads(const FigureClause& c, std::uint32_t date);
    /// Whether a verb that is not one of speech stands between `from` and the figure.
    bool own_verb(const FigureClause& c, std::uint32_t from) const;
    bool broken(const FigureClause& c, std::uint32_t from, std::uint32_t to) const;
    bool dated(const FigureClause& c, TokenRange range) const;

    ContextWords words_;
};

}  // namespace dateline
