#include <algorithm>

#include "extractors/figures/relations.hpp"

namespace dateline {

void FigureRelations::set_measure(FigureClause& c, std::uint32_t previous, const std::optional<Reference>& last_subject) const {
    const Reading& reading = c.reading;
    FigureDraft& f = c.figure;
    if (restates(c, previous)) {
        const FigureDraft& other = c.draft.figures[previous];
        if (other.measure || other.subject) {
            take_measure(c, other);
            return;
        }
    }
    if (aged(c) || modified_noun(c) || receiver(c) || rival(c, previous)) return;
    std::uint32_t end = 0;
    if (c.role == Role::of && (!c.verb || c.before > c.verb->last || c.direction == Direction::none)) {
        end = c.before;  // "a loss of $2.3 million"
    } else if (c.verb) {
        end = c.verb->first;
        if (c.role == Role::of && c.direction != Direction::none) end = c.verb->last;  // "a rise of 5 percent"
    }
    // "from 75 to 45": both say the same thing.
    if (previous != none && (c.role == Role::to || c.role == Role::from) && c.draft.figures[previous].measure &&
        f.tokens.first - c.draft.figures[previous].tokens.last <= 4) {
        take_measure(c, c.draft.figures[previous]);
        return;
    }
    bool pronoun = false, by_groups = false;
    std::optional<TokenRange> group;
    if (const TokenRange object = object_of(c); !object.empty()) {
        group = object;
        pronoun = in(reading, object.first - 1, words_.owners);
        set_names(c, object, object);
    } else if (end > c.sentence.first) {
        // Over auxiliaries, adverbs and a date ("sales in May were") to the noun, and to what "which" stands for.
        bool relative = false;
        while (end > c.sentence.first) {
            if (auxiliary(reading, end - 1)) {
                pronoun |= in(reading, end - 1, words_.owners);
                relative |= dateline::in(reading.tag(end - 1), set_of(Tag::WDT, Tag::WP));
                --end;
            } else if (const std::uint32_t first = date_ending(c, end); first != end) {
                end = first;
            } else {
                break;
            }
        }
        if (relative && end > c.sentence.first + 1 && reading.is(end - 1, ",")) --end;
        TokenRange first = noun_group(c, end);
        // "and a profit of 880, revised upward by 40": a participle is no noun.
        if (!first.empty() && reading.tag(first.last - 1) == Tag::VBN &&
            (WordClass::set(reading.classes(first.last - 1).lower) & set_of(Tag::NN, Tag::NNS)) == 0)
            first.first = first.last;
        // To the head: "share in the country's foreign trade".
        TokenRange head = first;
        for (int steps = 0; steps < 3 && !head.empty() && head.first > c.sentence.first; ++steps) {
            std::uint32_t t = head.first;
            while (t > c.sentence.first &&
                   (in(reading, t - 1, words_.determiners) || reading.rules().grammar_words().owner(reading, t - 1) ||
                    (reading.token(t - 1).is_word() && t - 1 > c.sentence.first && t < head.first &&
                     reading.rules().grammar_words().owner(reading, t))))
                --t;
            if (t <= c.sentence.first + 1 || !in(reading, t - 1, words_.measure_links)) break;
            const TokenRange outer = noun_group(c, t - 1);
            if (outer.empty() || in(reading, outer.last - 1, words_.change)) break;
            head = outer;
        }
        if (!head.empty()) {
            group = TokenRange{head.first, std::max(first.last, head.last)};
            set_names(c, head, *group);
            const std::uint32_t t = head.first;
            if (t > c.sentence.first && in(reading, t - 1, words_.owners)) pronoun = true;
        }
    }
    if (c.measures && c.verb) {
        if (!f.subject) set_bearer(c);
        f.measure = *c.verb;
        f.figure.measure = Measure{{}, words_.change_at(reading, c.verb->first)->word};
    }
    if (f.measure && !f.subject && f.measure->size() == 1 && in(reading, f.measure->first, words_.amounts)) {
        f.measure.reset();
        f.figure.measure.reset();
        group.reset();
    }
    if (!f.measure) measure_behind(c);
    if (!f.measure && !f.subject && (label(c) || phrase_behind(c) || own_subject(c) || own_name(c))) {
        group = f.tokens;
        by_groups = true;
    }
    // "The profit of the firm, which has 1,200 workers, was $5 million": the verb goes on with a subject from before.
    if (!f.measure && !group && previous != none && c.verb)
        if (const VerbGroup* verb = verb_before(c); verb != nullptr && verb->subject &&
                                                    *verb->subject < c.draft.figures[previous].tokens.first &&
                                                    verb->tokens.contains(c.verb->first) && c.verb->first > c.sentence.first &&
                                                    reading.is(c.verb->first - 1, ",") && subject_of_verb(c)) {
            group = f.tokens;
            by_groups = true;
        }
    const bool inherits = !f.measure && !group && previous != none && c.role != Role::of;
    if (inherits || (!f.measure && c.verb && c.verb->first > c.sentence.first && reading.token(c.verb->first - 1).kind == TokenKind::mark &&
                     previous != none)) {
        const FigureDraft& other = c.draft.figures[previous];
        if (related(c, other)) {
            f.measure = other.measure;
            f.figure.measure = other.figure.measure;
            if (!f.subject) f.subject = other.subject;
        }
    }
    if (!f.measure && !f.subject) {
        by_groups = set_quantified(c);
    }
    if (f.subject) return;
    set_owner(c, by_groups, pronoun, last_subject);
}

TokenRange FigureRelations::object_of(const FigureClause& c) const {
    const Reading& reading = c.reading;
    if (!c.verb || c.role == Role::none || c.role == Role::of || c.direction == Direction::none || c.before <= c.verb->last) return {};
    if (!dateline::in(reading.tag(c.verb->first), verb_tags) || c.previous_last > c.verb->last) return {};
    const TokenRange object = noun_group(c, c.before);
    if (object.empty() || object.first < c.verb->last) return {};
    // Taggers take "price forecasts" for a verb; adverbs and participles alone are no object.
    if ((WordClass::set(reading.classes(object.last - 1).lower) & set_of(Tag::NN, Tag::NNS)) == 0 ||
        dateline::in(reading.tag(object.last - 1), adverb_tags | set_of(Tag::NNP, Tag::NNPS)))
        return {};
    std::uint32_t t = object.first;
    while (t > c.verb->last && (in(reading, t - 1, words_.determiners) || in(reading, t - 1, words_.owners) ||
                                dateline::in(reading.tag(t - 1), set_of(Tag::DT, Tag::PRPS, Tag::JJ, Tag::POS, Tag::NNP))))
        --t;
    if (t != c.verb->last) return {};
    for (const std::uint32_t i : c.dates)
        if (c.draft.dates[i].tokens.overlaps({c.verb->last, c.before})) return {};
    return object;
}

void FigureRelations::measure_behind(FigureClause& c) const {
    const Reading& reading = c.reading;
    const FigureType type = c.figure.figure.figure_type;
    if (type == FigureType::count || type == FigureType::ordinal) return;
    std::uint32_t t = c.figure.tokens.last;
    // "a 5 percent drop in the price", but "5 percent in May".
    const bool change = t < c.sentence.last && in(reading, t, words_.after);
    if (change) ++t;
    if (t + 1 >= c.sentence.last) return;
    const ContextWords::Behind behind = words_.behind_at(reading, t);
    if (!ContextWords::tells(behind, type) && !(change && behind != ContextWords::Behind::none)) return;
    ++t;
    while (t < c.sentence.last && in(reading, t, words_.determiners)) ++t;
    std::uint32_t end = t;
    while (end < c.sentence.last && end - t < 5) {
        const bool hyphen = reading.is(end, "-") && end > t && !reading.token(end).space_before();
        if (!hyphen && (!noun_like(reading, end) || in(reading, end, words_.change))) break;
        if (end > t && !hyphen && words_.nouns.ending(reading.folded(end)) == CountedNouns::Ending::participle) break;
        ++end;
    }
    if (end > t && dateline::in(reading.tag(end - 1), adjective_tags)) return;  // "for a single, 30-second spot"
    if (end > t && !spoken_for(c, {t, end})) set_names(c, {t, end}, {t, end});
}

void FigureRelations::set_names(FigureClause& c, TokenRange head, TokenRange whole) const {
    FigureDraft& f = c.figure;
    const NameDraft* inside = name_at(c, head);
    TokenRange words = head;
    if (inside != nullptr) {
        f.subject = refer(*inside);
        // "Sen. Ann Moss was at 10 percent": what a person is called is not what is measured.
        if (inside->entity.entity_type == EntityType::PERSON && inside->tokens.last >= head.last && inside->tokens.first > head.first)
            return;
        if (inside->tokens.last >= head.last) {
            words = {head.first, std::max(head.first, inside->tokens.first)};
        } else {
            words.first = std::max(words.first, inside->tokens.last);
            if (words.first < words.last && c.reading.rules().grammar_words().owner(c.reading, words.first)) ++words.first;
        }
    } else if (const NameDraft* within = name_at(c, whole)) {
        f.subject = refer(*within);
    } else if (head.first > c.sentence.first + 1 && c.reading.rules().grammar_words().owner(c.reading, head.first - 1)) {
        if (const NameDraft* owner = name_at(c, {head.first - 2, head.first - 1})) f.subject = refer(*owner);
    }
    // "the mass of the sun": whose it is.
    if (!f.subject && whole.last > head.last && words_.role_at(c.reading, head.last) == Role::of)
        if (const TokenRange owner = bare(c, {head.last + 1, whole.last}); !owner.empty()) f.subject = Reference{owner, std::nullopt};
    while (words.size() > 1 && (in(c.reading, words.first, words_.hedges) || [&] {
               const ContextWords::Change* change = words_.change_at(c.reading, words.first);
               return change != nullptr && change->kind == Kind::level;
           }()))
        ++words.first;  // "average forecast"
    if (words.empty()) return;
    // "the [[turbocharged Zephyr engine]]": the name inside belongs to what the text says, not to what it is called.
    const bool before = inside != nullptr && inside->tokens.last <= words.first;
    f.measure = TokenRange{before ? head.first : words.first, inside == nullptr ? whole.last : words.last};
    f.figure.measure = Measure{{}, lower(c.reading.text(words))};
}

std::string FigureRelations::lower(std::string_view text) {
    std::string out(text);
    if (out.size() > 1 && out[0] >= 'A' && out[0] <= 'Z' && !(out[1] >= 'A' && out[1] <= 'Z'))
        out[0] = static_cast<char>(out[0] - 'A' + 'a');
    return out;
}

void FigureRelations::set_owner(FigureClause& c, bool by_groups, bool pronoun, const std::optional<Reference>& last_subject) const {
    if (!c.figure.measure && !c.verb) return;
    std::uint32_t from = c.sentence.first;
    for (std::uint32_t t = c.figure.tokens.first; t-- > c.sentence.first;)
        if (quote(c.reading, t) || c.reading.is(t, ";")) {
            from = t;
            break;
        }
    const auto owns = [&](const NameDraft& n) {
        return n.tokens.first >= from && n.tokens.last <= c.figure.tokens.first && n.entity.entity_type != EntityType::NORP &&
               n.entity.entity_type != EntityType::LAW && n.entity.entity_type != EntityType::EVENT;
    };
    // "In London Shell posted a profit": the subject of the verb.
    if (const VerbGroup* verb = verb_before(c); verb != nullptr && verb->subject_group) {
        const TokenRange subject = c.reading.noun_groups()[*verb->subject_group].tokens;
        for (const std::uint32_t i : c.names)
            if (c.draft.names[i].tokens.overlaps(subject) && owns(c.draft.names[i])) {
                c.figure.subject = refer(c.draft.names[i]);
                return;
            }
        // "The furniture maker expects a loss of $3 million."
        if (const TokenRange words = bearer(c, *verb); !words.empty() && c.figure.measure) {
            c.figure.subject = Reference{words, std::nullopt};
            return;
        }
    }
    if (by_groups) return;  // the groups have said what they know
    for (const std::uint32_t i : c.names)
        if (owns(c.draft.names[i]) && !only_tells(c, c.draft.names[i], pronoun)) {
            c.figure.subject = refer(c.draft.names[i]);
            return;
        }
    if (pronoun && last_subject) c.figure.subject = last_subject;
}

}  // namespace dateline
