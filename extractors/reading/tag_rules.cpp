#include "extractors/reading/tag_rules.hpp"

#include <algorithm>
#include <charconv>

#include "extractors/rules/rulebook.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr int furthest = 15;

/// How often a tag stands in a thousand tokens of news, by Tag: what is rare is asked first. It changes no result.
constexpr std::array<int, tag_count> usual = {0,  140, 60, 110, 4, 28, 40, 16, 24, 14, 20, 10, 62, 4, 2, 35, 2,   1, 108,
                                              85, 1,   24, 25,  9, 5,  4,  1,  3,  24, 30, 1,  4,  2, 1, 10, 125, 6};

std::vector<std::string> parts(std::string_view text, char separator) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (end > 0) out.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

int share_of(TagSet tags) {
    int out = 0;
    for (std::size_t tag = 0; tag < tag_count; ++tag)
        if (in(static_cast<Tag>(tag), tags)) out += usual[tag];
    return std::min(out, 1000);
}

/// Where one of `count` places from here on is among `at`.
std::uint64_t ahead(std::uint64_t at, int count) {
    int covered = 1;
    for (; covered * 2 <= count; covered *= 2) at |= at >> covered;
    return covered < count ? at | at >> (count - covered) : at;
}
std::uint64_t behind(std::uint64_t at, int count) {
    int covered = 1;
    for (; covered * 2 <= count; covered *= 2) at |= at << covered;
    return covered < count ? at | at << (count - covered) : at;
}

/// Where a place `from` to `to` further on is among `at`.
std::uint64_t near(std::uint64_t at, int from, int to) {
    std::uint64_t out = 0;
    if (from < 0) {
        const int last = std::min(to, -1);
        out |= behind(at, last - from + 1) << -last;
    }
    if (to >= 0) {
        const int first = std::max(from, 0);
        out |= ahead(at, to - first + 1) >> first;
    }
    return out;
}

}  // namespace

TagRules::TagRules(const LanguageRules& rules) {
    const Table& table = rules.table("tagging");
    for (std::size_t row = 0; row < table.size(); ++row) {
        Rule rule;
        Condition from;
        from.tags = tag_set(table.cell(row, "from"), table.where(row));
        rule.to = tag_list({std::string(table.cell(row, "to"))}, table.where(row))[0];
        for (const std::string& condition : parts(table.cell(row, "when"), ' '))
            rule.when.push_back(parse(rules, condition, table.where(row)));
        if (rule.when.empty()) throw Error(Exit::bad_config, table.where(row) + ": a rule without condition");
        rule.when.push_back(from);
        add(std::move(rule));
    }
    std::vector<std::pair<WordId, std::uint8_t>> named;
    for (std::size_t test = 0; test < tests_.size(); ++test)
        for (const WordId word : tests_[test].words) named.emplace_back(word, static_cast<std::uint8_t>(test));
    std::sort(named.begin(), named.end());
    for (const auto& [word, test] : named) {
        if (words_.empty() || words_.back().first != word) words_.push_back({word, {}});
        words_.back().second[test / 64] |= std::uint64_t{1} << (test % 64);
    }
}

TagRules::Condition TagRules::parse(const LanguageRules& rules, std::string_view text, const std::string& where) {
    const std::string whole(text);
    const auto fail = [&] { throw Error(Exit::bad_config, where + ": condition \"" + whole + "\" is not understood"); };
    Condition condition;
    if (!text.empty() && text.front() == '!') {
        condition.negated = true;
        text.remove_prefix(1);
    }
    const auto place = [&](std::int8_t& out) {
        if (!text.empty() && text.front() == '+') text.remove_prefix(1);
        int number = 0;
        const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (code != std::errc() || number < -furthest || number > furthest) fail();
        out = static_cast<std::int8_t>(number);
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
    using Test = Condition::Test;
    switch (text.front()) {
        case ':':
            condition.tags = tag_set(text.substr(1), where);
            break;
        case '?':
        case '~':
        case '=':
            condition.test = Test::word;
            condition.word_test = word_test(rules, text, where);
            break;
        case '^':
            condition.test = Test::capital;
            break;
        case '$':
            condition.test = Test::edge;
            break;
        default:
            fail();
    }
    return condition;
}

std::uint8_t TagRules::word_test(const LanguageRules& rules, std::string_view text, const std::string& where) {
    const auto known = std::find_if(tests_.begin(), tests_.end(), [&](const WordTest& t) { return t.text == text; });
    if (known != tests_.end()) return static_cast<std::uint8_t>(known - tests_.begin());
    if (tests_.size() == most_word_tests)
        throw Error(Exit::bad_config, where + ": more than " + std::to_string(most_word_tests) + " different conditions on words");
    WordTest test;
    test.text = text;
    const std::string_view asked = text.substr(1);
    if (text.front() == '?') test.classes = tag_set(asked, where);
    if (text.front() == '~') test.ending = asked;
    if (text.front() == '=') {
        for (const std::string& word : parts(asked, '|')) {
            test.words.push_back(rules.lexicon().find(word));
            if (test.words.back() == no_word) throw Error(Exit::bad_config, where + ": \"" + word + "\" is not one word");
        }
    }
    tests_.push_back(std::move(test));
    return static_cast<std::uint8_t>(tests_.size() - 1);
}

void TagRules::add(Rule rule) {
    using Test = Condition::Test;
    const auto share = [&](const Condition& c) {
        int out = 0;
        if (c.test == Test::tag) out = share_of(c.tags) * (c.to - c.from + 1);
        if (c.test == Test::word) {
            const WordTest& test = tests_[c.word_test];
            out = (static_cast<int>(test.words.size()) + share_of(test.classes) * 2 + (test.ending.empty() ? 0 : 20)) * (c.to - c.from + 1);
        }
        if (c.test == Test::capital) out = 150;
        if (c.test == Test::edge) out = 40;
        out = std::min(out, 1000);
        return c.negated ? 1000 - out : out;
    };
    std::stable_sort(rule.when.begin(), rule.when.end(), [&](const Condition& a, const Condition& b) { return share(a) < share(b); });
    if (rules_.size() % block_size == 0) blocks_.emplace_back();
    Block& block = blocks_.back();
    const std::uint64_t bit = std::uint64_t{1} << (rules_.size() % block_size);
    const auto set = [&](std::array<std::uint64_t, tag_count>& by_tag, TagSet tags) {
        for (std::size_t tag = 0; tag < tag_count; ++tag)
            if (in(static_cast<Tag>(tag), tags)) by_tag[tag] |= bit;
    };
    bool needs_near = false, needs_test = false;
    for (const Condition& c : rule.when) {
        if (c.negated) continue;
        if (c.test == Test::tag && c.from == 0 && c.to == 0) {
            set(block.from, c.tags);
        } else if (c.test == Test::tag && !needs_near) {
            set(block.near, c.tags);
            needs_near = true;
        } else if (c.test == Test::word && !needs_test) {
            block.tested[c.word_test] |= bit;
            needs_test = true;
        }
    }
    if (!needs_near) block.near_any |= bit;
    if (!needs_test) block.untested |= bit;
    rules_.push_back(std::move(rule));
}

WordTests TagRules::tests(std::string_view folded, const WordClass& classes, WordId word) const {
    WordTests out{};
    const auto named = std::lower_bound(words_.begin(), words_.end(), word, [](const auto& row, WordId id) { return row.first < id; });
    if (named != words_.end() && named->first == word) out = named->second;
    const TagSet can_be = WordClass::set(classes.lower) | WordClass::set(classes.capital);
    for (std::size_t test = 0; test < tests_.size(); ++test) {
        const WordTest& t = tests_[test];
        const bool met =
            (t.classes & can_be) != 0 || (!t.ending.empty() && folded.size() > t.ending.size() + 1 && folded.ends_with(t.ending));
        if (met) out[test / 64] |= std::uint64_t{1} << (test % 64);
    }
    return out;
}

TagRules::Window::Window(TokenRange of_sentence, TokenRange core)
    : sentence(of_sentence),
      around{core.first - std::min(core.first - sentence.first, window_side), std::min(sentence.last, core.last + window_side)} {
    inside = (core.size() == 64 ? 0 : bit(core.last)) - bit(core.first);
}

std::uint64_t TagRules::places(const Condition& c, const Window& window) const {
    std::uint64_t out = 0;
    switch (c.test) {
        case Condition::Test::tag:
            out = window.places(c.tags);
            break;
        case Condition::Test::word:
            out = window.tested[c.word_test];
            break;
        case Condition::Test::capital:
            out = window.capitals;
            break;
        case Condition::Test::edge: {
            // Places from which one of the range lies outside the sentence.
            const std::int64_t first = std::int64_t{window.sentence.first} - window.around.first;
            const std::int64_t last = std::int64_t{window.sentence.last} - window.around.first;
            for (std::int64_t at = 0; at < window.around.size(); ++at)
                if (at + c.from < first || at + c.to >= last) out |= std::uint64_t{1} << at;
            return c.negated ? ~out : out;
        }
    }
    if (out != 0 && (c.from != 0 || c.to != 0)) out = near(out, c.from, c.to);
    return c.negated ? ~out : out;
}

std::uint64_t TagRules::active(const Block& block, const Window& window) const {
    std::uint64_t from = 0, near = block.near_any, tested = block.untested;
    for (TagSet left = window.present; left != 0; left &= left - 1) {
        const auto tag = static_cast<unsigned>(std::countr_zero(left));
        from |= block.from[tag];
        near |= block.near[tag];
    }
    for (std::size_t part = 0; part < window.met.size(); ++part)
        for (std::uint64_t left = window.met[part]; left != 0; left &= left - 1)
            tested |= block.tested[part * 64 + static_cast<unsigned>(std::countr_zero(left))];
    return from & near & tested;
}

void TagRules::apply(Window& window, std::span<Token> tokens) const {
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
        std::uint64_t left = active(blocks_[b], window);
        while (left != 0) {
            const auto at = static_cast<unsigned>(std::countr_zero(left));
            left &= left - 1;
            const Rule& rule = rules_[b * block_size + at];
            std::uint64_t here = window.inside;
            for (const Condition& condition : rule.when)
                if ((here &= places(condition, window)) == 0) break;
            if (here == 0) continue;
            const TagSet before = window.present;
            const auto to = static_cast<unsigned>(rule.to);
            for (std::uint64_t changed = here; changed != 0; changed &= changed - 1) {
                Token& token = tokens[window.around.first + static_cast<std::uint32_t>(std::countr_zero(changed))];
                window.tags[token.tag] &= ~(changed & -changed);
                token.tag = static_cast<std::uint8_t>(to);
            }
            window.tags[to] |= here;
            window.present |= TagSet{1} << to;
            // A tag that was not there lets other rules apply; those before this one have had their turn.
            if (window.present != before) left = active(blocks_[b], window) & ~((std::uint64_t{2} << at) - 1);
        }
    }
}

}  // namespace dateline
