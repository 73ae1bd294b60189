#include "extractors/names/gather.hpp"

#include <algorithm>

namespace dateline {

EvidenceGatherer::Counted EvidenceGatherer::count(TokenRange name) const {
    Counted out;
    for (std::uint32_t t = name.first; t < name.last; ++t) {
        const Token& token = reading_.token(t);
        if (token.is_digits()) {
            ++out.digits;
            continue;
        }
        if (!token.is_word()) {
            const Mark mark = words_.mark(t);
            if (mark == Mark::ampersand) out.ampersand = true;
            if (mark == Mark::stop && reading_.token(t - 1).shape == Shape::upper && words_.single_character(t - 1) && t + 1 < name.last &&
                reading_.token(t + 1).space_before())
                out.initial = true;
            continue;
        }
        ++out.words;
        if (token.shape == Shape::lower) {
            const Particle kind = words_.particle(t);
            if (kind == Particle::person) out.particle = true;
            if (kind == Particle::org) out.joined = true;
            continue;
        }
        ++out.capitals;
        if (!words_.common(t)) continue;
        ++out.common_capitals;
        if (t > name.first || words_.first_name(t) == NameWords::FirstName::no) ++out.common;
    }
    return out;
}

void EvidenceGatherer::inside(TokenRange name, NameScores& out) const {
    words_.listed_exactly(name, entries_);
    for (const ListedName& entry : entries_) out.add(vocabulary_.listed_evidence(entry), entry.file, entry.row);
    const bool unlisted = entries_.empty();
    const Counted counted = count(name);
    const std::uint32_t words = counted.words, digits = counted.digits;
    const bool several = words > 1;
    if (counted.ampersand) add(out, Clue::ampersand);
    // What kind of thing the name says it is.
    std::uint16_t length = 0;
    const NameHead* end = several ? words_.head_at_end(name) : nullptr;
    const bool ends_in_stop = words_.mark(name.last - 1) == Mark::stop;
    const bool ends_in_digits = reading_.token(name.last - 1).is_digits();
    if (end == nullptr && several && (ends_in_stop || ends_in_digits))
        end = words_.head_at_end({name.first, name.last - 1});  // "Orbex Ltd.", "Senate Bill 88"
    const NameHead* front = several || digits > 0 ? words_.head(name.first, &length) : nullptr;
    if (front != nullptr && (!front->at_front || length >= name.size())) front = nullptr;
    if (front != nullptr && front->at_end && !counted.joined && front->front_type == front->type && front->type == EntityType::ORG &&
        end != nullptr)
        front = nullptr;
    if (end != nullptr && end->designator)
        add(out, Clue::designator);
    else if (front != nullptr && (end == nullptr || counted.joined))
        add(out, vocabulary_.head_evidence(front->front_type));
    else if (end != nullptr)
        add(out, vocabulary_.head_evidence(end->type));
    const bool headed = end != nullptr || front != nullptr;
    const NameWords::FirstName first = words_.first_name(name.first);
    const auto start = words_.listed(name.first, name.last);
    if (digits > 0) {
        const bool spaced = ends_in_digits && reading_.token(name.last - 1).space_before();
        if (front != nullptr && spaced && front->front_type == EntityType::FAC)
            add(out, Clue::numbered_road);
        else if (!headed && start && start->length < name.size() &&
                 (start->kind == Gazetteer::organisation || start->type == EntityType::PRODUCT))
            add(out, Clue::product_number);
        else if (unlisted && !headed)
            add(out, Clue::letters_and_digits);
    }
    // "Nathan Law"
    if (words == 2 && end != nullptr && front == nullptr && first == NameWords::FirstName::yes &&
        (end->type == EntityType::LAW || end->type == EntityType::EVENT || end->type == EntityType::WORK ||
         end->type == EntityType::PRODUCT || end->type == EntityType::LOC))
        add(out, Clue::first_name_and_more, 120);
    // A person's name.
    const bool placed = std::any_of(entries_.begin(), entries_.end(), [](const ListedName& e) { return e.type == EntityType::GPE; });
    if (several && !headed && digits == 0 && !counted.joined && !counted.ampersand && !placed) {
        if (first != NameWords::FirstName::no && counted.common < words)
            add(out, first == NameWords::FirstName::yes ? Clue::first_name_and_more : Clue::rare_first_name_and_more);
        if (counted.initial) add(out, Clue::initial_inside);
        if (counted.particle) add(out, Clue::particle_inside);
        if (words_.surname(name.last - 1)) add(out, Clue::surname_last);
        if (words_.particle(ends_in_stop ? name.last - 2 : name.last - 1) == Particle::generation) add(out, Clue::generation);
    } else if (words == 1 && digits == 0 && unlisted) {
        if (first == NameWords::FirstName::yes) add(out, Clue::first_name_alone);
        if (words_.surname(name.first)) add(out, Clue::surname_alone);
    }
    if (unlisted && name.first > 0 && words_.mark(name.first - 1) == Mark::comma && words_.state_code(name)) add(out, Clue::state_code);
    if (several && !headed && start) {
        // "Boston Braves"
        if (words <= 4 && unlisted && start->type == EntityType::GPE && start->length + 1u == name.size() &&
            vocabulary_.endings(reading_.folded(name.last - 1)).plural)
            add(out, Clue::place_and_plural);
        if (start->kind == Gazetteer::organisation && start->length < name.size()) add(out, Clue::company_and_more);
    }
    if (several)
        if (const auto last = words_.listed(name.last - 1, name.last); last && last->type == EntityType::PRODUCT)
            add(out, Clue::ends_in_product);
    if (digits == 0 && words == 2 && name.size() == 3 && reading_.token(name.last - 1).shape == Shape::lower &&
        !reading_.token(name.last - 1).space_before()) {
        add(out, Clue::domain);
        return;
    }
    if (unlisted && !headed && digits == 0)
        shape_of(name, counted,
                 several && (first == NameWords::FirstName::yes || (first == NameWords::FirstName::weak && counted.common == 0)), out);
}

void EvidenceGatherer::shape_of(TokenRange name, const Counted& counted, bool known, NameScores& out) const {
    const std::uint32_t words = counted.capitals, common = counted.common_capitals;
    const Token& token = reading_.token(name.first);
    if (words == 1 && name.size() == 1) {
        const char first = reading_.text(name.first).front();
        if (token.shape == Shape::upper && token.bytes >= 2 && token.bytes <= 7)
            add(out, Clue::acronym);
        else if (token.shape == Shape::mixed && first >= 'a' && first <= 'z')
            add(out, Clue::mixed_case);
        else
            add(out, common != 0 ? Clue::common_word_alone : Clue::unknown_word);
    } else if (!known) {
        add(out, common > 0 ? Clue::common_word_inside : words <= 3 ? Clue::unknown_pair : Clue::unknown_long);
    }
    const std::uint32_t last = reading_.token(name.last - 1).is_word() ? name.last - 1 : name.first;
    if (common == 0 && reading_.token(last).is_word() && reading_.token(last).shape == Shape::capital)
        if (const auto type = vocabulary_.endings(reading_.folded(last)).type) add(out, vocabulary_.ending_evidence(*type));
}

EvidenceGatherer::Role EvidenceGatherer::role_ending(std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t back = std::min<std::uint32_t>(5, end - begin); back > 0; --back) {
        const LexiconHit* role = words_.role(end - back);
        if (role != nullptr && role->length == back) return {{end - back, end}, &vocabulary_.role(*role)};
    }
    return {};
}

EvidenceGatherer::Role EvidenceGatherer::role_within(std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t t = begin; t < end; ++t) {
        if (reading_.token(t).kind == TokenKind::mark && words_.mark(t) != Mark::hyphen && !words_.possessive(t)) break;
        const LexiconHit* role = words_.role(t);
        if (role == nullptr || t + role->length > end) continue;
        // The last of a group: "a shipping company executive" is an executive.
        TokenRange found{t, t + role->length};
        while (found.last < end) {
            const LexiconHit* next = words_.role(found.last);
            if (next == nullptr || found.last + next->length > end) break;
            role = next;
            found = {found.last, found.last + next->length};
        }
        return {found, &vocabulary_.role(*role)};
    }
    return {};
}

TokenRange EvidenceGatherer::beside(const NameCandidate& candidate, TokenRange sentence, NameScores& out) const {
    const TokenRange first = before(candidate, sentence, out);
    const TokenRange second = after(candidate, sentence, out);
    return !candidate.title.empty() ? candidate.title : !second.empty() ? second : first;
}

TokenRange EvidenceGatherer::before(const NameCandidate& candidate, TokenRange sentence, NameScores& out) const {
    if (!candidate.title.empty()) {
        add(out, Clue::title_before);
        return candidate.title;
    }
    std::uint32_t end = candidate.tokens.first;
    if (end == sentence.first) return {};
    if (words_.cue_class(end - 1) == vocabulary_.cues().article) {
        const bool person = candidate.tokens.size() > 1 && words_.first_name(candidate.tokens.first) != NameWords::FirstName::no;
        if (!person && words_.head_at_end(candidate.tokens) == nullptr) add(out, Clue::article_before);
        --end;
        if (end == sentence.first) return {};
    }
    Mark mark = words_.mark(end - 1);
    if (mark == Mark::straight || mark == Mark::opening) {
        const std::uint32_t next = candidate.tokens.last;
        const auto closes = [&](std::uint32_t t) {
            return t < sentence.last && words_.mark(t) == (mark == Mark::straight ? Mark::straight : Mark::closing);
        };
        if (next < sentence.last && reading_.token(next).kind == TokenKind::mark) {
            const bool whole = closes(next) || (closes(next + 1) && candidate.tokens.size() > 2);
            add(out, whole && candidate.tokens.size() > 1 ? Clue::quoted_title : Clue::quoted);
        }
        --end;
        if (end == sentence.first) return {};
        mark = words_.mark(end - 1);
    }
    // "analyst Azer Garayev", "the board's deputy chairman, Rauf Hasanli,"
    const bool comma = mark == Mark::comma;
    const Role role = role_ending(sentence.first, comma ? end - 1 : end);
    if (role.is != nullptr && reading_.token(role.tokens.first).shape == Shape::lower) {
        const bool listed_before_comma = comma && role.tokens.first > sentence.first &&
                                         reading_.token(role.tokens.first - 1).kind == TokenKind::mark;  // "teachers, doctors, Ana"
        if (!listed_before_comma) {
            if (!comma || role.person()) add_role(out, *role.is, Clue::role_before_person, Clue::role_before_org, Clue::role_before_place);
            if (role.person()) return role.tokens;
        }
    }
    // "the city of Batumi"
    if (words_.particle(end - 1) == Particle::org && end - 1 > sentence.first) {
        const Role of = role_ending(sentence.first, end - 1);
        if (of.is != nullptr && of.is->of == NameRole::Of::place) {
            add(out, Clue::role_before_place);
            return {};
        }
    }
    if (const LexiconHit* cue = words_.cue(end - 1); cue != nullptr && cue->length == 1)
        add_cue(out, evidence_.before(vocabulary_.cue_class(*cue)));
    return {};
}

TokenRange EvidenceGatherer::after(const NameCandidate& candidate, TokenRange sentence, NameScores& out) const {
    const NameVocabulary::CueClasses& cues = vocabulary_.cues();
    const std::uint32_t next = candidate.tokens.last;
    if (next >= sentence.last) return {};
    const std::uint32_t far = std::min(sentence.last, next + 9);
    const auto cue_at = [&](std::uint32_t t) { return t >= sentence.last ? std::uint16_t{0} : words_.cue_class(t); };
    if (words_.possessive(next)) {
        const std::uint16_t cue = cue_at(next + 1);
        if (cue == cues.place_after || cue == cues.org_after) add_cue(out, evidence_.after(cue));
        return {};
    }
    if (reading_.token(next).is_word()) {
        const std::uint16_t cue = cue_at(next);
        if (cue == cues.copula && cue_at(next + 1) == cues.article) {
            const Role role = role_within(next + 2, far);
            if (role.is != nullptr) {
                add_role(out, *role.is, Clue::is_role_person, Clue::is_role_org, Clue::is_role_place);
                if (role.person()) return role.tokens;
            }
        }
        if (cue != 0) add_cue(out, evidence_.after(cue));
        return {};
    }
    const Mark mark = words_.mark(next);
    switch (mark) {
        case Mark::open_bracket:
            if (cue_at(next + 1) == cues.person_verb) add_cue(out, evidence_.after(cues.person_verb));
            // "Leap Year (2010)"
            if (next + 2 < sentence.last && reading_.token(next + 1).is_digits() && reading_.token(next + 1).bytes == 4 &&
                words_.mark(next + 2) == Mark::close_bracket)
                add(out, Clue::year_after);
            return {};
        case Mark::hyphen:
            if (next + 1 >= sentence.last) return {};
            if (reading_.token(next + 1).space_before()) return after_comma(mark, next + 1, sentence, far, out);
            if (const std::uint16_t cue = cue_at(next + 1)) add_cue(out, evidence_.after(cue));
            return {};
        case Mark::comma:
        case Mark::dash:
            return next + 1 >= sentence.last ? TokenRange() : after_comma(mark, next + 1, sentence, far, out);
        default:
            return {};
    }
}

/// What stands behind a name and a comma or a dash: an age, a region, an apposition.
TokenRange EvidenceGatherer::after_comma(Mark mark, std::uint32_t next, TokenRange sentence, std::uint32_t far, NameScores& out) const {
    const Token& token = reading_.token(next);
    if (mark == Mark::comma && token.is_digits() && token.bytes <= 2 && next + 1 < sentence.last &&
        (words_.mark(next + 1) == Mark::comma || words_.mark(next + 1) == Mark::stop) &&
        !(next + 2 < sentence.last && reading_.token(next + 2).is_digits() &&
          !reading_.token(next + 2).space_before())) {  // ", 1,200 people"
        add(out, Clue::age_after);
        return {};
    }
    const std::uint16_t cue = words_.cue_class(next);
    if (cue == vocabulary_.cues().person_verb) {
        add_cue(out, evidence_.after(cue));
        return {};
    }
    const auto listed = words_.listed(next, sentence.last);
    if (mark == Mark::comma) {
        bool region = listed && (listed->kind == Gazetteer::country || listed->kind == Gazetteer::region ||
                                 (listed->kind == Gazetteer::place && listed->type == EntityType::GPE));
        for (std::uint16_t length = 1; token.capitalized() && !region && length <= 5 && next + length <= sentence.last; ++length)
            region = words_.state_code({next, next + length});
        if (region) {
            add(out, Clue::region_after);
            return {};
        }
    }
    const bool article = cue == vocabulary_.cues().article;
    const Role role = role_within(article ? next + 1 : next, far);
    if (role.is == nullptr) return {};
    if (!article && role.tokens.first != next && !(listed && role.tokens.first <= next + 4)) return {};
    // The description ends where its head does: "a shipping company, said" but not "a company said".
    if (role.tokens.last < sentence.last && words_.capital(role.tokens.last)) return {};
    add_role(out, *role.is, Clue::apposition_person, Clue::apposition_org, Clue::apposition_place);
    return role.person() ? TokenRange{article ? next + 1 : next, role.tokens.last} : TokenRange();
}

}  // namespace dateline
