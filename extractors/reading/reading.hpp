#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/reading/article_words.hpp"
#include "extractors/reading/groups.hpp"
#include "extractors/reading/sections.hpp"
#include "extractors/reading/tags.hpp"
#include "extractors/reading/token.hpp"
#include "extractors/rules/rulebook.hpp"
#include "schemas/article.hpp"

namespace dateline {

struct Sentence {
    TokenRange tokens;
    Zone zone = Zone::text;
    std::uint32_t paragraph = 0;
};

struct Paragraph {
    TokenRange tokens;
    Zone zone = Zone::text;
};

/// One article made ready for rules: tokens, sentences, paragraphs, lexicon hits over all zones. Tokens are numbered through: text, then
/// captions, then title. Built once, read-only afterwards; keeps references to the article and the rules, which must outlive it.
class Reading {
public:
    Reading(const Article& article, const LanguageRules& rules);
    /// One section of its text alone; with the last one captions and title.
    Reading(const Article& article, const LanguageRules& rules, Section section);

    const Article& article() const { return article_; }
    const LanguageRules& rules() const { return rules_; }

    std::span<const Token> tokens() const { return tokens_; }
    const Token& token(std::uint32_t t) const { return tokens_[t]; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(tokens_.size()); }
    std::span<const Sentence> sentences() const { return sentences_; }
    std::span<const Paragraph> paragraphs() const { return paragraphs_; }

    Zone zone_of(std::uint32_t token) const {
        if (token < zones_[0].last) return Zone::text;
        return token < zones_[1].last ? Zone::caption : Zone::title;
    }
    /// The tokens that are marks, in order.
    std::span<const std::uint32_t> marks() const { return marks_; }

    TokenRange zone_tokens(Zone zone) const { return zones_[static_cast<std::size_t>(zone)]; }
    /// Index of the sentence or paragraph that holds a token.
    std::uint32_t sentence_of(std::uint32_t token) const {
        std::uint32_t sentence = sentence_of_step_[token / sentence_step];
        while (token >= sentences_[sentence].tokens.last) ++sentence;
        return sentence;
    }
    std::uint32_t paragraph_of(std::uint32_t token) const { return sentences_[sentence_of(token)].paragraph; }

    /// The characters of a token as written.
    std::string_view text(std::uint32_t token) const {
        const Token& t = tokens_[token];
        return {zone_begin_[static_cast<std::size_t>(zone_of(token))] + t.byte, t.bytes};
    }
    /// The characters from the first token to the end of the last, as written. Requires: not empty, one zone.
    std::string_view text(TokenRange range) const {
        const Token& first = tokens_[range.first];
        const Token& last = tokens_[range.last - 1];
        return {zone_begin_[static_cast<std::size_t>(zone_of(range.first))] + first.byte, last.byte + last.bytes - first.byte};
    }
    /// The token's folded form: lower case, plain quotes and dashes.
    std::string_view folded(std::uint32_t token) const { return words_.word(tokens_[token].word); }
    std::string_view word(WordId id) const { return words_.word(id); }
    const ArticleWords& words() const { return words_; }
    bool is(std::uint32_t token, std::string_view folded_form) const { return folded(token) == folded_form; }

    /// The word class of a token; none for rules without a tagger.
    Tag tag(std::uint32_t token) const { return static_cast<Tag>(tokens_[token].tag); }
    /// The classes that the general lexicon gives the token's word.
    const WordClass& classes(std::uint32_t token) const {
        static const WordClass unknown;
        return rules_.tagger() != nullptr ? facts(token).classes : unknown;
    }
    /// What the tagger knows of the token's word. Requires: rules with a tagger.
    const WordFacts& facts(std::uint32_t token) const { return words_.facts(tokens_[token].word); }

    /// Noun and verb groups of all zones, in order; none for rules without a tagger.
    std::span<const NounGroup> noun_groups() const { return groups_.nouns; }
    std::span<const VerbGroup> verb_groups() const { return groups_.verbs; }
    /// The noun group that holds a token, or null.
    const NounGroup* noun_group_at(std::uint32_t token) const { return groups_.noun_at(token); }
    /// The verb group that holds a token, or null.
    const VerbGroup* verb_group_at(std::uint32_t token) const { return groups_.verb_at(token); }

    /// The lexicon entries that start at a token.
    std::span<const LexiconHit> hits(std::uint32_t token) const {
        const std::uint32_t hit = tokens_[token].hit;
        const LexiconHit* list = hit & Token::own_hits ? lists_.data() + (hit & ~Token::own_hits) : rules_.lexicon().lists() + hit;
        return {list + 1, list->length};
    }
    /// The entry of `file` that starts at a token, or null.
    const LexiconHit* hit(std::uint32_t token, std::uint16_t file) const {
        if (!(tokens_[token].families & family_bit(file))) return nullptr;
        for (const LexiconHit& h : hits(token))
            if (h.file == file) return &h;
        return nullptr;
    }

    /// Where the tokens stand in their zone, in characters. Requires: not empty, one zone.
    Place place(TokenRange range) const;
    /// Character just after a token.
    std::uint32_t end_character(std::uint32_t token) const;

private:
    void add_zone(Zone zone, Section section);
    /// The entries that start at a token, where one of several words does.
    void find_longer_hits(std::uint32_t token, std::uint32_t end);
    void find_paragraphs(Zone zone, std::string_view text, TokenRange range, std::span<const std::uint32_t> line_starts);

    static constexpr std::uint32_t sentence_step = 16;

    const Article& article_;
    const LanguageRules& rules_;
    ArticleWords words_;
    std::array<const char*, 3> zone_begin_{};
    std::vector<Token> tokens_;
    std::vector<std::uint32_t> marks_;
    std::vector<LexiconHit> lists_;  // of tokens where an entry of several words starts, each as Lexicon::lists() has them
    std::vector<Sentence> sentences_;
    std::vector<Paragraph> paragraphs_;
    std::vector<std::uint32_t> sentence_of_step_;  // the sentence of every 16th token
    std::array<TokenRange, 3> zones_{};            // by Zone
    Groups groups_;
};

}  // namespace dateline
