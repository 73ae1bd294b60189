#include "extractors/reading/reading.hpp"

#include <algorithm>
#include <cassert>

#include "extractors/reading/sentences.hpp"
#include "extractors/reading/tagging.hpp"
#include "extractors/reading/tokenizer.hpp"
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
    : Reading(article, rules, {0, static_cast<std::uint32_t>(article.text.utf8().size()), true}) {}

Reading::Reading(const Article& article, const LanguageRules& rules, Section section)
    : article_(article), rules_(rules), words_(rules.lexicon(), rules.tagger(), section.end - section.begin) {
    tokens_.reserve((section.end - section.begin) / 4 + 16);
    add_zone(Zone::text, section);
    for (const Zone zone : {Zone::caption, Zone::title}) {
        const auto size = static_cast<std::uint32_t>(article.zone(zone).utf8().size());
        const bool here = zone == Zone::title ? section.begin == 0 : section.last;
        add_zone(zone, {0, here ? size : 0, true});
    }
}

void Reading::add_zone(Zone zone, Section section) {
    const auto first = size();
    const SourceText& text = article_.zone(zone);
    zone_begin_[static_cast<std::size_t>(zone)] = text.utf8().data();
    TokenPlaces places;
    std::swap(places.marks, marks_);
    tokenize(text.utf8(), section, text.char_of(section.begin), rules_.clitics(), words_, tokens_, places);
    std::swap(places.marks, marks_);
    while (!places.line_starts.empty() && places.line_starts.back() == size()) places.line_starts.pop_back();
    const TokenRange range{first, size()};
    zones_[static_cast<std::size_t>(zone)] = range;
    for (const std::uint32_t token : places.may_be_longer) find_longer_hits(token, range.last);
    find_paragraphs(zone, text.utf8().substr(section.begin, section.end - section.begin), range, places.line_starts);
}

void Reading::find_longer_hits(std::uint32_t token, std::uint32_t end) {
    const auto list = static_cast<std::uint32_t>(lists_.size());
    const std::uint64_t families = rules_.lexicon().longer_hits(tokens_.data(), token, end, lists_);
    if (families == 0) return;
    tokens_[token].families = families;
    tokens_[token].hit = list | Token::own_hits;
}

void Reading::find_paragraphs(Zone zone, std::string_view text, TokenRange range, std::span<const std::uint32_t> line_starts) {
    const bool wrapped = hard_wrapped(text);
    const std::size_t first_sentence = sentences_.size();
    std::vector<TokenRange> found;
    std::size_t line = 0;
    auto mark = static_cast<std::size_t>(std::lower_bound(marks_.begin(), marks_.end(), range.first) - marks_.begin());  // of the paragraph
    for (std::uint32_t t = range.first; t < range.last;) {
        while (line < line_starts.size() && (line_starts[line] <= t || (wrapped && !tokens_[line_starts[line]].paragraph_start()))) ++line;
        const std::uint32_t end = line < line_starts.size() ? line_starts[line] : range.last;
        const std::size_t first_mark = mark;
        while (mark < marks_.size() && marks_[mark] < end) ++mark;
        const auto number = static_cast<std::uint32_t>(paragraphs_.size());
        paragraphs_.push_back({{t, end}, zone});
        found.clear();
        find_sentences(*this, {t, end}, std::span(marks_).subspan(first_mark, mark - first_mark), found);
        for (const TokenRange tokens : found) sentences_.push_back({tokens, zone, number});
        t = end;
    }
    std::uint32_t sentence = sentence_of_step_.empty() ? 0 : sentence_of_step_.back();
    for (auto t = static_cast<std::uint32_t>(sentence_of_step_.size()) * sentence_step; t < range.last; t += sentence_step) {
        while (t >= sentences_[sentence].tokens.last) ++sentence;
        sentence_of_step_.push_back(sentence);
    }
    const Tagger* tagger = rules_.tagger();
    if (tagger == nullptr) return;
    const std::span<const Sentence> added = std::span(sentences_).subspan(first_sentence);
    tagger->tag(*this, added, tokens_);
    find_groups(*this, added, groups_);
}

std::uint32_t Reading::end_character(std::uint32_t token) const {
    const Token& t = tokens_[token];
    // Where as many characters as bytes lie up to the next token of the zone, all of them are ASCII.
    if (token + 1 < size()) {
        const Token& next = tokens_[token + 1];
        if (!next.paragraph_start() && next.byte - t.byte == next.character - t.character) return t.character + t.bytes;
    }
    return t.character + count_code_points(text(token));
}

Place Reading::place(TokenRange range) const {
    return {{{tokens_[range.first].character}, {end_character(range.last - 1)}}, zone_of(range.first)};
}

}  // namespace dateline
