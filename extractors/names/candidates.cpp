#include "extractors/names/candidates.hpp"

#include <algorithm>

#include "schemas/utf8.hpp"

namespace dateline {
namespace {

/// Candidates looked back at for the person that a month's name may be of.
constexpr std::size_t most_looked_back = 200;
/// A run of capitals longer than this is no name but shouting.
constexpr std::uint32_t longest_name = 16;

bool is_hyphen(std::string_view mark) {
    return mark == "-" || mark == "\xE2\x80\x90" || mark == "\xE2\x80\x91";
}
bool is_ampersand(std::string_view mark) {
    return mark == "&";
}

}  // namespace

Capitals capitals_of(const Reading& reading, const NameVocabulary& vocabulary, TokenRange sentence) {
    std::uint32_t words = 0, capitals = 0, upper = 0;
    for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
        const Token& token = reading.token(t);
        if (!token.is_word() || token.bytes < 3) continue;
        if (!token.capitalized() && vocabulary.function_word(reading, t)) continue;
        ++words;
        if (token.capitalized()) ++capitals;
        if (token.shape == Shape::upper) ++upper;
    }
    if (words >= 3 && upper * 10 >= words * 8) return Capitals::all;
    const bool stopped = reading.text(sentence.last - 1) == ".";
    if (words >= 4 && capitals * 4 >= words * 3 && !stopped) return Capitals::titled;
    return Capitals::plain;
}

bool CandidateFinder::capital(std::uint32_t t) const {
    const Token& token = reading_.token(t);
    return token.is_word() && token.capitalized();
}

/// "al-Amr": a small particle, a hyphen, a capital.
bool CandidateFinder::arabic_article(std::uint32_t t, std::uint32_t limit) const {
    return t + 2 < limit && reading_.token(t).shape == Shape::lower && is_hyphen(reading_.text(t + 1)) &&
           !reading_.token(t + 1).space_before() && !reading_.token(t + 2).space_before() && capital(t + 2) &&
           vocabulary_.particle(reading_, t) == "person";
}

bool CandidateFinder::opens_run(std::uint32_t t, std::uint32_t limit) const {
    const Token& token = reading_.token(t);
    if (token.is_word() && token.capitalized()) return true;
    if (arabic_article(t, limit)) return true;
    if (token.kind == TokenKind::mark) return false;
    if (token.is_digits() && t + 1 < limit && capital(t + 1) && !reading_.token(t + 1).space_before() && reading_.token(t).bytes <= 2)
        return true;  // "3M"
    const auto listed = vocabulary_.listed(reading_, t, limit);
    return listed && listed->length > 2;  // "al-Qaeda", "20th Century Fox"
}

/// Past what is written onto the token before without a blank: "Jong-un", "A380", "AT&T", "J." ...; `end` when nothing belongs.
std::uint32_t CandidateFinder::glued_end(std::uint32_t begin, std::uint32_t end, std::uint32_t limit) const {
    const Token& token = reading_.token(end);
    const Token& before = reading_.token(end - 1);
    if (token.is_word() || token.is_digits()) return end + 1;
    const std::string_view mark = reading_.text(end);
    const bool more = end + 1 < limit;
    const bool more_glued = more && !reading_.token(end + 1).space_before();
    if (is_hyphen(mark) && more_glued) {
        const Token& next = reading_.token(end + 1);
        if (next.is_digits()) return end + 2;
        if (!next.is_word()) return end;
        if (next.capitalized()) {
            // "Franco-German", "US-China": two names. "Jean-Claude", "Saint-Germain": one.
            const auto left = vocabulary_.listed(reading_, end - 1, end), right = vocabulary_.listed(reading_, end + 1, limit);
            const auto placed = [](const auto& l) {
                return l && (l->kind == NameVocabulary::Gazetteer::country || l->kind == NameVocabulary::Gazetteer::people ||
                             l->kind == NameVocabulary::Gazetteer::place);
            };
            if (placed(right) && (placed(left) || before.is_word()) && !vocabulary_.listed(reading_, begin, limit)) return end;
            if (placed(left) && right) return end;
            return end + 2;
        }
        // "Kim Jong-un", but not "Baku-based", "Obama-era".
        const bool person = end >= begin + 2 && vocabulary_.first_name(reading_, begin) != NameVocabulary::FirstName::no;
        if ((vocabulary_.common(reading_, end + 1) && !(person && next.bytes <= 5)) || vocabulary_.function_word(reading_, end + 1) ||
            vocabulary_.role(reading_, end + 1) != nullptr || vocabulary_.cue(reading_, end + 1) != nullptr)
            return end;
        return next.bytes <= 6 ? end + 2 : end;
    }
    if (is_ampersand(mark) && more_glued && capital(end + 1)) return end + 2;
    if (mark == ".") {
        const bool initial = before.is_word() && before.shape == Shape::upper && reading_.end_character(end - 1) - before.character == 1;
        if (initial && more && capital(end + 1)) return end + 1;
        // "U.S." before a lower word: the dots are part of letters written so.
        if (initial && more && end >= begin + 3 && reading_.text(end - 2) == ".") return end + 1;
        if (begin > 0 && reading_.text(begin - 1) == "," && vocabulary_.state_code(reading_, {begin, end + 1})) return end + 1;
        if (!initial && more && vocabulary_.abbreviation(reading_, end, begin)) {
            if (capital(end + 1)) return end + 1;
            std::uint16_t length = 0;
            const NameHead* head = vocabulary_.head(reading_, end - 1, &length);
            if (head != nullptr && head->designator && end - 1 > begin) return end + 1;
            if (vocabulary_.particle(reading_, end - 1) == "generation") return end + 1;
        }
        if (more_glued && reading_.token(end + 1).shape == Shape::lower && reading_.token(end + 1).bytes <= 4 && before.is_word())
            return end + 2;  // "Booking.com"
    }
    return end;
}

std::uint32_t CandidateFinder::capitals_end(std::uint32_t begin, std::uint32_t limit) const {
    std::uint32_t end = begin;
    while (end < limit && end - begin < longest_name && capital(end)) ++end;
    return end;
}

bool CandidateFinder::front_head(TokenRange run, std::uint32_t joiner) const {
    for (std::uint32_t k = run.first; k < joiner; ++k) {
        if (joiner - k > 4) continue;
        std::uint16_t length = 0;
        const NameHead* head = vocabulary_.head(reading_, k, &length);
        if (head == nullptr || !head->at_front) continue;
        if (k + length == joiner || k + length == joiner + 1) return true;
    }
    return false;
}

bool CandidateFinder::all_common(TokenRange run) const {
    for (std::uint32_t t = run.first; t < run.last; ++t)
        if (reading_.token(t).is_word() && !vocabulary_.common(reading_, t)) return false;
    return true;
}

/// Past a small word at `end` and the capitals after it, where the words before ask for them ("Ministry [[of]] Economy"); `end` when not.
std::uint32_t CandidateFinder::joined_end(std::uint32_t begin, std::uint32_t end, std::uint32_t limit) const {
    const std::string_view kind = vocabulary_.particle(reading_, end);
    if (kind.empty() && !is_ampersand(reading_.text(end))) return end;
    std::uint32_t next = end + 1;
    if (kind == "person" || kind == "org") {
        // "van der Lubbe"
        for (int more = 0; more < 2 && next < limit && kind == "person" && reading_.token(next).shape == Shape::lower &&
                           vocabulary_.particle(reading_, next) == "person";
             ++more)
            ++next;
        if (kind == "person" && arabic_article(end, limit)) return end + 3;
        if (kind == "person") return next < limit && capital(next) && vocabulary_.not_name(reading_, next) != "month" ? next + 1 : end;
    }
    if (is_ampersand(reading_.text(end))) return next < limit && capital(next) ? next + 1 : end;
    const TokenRange run{begin, end};
    const std::string_view word = reading_.folded(end);
    if (next < limit && vocabulary_.particle(reading_, next) == "org" && reading_.token(next).shape == Shape::lower && next + 1 < limit &&
        front_head(run, end))
        ++next;  // "of the"
    if (next >= limit || !capital(next) || vocabulary_.not_name(reading_, next) == "month") return end;
    if (front_head(run, end)) {
        std::uint16_t length = 0;
        // "Ministry of X", "Committee on X": what follows a head; but "and" only inside of it.
        if (!vocabulary_.cue(reading_, end) || vocabulary_.cue_class(*vocabulary_.cue(reading_, end)) != "join") {
            (void)length;
            return next + 1;
        }
    }
    const LexiconHit* cue = vocabulary_.cue(reading_, end);
    const bool joins = cue != nullptr && vocabulary_.cue_class(*cue) == "join";
    const std::uint32_t after = capitals_end(next, limit);
    if (joins) {
        // "Department of Health and Human Services": inside a name with a head in front, before common words.
        bool of = false;
        for (std::uint32_t t = begin + 1; t < end; ++t)
            if (reading_.token(t).shape == Shape::lower && vocabulary_.particle(reading_, t) == "org") of = true;
        if (of && all_common({next, after}) && !vocabulary_.head_at_end(reading_, {begin, end})) return after;
        // "Food and Drug Administration": common words that a head at the end holds together.
        if (all_common(run) && vocabulary_.head_at_end(reading_, {next, after}) && after > next + (all_common({next, after}) ? 0u : 1u))
            return after;
        return end;
    }
    // "Corps of Engineers", "Hall of Fame": a body or a building, and common words.
    if (const NameHead* head = vocabulary_.head_at_end(reading_, run); head != nullptr && !head->designator && end > begin &&
                                                                       (head->type == EntityType::ORG || head->type == EntityType::FAC) &&
                                                                       vocabulary_.common(reading_, next))
        return next + 1;
    // "Centre for X", "Organization for X"
    if (word != reading_.folded(begin) && vocabulary_.head_at_end(reading_, run) &&
        vocabulary_.head_at_end(reading_, run)->type == EntityType::ORG && !vocabulary_.cue(reading_, end))
        return next + 1;
    return end;
}

/// "Theresa May", "Prime Minister May said": a month's name behind a first name, or behind a title and before a verb.
bool CandidateFinder::month_of_person(std::uint32_t begin, std::uint32_t month, std::uint32_t limit) const {
    if (vocabulary_.first_name(reading_, month) == NameVocabulary::FirstName::no && !vocabulary_.surname(reading_, month)) return false;
    const bool more = month + 1 < limit;
    if (more && (reading_.token(month + 1).is_digits() ||
                 (reading_.text(month + 1) == "," && month + 2 < limit && reading_.token(month + 2).is_digits())))
        return false;
    if (vocabulary_.first_name(reading_, month - 1) == NameVocabulary::FirstName::yes) return true;
    if (!more || !(vocabulary_.possessive(reading_, month + 1) || in(reading_.tag(month + 1), finite_tags))) return false;
    for (std::uint32_t t = begin; t < month; ++t) {
        const LexiconHit* role = vocabulary_.role(reading_, t);
        if (role != nullptr && t + role->length == month && vocabulary_.title(*role)) return true;
    }
    return false;
}

/// "May said": the month's name alone, behind the whole name of the person.
bool CandidateFinder::known_month(std::uint32_t t, std::uint32_t limit, const std::vector<NameCandidate>& known) const {
    if (t + 1 >= limit || vocabulary_.not_name(reading_, t) != "month" ||
        !(vocabulary_.possessive(reading_, t + 1) || in(reading_.tag(t + 1), finite_tags)) ||
        (t > 0 && in(reading_.tag(t - 1), set_of(Tag::IN, Tag::TO, Tag::JJ))))
        return false;
    for (std::size_t back = 0; back < std::min(known.size(), most_looked_back); ++back) {
        const NameCandidate& name = known[known.size() - 1 - back];
        if (reading_.token(name.tokens.last - 1).word == reading_.token(t).word) return true;
    }
    return false;
}

/// "University of Nevada, [[Reno]]": a body of a state, and the city that tells it from its sisters; `comma` where there is none.
std::uint32_t CandidateFinder::campus_end(std::uint32_t begin, std::uint32_t comma, std::uint32_t limit) const {
    if (reading_.text(comma) != "," || comma < begin + 3 || comma + 1 >= limit) return comma;
    const NameHead* head = vocabulary_.head(reading_, begin);
    if (head == nullptr || !head->at_front || vocabulary_.particle(reading_, begin + 1) != "org") return comma;
    const auto state = vocabulary_.listed(reading_, begin + 2, comma);
    const auto city = vocabulary_.listed(reading_, comma + 1, limit);
    if (!state || begin + 2 + state->length != comma || !vocabulary_.region(reading_, {begin + 2, comma})) return comma;
    if (!city || city->kind != NameVocabulary::Gazetteer::city) return comma;
    const std::uint32_t end = comma + 1 + city->length;
    const bool told = end + 1 < limit && reading_.text(end) == "," && vocabulary_.listed(reading_, end + 1, limit);
    return told ? comma : end;
}

std::uint32_t CandidateFinder::run_end(std::uint32_t begin, std::uint32_t limit) const {
    std::uint32_t end = begin + 1;
    if (arabic_article(begin, limit)) end = begin + 3;
    if (const auto listed = vocabulary_.listed(reading_, begin, limit)) end = begin + listed->length;
    while (end < limit && end - begin < longest_name) {
        const Token& token = reading_.token(end);
        if (!token.space_before()) {
            if (vocabulary_.possessive(reading_, end)) {
                // "Children's Hospital", "King's College": a common word's, and a head at the end.
                const std::uint32_t after = end + 1 < limit ? capitals_end(end + 1, limit) : end + 1;
                const bool saint = end >= begin + 3 && reading_.text(end - 2) == ".";
                if (after > end + 1 &&
                    (saint || (end <= begin + 3 && all_common({begin, end}) && !vocabulary_.listed(reading_, begin, end) && begin > 0 &&
                               reading_.sentence_of(begin) == reading_.sentence_of(begin - 1))) &&
                    vocabulary_.head_at_end(reading_, {end + 1, after})) {
                    end = after;
                    continue;
                }
                break;
            }
            const std::uint32_t glued = glued_end(begin, end, limit);
            if (glued == end) {
                end = campus_end(begin, end, limit);
                break;
            }
            end = glued;
            continue;
        }
        if (token.is_word() && token.capitalized()) {
            const std::string_view no = vocabulary_.not_name(reading_, end);
            if (no == "month" || no == "weekday") {
                if (no == "month" && month_of_person(begin, end, limit)) ++end;
                break;
            }
            const auto listed = vocabulary_.listed(reading_, end, limit);
            if (!listed && token.shape == Shape::capital && vocabulary_.function_word(reading_, end) &&
                vocabulary_.particle(reading_, end).empty() && vocabulary_.first_name(reading_, end) == NameVocabulary::FirstName::no)
                break;
            end += listed ? listed->length : 1;
            continue;
        }
        if (token.is_digits()) {
            // "Boeing 737", "Highway 61": after a product, a company, a numbered thing.
            const auto listed = vocabulary_.listed(reading_, begin, end);
            const bool company = listed && begin + listed->length == end &&
                                 (listed->kind == NameVocabulary::Gazetteer::organisation || listed->type == EntityType::PRODUCT) &&
                                 token.bytes >= 3;
            const bool product = listed && listed->type == EntityType::PRODUCT;
            const NameHead* head = vocabulary_.head_at_end(reading_, {begin, end});
            const bool numbered = (front_head({begin, end}, end) && vocabulary_.head(reading_, end - 1) != nullptr) ||
                                  (head != nullptr && head->type == EntityType::LAW && end > begin + 1);
            if (!(company || product || numbered) || token.bytes > 4) break;
            ++end;
            continue;
        }
        const std::uint32_t joined = joined_end(begin, end, limit);
        if (joined == end) break;
        end = joined;
    }
    return std::min(end, limit);
}

/// A word that carries grammar and has its capital from the start of the sentence: "The", "In"; but not "Will Hartley".
bool CandidateFinder::small_word(std::uint32_t t, std::uint32_t limit) const {
    if (!capital(t) || !vocabulary_.function_word(reading_, t) || vocabulary_.listed(reading_, t, limit)) return false;
    const bool named = vocabulary_.first_name(reading_, t) != NameVocabulary::FirstName::no && reading_.token(t).bytes > 2 &&
                       t + 1 < limit && capital(t + 1) && !vocabulary_.common(reading_, t + 1) &&
                       !vocabulary_.function_word(reading_, t + 1) && !vocabulary_.listed(reading_, t + 1, limit);
    return !named;
}

void CandidateFinder::find(TokenRange sentence, std::vector<NameCandidate>& out) const {
    bool opening = true;
    for (std::uint32_t t = sentence.first; t < sentence.last;) {
        const Token& token = reading_.token(t);
        if (known_month(t, sentence.last, out)) {
            out.push_back({{t, t + 1}, {}, false, false});
            opening = false;
            ++t;
            continue;
        }
        if (small_word(t, sentence.last)) {
            opening = false;
            ++t;
            continue;
        }
        if (!opens_run(t, sentence.last)) {
            if (token.kind == TokenKind::mark) {
                const std::string_view mark = reading_.text(t);
                // After an opening mark, a colon or a dash at the start a capital may be one of a sentence.
                if (mark == ":" || mark == "\"" || mark == "\xE2\x80\x9C" || mark == "\xE2\x80\x98" || mark == "\xE2\x80\xA2" ||
                    mark == "'" || mark == "``")
                    opening = true;
            } else if (token.is_word()) {
                opening = false;
            }
            ++t;
            continue;
        }
        const std::uint32_t end = run_end(t, sentence.last);
        take_apart({t, end}, opening, out);
        opening = false;
        t = end;
    }
}

/// "Chinese [[New Year]]"
bool CandidateFinder::event_behind(std::uint32_t t, std::uint32_t limit) const {
    const auto listed = vocabulary_.listed(reading_, t, limit);
    return listed && listed->type == EntityType::EVENT && t + listed->length == limit;
}

/// "Minister of [[Education]] Ana Cole": common words between an office and a first name are of the office.
void CandidateFinder::skip_office(std::uint32_t& begin, TokenRange run, TokenRange& title) const {
    // "Minister of Economy" is one entry.
    for (std::uint32_t back = 1; back <= 4 && back <= begin; ++back) {
        const LexiconHit* office = vocabulary_.role(reading_, begin - back);
        if (office == nullptr || office->length <= back || begin - back + office->length >= run.last || !vocabulary_.title(*office))
            continue;
        title = {begin - back, begin - back + office->length};
        begin = title.last;
        return;
    }
    if (begin < 2 || vocabulary_.particle(reading_, begin - 1) != "org") return;
    const LexiconHit* role = vocabulary_.role(reading_, begin - 2);
    if (role == nullptr || role->length != 1 || !vocabulary_.title(*role)) return;
    std::uint32_t name = begin;
    while (name < run.last && vocabulary_.common(reading_, name)) ++name;
    if (name == begin || name + 1 >= run.last || vocabulary_.head_at_end(reading_, run)) return;
    if (vocabulary_.first_name(reading_, name) == NameVocabulary::FirstName::no &&
        (run.last - name > 3 || vocabulary_.common(reading_, run.last - 1)))
        return;
    title = {begin - 2, name};
    begin = name;
}

void CandidateFinder::take_apart(TokenRange run, bool initial, std::vector<NameCandidate>& out) const {
    using Gazetteer = NameVocabulary::Gazetteer;
    std::uint32_t begin = run.first;
    while (run.size() > 2 && vocabulary_.not_name(reading_, run.last - 1) == "postnominal" && !vocabulary_.common(reading_, run.last - 2) &&
           !vocabulary_.common(reading_, begin))
        --run.last;
    TokenRange title;
    skip_office(begin, run, title);
    for (std::uint32_t t = begin; t < run.last;) {
        const auto listed = vocabulary_.listed(reading_, t, run.last);
        if (listed && t == begin && listed->kind == Gazetteer::country && t + listed->length + 1 < run.last &&
            vocabulary_.first_name(reading_, t + listed->length) == NameVocabulary::FirstName::yes &&
            !vocabulary_.head_at_end(reading_, run)) {
            put({begin, t + listed->length}, title, initial && begin == run.first, out);  // "Ambassador to the United States Ana Cole"
            title = {};
            begin = t = t + listed->length;
            continue;
        }
        if (listed && listed->length > 1) {
            t += listed->length;
            continue;
        }
        const LexiconHit* role = vocabulary_.role(reading_, t);
        if (role != nullptr && t + role->length <= run.last && vocabulary_.role_cell(*role, "kind") == "person") {
            std::uint32_t after = t + role->length;
            if (after < run.last && reading_.text(after) == ".") ++after;
            const bool honorific = vocabulary_.role_cell(*role, "class") == "honorific";
            const bool named =
                t > begin && vocabulary_.first_name(reading_, begin) != NameVocabulary::FirstName::no;  // "Martin Luther King"
            if (after < run.last) {
                const NameHead* head = vocabulary_.head_at_end(reading_, {begin, run.last});
                if ((head == nullptr && !named) || honorific) {
                    put({begin, t}, title, initial && begin == run.first, out);
                    title = {t, t + role->length};
                    begin = t = after;
                    continue;
                }
            } else if (!named) {
                put({begin, t}, title, initial && begin == run.first, out);
                return;
            }
            t = std::min(after, run.last);
            continue;
        }
        // "Chinese companies" are alone here; "Chinese President" is two, "Korean War" one.
        if (listed && listed->kind == Gazetteer::people && t == begin && t + 1 < run.last &&
            !vocabulary_.head_at_end(reading_, {t, run.last}) && vocabulary_.first_name(reading_, t) != NameVocabulary::FirstName::yes &&
            !event_behind(t + 1, run.last)) {
            put({t, t + 1}, title, initial && begin == run.first, out);
            title = {};
            begin = t = t + 1;
            if (begin < run.last && reading_.token(begin).kind == TokenKind::mark) begin = t = t + 1;
            continue;
        }
        ++t;
    }
    put({begin, run.last}, title, initial && begin == run.first, out);
}

void CandidateFinder::put(TokenRange piece, TokenRange title, bool initial, std::vector<NameCandidate>& out) const {
    while (!piece.empty() && reading_.token(piece.first).kind == TokenKind::mark) ++piece.first;
    while (!piece.empty() && reading_.token(piece.last - 1).kind == TokenKind::mark && reading_.text(piece.last - 1) != ".") --piece.last;
    if (piece.empty()) return;
    if (reading_.text(piece.last - 1) == "." && !vocabulary_.listed(reading_, piece.first, piece.last) &&
        !vocabulary_.abbreviation(reading_, piece.last - 1, piece.first)) {
        const bool letters = piece.size() >= 4 && reading_.text(piece.last - 3) == ".";
        if (!letters) --piece.last;
    }
    if (piece.empty()) return;
    const auto block =
        std::upper_bound(blocks_.begin(), blocks_.end(), piece.first, [](std::uint32_t t, const TokenRange& b) { return t < b.first; });
    if (block != blocks_.begin() && std::prev(block)->overlaps(piece)) return;
    if (vocabulary_.not_name(reading_, piece) && title.empty()) return;
    if (piece.size() == 1) {
        const Token& token = reading_.token(piece.first);
        if (!token.is_word()) return;
        if (reading_.end_character(piece.first) - token.character < 2 && title.empty()) return;
        if (vocabulary_.function_word(reading_, piece.first) && title.empty() && !vocabulary_.listed(reading_, piece.first, piece.last))
            return;
    }
    out.push_back({piece, title, initial, false});
}

}  // namespace dateline
