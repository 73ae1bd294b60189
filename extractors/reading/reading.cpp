#include "extractors/reading/reading.hpp"

#include <algorithm>
#include <cassert>

#include "extractors/reading/characters.hpp"
#include "extractors/reading/sentences.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

/// Lines that were broken by hand at about the same width: a line break is then a blank, and only an empty line ends a paragraph.
bool hard_wrapped(std::string_view text) {
    std::uint32_t lines = 0, full = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::size_t length = end - at;
        const bool last_of_paragraph = end + 1 >= text.size() || text[end + 1] == '\n';
        if (length > 0 && !last_of_paragraph) {
            ++lines;
            if (length >= 45 && length <= 100) ++full;
        }
        at = end + 1;
    }
    return lines >= 3 && full * 10 >= lines * 8;
}

}  // namespace

Reading::Reading(const Article& article, const LanguageRules& rules)
    : article_(article), rules_(rules), tagger_(rules.tagger()), own_from_(rules.lexicon().size()), own_slots_(256) {
    tokens_.reserve(article.text.utf8().size() / 5 + 16);
    for (const Zone zone : {Zone::text, Zone::caption, Zone::title}) add_zone(zone);
}

void Reading::add_zone(Zone zone) {
    const auto first = size();
    zone_begin_[static_cast<std::size_t>(zone)] = article_.zone(zone).utf8().data();
    tokenize(article_.zone(zone).utf8(), rules_.clitics(), tokens_);
    const TokenRange range{first, size()};
    zones_[static_cast<std::size_t>(zone)] = range;
    intern_words(zone, range);
    for (std::uint32_t t = range.first; t < range.last; ++t) {
        tokens_[t].hit = static_cast<std::uint32_t>(hits_.size());
        tokens_[t].families = rules_.lexicon().hits_at(tokens_.data(), t, range.last, hits_);
    }
    find_paragraphs(zone, range);
}

void Reading::intern_words(Zone zone, TokenRange range) {
    const std::string_view text = article_.zone(zone).utf8();
    std::string folded;
    for (std::uint32_t t = range.first; t < range.last; ++t) {
        Token& token = tokens_[t];
        fold(text.substr(token.byte, token.bytes), folded);
        token.word = rules_.lexicon().find(folded);
        if (token.word != no_word) continue;
        if ((own_words_.size() + 1) * 2 > own_slots_.size()) {
            std::vector<std::uint32_t> slots(own_slots_.size() * 2);
            for (std::uint32_t i = 0; i < own_words_.size(); ++i) {
                std::size_t slot =
                    word_hash(std::string_view(own_text_).substr(own_words_[i].first, own_words_[i].second)) & (slots.size() - 1);
                while (slots[slot] != 0) slot = (slot + 1) & (slots.size() - 1);
                slots[slot] = i + 1;
            }
            own_slots_ = std::move(slots);
        }
        std::size_t slot = word_hash(folded) & (own_slots_.size() - 1);
        for (; own_slots_[slot] != 0; slot = (slot + 1) & (own_slots_.size() - 1)) {
            const auto [begin, length] = own_words_[own_slots_[slot] - 1];
            if (std::string_view(own_text_).substr(begin, length) == folded) break;
        }
        if (own_slots_[slot] == 0) {
            own_words_.emplace_back(static_cast<std::uint32_t>(own_text_.size()), static_cast<std::uint32_t>(folded.size()));
            own_text_ += folded;
            own_slots_[slot] = static_cast<std::uint32_t>(own_words_.size());
            if (tagger_ != nullptr) own_facts_.push_back(tagger_->facts(folded));
        }
        token.word = rules_.lexicon().size() + own_slots_[slot] - 1;
    }
}

void Reading::find_paragraphs(Zone zone, TokenRange range) {
    const bool wrapped = hard_wrapped(article_.zone(zone).utf8());
    const std::size_t first_sentence = sentences_.size();
    std::vector<TokenRange> found;
    for (std::uint32_t t = range.first; t < range.last;) {
        std::uint32_t end = t + 1;
        while (end < range.last && !tokens_[end].paragraph_start() && (wrapped || !tokens_[end].line_start())) ++end;
        const auto number = static_cast<std::uint32_t>(paragraphs_.size());
        paragraphs_.push_back({{t, end}, zone});
        found.clear();
        find_sentences(*this, {t, end}, found);
        for (const TokenRange tokens : found) sentences_.push_back({tokens, zone, number});
        t = end;
    }
    std::uint32_t sentence = sentence_of_step_.empty() ? 0 : sentence_of_step_.back();
    for (auto t = static_cast<std::uint32_t>(sentence_of_step_.size()) * sentence_step; t < range.last; t += sentence_step) {
        while (t >= sentences_[sentence].tokens.last) ++sentence;
        sentence_of_step_.push_back(sentence);
    }
    if (tagger_ == nullptr) return;
    const std::span<const Sentence> added = std::span(sentences_).subspan(first_sentence);
    for (const Sentence& s : added) tagger_->tag(*this, s.tokens, tokens_);
    find_groups(*this, added, groups_);
}

const NounGroup* Reading::noun_group_at(std::uint32_t token) const {
    const auto found = std::lower_bound(groups_.nouns.begin(), groups_.nouns.end(), token,
                                        [](const NounGroup& g, std::uint32_t t) { return g.tokens.last <= t; });
    return found != groups_.nouns.end() && found->tokens.contains(token) ? &*found : nullptr;
}

const VerbGroup* Reading::verb_group_at(std::uint32_t token) const {
    const auto found = std::lower_bound(groups_.verbs.begin(), groups_.verbs.end(), token,
                                        [](const VerbGroup& g, std::uint32_t t) { return g.tokens.last <= t; });
    return found != groups_.verbs.end() && found->tokens.contains(token) ? &*found : nullptr;
}

std::uint32_t Reading::end_character(std::uint32_t token) const {
    return tokens_[token].character + count_code_points(text(token));
}

Place Reading::place(TokenRange range) const {
    return {{{tokens_[range.first].character}, {end_character(range.last - 1)}}, zone_of(range.first)};
}

}  // namespace dateline
