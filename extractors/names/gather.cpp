#include "extractors/names/gather.hpp"

#include <algorithm>

namespace dateline {

void NameScores::add(const Evidence& evidence, std::uint16_t file, std::uint32_t row, int percent) {
    bits |= evidence.bit;
    for (std::size_t type = 0; type < entity_types; ++type) {
        const int weight = evidence.weights[type] * percent / 100;
        points[type] += weight;
        if (weight > best[type].weight) best[type] = {weight, file, row};
    }
}

EntityType NameScores::winner() const {
    return static_cast<EntityType>(std::max_element(points.begin(), points.end()) - points.begin());
}

int NameScores::top() const {
    return *std::max_element(points.begin(), points.end());
}

void EvidenceGatherer::inside(TokenRange name, NameScores& out) const {
    std::vector<NameVocabulary::Listed> entries;
    vocabulary_.listed_exactly(reading_, name, entries);
    for (const auto& entry : entries) out.add(vocabulary_.listed_evidence(entry), entry.file, entry.row);

    std::uint32_t words = 0, common = 0, digits = 0;
    bool particle = false, initial = false, ampersand = false, joined = false;
    for (std::uint32_t t = name.first; t < name.last; ++t) {
        const Token& token = reading_.token(t);
        if (token.is_digits()) ++digits;
        if (token.kind == TokenKind::mark) {
            if (reading_.text(t) == "&") ampersand = true;
            if (reading_.text(t) == "." && reading_.token(t - 1).shape == Shape::upper &&
                reading_.end_character(t - 1) - reading_.token(t - 1).character == 1 && t + 1 < name.last &&
                reading_.token(t + 1).space_before())
                initial = true;
            continue;
        }
        if (!token.is_word()) continue;
        ++words;
        if (token.shape == Shape::lower) {
            const std::string_view kind = vocabulary_.particle(reading_, t);
            if (kind == "person") particle = true;
            if (kind == "org") joined = true;
        } else if (vocabulary_.common(reading_, t) &&
                   (t > name.first || vocabulary_.first_name(reading_, t) == NameVocabulary::FirstName::no)) {
            ++common;
        }
    }
    if (ampersand) add(out, "ampersand");
    // What kind of thing the name says it is.
    std::uint16_t length = 0;
    const NameHead* end = words > 1 ? vocabulary_.head_at_end(reading_, name, &length) : nullptr;
    if (end == nullptr && words > 1 && reading_.text(name.last - 1) == ".")
        end = vocabulary_.head_at_end(reading_, {name.first, name.last - 1}, &length);
    if (end == nullptr && digits > 0 && words > 1 && reading_.token(name.last - 1).is_digits())
        end = vocabulary_.head_at_end(reading_, {name.first, name.last - 1}, &length);  // "Senate Bill 88"
    const NameHead* front = words > 1 || digits > 0 ? vocabulary_.head(reading_, name.first, &length) : nullptr;
    if (front != nullptr && (!front->at_front || length >= name.size())) front = nullptr;
    if (front != nullptr && front->at_end && !joined && front->front_type == front->type && front->type == EntityType::ORG &&
        end != nullptr)
        front = nullptr;
    if (end != nullptr && end->designator) {
        add(out, "designator");
    } else if (front != nullptr && (end == nullptr || joined)) {
        add(out, "head_" + std::string(wire(front->front_type)));
    } else if (end != nullptr) {
        add(out, "head_" + std::string(wire(end->type)));
    }
    const bool headed = end != nullptr || front != nullptr;
    const NameVocabulary::FirstName first = vocabulary_.first_name(reading_, name.first);
    // "Nathan Law"
    const bool borne = words == 2 && end != nullptr && front == nullptr && first == NameVocabulary::FirstName::yes &&
                       (end->type == EntityType::LAW || end->type == EntityType::EVENT || end->type == EntityType::WORK ||
                        end->type == EntityType::PRODUCT || end->type == EntityType::LOC);
    if (digits > 0) {
        const auto start = vocabulary_.listed(reading_, name.first, name.last);
        const bool spaced = reading_.token(name.last - 1).is_digits() && reading_.token(name.last - 1).space_before();
        if (front != nullptr && spaced && front->front_type == EntityType::FAC)
            add(out, "numbered_road");
        else if (!headed && start && start->length < name.size() &&
                 (start->kind == NameVocabulary::Gazetteer::organisation || start->type == EntityType::PRODUCT))
            add(out, "product_number");
        else if (entries.empty() && !headed)
            add(out, "letters_and_digits");
    }
    // A person's name.
    if (borne) add(out, "first_name_and_more", 120);
    const bool placed = std::any_of(entries.begin(), entries.end(), [](const auto& e) { return e.type == EntityType::GPE; });
    if (words > 1 && !headed && digits == 0 && !joined && !ampersand && !placed) {
        if (first != NameVocabulary::FirstName::no && common < words) {
            add(out, first == NameVocabulary::FirstName::yes ? "first_name_and_more" : "rare_first_name_and_more");
        }
        if (initial) add(out, "initial_inside");
        if (particle) add(out, "particle_inside");
        if (vocabulary_.surname(reading_, name.last - 1)) add(out, "surname_last");
        if (vocabulary_.particle(reading_, reading_.text(name.last - 1) == "." ? name.last - 2 : name.last - 1) == "generation")
            add(out, "generation");
    } else if (words == 1 && digits == 0 && entries.empty()) {
        if (first == NameVocabulary::FirstName::yes) add(out, "first_name_alone");
        if (vocabulary_.surname(reading_, name.first)) add(out, "surname_alone");
    }
    if (entries.empty() && name.first > 0 && reading_.text(name.first - 1) == "," && vocabulary_.state_code(reading_, name))
        add(out, "state_code");
    // "Boston Braves"
    if (words > 1 && words <= 4 && !headed && entries.empty()) {
        const auto place = vocabulary_.listed(reading_, name.first, name.last);
        if (place && place->type == EntityType::GPE && place->length + 1u == name.size() &&
            vocabulary_.ends_as(reading_.folded(name.last - 1), "plural"))
            add(out, "place_and_plural");
    }
    const auto company = words > 1 && !headed ? vocabulary_.listed(reading_, name.first, name.last) : std::nullopt;
    if (company && company->kind == NameVocabulary::Gazetteer::organisation && company->length < name.size()) add(out, "company_and_more");
    const auto last = vocabulary_.listed(reading_, name.last - 1, name.last);
    if (words > 1 && last && last->type == EntityType::PRODUCT) add(out, "ends_in_product");
    if (digits == 0 && words == 2 && name.size() == 3 && reading_.token(name.last - 1).shape == Shape::lower &&
        !reading_.token(name.last - 1).space_before()) {
        add(out, "domain");
        return;
    }
    if (entries.empty() && !headed && digits == 0)
        shape_of(name, words > 1 && (first == NameVocabulary::FirstName::yes || (first == NameVocabulary::FirstName::weak && common == 0)),
                 out);
}

void EvidenceGatherer::shape_of(TokenRange name, bool known, NameScores& out) const {
    std::uint32_t words = 0, common = 0;
    for (std::uint32_t t = name.first; t < name.last; ++t)
        if (reading_.token(t).is_word() && reading_.token(t).shape != Shape::lower) {
            ++words;
            if (vocabulary_.common(reading_, t)) ++common;
        }
    const Token& token = reading_.token(name.first);
    if (words == 1 && name.size() == 1) {
        const std::string_view text = reading_.text(name.first);
        if (token.shape == Shape::upper && text.size() >= 2 && text.size() <= 7)
            add(out, "acronym");
        else if (token.shape == Shape::mixed && (text[0] >= 'a' && text[0] <= 'z'))
            add(out, "mixed_case");
        else
            add(out, common != 0 ? "common_word_alone" : "unknown_word");
    } else if (!known) {
        if (common > 0)
            add(out, "common_word_inside");
        else if (words <= 3)
            add(out, "unknown_pair");
        else
            add(out, "unknown_long");
    }
    const std::uint32_t last = reading_.token(name.last - 1).is_word() ? name.last - 1 : name.first;
    if (common == 0 && reading_.token(last).is_word() && reading_.token(last).shape == Shape::capital)
        if (const auto type = vocabulary_.ending(reading_.folded(last))) add(out, "ending_" + std::string(wire(*type)));
}

TokenRange EvidenceGatherer::role_ending(std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t back = std::min<std::uint32_t>(5, end - begin); back > 0; --back) {
        const LexiconHit* role = vocabulary_.role(reading_, end - back);
        if (role != nullptr && role->length == back) return {end - back, end};
    }
    return {};
}

TokenRange EvidenceGatherer::role_within(std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t t = begin; t < end; ++t) {
        const Token& token = reading_.token(t);
        if (token.kind == TokenKind::mark && reading_.text(t) != "-" && !vocabulary_.possessive(reading_, t)) break;
        const LexiconHit* role = vocabulary_.role(reading_, t);
        if (role == nullptr || t + role->length > end) continue;
        // The last of a group: "a shipping company executive" is an executive.
        TokenRange found{t, t + role->length};
        while (found.last < end) {
            const LexiconHit* next = vocabulary_.role(reading_, found.last);
            if (next == nullptr || found.last + next->length > end) break;
            found = {found.last, found.last + next->length};
        }
        return found;
    }
    return {};
}

void EvidenceGatherer::add_role(NameScores& out, TokenRange role, std::string_view person, std::string_view org,
                                std::string_view place) const {
    const LexiconHit* hit = vocabulary_.role(reading_, role.first);
    const std::string_view kind = vocabulary_.role_cell(*hit, "kind");
    add(out, kind == "person" ? person : kind == "org" ? org : place);
}

TokenRange EvidenceGatherer::beside(const NameCandidate& candidate, TokenRange sentence, NameScores& out) const {
    const TokenRange first = before(candidate, sentence, out);
    const TokenRange second = after(candidate, sentence, out);
    return !candidate.title.empty() ? candidate.title : !second.empty() ? second : first;
}

TokenRange EvidenceGatherer::before(const NameCandidate& candidate, TokenRange sentence, NameScores& out) const {
    if (!candidate.title.empty()) {
        add(out, "title_before");
        return candidate.title;
    }
    std::uint32_t end = candidate.tokens.first;
    if (end == sentence.first) return {};
    std::string_view mark = reading_.token(end - 1).kind == TokenKind::mark ? reading_.text(end - 1) : std::string_view();
    const bool article =
        vocabulary_.cue(reading_, end - 1) != nullptr && vocabulary_.cue_class(*vocabulary_.cue(reading_, end - 1)) == "article";
    if (article) {
        const bool person =
            candidate.tokens.size() > 1 && vocabulary_.first_name(reading_, candidate.tokens.first) != NameVocabulary::FirstName::no;
        if (!person && vocabulary_.head_at_end(reading_, candidate.tokens) == nullptr) add(out, "article_before");
        --end;
        if (end == sentence.first) return {};
        mark = reading_.token(end - 1).kind == TokenKind::mark ? reading_.text(end - 1) : std::string_view();
    }
    if (mark == "\"" || mark == "\xE2\x80\x9C" || mark == "\xE2\x80\x98" || mark == "``") {
        const std::uint32_t next = candidate.tokens.last;
        if (next < sentence.last && reading_.token(next).kind == TokenKind::mark && !vocabulary_.possessive(reading_, next))
            add(out, "quoted");
        --end;
        if (end == sentence.first) return {};
    }
    // "analyst Azer Garayev", "the board's deputy chairman, Rauf Hasanli,"
    const bool comma = reading_.text(end - 1) == ",";
    const TokenRange role = role_ending(sentence.first, comma ? end - 1 : end);
    if (!role.empty() && reading_.token(role.first).shape == Shape::lower) {
        const bool listed_before_comma =
            comma && role.first > sentence.first && reading_.token(role.first - 1).kind == TokenKind::mark;  // "teachers, doctors, Ana"
        if (!listed_before_comma) {
            const LexiconHit* hit = vocabulary_.role(reading_, role.first);
            const bool person = vocabulary_.role_cell(*hit, "kind") == "person";
            if (!comma || person) add_role(out, role, "role_before_person", "role_before_org", "role_before_place");
            if (person) return role;
        }
    }
    // "the city of Batumi"
    if (vocabulary_.particle(reading_, end - 1) == "org" && end - 1 > sentence.first) {
        const TokenRange of = role_ending(sentence.first, end - 1);
        if (!of.empty() && vocabulary_.role_cell(*vocabulary_.role(reading_, of.first), "kind") == "place") {
            add(out, "role_before_place");
            return {};
        }
    }
    if (const LexiconHit* cue = vocabulary_.cue(reading_, end - 1); cue != nullptr && cue->length == 1)
        if (const Evidence* e = vocabulary_.cue_evidence(vocabulary_.cue_class(*cue), true)) out.add(*e, file_, e->row);
    return {};
}

TokenRange EvidenceGatherer::after(const NameCandidate& candidate, TokenRange sentence, NameScores& out) const {
    std::uint32_t next = candidate.tokens.last;
    if (next >= sentence.last) return {};
    const std::uint32_t far = std::min(sentence.last, next + 9);
    const auto cue_at = [&](std::uint32_t t) -> std::string_view {
        if (t >= sentence.last) return {};
        const LexiconHit* cue = vocabulary_.cue(reading_, t);
        return cue == nullptr ? std::string_view() : vocabulary_.cue_class(*cue);
    };
    const auto add_cue = [&](std::string_view cue) {
        if (cue.empty()) return;
        if (const Evidence* e = vocabulary_.cue_evidence(cue, false)) out.add(*e, file_, e->row);
    };
    const std::string_view text = reading_.text(next);
    if (reading_.token(next).is_word() && !vocabulary_.possessive(reading_, next)) {
        const std::string_view cue = cue_at(next);
        if (cue == "copula") {
            const std::string_view article = cue_at(next + 1);
            if (article == "article") {
                const TokenRange role = role_within(next + 2, far);
                if (!role.empty()) {
                    add_role(out, role, "is_role_person", "is_role_org", "is_role_place");
                    if (vocabulary_.role_cell(*vocabulary_.role(reading_, role.first), "kind") == "person") return role;
                }
            }
        }
        add_cue(cue);
        return {};
    }
    if (vocabulary_.possessive(reading_, next)) {
        const std::string_view cue = cue_at(next + 1);
        if (cue == "place_after" || cue == "org_after") add_cue(cue);
        return {};
    }
    if (text == "-" && next + 1 < sentence.last && !reading_.token(next + 1).space_before()) {
        add_cue(cue_at(next + 1));
        return {};
    }
    if (text == "(") {
        if (cue_at(next + 1) == "person_verb") add_cue("person_verb");
        // "Leap Year (2010)"
        if (next + 2 < sentence.last && reading_.token(next + 1).is_digits() && reading_.token(next + 1).bytes == 4 &&
            reading_.text(next + 2) == ")")
            add(out, "year_after");
        return {};
    }
    if (text != "," && text != "\xE2\x80\x94" && text != "--" && text != "\xE2\x80\x93" && text != "-") return {};
    ++next;
    if (next >= sentence.last) return {};
    if (text == "," && reading_.token(next).is_digits() && reading_.token(next).bytes <= 2 && next + 1 < sentence.last &&
        (reading_.text(next + 1) == "," || reading_.text(next + 1) == ".") &&
        !(next + 2 < sentence.last && reading_.token(next + 2).is_digits() &&
          !reading_.token(next + 2).space_before())) {  // ", 1,200 people"
        add(out, "age_after");
        return {};
    }
    const std::string_view cue = cue_at(next);
    if (cue == "person_verb") {
        add_cue(cue);
        return {};
    }
    if (text == ",") {
        if (const auto listed = vocabulary_.listed(reading_, next, sentence.last)) {
            using Gazetteer = NameVocabulary::Gazetteer;
            if (listed->kind == Gazetteer::country || listed->kind == Gazetteer::region ||
                (listed->kind == Gazetteer::place && listed->type == EntityType::GPE)) {
                add(out, "region_after");
                return {};
            }
        }
        for (std::uint16_t length = 1; length <= 5 && next + length <= sentence.last; ++length)
            if (vocabulary_.state_code(reading_, {next, next + length}) && reading_.token(next).capitalized()) {
                add(out, "region_after");
                return {};
            }
    }
    const bool article = cue == "article";
    const TokenRange role = role_within(article ? next + 1 : next, far);
    if (role.empty()) return {};
    if (!article && role.first != next && !(vocabulary_.listed(reading_, next, sentence.last) && role.first <= next + 4)) return {};
    if (role.last < sentence.last) {
        // The description ends where its head does: "a shipping company, said" but not "a company said".
        const Token& behind = reading_.token(role.last);
        if (behind.is_word() && behind.capitalized()) return {};
    }
    add_role(out, role, "apposition_person", "apposition_org", "apposition_place");
    if (vocabulary_.role_cell(*vocabulary_.role(reading_, role.first), "kind") == "person") return {article ? next + 1 : next, role.last};
    return {};
}

}  // namespace dateline
