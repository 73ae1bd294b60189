#pragma once

#include <cstdint>
#include <optional>

#include "extractors/dates/vocabulary.hpp"
#include "extractors/reading/reading.hpp"

namespace dateline {

/// The clause that a date stands in, as far as its verb tells it.
struct DateClause {
    DateVocabulary::Tense tense = DateVocabulary::Tense::none;
    std::optional<std::uint32_t> verb;  ///< the token that showed the tense
    bool since = false;                 ///< the date opens a time that lasts: "since June"
    bool aside = false;                 ///< a relative clause or a participle behind a noun: "the firm, founded in 2018, ..."
};

/// Tells the tense of a date's own clause:
///
///     The road will be closed in [[August]].                   future: the verb group before it
///     Ministers who met on [[Monday]] will decide.             past: the nearer verb is its own
///     He said the meeting on [[Monday]] will go on.            future: it stands between a verb and its subject
///     It is expected to be completed by [[June]].              future: what governs the infinitive
///     On [[Friday]], officials who knew him will speak.        future: the main verb behind it
///
/// Without verb groups, in languages that have no tagger, the nearest word of tense_words.tsv tells it.
class ClauseTense {
public:
    using Tense = DateVocabulary::Tense;

    /// Both must outlive it.
    ClauseTense(const Reading& reading, const DateVocabulary& words) : reading_(reading), words_(words) {}

    DateClause of(TokenRange date) const;
    /// As its verbs alone tell it, whatever preposition stands before the date.
    DateClause by_verbs(TokenRange date) const;

private:
    /// What stands before a date in its sentence.
    struct Before {
        DateClause clause;
        bool opened = false;  ///< a word that opens a clause stands nearer than any verb
    };

    Before before(TokenRange sentence, TokenRange date) const;
    DateClause after(TokenRange sentence, const VerbGroup& verb) const;
    /// The verb group behind a date that is its clause's, whatever stands before it; null where there is none.
    const VerbGroup* verb_after(TokenRange sentence, TokenRange date) const;
    bool fronted(TokenRange sentence, TokenRange date, const VerbGroup& verb) const;
    bool foretells(const VerbGroup& verb, std::uint32_t t, bool ahead) const;
    /// `ahead`: it stands behind the date.
    Tense of_group(const VerbGroup& verb, bool ahead) const;
    Tense listed(std::uint32_t token) const;
    bool opens_clause(std::uint32_t token) const;
    bool in_relative_clause(TokenRange sentence, std::uint32_t verb) const;
    /// The first token before `token` that is no adverb; `token` itself where none is before it.
    std::uint32_t over_adverbs(TokenRange sentence, std::uint32_t token) const;
    bool over_by_then(TokenRange sentence, std::uint32_t date) const;
    bool quotation_mark(std::uint32_t token) const;
    DateClause by_nearest_word(TokenRange sentence, TokenRange date) const;

    const Reading& reading_;
    const DateVocabulary& words_;
};

}  // namespace dateline
