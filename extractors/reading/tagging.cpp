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
        WordFacts known = facts(classes, word);
        rules_.judge_ending(folded, known);
        facts_.push_back(known);
    }
    const WordClasses& general = rules.general_lexicon();
    for (std::uint32_t number = 0; number < general.classes(); ++number) class_facts_.push_back(facts(general.of(number), no_word));
}

Tagger::Tagger(const LanguageRules& rules, ImageReader& image) : language_(rules), rules_(rules) {
    prepare();
    image(facts_);
    image(class_facts_);
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
    for (std::size_t suffix = 0; suffix <= suffixes_.size(); ++suffix) suffix_facts_.push_back(facts(suffix_classes(suffix), no_word));
}

std::size_t Tagger::suffix_of(std::string_view folded) const {
    if (folded.empty()) return suffixes_.size();
    const std::size_t last = last_byte(folded);
    for (std::size_t i = suffix_from_[last]; i < suffix_from_[last + 1]; ++i)
        if (folded.size() > suffixes_[i].text.size() + 1 && folded.ends_with(suffixes_[i].text)) return i;
    return suffixes_.size();
}

WordClass Tagger::suffix_classes(std::size_t suffix) const {
    WordClass out;
    out.lower[0] = Tag::NN;
    if (suffix < suffixes_.size()) out.lower = suffixes_[suffix].tags;
    return out;
}

WordClass Tagger::other_classes(std::string_view folded) const {
    WordClass out;
    if (language_.own_lexicon().find(folded, out) || language_.general_lexicon().find(folded, out)) return out;
    return suffix_classes(suffix_of(folded));
}

WordFacts Tagger::facts(const WordClass& classes, WordId word) const {
    WordFacts out;
    out.classes = classes;
    rules_.judge(word, out);
    const bool has_lower = classes.lower[0] != Tag::none;
    out.lower = has_lower ? classes.lower[0] : Tag::NN;
    out.capital = tag_with_capital(classes);
    out.opening = !classes.known ? Tag::NNP : has_lower ? classes.lower[0] : classes.capital[0];
    return out;
}

WordFacts Tagger::facts(std::string_view folded, WordKey key) const {
    WordFacts out;
    WordClass own;
    if (language_.own_lexicon().size() > 0 && language_.own_lexicon().find(folded, own))
        out = facts(own, no_word);
    else if (const std::uint32_t number = language_.general_lexicon().find(folded, key); number != WordClasses::none)
        out = class_facts_[number];
    else
        out = suffix_facts_[suffix_of(folded)];
    rules_.judge_ending(folded, out);
    return out;
}

void Tagger::tag(const Reading& reading, std::span<const Sentence> sentences, std::span<Token> tokens,
                 std::vector<std::uint32_t>* applied) const {
    TagRules::Run run(rules_, tokens, applied);
    for (const Sentence& sentence : sentences) {
        tag_words(reading, sentence.tokens, tokens, run.begin(sentence.tokens));
        run.apply();
    }
}

void Tagger::tag_words(const Reading& reading, TokenRange sentence, std::span<Token> tokens, std::span<const WordFacts*> facts) const {
    bool opens = true;
    for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
        Token& token = tokens[t];
        const WordFacts& known = reading.facts(t);
        facts[t - sentence.first] = &known;
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
            if (token.is_word()) tag = token.shape == Shape::lower ? known.lower : opens ? known.opening : known.capital;
            opens = false;
        }
        token.tag = static_cast<std::uint8_t>(tag);
    }
}

}  // namespace dateline
