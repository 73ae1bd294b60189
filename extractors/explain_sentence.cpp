#include "extractors/explain_sentence.hpp"

#include <algorithm>
#include <map>

#include "schemas/utf8.hpp"

namespace dateline {
namespace {

constexpr std::size_t columns = 100, indent = 12, longest = 400;

/// The items of a line behind its name, broken between items, and at blanks where one is wider than a line.
std::string line(std::string_view name, const std::vector<std::string>& items, std::string_view separator) {
    if (items.empty()) return {};
    std::string out = "    " + std::string(name) + std::string(name.size() < indent - 4 ? indent - 4 - name.size() : 1, ' ');
    std::size_t column = indent;
    const auto put = [&](std::string_view piece) {
        const std::size_t width = count_code_points(piece);
        if (column > indent && column + 1 + width > columns) {
            out += "\n" + std::string(indent, ' ');
            column = indent;
        } else if (column > indent) {
            out += ' ';
            ++column;
        }
        out += piece;
        column += width;
    };
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::string item = items[i] + (i + 1 < items.size() ? std::string(separator) : "");
        std::string_view rest = item;
        while (indent + count_code_points(rest) > columns && rest.find(' ') != std::string_view::npos) {
            put(rest.substr(0, rest.find(' ')));
            rest.remove_prefix(rest.find(' ') + 1);
        }
        put(rest);
    }
    return out + "\n";
}

std::string noun_group(const Reading& reading, const NounGroup& group) {
    std::string out = "[";
    for (std::uint32_t t = group.tokens.first; t < group.tokens.last; ++t) {
        if (t > group.tokens.first && reading.token(t).space_before()) out += ' ';
        const bool marked = t == group.head && group.tokens.size() > 1;
        out += (marked ? "*" : "") + std::string(reading.text(t)) + (marked ? "*" : "");
    }
    return out + (group.pronoun ? "] pronoun" : "]");
}

std::string verb_group(const Reading& reading, const VerbGroup& group) {
    std::string out = on_one_line(reading, group.tokens);
    if (group.tokens.size() > 1) out += " (" + std::string(reading.text(group.main)) + ")";
    out += group.modal ? ": modal" : group.past ? ": past" : ": present";
    if (group.passive) out += ", passive";
    if (group.negated) out += ", negated";
    if (group.subject)
        out += ", subject " + std::string(reading.text(*group.subject)) + (group.shared_subject ? " of the verb before" : "");
    else
        out += ", no subject";
    return out;
}

/// "percent units:share, change_words" for each place where entries start, the longest first.
std::vector<std::string> lexicon(const Reading& reading, TokenRange tokens) {
    const LanguageRules& rules = reading.rules();
    std::vector<std::string> out;
    for (std::uint32_t t = tokens.first; t < tokens.last; ++t) {
        std::map<std::uint32_t, std::string, std::greater<>> by_length;
        for (const LexiconHit& hit : reading.hits(t)) {
            const Table& table = rules.table(hit.file);
            std::string& entry = by_length[hit.length];
            const std::size_t slash = table.name().find('/') + 1;
            entry += (entry.empty() ? " " : ", ") + table.name().substr(slash, table.name().rfind('.') - slash);
            if (const std::string_view name = table.cell(hit.row, "class"); !name.empty()) entry += ":" + std::string(name);
        }
        for (const auto& [length, entry] : by_length)
            out.push_back(on_one_line(reading, {t, std::min(t + length, reading.size())}) + entry);
    }
    return out;
}

/// Those of the groups, which stand in order, that lie in `tokens`.
template <typename Group>
std::span<const Group> of_sentence(std::span<const Group> groups, TokenRange tokens) {
    const auto first = std::lower_bound(groups.begin(), groups.end(), tokens.first,
                                        [](const Group& group, std::uint32_t token) { return group.tokens.first < token; });
    auto last = first;
    while (last != groups.end() && last->tokens.last <= tokens.last) ++last;
    return {first, last};
}

}  // namespace

std::string on_one_line(const Reading& reading, TokenRange tokens) {
    std::string out(reading.text(tokens));
    for (char& c : out)
        if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    return out;
}

std::string shortened(const Reading& reading, TokenRange tokens) {
    if (reading.text(tokens).size() <= 80 || tokens.size() <= 10) return on_one_line(reading, tokens);
    return on_one_line(reading, {tokens.first, tokens.first + 6}) + " ... " + on_one_line(reading, {tokens.last - 4, tokens.last});
}

std::string explained_sentence(const Reading& reading, const Sentence& sentence) {
    TokenRange tokens = sentence.tokens;
    tokens.last = std::min(tokens.last, tokens.first + static_cast<std::uint32_t>(longest));
    std::vector<std::string> words, nouns, verbs;
    const bool tagged = reading.rules().tagger() != nullptr;
    for (std::uint32_t t = tokens.first; t < tokens.last; ++t)
        words.push_back(std::string(reading.text(t)) + (tagged ? "/" + std::string(name_of(reading.tag(t))) : ""));
    if (tokens != sentence.tokens) words.push_back("... and " + std::to_string(sentence.tokens.last - tokens.last) + " more");
    for (const NounGroup& group : of_sentence(reading.noun_groups(), tokens)) nouns.push_back(noun_group(reading, group));
    for (const VerbGroup& group : of_sentence(reading.verb_groups(), tokens)) verbs.push_back(verb_group(reading, group));
    return line("words", words, "") + line("nouns", nouns, "") + line("verbs", verbs, ";") + line("lexicon", lexicon(reading, tokens), ";");
}

}  // namespace dateline
