#include <algorithm>

#include "extractors/figures/relations.hpp"

namespace dateline {
namespace {

constexpr std::uint32_t reach = 14;  // tokens looked at to the left for the verb

}  // namespace

std::optional<std::uint32_t> FigureRelations::ends_before(const FigureClause& c, std::uint32_t t, std::uint16_t file) const {
    for (std::uint32_t length = 4; length >= 1; --length) {
        if (t < c.sentence.first + length) continue;
        const LexiconHit* hit = c.reading.hit(t - length, file);
        if (hit != nullptr && hit->length == length) return t - length;
    }
    return std::nullopt;
}

void FigureRelations::read_left(FigureClause& c) const {
    const Reading& reading = c.reading;
    std::uint32_t t = c.figure.tokens.first;
    const auto hedge = [&] {
        for (int steps = 0; steps < 3; ++steps) {
            const auto first = ends_before(c, t, words_.hedges);
            if (!first || !words_.hedges_before(reading, *first)) break;
            if (const ContextWords::Change* change = words_.change_at(reading, *first); change != nullptr && change->kind != Kind::state)
                break;
            t = *first;
        }
        if (t > c.sentence.first && in(reading, t - 1, words_.determiners)) --t;
    };
    hedge();
    if (const auto link = ends_before(c, t, words_.links)) {
        c.role = words_.role_at(reading, *link);
        t = *link;
    }
    hedge();
    c.before = t;
    std::uint32_t content = 0;
    bool noun_only = false;  // a noun of change was found: "growth"; the verb it is an object of goes before it
    for (std::uint32_t steps = 0; t > c.sentence.first && steps < reach; ++steps) {
        --t;
        if (noun_only && dateline::in(reading.tag(t), set_of(Tag::IN, Tag::TO, Tag::CC, Tag::PUNCT))) break;
        if (quote(reading, t) || (reading.token(t).kind == TokenKind::mark && (reading.is(t, ";") || reading.is(t, ":")))) break;
        // "The plant, whose output fell 8 percent, employs 300": the clause of another verb.
        if (reading.is(t, ",") && own_verb(c, t)) break;
        // "start-up" tells of no rise.
        if (t > c.sentence.first && !reading.token(t).space_before() && reading.is(t - 1, "-")) continue;
        const LexiconHit* hit = reading.hit(t, words_.change);
        // "made up" is one verb: the longer entry that begins before holds its particle.
        if (hit != nullptr && t > c.sentence.first)
            if (const LexiconHit* longer = reading.hit(t - 1, words_.change); longer != nullptr && longer->length > hit->length) {
                --t;
                hit = longer;
            }
        if (hit != nullptr) {
            const auto& [word, direction, kind] = words_.change_rows[hit->row];
            // "is", "was" only right before the figure: "was $5", not "was paid $5".
            const bool near = content == 0 || (content == 1 && c.role == Role::at);
            if (kind == Kind::state && !near) continue;
            const bool noun = hit->length == 1 && dateline::in(reading.tag(t), set_of(Tag::NN, Tag::NNS));
            if (noun_only && (noun || (direction == Direction::none))) {
                if (!noun) break;
                ++content;
                continue;
            }
            // "the average forecast of six"
            const bool modifies = noun && t + 1 < c.before && dateline::in(reading.tag(t + 1), set_of(Tag::NN, Tag::NNS));
            // "cut its growth forecast to 5", "a rocket ship": the noun behind it is what is told.
            if (modifies && (direction == Direction::none || c.role != Role::of)) {
                ++content;
                continue;
            }
            c.verb = TokenRange{t, t + hit->length};
            c.direction = direction;
            c.level = kind == Kind::level || kind == Kind::state || kind == Kind::measure;
            c.transitive = kind == Kind::transitive;
            c.adds = kind == Kind::adds;
            c.measures = kind == Kind::measure;
            c.content = content;
            c.particle = kind == Kind::particle;
            if (!noun || c.role == Role::of || c.role == Role::none) break;
            noun_only = true;
            ++content;
            continue;
        }
        if (c.figure.tokens.first != t && reading.token(t).is_word() && !in(reading, t, words_.functions)) ++content;
        if (content > 6) break;
        // Another figure's end: "from 3 to 5" reads on over it, a sentence part with its own verb does not.
    }
}

bool FigureRelations::auxiliary(const Reading& reading, std::uint32_t t) const {
    return in(reading, t, words_.auxiliaries) && !dateline::in(reading.tag(t), set_of(Tag::NN, Tag::NNS));
}

bool FigureRelations::noun_like(const Reading& reading, std::uint32_t t) const {
    if (!reading.token(t).is_word() || in(reading, t, words_.functions) || in(reading, t, words_.numbers) || auxiliary(reading, t))
        return false;
    const Tag tag = reading.tag(t);
    if (dateline::in(tag, set_of(Tag::VBD, Tag::MD, Tag::IN, Tag::CC, Tag::WRB) | adverb_tags)) return false;
    // Taggers take "price forecasts" for a verb: one that can be a noun is not sure to be none.
    if (dateline::in(tag, set_of(Tag::VB, Tag::VBP, Tag::VBZ, Tag::VBG)) &&
        (WordClass::set(reading.classes(t).lower) & set_of(Tag::NN, Tag::NNS)) == 0)
        return false;
    return reading.text(t).front() != '\'' && !(tag == Tag::VB && t > 0 && dateline::in(reading.tag(t - 1), set_of(Tag::TO, Tag::MD)));
}

TokenRange FigureRelations::noun_group(const FigureClause& c, std::uint32_t end) const {
    std::uint32_t t = end;
    // What a figure has taken is measured by no other.
    const std::uint32_t from = end > c.previous_last ? std::max(c.sentence.first, c.previous_last) : c.sentence.first;
    while (t > from && end - t < 6) {
        const std::uint32_t before = t - 1;
        const bool hyphen = c.reading.is(before, "-") && before > c.sentence.first && !c.reading.token(before).space_before();
        if (!hyphen && !noun_like(c.reading, before)) break;
        // "has [implemented] price cuts"
        if (dateline::in(c.reading.tag(before), set_of(Tag::VBN, Tag::VBG)) && c.reading.verb_group_at(before) != nullptr) break;
        t = before;
        // "single-family homes": what a hyphen joins is one word.
        if (hyphen && t > from && c.reading.token(t - 1).is_word()) --t;
    }
    return {t, end};
}

const NameDraft* FigureRelations::name_at(const FigureClause& c, TokenRange range) const {
    for (const std::uint32_t i : c.names) {
        const NameDraft& name = c.draft.names[i];
        if (!name.tokens.overlaps(range)) continue;
        // "a Democratic senator": whose people they are is not who.
        if (name.entity.entity_type == EntityType::NORP && name.tokens.last < range.last) continue;
        return &name;
    }
    return nullptr;
}

const VerbGroup* FigureRelations::verb_before(const FigureClause& c) {
    const auto verbs = c.reading.verb_groups();
    auto at = std::upper_bound(verbs.begin(), verbs.end(), c.figure.tokens.first,
                               [](std::uint32_t t, const VerbGroup& v) { return t < v.tokens.last; });
    if (at == verbs.begin()) return nullptr;
    --at;
    return at->tokens.first >= c.sentence.first ? &*at : nullptr;
}

bool FigureRelations::own_verb(const FigureClause& c, std::uint32_t from) const {
    const VerbGroup* verb = verb_before(c);
    return verb != nullptr && verb->tokens.first > from && verb->tokens.last <= c.before && !in(c.reading, verb->main, words_.speech);
}

bool FigureRelations::broken(const FigureClause& c, std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t t = from; t < to; ++t)
        if (c.reading.is(t, ";") || quote(c.reading, t)) return true;
    return false;
}

bool FigureRelations::other_clause(const FigureClause& c, std::uint32_t from, std::uint32_t to) const {
    const auto verbs = c.reading.verb_groups();
    for (std::uint32_t t = from; t < to; ++t) {
        if (in(c.reading, t, words_.breaks)) return true;
        if (c.reading.tag(t) != Tag::CC) continue;
        const auto verb =
            std::lower_bound(verbs.begin(), verbs.end(), t, [](const VerbGroup& v, std::uint32_t token) { return v.tokens.first < token; });
        if (verb == verbs.end() || verb->tokens.first >= c.sentence.last) return false;
        if (verb->subject && *verb->subject > t) return true;
    }
    return false;
}

bool FigureRelations::leads(const FigureClause& c, std::uint32_t date) {
    const auto verbs = c.reading.verb_groups();
    const auto verb = std::lower_bound(verbs.begin(), verbs.end(), c.sentence.first,
                                       [](const VerbGroup& v, std::uint32_t token) { return v.tokens.first < token; });
    return verb == verbs.end() || verb->tokens.first > date;
}

bool FigureRelations::dated(const FigureClause& c, TokenRange range) const {
    for (const std::uint32_t i : c.dates)
        if (c.draft.dates[i].tokens.overlaps(range) && c.draft.dates[i].date.timex_type == TimexType::DATE) return true;
    return false;
}

}  // namespace dateline
