#include "extractors/names/candidates.hpp"

#include <algorithm>

namespace dateline {
namespace {

/// Candidates looked back at for the person that a month's name may be of.
constexpr std::size_t most_looked_back = 200;
/// Tokens of the longest title of a work that is looked for between quotation marks.
constexpr std::uint32_t longest_title = 10;

}  // namespace

Capitals capitals_of(const NameWords& words, TokenRange sentence) {
    const std::span<const Token> tokens = words.reading().tokens();
    std::uint32_t capitals = 0, upper = 0;
    const auto counts = [](const Token& token) { return token.is_word() && token.bytes >= 3; };
    for (const Token& token : tokens.subspan(sentence.first, sentence.size())) {
        if (!token.capitalized() || !counts(token)) continue;
        ++capitals;
        if (token.shape == Shape::upper) ++upper;
    }
    if (capitals < 3) return Capitals::plain;
    // Small words that carry grammar do not count. More of the others than this, and capitals mean what they mean.
    const std::uint32_t most = std::max(capitals / 3, upper * 10 / 8 - std::min(upper * 10 / 8, capitals));
    std::uint32_t small = 0;
    for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
        if (tokens[t].capitalized() || !counts(tokens[t]) || words.function_word(t)) continue;
        if (++small > most) return Capitals::plain;
    }
    const std::uint32_t counted = capitals + small;
    if (upper * 10 >= counted * 8) return Capitals::all;
    if (counted >= 4 && small * 3 <= capitals && words.mark(sentence.last - 1) != Mark::stop) return Capitals::titled;
    return Capitals::plain;
}

/// "May said": the month's name alone, behind the whole name of the person.
bool CandidateFinder::known_month(std::uint32_t t, std::uint32_t limit, const std::vector<NameCandidate>& known) const {
    if (t + 1 >= limit || words_.not_name(t) != NotName::month || !(words_.possessive(t + 1) || in(reading_.tag(t + 1), finite_tags)) ||
        (t > 0 && in(reading_.tag(t - 1), set_of(Tag::IN, Tag::TO, Tag::JJ))))
        return false;
    for (std::size_t back = 0; back < std::min(known.size(), most_looked_back); ++back) {
        const NameCandidate& name = known[known.size() - 1 - back];
        if (reading_.token(name.tokens.last - 1).word == reading_.token(t).word) return true;
    }
    return false;
}

/// A word that carries grammar and has its capital from the start of the sentence: "The", "In"; but not "Will Hartley".
bool CandidateFinder::small_word(std::uint32_t t, std::uint32_t limit) const {
    if (!words_.function_word(t) || words_.listed(t, limit)) return false;
    const bool named = words_.first_name(t) != NameWords::FirstName::no && reading_.token(t).bytes > 2 && t + 1 < limit &&
                       words_.capital(t + 1) && !words_.common(t + 1) && !words_.function_word(t + 1) && !words_.listed(t + 1, limit);
    return !named;
}

/// "A Light over Velika": what stands between two quotation marks with a capital on every word but those that carry grammar is the title of
/// a work, whole, with its article; empty where it is speech or one word.
TokenRange CandidateFinder::title_in_quotes(std::uint32_t quote, Mark mark, std::uint32_t limit) const {
    const std::uint32_t begin = quote + 1;
    if (begin >= limit || reading_.token(begin).space_before() || !words_.capital(begin)) return {};
    std::uint32_t words = 0, capitals = 0, end = begin;
    for (; end < limit && end - begin < longest_title; ++end) {
        if (reading_.token(end).is_digits() || words_.is_hyphen(end)) continue;
        if (!reading_.token(end).is_word()) break;
        if (words_.possessive(end)) continue;
        ++words;
        if (words_.capital(end))
            ++capitals;
        else if (!words_.function_word(end))
            return {};
    }
    // "The Long Road," she sang: the comma stands inside, and a short word of speech may look the same.
    const bool stopped = end < limit && (words_.mark(end) == Mark::comma || words_.mark(end) == Mark::stop);
    const std::uint32_t closing = stopped ? end + 1 : end;
    if (closing >= limit || words_.mark(closing) != (mark == Mark::straight ? Mark::straight : Mark::closing)) return {};
    if (words < (stopped ? 3 : 2) || capitals < 2 || !words_.capital(end - 1)) return {};
    return {begin, end};
}

void CandidateFinder::find(TokenRange sentence, std::vector<NameCandidate>& out) const {
    const std::span<const Token> tokens = reading_.tokens();
    bool opening = true;
    for (std::uint32_t t = sentence.first; t < sentence.last;) {
        const Token& token = tokens[t];
        // Most words: small, alone, and no list has more that begins so.
        if (token.shape == Shape::lower && (t + 1 == sentence.last || tokens[t + 1].space_before()) && !words_.may_begin_longer(t)) {
            opening = false;
            ++t;
            continue;
        }
        if (token.kind == TokenKind::mark) {
            const Mark mark = words_.mark(t);
            if (mark == Mark::straight || mark == Mark::opening) {
                if (const TokenRange title = title_in_quotes(t, mark, sentence.last); !title.empty()) {
                    put(title, {}, false, out);
                    opening = false;
                    t = title.last;
                    continue;
                }
            }
            // After an opening mark, a colon or a bullet a capital may be one of a sentence.
            opening = opening || mark == Mark::colon || mark == Mark::straight || mark == Mark::opening || mark == Mark::bullet ||
                      mark == Mark::apostrophe;
            ++t;
            continue;
        }
        const bool capital = words_.capital(t);
        if (capital && known_month(t, sentence.last, out)) {
            out.push_back({{t, t + 1}, {}, false});
            opening = false;
            ++t;
            continue;
        }
        if (capital ? small_word(t, sentence.last) : !runs_.opens(t, sentence.last)) {
            opening = opening && token.is_digits();
            ++t;
            continue;
        }
        const std::uint32_t end = runs_.end(t, sentence.last);
        take_apart({t, end}, opening, out);
        opening = false;
        t = end;
    }
}

/// "Chinese [[New Year]]"
bool CandidateFinder::event_behind(std::uint32_t t, std::uint32_t limit) const {
    const auto listed = words_.listed(t, limit);
    return listed && listed->type == EntityType::EVENT && t + listed->length == limit;
}

/// "Minister of [[Education]] Ana Cole": common words between an office and a first name are of the office.
void CandidateFinder::skip_office(std::uint32_t& begin, TokenRange run, TokenRange& title) const {
    // "Minister of Economy" is one entry.
    for (std::uint32_t back = 1; back <= 4 && back <= begin; ++back) {
        const LexiconHit* office = words_.role(begin - back);
        if (office == nullptr || office->length <= back || begin - back + office->length >= run.last ||
            !words_.vocabulary().role(*office).title)
            continue;
        title = {begin - back, begin - back + office->length};
        begin = title.last;
        return;
    }
    if (begin < 2 || words_.particle(begin - 1) != Particle::org) return;
    const LexiconHit* role = words_.role(begin - 2);
    if (role == nullptr || role->length != 1 || !words_.vocabulary().role(*role).title) return;
    std::uint32_t name = begin;
    while (name < run.last && words_.common(name)) ++name;
    if (name == begin || name + 1 >= run.last || words_.head_at_end(run)) return;
    if (words_.first_name(name) == NameWords::FirstName::no && (run.last - name > 3 || words_.common(run.last - 1))) return;
    title = {begin - 2, name};
    begin = name;
}

void CandidateFinder::take_apart(TokenRange run, bool initial, std::vector<NameCandidate>& out) const {
    std::uint32_t begin = run.first;
    while (run.size() > 2 && words_.not_name(run.last - 1) == NotName::postnominal && !words_.common(run.last - 2) && !words_.common(begin))
        --run.last;
    TokenRange title;
    skip_office(begin, run, title);
    for (std::uint32_t t = begin; t < run.last;) {
        const auto listed = words_.listed(t, run.last);
        if (listed && t == begin && listed->kind == Gazetteer::country && t + listed->length + 1 < run.last &&
            words_.first_name(t + listed->length) == NameWords::FirstName::yes && !words_.head_at_end(run)) {
            put({begin, t + listed->length}, title, initial && begin == run.first, out);  // "Ambassador to the United States Ana Cole"
            title = {};
            begin = t = t + listed->length;
            continue;
        }
        if (listed && listed->length > 1) {
            t += listed->length;
            continue;
        }
        const LexiconHit* role = words_.role(t);
        if (role != nullptr && t + role->length <= run.last && words_.vocabulary().role(*role).of == NameRole::Of::person) {
            std::uint32_t after = t + role->length;
            if (after < run.last && words_.mark(after) == Mark::stop) ++after;
            const bool honorific = words_.vocabulary().role(*role).honorific;
            const bool named = t > begin && words_.first_name(begin) != NameWords::FirstName::no;  // "Martin Luther King"
            if (after < run.last) {
                const NameHead* head = words_.head_at_end({begin, run.last});
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
        if (listed && listed->kind == Gazetteer::people && t == begin && t + 1 < run.last && !words_.head_at_end({t, run.last}) &&
            words_.first_name(t) != NameWords::FirstName::yes && !event_behind(t + 1, run.last)) {
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
    while (!piece.empty() && reading_.token(piece.last - 1).kind == TokenKind::mark && words_.mark(piece.last - 1) != Mark::stop)
        --piece.last;
    if (piece.empty()) return;
    if (words_.mark(piece.last - 1) == Mark::stop && !words_.listed(piece.first, piece.last) &&
        !words_.abbreviation(piece.last - 1, piece.first)) {
        const bool letters = piece.size() >= 4 && words_.mark(piece.last - 3) == Mark::stop;
        if (!letters) --piece.last;
    }
    if (piece.empty()) return;
    const auto block =
        std::upper_bound(blocks_.begin(), blocks_.end(), piece.first, [](std::uint32_t t, const TokenRange& b) { return t < b.first; });
    if (block != blocks_.begin() && std::prev(block)->overlaps(piece)) return;
    if (words_.not_name(piece) && title.empty()) return;
    if (piece.size() == 1) {
        const Token& token = reading_.token(piece.first);
        if (!token.is_word()) return;
        if (reading_.end_character(piece.first) - token.character < 2 && title.empty()) return;
        if (words_.function_word(piece.first) && title.empty() && !words_.listed(piece.first, piece.last)) return;
    }
    out.push_back({piece, title, initial});
}

}  // namespace dateline
