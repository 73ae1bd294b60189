#include "extractors/rules/pattern_anchors.hpp"

#include <algorithm>
#include <charconv>

#include "schemas/ascii.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr std::uint32_t longest_span = 12;

// For what the table does not count: a word that somebody gave a rule to is rare, a file of words less so.
constexpr std::uint32_t rare_word = 50, some_file = 2000, some_span = 30000, digits = 28000, quotation_mark = 15000;

constexpr std::string_view counts_file = "pattern_counts";

PatternWidth capped(PatternWidth width) {
    return {std::min(width.least, max_pattern_tokens), std::min(width.most, max_pattern_tokens)};
}

}  // namespace

PatternMeasures::PatternMeasures(const LanguageRules& rules) : rules_(rules) {
    if (!rules.has_file(counts_file)) return;
    const Table& table = rules.table(counts_file);
    const auto element = table.find("element"), count = table.find("per_million");
    if (!element || !count) throw Error(Exit::bad_config, table.name() + ":1: the columns are element and per_million");
    for (std::size_t row = 0; row < table.size(); ++row) {
        const std::string_view cell = table.cell(row, *count);
        std::uint32_t value = 0;
        const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        if (error != std::errc{} || end != cell.data() + cell.size())
            throw Error(Exit::bad_config, table.where(row) + ": \"per_million\" must be a number");
        counts_.emplace(table.cell(row, *element), value);
    }
}

std::uint32_t PatternMeasures::counted(std::string_view element, std::uint32_t otherwise) const {
    const auto found = counts_.find(element);
    return found == counts_.end() ? otherwise : found->second;
}

std::uint32_t PatternMeasures::longest_entry(std::uint16_t file) {
    const auto [known, added] = longest_.emplace(file, 1);
    if (!added) return known->second;
    const Table& table = rules_.table(file);
    const std::size_t column = table.find("forms").value_or(0);
    std::vector<Token> tokens;
    for (std::size_t row = 0; row < table.size(); ++row) {
        for (std::string_view rest = table.cell(row, column); !rest.empty();) {
            const std::string_view form = rest.substr(0, rest.find('|'));
            rest.remove_prefix(std::min(form.size() + 1, rest.size()));
            if (std::all_of(form.begin(), form.end(), ascii_letter)) continue;
            tokens.clear();
            tokenize(form, rules_.clitics(), tokens);
            known->second = std::max(known->second, static_cast<std::uint32_t>(tokens.size()));
        }
    }
    return known->second;
}

PatternWidth PatternMeasures::width(const PatternProgram& program, const PatternNode& node) {
    switch (node.kind) {
        case PatternNode::Kind::element: {
            const PatternElement& element = program.elements[node.element];
            switch (element.test) {
                case PatternTest::start:
                case PatternTest::end:
                    return {0, 0};
                case PatternTest::file:
                    return {1, longest_entry(element.file)};
                case PatternTest::span:
                    return {1, longest_span};
                case PatternTest::noun_group:
                case PatternTest::verb_group:
                    return {1, max_pattern_tokens};
                default:
                    return {1, 1};
            }
        }
        case PatternNode::Kind::deny:
            return {0, 0};
        case PatternNode::Kind::repeat: {
            const PatternWidth one = width(program, node.children.front());
            return capped({node.low * one.least, node.high * one.most});
        }
        case PatternNode::Kind::alternatives: {
            PatternWidth all{max_pattern_tokens, 0};
            for (const PatternNode& child : node.children) {
                const PatternWidth one = width(program, child);
                all = {std::min(all.least, one.least), std::max(all.most, one.most)};
            }
            return all;
        }
        default: {
            PatternWidth sum;
            for (const PatternNode& child : node.children) {
                const PatternWidth one = width(program, child);
                sum = capped({sum.least + one.least, sum.most + one.most});
            }
            return sum;
        }
    }
}

std::optional<std::uint32_t> PatternMeasures::frequency(const PatternElement& element) const {
    switch (element.test) {
        case PatternTest::word:
        case PatternTest::exact:
            if (element.word == no_word) return std::nullopt;
            return counted(rules_.lexicon().word(element.word), rare_word);
        case PatternTest::file:
            return counted(element.text, some_file);
        case PatternTest::mark:
            return quotation_mark;
        case PatternTest::span:
            return counted(element.text, some_span);
        case PatternTest::shape: {
            if (element.shape->digits_only()) return counted("/digits/", digits);
            if (element.words.empty()) return std::nullopt;
            std::uint32_t sum = 0;
            for (const WordId word : element.words) {
                if (word == no_word) return std::nullopt;
                sum += counted(rules_.lexicon().word(word), rare_word);
            }
            return sum;
        }
        default:
            return std::nullopt;
    }
}

AnchorChoice choose_anchor(PatternMeasures& measures, const PatternProgram& program, const PatternNode& node) {
    AnchorChoice best;
    switch (node.kind) {
        case PatternNode::Kind::element:
            if (const auto frequency = measures.frequency(program.elements[node.element])) {
                best.frequency = *frequency;
                best.places.push_back({node.element, {}});
            }
            break;
        case PatternNode::Kind::capture:
            return choose_anchor(measures, program, node.children.front());
        case PatternNode::Kind::repeat:
            if (node.low > 0) {
                best = choose_anchor(measures, program, node.children.front());
                // Any of its rounds can be the anchor's.
                const PatternWidth before = measures.width(program, node);
                for (AnchorChoice::Place& place : best.places) place.before.most = std::max(place.before.most, before.most);
            }
            break;
        case PatternNode::Kind::deny:
            break;
        case PatternNode::Kind::alternatives: {
            AnchorChoice all;
            all.frequency = 0;
            for (const PatternNode& child : node.children) {
                const AnchorChoice one = choose_anchor(measures, program, child);
                if (one.places.empty()) return best;
                all.places.insert(all.places.end(), one.places.begin(), one.places.end());
                all.frequency += one.frequency;
            }
            return all;
        }
        case PatternNode::Kind::sequence: {
            PatternWidth before;
            for (const PatternNode& child : node.children) {
                AnchorChoice one = choose_anchor(measures, program, child);
                if (!one.places.empty() && one.frequency < best.frequency) {
                    best = std::move(one);
                    for (AnchorChoice::Place& place : best.places)
                        place.before = capped({place.before.least + before.least, place.before.most + before.most});
                }
                const PatternWidth width = measures.width(program, child);
                before = capped({before.least + width.least, before.most + width.most});
            }
            break;
        }
    }
    return best;
}

}  // namespace dateline
