#include "extractors/reading/tag_rules.hpp"

#include <algorithm>
#include <bit>
#include <charconv>

#include "extractors/reading/article_words.hpp"
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

}  // namespace

TagRules::TagRules(const LanguageRules& rules) {
    const Table& table = rules.table("tagging");
    if (table.size() > RuleSet::size * most_rule_blocks)
        throw Error(Exit::bad_config, table.name() + ": more than " + std::to_string(RuleSet::size * most_rule_blocks) + " rules");
    for (std::size_t row = 0; row < table.size(); ++row) {
        Rule rule;
        rule.from = tag_set(table.cell(row, "from"), table.where(row));
        rule.to = tag_list({std::string(table.cell(row, "to"))}, table.where(row))[0];
        for (const std::string& condition : parts(table.cell(row, "when"), ' '))
            rule.when.push_back(parse(rules, condition, table.where(row)));
        if (rule.when.empty()) throw Error(Exit::bad_config, table.where(row) + ": a rule without condition");
        add(std::move(rule));
    }
    std::vector<std::pair<WordId, std::size_t>> named;
    for (std::size_t test = 0; test < tests_.size(); ++test) {
        for (const WordId word : tests_[test].words) named.emplace_back(word, test);
        for (std::size_t tag = 0; tag < tag_count; ++tag)
            if (in(static_cast<Tag>(tag), tests_[test].classes)) tests_of_class_[tag].set(test);
        if (!tests_[test].ending.empty()) ending_tests_.push_back(static_cast<std::uint8_t>(test));
    }
    const auto last_byte = [&](std::uint8_t test) { return static_cast<unsigned char>(tests_[test].ending.back()); };
    std::stable_sort(ending_tests_.begin(), ending_tests_.end(),
                     [&](std::uint8_t a, std::uint8_t b) { return last_byte(a) < last_byte(b); });
    for (const std::uint8_t test : ending_tests_) ++ending_tests_from_[last_byte(test) + std::size_t{1}];
    for (std::size_t byte = 0; byte < 256; ++byte)
        ending_tests_from_[byte + 1] = static_cast<std::uint8_t>(ending_tests_from_[byte + 1] + ending_tests_from_[byte]);
    std::sort(named.begin(), named.end());
    for (const auto& [word, test] : named) {
        if (named_words_.empty() || named_words_.back().first != word) named_words_.emplace_back(word, WordTests());
        named_words_.back().second.set(test);
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
    if (tests_.size() == WordTests::most)
        throw Error(Exit::bad_config, where + ": more than " + std::to_string(WordTests::most) + " different conditions on words");
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
    if (rules_.size() % RuleSet::size == 0) blocks_.emplace_back();
    Block& block = blocks_.back();
    const RuleSet bit = RuleSet::of(rules_.size() % RuleSet::size);
    const auto allows = [&](int place, Tag tag) {
        return std::all_of(rule.when.begin(), rule.when.end(), [&](const Condition& c) {
            if (c.from != place || c.to != place) return true;
            if (c.test == Test::edge) return (tag == Tag::none) != c.negated;
            return c.test != Test::tag || in(tag, c.tags) != c.negated;
        });
    };
    for (std::size_t own = 0; own < tag_count; ++own) {
        if (!in(static_cast<Tag>(own), rule.from) || !allows(0, static_cast<Tag>(own))) continue;
        for (std::size_t other = 0; other < tag_count; ++other) {
            if (allows(-1, static_cast<Tag>(other))) block.before[pair(other, own)] = block.before[pair(other, own)] | bit;
            if (allows(1, static_cast<Tag>(other))) block.after[pair(own, other)] = block.after[pair(own, other)] | bit;
        }
    }
    const auto in_tables = [](const Condition& c) {
        return c.from == c.to && c.from >= -1 && c.from <= 1 && (c.test == Test::tag || c.test == Test::edge);
    };
    std::erase_if(rule.when, in_tables);
    // One condition of each sort on the word itself is enough: it is there to leave out most words.
    bool asks_class = false, asks_word = false;
    const auto in_facts = [&](const Condition& c) {
        if (c.test != Test::word || c.negated || c.from != 0 || c.to != 0) return false;
        const WordTest& test = tests_[c.word_test];
        if (!asks_word && !test.words.empty()) {
            block.by_test[c.word_test] = block.by_test[c.word_test] | bit;
            return asks_word = true;
        }
        if (!asks_class && test.classes != 0) {
            for (std::size_t tag = 0; tag < tag_count; ++tag)
                if (in(static_cast<Tag>(tag), test.classes)) block.by_class[tag] = block.by_class[tag] | bit;
            return asks_class = true;
        }
        return false;
    };
    std::erase_if(rule.when, in_facts);
    if (!asks_class) block.any_class = block.any_class | bit;
    if (!asks_word) block.any_word = block.any_word | bit;
    rules_.push_back(std::move(rule));
}

void TagRules::judge(WordId word, WordFacts& facts) const {
    facts.tests = {};
    if (word != no_word) {
        const auto named =
            std::lower_bound(named_words_.begin(), named_words_.end(), word, [](const auto& row, WordId id) { return row.first < id; });
        if (named != named_words_.end() && named->first == word) facts.tests = named->second;
    }
    std::array<RuleSet, most_rule_blocks> by_word{}, by_class{};
    for (std::size_t b = 0; b < blocks_.size(); ++b) {
        by_class[b] = blocks_[b].any_class;
        by_word[b] = blocks_[b].any_word;
        if (word == no_word) continue;
        for (std::size_t test = 0; test < tests_.size(); ++test)
            if (facts.tests.has(test)) by_word[b] = by_word[b] | blocks_[b].by_test[test];
    }
    for (const auto* list : {&facts.classes.lower, &facts.classes.capital})
        for (const Tag tag : *list) {
            if (tag == Tag::none) break;
            facts.tests |= tests_of_class_[static_cast<std::size_t>(tag)];
            for (std::size_t b = 0; b < blocks_.size(); ++b) by_class[b] = by_class[b] | blocks_[b].by_class[static_cast<std::size_t>(tag)];
        }
    for (std::size_t b = 0; b < blocks_.size(); ++b) facts.may[b] = by_word[b] & by_class[b];
}

void TagRules::judge_ending(std::string_view folded, WordFacts& facts) const {
    if (folded.empty()) return;
    const auto last = static_cast<unsigned char>(folded.back());
    for (std::size_t i = ending_tests_from_[last]; i < ending_tests_from_[last + std::size_t{1}]; ++i) {
        const std::string& ending = tests_[ending_tests_[i]].ending;
        if (folded.size() > ending.size() + 1 && folded.ends_with(ending)) facts.tests.set(ending_tests_[i]);
    }
}

void TagRules::Run::apply() {
    constexpr std::uint32_t longest_piece = 34;  // and conditions look at most 15 tokens far
    for (std::uint32_t begin = sentence_.first; begin < sentence_.last; begin += longest_piece) {
        piece_ = {begin, std::min(sentence_.last, begin + longest_piece)};
        for (std::size_t block = 0; block < rules_.blocks_.size(); ++block) apply(block);
    }
}

/// Notes the token as a place of each rule that its word and the pairs of tags around it allow.
inline void TagRules::Run::note(const Block& rules, std::size_t block, std::uint32_t t, std::size_t before, std::size_t behind) {
    const RuleSet allowed = rules.before[before] & rules.after[behind] & facts_[t - sentence_.first]->may[block] & wanted_;
    if (allowed.empty()) return;
    active_ = active_ | allowed;
    const std::uint64_t place = std::uint64_t{1} << (t - piece_.first);
    for (RuleSet left = allowed; !left.empty(); left.drop_first()) places_[left.first()] |= place;
}

void TagRules::Run::apply(std::size_t block) {
    const Block& rules = rules_.blocks_[block];
    active_ = {};
    wanted_ = RuleSet::all();
    stale_ = 0;
    const Token* const tokens = tokens_.data();
    std::size_t own = tokens[piece_.first].tag;
    std::size_t before = pair(tag_number(piece_.first - 1), own);
    for (std::uint32_t t = piece_.first; t + 1 < piece_.last; ++t) {
        const std::size_t next = tokens[t + 1].tag;
        const std::size_t behind = pair(own, next);
        note(rules, block, t, before, behind);
        before = behind;
        own = next;
    }
    note(rules, block, piece_.last - 1, before, pair(own, tag_number(piece_.last)));
    while (!active_.empty()) {
        const std::size_t at = active_.first();
        active_.drop_first();
        const Rule& rule = rules_.rules_[block * RuleSet::size + at];
        std::uint64_t changed = 0;
        for (std::uint64_t left = std::exchange(places_[at], 0); left != 0; left &= left - 1)
            if (holds(rules, at, rule.when, static_cast<std::uint32_t>(std::countr_zero(left)))) changed |= left & -left;
        if (changed == 0) continue;
        wanted_ = RuleSet::behind(at);
        change(block, rule.to, changed);
        if (applied_ != nullptr)
            applied_->insert(applied_->end(), static_cast<std::size_t>(std::popcount(changed)),
                             static_cast<std::uint32_t>(block * RuleSet::size + at));
    }
}

/// Gives the places their new tag; rules whose turn is still to come may apply there or beside it now.
void TagRules::Run::change(std::size_t block, Tag to, std::uint64_t changed) {
    for (std::uint64_t left = changed; left != 0; left &= left - 1)
        tokens_[piece_.first + static_cast<std::uint32_t>(std::countr_zero(left))].tag = static_cast<std::uint8_t>(to);
    const std::uint64_t around = changed | changed << 1 | changed >> 1;
    stale_ |= around;
    for (std::uint64_t left = around; left != 0; left &= left - 1) {
        const std::uint32_t t = piece_.first + static_cast<std::uint32_t>(std::countr_zero(left));
        if (!piece_.contains(t)) break;
        const std::size_t own = tokens_[t].tag;
        note(rules_.blocks_[block], block, t, pair(tag_number(t - 1), own), pair(own, tag_number(t + 1)));
    }
}

bool TagRules::Run::holds(const Block& block, std::size_t rule, const std::vector<Condition>& when, std::uint32_t place) const {
    const std::uint32_t t = piece_.first + place;
    if ((stale_ >> place & 1) != 0) {
        const std::size_t own = tokens_[t].tag;
        const RuleSet allowed = block.before[pair(tag_number(t - 1), own)] & block.after[pair(own, tag_number(t + 1))];
        if (!allowed.has(rule)) return false;
    }
    for (const Condition& c : when)
        if (!holds(c, t)) return false;
    return true;
}

bool TagRules::Run::holds(const Condition& c, std::uint32_t t) const {
    bool found = false;
    for (int at = c.from; at <= c.to && !found; ++at) {
        const std::uint32_t there = t + static_cast<std::uint32_t>(at);  // wraps round before the first token: not in the sentence either
        if (!sentence_.contains(there)) {
            found = c.test == Condition::Test::edge;
            continue;
        }
        switch (c.test) {
            case Condition::Test::tag:
                found = in(static_cast<Tag>(tokens_[there].tag), c.tags);
                break;
            case Condition::Test::word:
                found = facts_[there - sentence_.first]->tests.has(c.word_test);
                break;
            case Condition::Test::capital:
                found = tokens_[there].capitalized();
                break;
            case Condition::Test::edge:
                break;
        }
    }
    return found != c.negated;
}

}  // namespace dateline
