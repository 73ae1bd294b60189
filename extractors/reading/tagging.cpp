#include "extractors/reading/tagging.hpp"

#include <algorithm>
#include <bit>
#include <charconv>

#include "extractors/reading/characters.hpp"
#include "extractors/reading/reading.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr std::uint32_t window_side = 15, window_core = 34;  // 15 + 34 + 15 tokens are 64

std::vector<std::string> parts(std::string_view text, char separator) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (end > 0) out.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

TagSet tag_set(std::string_view text, const std::string& where) {
    TagSet out = 0;
    for (const std::string& name : parts(text, '|')) {
        const auto tag = tag_named(name);
        if (!tag) throw Error(Exit::bad_config, where + ": no tag \"" + name + "\"");
        out |= set_of(*tag);
    }
    return out;
}

std::array<Tag, 5> tag_list(const std::vector<std::string>& names, const std::string& where) {
    std::array<Tag, 5> out{};
    for (std::size_t i = 0; i < std::min(names.size(), out.size()); ++i) {
        const auto tag = tag_named(names[i]);
        if (!tag) throw Error(Exit::bad_config, where + ": no tag \"" + names[i] + "\"");
        out[i] = *tag;
    }
    return out;
}

}  // namespace

Tagger::Tagger(const LanguageRules& rules) : lexicon_(rules.lexicon_image().empty() ? WordClasses() : WordClasses(rules.lexicon_image())) {
    const Table& words = rules.table("tag_words");
    for (std::size_t row = 0; row < words.size(); ++row)
        words_.emplace_back(words.cell(row, "word"), WordClass{tag_list(words.list(row, "lower"), words.where(row)),
                                                               tag_list(words.list(row, "capital"), words.where(row)), true});
    std::sort(words_.begin(), words_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    const Table& suffixes = rules.table("tag_suffixes");
    for (std::size_t row = 0; row < suffixes.size(); ++row)
        suffixes_.push_back({std::string(suffixes.cell(row, "suffix")), tag_list(suffixes.list(row, "tag"), suffixes.where(row))});
    std::stable_sort(suffixes_.begin(), suffixes_.end(), [](const Suffix& a, const Suffix& b) { return a.text.size() > b.text.size(); });
    const Table& table = rules.table("tagging");
    for (std::size_t row = 0; row < table.size(); ++row) {
        Rule rule;
        rule.from = tag_set(table.cell(row, "from"), table.where(row));
        rule.to = tag_list({std::string(table.cell(row, "to"))}, table.where(row))[0];
        for (const std::string& condition : parts(table.cell(row, "when"), ' '))
            rule.when.push_back(parse(rules, condition, table.where(row)));
        if (rule.when.empty()) throw Error(Exit::bad_config, table.where(row) + ": a rule without condition");
        rules_.push_back(std::move(rule));
    }
}

Tagger::Condition Tagger::parse(const LanguageRules& rules, std::string_view text, const std::string& where) const {
    const std::string whole(text);
    const auto fail = [&] { throw Error(Exit::bad_config, where + ": condition \"" + whole + "\" is not understood"); };
    Condition condition;
    if (!text.empty() && text.front() == '!') {
        condition.negated = true;
        text.remove_prefix(1);
    }
    const auto place = [&](int& out) {
        if (!text.empty() && text.front() == '+') text.remove_prefix(1);
        const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
        if (code != std::errc() || out < -15 || out > 15) fail();
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    };
    place(condition.from);
    condition.to = condition.from;
    if (text.substr(0, 2) == "..") {
        text.remove_prefix(2);
        place(condition.to);
        if (condition.to < condition.from) fail();
    }
    if (text.empty()) fail();
    const char sign = text.front();
    text.remove_prefix(1);
    using Test = Condition::Test;
    switch (sign) {
        case ':':
            condition.test = Test::tag;
            condition.tags = tag_set(text, where);
            break;
        case '?':
            condition.test = Test::can_be;
            condition.tags = tag_set(text, where);
            break;
        case '~':
            condition.test = Test::suffix;
            condition.suffix = text;
            break;
        case '^':
            condition.test = Test::capital;
            break;
        case '$':
            condition.test = Test::edge;
            break;
        case '=':
            condition.test = Test::word;
            for (const std::string& word : parts(text, '|')) {
                const WordId id = rules.lexicon().find(word);
                if (id == no_word) fail();
                condition.words.push_back(id);
            }
            break;
        default:
            fail();
    }
    return condition;
}

WordClass Tagger::classes(std::string_view folded) const {
    const auto own =
        std::lower_bound(words_.begin(), words_.end(), folded, [](const auto& row, std::string_view word) { return row.first < word; });
    if (own != words_.end() && own->first == folded) return own->second;
    WordClass out;
    if (lexicon_.find(folded, out)) return out;
    out.lower[0] = Tag::NN;
    for (const Suffix& suffix : suffixes_) {
        if (folded.size() <= suffix.text.size() + 1 || !folded.ends_with(suffix.text)) continue;
        out.lower = suffix.tags;
        break;
    }
    return out;
}

Tag Tagger::first_tag(const Reading& reading, std::uint32_t t, bool opens) const {
    const Token& token = reading.token(t);
    if (token.is_digits()) return Tag::CD;
    if (token.kind == TokenKind::mark) {
        const char32_t c = static_cast<unsigned char>(reading.text(t).front());
        return c == '$' || c == '%' || c == '+' || c == '=' || c == '#' || c == '&' || c == '<' || c == '>' || c == '@' || c == 0xC2
                   ? Tag::SYM
                   : Tag::PUNCT;
    }
    const WordClass& known = reading.classes(t);
    const bool has_lower = known.lower[0] != Tag::none, has_capital = known.capital[0] != Tag::none;
    if (token.shape == Shape::lower) return has_lower ? known.lower[0] : Tag::NN;
    if (!known.known) return Tag::NNP;
    if (opens) return has_lower ? known.lower[0] : known.capital[0];
    constexpr TagSet named = set_of(Tag::NNP, Tag::NNPS, Tag::JJ);
    if (has_capital && in(known.capital[0], named)) return known.capital[0];
    constexpr TagSet grammar = set_of(Tag::DT, Tag::IN, Tag::CC, Tag::PRP, Tag::PRPS, Tag::TO, Tag::MD, Tag::WDT, Tag::WP, Tag::WRB) |
                               set_of(Tag::PDT, Tag::EX, Tag::CD);
    if (has_lower && in(known.lower[0], grammar)) return known.lower[0];
    return Tag::NNP;
}

bool Tagger::holds(const Condition& condition, const Reading& reading, TokenRange sentence, std::span<const Token> tokens,
                   std::uint32_t token) const {
    using Test = Condition::Test;
    bool found = false;
    for (int at = condition.from; at <= condition.to && !found; ++at) {
        const std::int64_t t = static_cast<std::int64_t>(token) + at;
        if (t < sentence.first || t >= sentence.last) {
            found = condition.test == Test::edge;
            continue;
        }
        const auto i = static_cast<std::uint32_t>(t);
        switch (condition.test) {
            case Test::tag:
                found = in(static_cast<Tag>(tokens[i].tag), condition.tags);
                break;
            case Test::word:
                found = std::find(condition.words.begin(), condition.words.end(), tokens[i].word) != condition.words.end();
                break;
            case Test::can_be: {
                const WordClass& known = reading.classes(i);
                found = ((WordClass::set(known.lower) | WordClass::set(known.capital)) & condition.tags) != 0;
                break;
            }
            case Test::suffix:
                found = reading.folded(i).size() > condition.suffix.size() + 1 && reading.folded(i).ends_with(condition.suffix);
                break;
            case Test::capital:
                found = tokens[i].capitalized();
                break;
            case Test::edge:
                break;
        }
    }
    return found != condition.negated;
}

void Tagger::tag(const Reading& reading, TokenRange sentence, std::span<Token> tokens) const {
    bool opens = true;
    for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
        const Tag tag = first_tag(reading, t, opens);
        tokens[t].tag = static_cast<std::uint8_t>(tag);
        if (tokens[t].kind != TokenKind::mark)
            opens = false;
        else if (char_class(static_cast<unsigned char>(reading.text(t).front())) != CharClass::other || reading.text(t) == ":")
            opens = opens || reading.text(t) == ":" || (t + 1 < sentence.last && tokens[t].space_before());
    }
    // Long sentences are taken in pieces; conditions look at most 15 tokens far, so what lies beyond a window changes nothing.
    for (std::uint32_t begin = sentence.first; begin < sentence.last; begin += window_core)
        apply_rules(reading, sentence, {begin, std::min(sentence.last, begin + window_core)}, tokens);
}

class Tagger::Window {
public:
    Window(TokenRange tokens, std::span<const Token> all) : tokens_(tokens) {
        for (std::uint32_t t = tokens.first; t < tokens.last; ++t) set(t, static_cast<Tag>(all[t].tag));
    }

    std::uint64_t bit(std::uint32_t t) const { return std::uint64_t{1} << (t - tokens_.first); }
    void set(std::uint32_t t, Tag tag) {
        places_[static_cast<std::size_t>(tag)] |= bit(t);
        present_ |= set_of(tag);
    }
    void move(std::uint32_t t, Tag from, Tag to) {
        places_[static_cast<std::size_t>(from)] &= ~bit(t);
        set(t, to);
    }
    TagSet present() const { return present_; }

    /// Where a tag of the set stands.
    std::uint64_t places(TagSet set) const {
        std::uint64_t out = 0;
        for (TagSet left = set & present_; left != 0; left &= left - 1) out |= places_[static_cast<std::size_t>(std::countr_zero(left))];
        return out;
    }

    /// Where a token `from` to `to` places further on has a tag of the set.
    std::uint64_t near(TagSet set, int from, int to) const {
        const std::uint64_t at = places(set);
        if (at == 0) return 0;
        std::uint64_t out = 0;
        for (int offset = from; offset <= to; ++offset) out |= offset >= 0 ? at >> offset : at << -offset;
        return out;
    }

private:
    TokenRange tokens_;
    std::array<std::uint64_t, tag_count> places_{};
    TagSet present_ = 0;
};

void Tagger::apply_rules(const Reading& reading, TokenRange sentence, TokenRange core, std::span<Token> tokens) const {
    const TokenRange around{core.first - std::min(core.first - sentence.first, window_side),
                            std::min(sentence.last, core.last + window_side)};
    Window window(around, tokens);
    std::uint64_t inside = 0;
    for (std::uint32_t t = core.first; t < core.last; ++t) inside |= window.bit(t);
    for (const Rule& rule : rules_) {
        if ((rule.from & window.present()) == 0) continue;
        std::uint64_t candidates = window.places(rule.from) & inside;
        for (const Condition& c : rule.when) {
            if (candidates == 0) break;
            if (c.test != Condition::Test::tag) continue;
            const std::uint64_t at = window.near(c.tags, c.from, c.to);
            candidates &= c.negated ? ~at : at;
        }
        for (; candidates != 0; candidates &= candidates - 1) {
            const std::uint32_t t = around.first + static_cast<std::uint32_t>(std::countr_zero(candidates));
            const bool all = std::all_of(rule.when.begin(), rule.when.end(), [&](const Condition& c) {
                return c.test == Condition::Test::tag || holds(c, reading, sentence, tokens, t);
            });
            if (!all) continue;
            window.move(t, static_cast<Tag>(tokens[t].tag), rule.to);
            tokens[t].tag = static_cast<std::uint8_t>(rule.to);
        }
    }
}

}  // namespace dateline
