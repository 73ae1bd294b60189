#include "extractors/reading/tagging.hpp"

#include <algorithm>
#include <tuple>

#include "extractors/reading/characters.hpp"
#include "extractors/reading/reading.hpp"

namespace dateline {
namespace {

unsigned char last_byte(std::string_view text) {
    return static_cast<unsigned char>(text.back());
}

Tag tag_of_mark(unsigned char first_byte) {
    // 0xC2 begins the currency signs, the section sign and the degree sign.
    return std::string_view("$%+=#&<>@\xC2").find(static_cast<char>(first_byte)) != std::string_view::npos ? Tag::SYM : Tag::PUNCT;
}

/// The first tag of a word with a capital that does not open its sentence.
Tag tag_with_capital(const WordClass& known) {
    if (!known.known) return Tag::NNP;
    constexpr TagSet named = set_of(Tag::NNP, Tag::NNPS, Tag::JJ);
    if (in(known.capital[0], named)) return known.capital[0];
    constexpr TagSet grammar = set_of(Tag::DT, Tag::IN, Tag::CC, Tag::PRP, Tag::PRPS, Tag::TO, Tag::MD, Tag::WDT, Tag::WP, Tag::WRB) |
                               set_of(Tag::PDT, Tag::EX, Tag::CD);
    return in(known.lower[0], grammar) ? known.lower[0] : Tag::NNP;
}

}  // namespace

Tagger::Tagger(const LanguageRules& rules) : language_(rules), rules_(rules) {
    prepare();
    const Table& words = rules.table("tag_words");
    WordClasses listed;
    for (std::size_t row = 0; row < words.size(); ++row) listed.add(words.cell(row, "word"), word_class(words, row));
    const Lexicon& lexicon = rules.lexicon();
    for (WordId word = 0; word < lexicon.size(); ++word) {
        const std::string_view folded = lexicon.word(word);
        WordClass classes;
        if (rules.own_lexicon().find(folded, classes) || !listed.find(folded, classes)) classes = other_classes(folded);
        facts_.push_back(facts(folded, classes, word));
    }
}

Tagger::Tagger(const LanguageRules& rules, ImageReader& image) : language_(rules), rules_(rules) {
    prepare();
    image(facts_);
}

void Tagger::prepare() {
    const Table& suffixes = language_.table("tag_suffixes");
    for (std::size_t row = 0; row < suffixes.size(); ++row)
        suffixes_.push_back({std::string(suffixes.cell(row, "suffix")), tag_list(suffixes.list(row, "tag"), suffixes.where(row))});
    std::stable_sort(suffixes_.begin(), suffixes_.end(), [](const Suffix& a, const Suffix& b) {
        return std::tuple(last_byte(a.text), b.text.size()) < std::tuple(last_byte(b.text), a.text.size());
    });
    for (const Suffix& suffix : suffixes_) ++suffix_from_[last_byte(suffix.text) + std::size_t{1}];
    for (std::size_t byte = 0; byte < 256; ++byte) {
        suffix_from_[byte + 1] = static_cast<std::uint16_t>(suffix_from_[byte + 1] + suffix_from_[byte]);
        mark_tags_[byte] = tag_of_mark(static_cast<unsigned char>(byte));
        quotations_[byte] = char_class(static_cast<char32_t>(byte)) != CharClass::other;
    }
}

WordClass Tagger::other_classes(std::string_view folded) const {
    WordClass out;
    if (language_.own_lexicon().find(folded, out) || language_.general_lexicon().find(folded, out)) return out;
    out.lower[0] = Tag::NN;
    if (folded.empty()) return out;
    for (std::uint16_t i = suffix_from_[last_byte(folded)]; i < suffix_from_[last_byte(folded) + std::size_t{1}]; ++i) {
        if (folded.size() <= suffixes_[i].text.size() + 1 || !folded.ends_with(suffixes_[i].text)) continue;
        out.lower = suffixes_[i].tags;
        break;
    }
    return out;
}

WordFacts Tagger::facts(std::string_view folded, const WordClass& classes, WordId word) const {
    WordFacts out;
    out.classes = classes;
    rules_.judge(folded, word, out);
    const bool has_lower = classes.lower[0] != Tag::none;
    out.lower = has_lower ? classes.lower[0] : Tag::NN;
    out.capital = tag_with_capital(classes);
    out.opening = !classes.known ? Tag::NNP : has_lower ? classes.lower[0] : classes.capital[0];
    return out;
}

void Tagger::tag(const Reading& reading, TokenRange sentence, std::span<Token> tokens, std::vector<std::uint32_t>* applied) const {
    bool opens = true;
    for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
        Token& token = tokens[t];
        Tag tag = Tag::CD;
        if (token.kind == TokenKind::mark) {
            const std::string_view mark = reading.text(t);
            const auto first = static_cast<unsigned char>(mark.front());
            tag = mark_tags_[first];
            if (mark == ":")
                opens = true;
            else if (quotations_[first])
                opens = opens || (t + 1 < sentence.last && token.space_before());
        } else {
            if (token.is_word()) {
                const WordFacts& known = reading.facts(t);
                tag = token.shape == Shape::lower ? known.lower : opens ? known.opening : known.capital;
            }
            opens = false;
        }
        token.tag = static_cast<std::uint8_t>(tag);
    }
    rules_.apply(sentence, tokens, reading.words(), applied);
}

}  // namespace dateline
