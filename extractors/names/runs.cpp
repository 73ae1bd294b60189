#include "extractors/names/runs.hpp"

#include <algorithm>

namespace dateline {
namespace {

/// A run of capitals longer than this is no name but shouting.
constexpr std::uint32_t longest_name = 16;

}  // namespace

/// "al-Amr": a small particle, a hyphen, a capital.
bool RunFinder::arabic_article(std::uint32_t t, std::uint32_t limit) const {
    if (t + 2 >= limit || reading_.token(t).shape != Shape::lower) return false;
    const Token &hyphen = reading_.token(t + 1), &name = reading_.token(t + 2);
    return !hyphen.space_before() && !name.space_before() && words_.capital(t + 2) && words_.is_hyphen(t + 1) &&
           words_.particle(t) == Particle::person;
}

bool RunFinder::opens_entry(std::uint32_t t, std::uint32_t limit) const {
    const auto listed = words_.listed(t, limit);
    return listed && listed->length > 2;
}

/// Past a hyphen and what it joins: "Jong-[[un]]", "A-[[380]]".
std::uint32_t RunFinder::hyphen_end(std::uint32_t begin, std::uint32_t hyphen, std::uint32_t limit) const {
    const Token& next = reading_.token(hyphen + 1);
    if (next.is_digits()) return hyphen + 2;
    if (!next.is_word()) return hyphen;
    if (next.capitalized()) {
        // "Franco-German", "US-China": two names. "Jean-Claude", "Saint-Germain": one.
        const auto left = words_.listed(hyphen - 1, hyphen), right = words_.listed(hyphen + 1, limit);
        const auto placed = [](const auto& l) {
            return l && (l->kind == Gazetteer::country || l->kind == Gazetteer::people || l->kind == Gazetteer::place);
        };
        if (placed(right) && (placed(left) || reading_.token(hyphen - 1).is_word()) && !words_.listed(begin, limit)) return hyphen;
        if (placed(left) && right) return hyphen;
        return hyphen + 2;
    }
    // "Kim Jong-un", but not "Baku-based", "Obama-era".
    const bool person = hyphen >= begin + 2 && words_.first_name(begin) != NameWords::FirstName::no;
    if ((words_.common(hyphen + 1) && !(person && next.bytes <= 5)) || words_.function_word(hyphen + 1) ||
        words_.role(hyphen + 1) != nullptr || words_.cue(hyphen + 1) != nullptr)
        return hyphen;
    return next.bytes <= 6 ? hyphen + 2 : hyphen;
}

/// Past a dot that belongs to the word before it, and what is written onto it: "J.", "U.S.", "Booking.[[com]]".
std::uint32_t RunFinder::stop_end(std::uint32_t begin, std::uint32_t stop, std::uint32_t limit) const {
    const Token& before = reading_.token(stop - 1);
    const bool more = stop + 1 < limit;
    const bool initial = before.shape == Shape::upper && reading_.end_character(stop - 1) - before.character == 1;
    if (initial && more && words_.capital(stop + 1)) return stop + 1;
    // "U.S." before a lower word: the dots are part of letters written so.
    if (initial && more && stop >= begin + 3 && words_.mark(stop - 2) == Mark::stop) return stop + 1;
    if (begin > 0 && words_.mark(begin - 1) == Mark::comma && words_.state_code({begin, stop + 1})) return stop + 1;
    if (!initial && more && words_.abbreviation(stop, begin)) {
        if (words_.capital(stop + 1)) return stop + 1;
        const NameHead* head = words_.head(stop - 1);
        if (head != nullptr && head->designator && stop - 1 > begin) return stop + 1;
        if (words_.particle(stop - 1) == Particle::generation) return stop + 1;
    }
    const bool glued = more && !reading_.token(stop + 1).space_before();
    if (glued && reading_.token(stop + 1).shape == Shape::lower && reading_.token(stop + 1).bytes <= 4 && before.is_word()) return stop + 2;
    return stop;
}

/// Past what is written onto the token before without a blank: "Jong-un", "A380", "AT&T", "J." ...; `end` when nothing belongs.
std::uint32_t RunFinder::glued_end(std::uint32_t begin, std::uint32_t end, std::uint32_t limit) const {
    const bool glued = end + 1 < limit && !reading_.token(end + 1).space_before();
    switch (words_.mark(end)) {
        case Mark::none:
            return end + 1;
        case Mark::hyphen:
        case Mark::long_hyphen:
            return glued ? hyphen_end(begin, end, limit) : end;
        case Mark::ampersand:
            return glued && words_.capital(end + 1) ? end + 2 : end;
        case Mark::stop:
            return stop_end(begin, end, limit);
        default:
            return end;
    }
}

std::uint32_t RunFinder::capitals_end(std::uint32_t begin, std::uint32_t limit) const {
    std::uint32_t end = begin;
    while (end < limit && end - begin < longest_name && words_.capital(end)) ++end;
    return end;
}

bool RunFinder::front_head(TokenRange run, std::uint32_t joiner) const {
    for (std::uint32_t k = run.first; k < joiner; ++k) {
        if (joiner - k > 4) continue;
        std::uint16_t length = 0;
        const NameHead* head = words_.head(k, &length);
        if (head == nullptr || !head->at_front) continue;
        if (k + length == joiner || k + length == joiner + 1) return true;
    }
    return false;
}

bool RunFinder::all_common(TokenRange run) const {
    for (std::uint32_t t = run.first; t < run.last; ++t)
        if (reading_.token(t).is_word() && !words_.common(t)) return false;
    return true;
}

/// Past a small word at `end` and the capitals after it, where the words before ask for them ("Ministry [[of]] Economy"); `end` when not.
std::uint32_t RunFinder::joined_end(std::uint32_t begin, std::uint32_t end, std::uint32_t limit) const {
    const Particle kind = words_.particle(end);
    const bool ampersand = words_.mark(end) == Mark::ampersand;
    if (kind == Particle::none && !ampersand) return end;
    std::uint32_t next = end + 1;
    if (kind == Particle::person) {
        // "van der Lubbe"
        for (int more = 0;
             more < 2 && next < limit && reading_.token(next).shape == Shape::lower && words_.particle(next) == Particle::person; ++more)
            ++next;
        if (arabic_article(end, limit)) return end + 3;
        // German "Drittel der Wähler": where all nouns have capitals, an article alone joins no names.
        if (next == end + 1 && reading_.rules().grammar_words().capital_nouns() &&
            words_.cue_class(end) == words_.vocabulary().cues().article)
            return end;
        return next < limit && words_.capital(next) && !dated(next) ? next + 1 : end;
    }
    if (ampersand) return next < limit && words_.capital(next) ? next + 1 : end;
    const TokenRange run{begin, end};
    const bool headed = front_head(run, end);
    if (headed && next + 1 < limit && words_.particle(next) == Particle::org && reading_.token(next).shape == Shape::lower)
        ++next;  // "of the"
    if (next >= limit || !words_.capital(next) || dated(next)) return end;
    // "Harbour Society in [[Canada]]": where it is, not what it is called.
    if (words_.cue_class(end) == words_.vocabulary().cues().place_preposition)
        if (const auto place = words_.listed(next, limit); place && place->type == EntityType::GPE) return end;
    const bool joins = words_.cue_class(end) == words_.vocabulary().cues().join;
    // "Ministry of X", "Committee on X": what follows a head; but "and" only inside of it.
    if (headed && !joins) return next + 1;
    const std::uint32_t after = capitals_end(next, limit);
    if (joins) {
        // "Department of Health and Human Services": inside a name with a head in front, before common words.
        bool of = false;
        for (std::uint32_t t = begin + 1; t < end; ++t)
            if (reading_.token(t).shape == Shape::lower && words_.particle(t) == Particle::org) of = true;
        if (of && all_common({next, after}) && !words_.head_at_end({begin, end})) return after;
        // "Food and Drug Administration": common words that a head at the end holds together.
        if (all_common(run) && words_.head_at_end({next, after}) && after > next + (all_common({next, after}) ? 0u : 1u)) return after;
        return end;
    }
    const NameHead* head = words_.head_at_end(run);
    if (head == nullptr) return end;
    // "Corps of Engineers", "Hall of Fame": a body or a building, and common words.
    if (!head->designator && (head->type == EntityType::ORG || head->type == EntityType::FAC) && words_.common(next)) return next + 1;
    // "Centre for X", "Organization for X"
    if (reading_.token(end).word != reading_.token(begin).word && head->type == EntityType::ORG && !words_.cue(end)) return next + 1;
    return end;
}

/// "Theresa May", "Prime Minister May said": a month's name behind a first name, or behind a title and before a verb.
bool RunFinder::month_of_person(std::uint32_t begin, std::uint32_t month, std::uint32_t limit) const {
    if (words_.first_name(month) == NameWords::FirstName::no && !words_.surname(month)) return false;
    const bool more = month + 1 < limit;
    if (more && (reading_.token(month + 1).is_digits() ||
                 (words_.mark(month + 1) == Mark::comma && month + 2 < limit && reading_.token(month + 2).is_digits())))
        return false;
    if (words_.first_name(month - 1) == NameWords::FirstName::yes) return true;
    if (!more || !(words_.possessive(month + 1) || in(reading_.tag(month + 1), finite_tags))) return false;
    for (std::uint32_t t = begin; t < month; ++t) {
        const LexiconHit* role = words_.role(t);
        if (role != nullptr && t + role->length == month && words_.vocabulary().role(*role).title) return true;
    }
    return false;
}

/// "University of Nevada, [[Reno]]": a body of a state, and the city that tells it from its sisters; `comma` where there is none.
std::uint32_t RunFinder::campus_end(std::uint32_t begin, std::uint32_t comma, std::uint32_t limit) const {
    if (words_.mark(comma) != Mark::comma || comma < begin + 3 || comma + 1 >= limit) return comma;
    const NameHead* head = words_.head(begin);
    if (head == nullptr || !head->at_front || words_.particle(begin + 1) != Particle::org) return comma;
    const auto state = words_.listed(begin + 2, comma);
    const auto city = words_.listed(comma + 1, limit);
    if (!state || begin + 2 + state->length != comma || !words_.region({begin + 2, comma})) return comma;
    if (!city || city->kind != Gazetteer::city) return comma;
    const std::uint32_t end = comma + 1 + city->length;
    const bool told = end + 1 < limit && words_.mark(end) == Mark::comma && words_.listed(end + 1, limit);
    return told ? comma : end;
}

/// Past a genitive inside a name: "Children['s Hospital]", "St. John['s College]"; `genitive` where the name ends before it.
std::uint32_t RunFinder::genitive_end(std::uint32_t begin, std::uint32_t genitive, std::uint32_t limit) const {
    const std::uint32_t after = genitive + 1 < limit ? capitals_end(genitive + 1, limit) : genitive + 1;
    if (after == genitive + 1) return genitive;
    const NameHead* head = words_.head_at_end({genitive + 1, after});
    if (head == nullptr) return genitive;
    const bool saint = genitive >= begin + 3 && words_.mark(genitive - 2) == Mark::stop;
    if (saint) return after;
    // A common word's.
    if (genitive > begin + 3 || !all_common({begin, genitive}) || words_.listed(begin, genitive)) return genitive;
    // Where its capital may be the sentence's: a person's ("King's College") or nobody's we know ("Children's Hospital"), not a body's
    // ("Government's Bank").
    const bool opens = begin == 0 || reading_.sentence_of(begin) != reading_.sentence_of(begin - 1);
    if (!opens) return after;
    const LexiconHit* role = words_.role(begin);
    const bool of_body = role != nullptr && words_.vocabulary().role(*role).of != NameRole::Of::person;
    return !of_body && (head->type == EntityType::ORG || head->type == EntityType::FAC) ? after : genitive;
}

/// "Boeing 737", "Highway 61": a number after a product, a company, a numbered thing.
bool RunFinder::numbered(std::uint32_t begin, std::uint32_t digits) const {
    if (reading_.token(digits).bytes > 4) return false;
    const auto listed = words_.listed(begin, digits);
    const bool product = listed && listed->type == EntityType::PRODUCT;
    const bool company = listed && begin + listed->length == digits && (listed->kind == Gazetteer::organisation || product) &&
                         reading_.token(digits).bytes >= 3;
    if (company || product) return true;
    if (words_.head(digits - 1) != nullptr && front_head({begin, digits}, digits)) return true;
    const NameHead* head = words_.head_at_end({begin, digits});
    return head != nullptr && head->type == EntityType::LAW && digits > begin + 1;
}

std::uint32_t RunFinder::end(std::uint32_t begin, std::uint32_t limit) const {
    std::uint32_t end = begin + 1;
    if (arabic_article(begin, limit)) end = begin + 3;
    if (const auto listed = words_.listed(begin, limit)) end = begin + listed->length;
    while (end < limit && end - begin < longest_name) {
        const Token& token = reading_.token(end);
        std::uint32_t next = end;
        if (!token.space_before()) {
            const bool genitive = words_.possessive(end);
            next = genitive ? genitive_end(begin, end, limit) : glued_end(begin, end, limit);
            if (next == end && !genitive) return std::min(campus_end(begin, end, limit), limit);
        } else if (words_.capital(end)) {
            if (dated(end)) {
                if (words_.not_name(end) == NotName::month && month_of_person(begin, end, limit)) ++end;
                break;
            }
            const auto listed = words_.listed(end, limit);
            if (!listed && token.shape == Shape::capital && words_.function_word(end) && words_.particle(end) == Particle::none &&
                words_.first_name(end) == NameWords::FirstName::no)
                break;
            next = end + (listed ? listed->length : 1);
        } else if (token.is_digits()) {
            if (numbered(begin, end)) ++next;
        } else {
            next = joined_end(begin, end, limit);
        }
        if (next == end) break;
        end = next;
    }
    return std::min(end, limit);
}

}  // namespace dateline
