#include "extractors/figures/counted_noun.hpp"

#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr std::uint32_t longest_group = 6;

/// A hyphen inside a compound, not a dash.
bool hyphen(const Reading& reading, std::uint32_t t) {
    return reading.is(t, "-") && !reading.token(t).space_before() && reading.text(t) != "\xE2\x80\x94";
}

}  // namespace

bool CountedNouns::verb_only(const Reading& reading, std::uint32_t token) {
    const auto classes = WordClass::set(reading.classes(token).lower);
    return classes != 0 && (classes & ~verb_tags) == 0 && in(reading.tag(token), verb_tags);
}

CountedNouns::CountedNouns(const LanguageRules& rules)
    : functions_(rules.file("function_words")),
      stops_(rules.file("count_stops")),
      singulars_(rules.file("singulars")),
      openers_(rules.file("count_openers")),
      joiners_(rules.file("count_joiners")),
      modifiers_(rules.file("plural_modifiers")) {
    const Table& table = rules.table("singular_suffixes");
    for (std::size_t row = 0; row < table.size(); ++row)
        suffixes_.push_back({std::string(table.cell(row, "suffix")), std::string(table.cell(row, "put"))});
    capital_ = rules.table(singulars_).setting("nouns") == "capital";
    const Table& endings = rules.table("word_endings");
    for (std::size_t row = 0; row < endings.size(); ++row) {
        const std::string_view role = endings.cell(row, "role");
        if (role != "participle" && role != "gerund" && role != "adverb" && role != "none")
            throw Error(Exit::bad_config, endings.where(row) + ": no such role");
        endings_.emplace_back(endings.cell(row, "ending"), role == "participle" ? Ending::participle
                                                           : role == "gerund"   ? Ending::gerund
                                                           : role == "adverb"   ? Ending::adverb
                                                                                : Ending::none);
    }
}

CountedNouns::Ending CountedNouns::ending(std::string_view folded) const {
    for (const auto& [suffix, role] : endings_)
        if (folded.size() > suffix.size() + (role == Ending::none ? 0 : 2) && folded.ends_with(suffix)) return role;
    return Ending::none;
}

std::optional<std::string> CountedNouns::singular(const Reading& reading, std::uint32_t token) const {
    if (const LexiconHit* hit = reading.hit(token, singulars_))
        return std::string(reading.rules().table(singulars_).cell(hit->row, "singular"));
    const std::string_view word = reading.folded(token);
    if (word.size() < 3) return std::nullopt;
    for (const Suffix& s : suffixes_) {
        if (!word.ends_with(s.suffix) || word.size() <= s.suffix.size()) continue;
        if (s.put == "=") return std::nullopt;
        return std::string(word.substr(0, word.size() - s.suffix.size())) + s.put;
    }
    return std::nullopt;
}

bool CountedNouns::stops(const Reading& reading, std::uint32_t token) const {
    return reading.hit(token, functions_) != nullptr || reading.hit(token, stops_) != nullptr;
}

std::optional<CountedNouns::Noun> CountedNouns::behind(const Reading& reading, std::uint32_t first, std::uint32_t end, bool one) const {
    std::optional<Noun> found;
    std::uint32_t words = 0;
    for (std::uint32_t t = first; t < end && words < longest_group; ++t) {
        const Token& token = reading.token(t);
        if (token.kind == TokenKind::mark) {
            // A hyphen inside a compound is gone over.
            if (!hyphen(reading, t) || t + 1 >= end || reading.token(t + 1).space_before()) break;
            continue;
        }
        // "14 U.S. states"
        if (token.bytes == 1 && token.capitalized() && t + 2 < end && reading.is(t + 1, ".") && !reading.token(t + 1).space_before()) {
            ++t;
            continue;
        }
        if (token.is_digits()) {
            if (t + 1 < end && reading.token(t + 1).capitalized() && !found) continue;  // "two new 737 Max jets"
            break;
        }
        if (token.bytes == 0 || reading.folded(t).front() == '\'') break;
        const bool compound = (t + 1 < end && hyphen(reading, t + 1)) || (t > first && reading.is(t - 1, "-") && !token.space_before());
        if (words == 0 && reading.hit(t, openers_) != nullptr) continue;  // "eight other employees", "eight more picks"
        if (!found && words > 0 && reading.hit(t, joiners_) != nullptr && t + 1 < end && reading.token(t + 1).is_word() && !one) continue;
        if (stops(reading, t) && !(compound && t > first)) break;
        ++words;
        if (capital_) {
            if (!token.capitalized()) continue;
            found = Noun{t, singular(reading, t).value_or(std::string(reading.folded(t)))};
            break;
        }
        const bool last_of_compound = !(t + 1 < end && hyphen(reading, t + 1));
        if (!last_of_compound) continue;
        if (one) {
            // "one listing the facts": a verb, not what is counted.
            if (words == 1 && reading.tag(t) == Tag::VBG && t + 1 < end && reading.tag(t + 1) == Tag::DT) break;
            if (found && token.capitalized() && !reading.token(t - 1).capitalized()) break;
            // "one man wrote", "one army fighting on"
            if (found && in(reading.tag(t), finite_tags)) break;
            if (found && reading.tag(t) == Tag::VBG && (t + 1 >= end || reading.hit(t + 1, functions_) != nullptr)) break;
            const auto plural = singular(reading, t);
            if (plural && !found) continue;
            if (plural && *plural != reading.folded(t)) break;  // "one proposal asks": a verb
            if (ending(reading.folded(t)) == Ending::participle) {
                if (found) break;  // "one lawmaker called"
                continue;
            }
            found = Noun{t, std::string(reading.folded(t))};
            if (words >= 3 && !(in(reading.tag(t), adjective_tags) && words < 5)) break;
            continue;
        }
        const bool tail = t > first && reading.is(t - 1, "-") && !token.space_before();
        // "two PBS journalists": an abbreviation is no plural.
        const bool abbreviation =
            token.shape == Shape::upper && token.bytes <= 4 && t + 1 < end && reading.token(t + 1).shape == Shape::lower;
        if (const auto lemma =
                (tail && token.capitalized()) || abbreviation ? std::nullopt : singular(reading, t)) {  // "pro-Sanders" is no head
            if (found && reading.hit(found->token, modifiers_) == nullptr) break;  // "19 fouls prove", but "two sports cars"
            found = Noun{t, *lemma};
        } else if (found) {
            break;
        }
    }
    return found;
}

}  // namespace dateline
