#include "extractors/reading/groups.hpp"

#include <algorithm>

#include "extractors/reading/grammar_words.hpp"
#include "extractors/reading/reading.hpp"

// Noun groups are maximal runs of tags that can stand before and in a noun's place, cut where a determiner opens the next. The subject of a
// verb group is looked for leftwards: over asides, objects of prepositions and participles, and relative clauses, to the group that none of
// these owns; coordinated verbs share a subject; behind a quotation it may follow the verb.

namespace dateline {
namespace {

constexpr std::uint32_t furthest_subject = 45, longest_group = 60;
constexpr std::uint32_t beside = 8;  ///< places that are asked for before and behind a sentence

class GroupFinder {
public:
    GroupFinder(const Reading& reading, const char* zone, Groups& out)
        : reading_(reading),
          words_(reading.rules().grammar_words()),
          subject_pronouns_(reading.rules().file("subject_pronouns")),
          clausal_verbs_(reading.rules().file("clausal_verbs")),
          zone_(zone),
          out_(out) {}

    void run(TokenRange sentence) {
        sentence_ = sentence;
        read_tags();
        first_verb_ = out_.verbs.size();
        nouns();
        verbs();
        if (out_.verbs.size() == first_verb_) return;
        for (std::size_t v = first_verb_; v < out_.verbs.size(); ++v) find_subject(v);
    }

private:
    const Token& token(std::uint32_t t) const { return reading_.token(t); }
    Tag tag(std::uint32_t t) const { return sentence_.contains(t) ? reading_.tag(t) : Tag::none; }
    TagSet tags_at(std::uint32_t t) const { return tags_[t + beside - sentence_.first]; }
    bool is(std::uint32_t t, TagSet set) const { return (tags_at(t) & set) != 0; }

    void read_tags() {
        const std::uint32_t size = sentence_.size();
        tags_.resize(std::max<std::size_t>(tags_.size(), size + 2 * beside));
        verb_places_.clear();
        const Token* const tokens = reading_.tokens().data() + sentence_.first;
        TagSet* const tags = tags_.data() + beside;  // those before are none in all sentences
        for (std::uint32_t i = 0; i < size; ++i) {
            tags[i] = set_of(static_cast<Tag>(tokens[i].tag));
            if ((tags[i] & (finite_tags | set_of(Tag::VB))) != 0) verb_places_.push_back(sentence_.first + i);
        }
        std::fill_n(tags + size, beside, TagSet{0});
    }

    GrammarRole role(std::uint32_t t) const { return t < sentence_.last ? words_.role(reading_, t) : GrammarRole::none; }
    bool glued(std::uint32_t t) const { return !token(t).space_before(); }
    /// Whether a token is this one mark.
    bool mark(std::uint32_t t, char c) const { return token(t).bytes == 1 && zone_[token(t).byte] == c; }

    // --- noun groups

    static constexpr TagSet inner = noun_tags | adjective_tags | set_of(Tag::CD);
    static constexpr TagSet openers = set_of(Tag::DT, Tag::PDT, Tag::PRPS, Tag::WPS);
    /// What noun_group_end() goes on from; all else it stops at.
    static constexpr TagSet first_of_group = inner | openers | adverb_tags | set_of(Tag::WDT, Tag::VBN, Tag::VBG, Tag::SYM, Tag::CC);

    /// What is a group by itself where it begins no longer one.
    static constexpr TagSet alone = set_of(Tag::PRP, Tag::WP, Tag::WDT, Tag::DT, Tag::PDT, Tag::EX);

    /// What noun_group_end() goes over behind its first token, beside some marks.
    static constexpr TagSet goes_on = inner | adverb_tags | set_of(Tag::VBN, Tag::VBG, Tag::POS, Tag::SYM, Tag::CC);

    void nouns() {
        std::uint32_t t = sentence_.first;
        while (t < sentence_.last) {
            const TagSet here = tags_at(t);
            if ((here & (first_of_group | alone)) == 0) {
                ++t;
                continue;
            }
            const std::uint32_t end = (here & first_of_group) != 0 ? noun_group_end(t) : t;
            if (end > t && take(t, end)) {
                t = out_.nouns.back().tokens.last;
            } else {
                if ((here & alone) != 0) add({{t, t + 1}, t, true});
                ++t;
            }
        }
    }

    /// Whether the tokens from `t` on lead to a noun without leaving the group.
    bool leads_to_noun(std::uint32_t t) const {
        for (std::uint32_t steps = 0; steps < 6; ++steps, ++t) {
            if (is(t, noun_tags)) return true;
            if (is(t, adjective_tags | set_of(Tag::CD, Tag::VBN))) continue;
            if (is(t, adverb_tags) && is(t + 1, adjective_tags | set_of(Tag::VBN))) continue;
            return false;
        }
        return false;
    }

    bool hyphen(std::uint32_t t) const {
        return t > sentence_.first && t + 1 < sentence_.last && token(t).kind == TokenKind::mark && glued(t) && glued(t + 1) &&
               reading_.folded(t) == "-";
    }

    std::uint32_t noun_group_end(std::uint32_t from) const {
        std::uint32_t t = from;
        if (is(t, set_of(Tag::PDT)) || (is(t, set_of(Tag::DT)) && is(t + 1, set_of(Tag::DT, Tag::PRPS)))) ++t;
        if (is(t, set_of(Tag::DT, Tag::PRPS, Tag::WPS)) || (is(t, set_of(Tag::WDT)) && is(t + 1, noun_tags))) ++t;
        bool noun = false;
        const std::uint32_t limit = std::min(sentence_.last, from + longest_group);
        while (t < limit) {
            const TagSet here = tags_at(t);
            if ((here & goes_on) == 0 && token(t).kind != TokenKind::mark) break;
            if ((here & noun_tags) != 0) {
                noun = true;
                ++t;
            } else if ((here & adjective_tags) != 0) {
                // An adjective behind the noun opens nothing ("officials able to"), unless it is part of a name or compound.
                if (noun && !is(t + 1, noun_tags) && !hyphen(t + 1)) break;
                ++t;
            } else if (here == set_of(Tag::CD)) {
                // "October 9" is one group, "September 2010" two.
                if (noun && !(is(t - 1, set_of(Tag::NNP, Tag::NNPS)) && reading_.token(t).bytes <= 2)) break;
                ++t;
                while (t + 1 < sentence_.last && glued(t) && (mark(t, '.') || mark(t, ',')) && is(t + 1, set_of(Tag::CD)) && glued(t + 1))
                    t += 2;
                if (is(t, noun_tags) && glued(t)) noun = true;  // "20th", "5m"
                // "In 1891 Cole was": a year and a name are two groups.
                if (is(t, set_of(Tag::NNP)) && !glued(t) && reading_.token(t - 1).bytes == 4 && reading_.token(t - 1).is_digits()) break;
            } else if ((here & set_of(Tag::VBN, Tag::VBG)) != 0) {
                const bool before_noun = is(t + 1, noun_tags | adjective_tags) && (!noun || hyphen(t - 1)) &&
                                         (t > from || here == set_of(Tag::VBN) || !verb_like(t));
                if (!before_noun && !(t > from && hyphen(t - 1))) break;
                ++t;
            } else if ((here & adverb_tags) != 0) {
                if (noun || !leads_to_noun(t + 1) || !is(t + 1, adjective_tags | set_of(Tag::VBN, Tag::CD))) break;
                ++t;
            } else if (here == set_of(Tag::POS)) {
                if (!noun || !(leads_to_noun(t + 1) || is(t + 1, set_of(Tag::CD)))) break;
                noun = false;
                ++t;
            } else if (here == set_of(Tag::SYM)) {
                if (mark(t, '&') && noun && is(t + 1, noun_tags)) {
                    ++t;
                } else if (t > from && mark(t, '%')) {
                    ++t;
                    noun = true;
                } else if (!noun && is(t + 1, set_of(Tag::CD))) {
                    ++t;
                } else {
                    break;
                }
            } else if (hyphen(t) && t > from) {
                if (!is(t + 1, inner | set_of(Tag::VBN, Tag::VBG, Tag::IN, Tag::RP, Tag::VB, Tag::RB))) break;
                t += 2;
                noun = is(t - 1, noun_tags);
                if (!noun && !leads_to_noun(t) && !hyphen(t)) {
                    noun = true;
                    break;
                }
            } else if (mark(t, '.') && glued(t) && t > from && is(t - 1, set_of(Tag::NNP)) && reading_.token(t - 1).bytes <= 4 &&
                       t + 1 < sentence_.last && is(t + 1, set_of(Tag::NNP, Tag::NNPS))) {
                ++t;  // "L. Ron Hubbard", "Mr. Cole"
            } else if (here == set_of(Tag::CC) && !noun && is(t - 1, adjective_tags) && is(t + 1, adjective_tags) && leads_to_noun(t + 1)) {
                ++t;
            } else {
                break;
            }
        }
        return t;
    }

    /// A gerund with an object is a verb: "taking hard drives".
    bool verb_like(std::uint32_t t) const {
        return t > sentence_.first && is(t - 1, set_of(Tag::IN, Tag::TO) | verb_tags | noun_tags | set_of(Tag::PUNCT, Tag::CC, Tag::RB));
    }

    bool take(std::uint32_t begin, std::uint32_t end) {
        while (end > begin &&
               !is(end - 1, noun_tags | set_of(Tag::CD) | adjective_tags | set_of(Tag::VBG, Tag::VBN, Tag::RP, Tag::IN, Tag::VB)) &&
               !mark(end - 1, '%'))
            --end;
        if (end == begin) return false;
        NounGroup group;
        group.tokens = {begin, end};
        std::optional<std::uint32_t> head;
        for (std::uint32_t t = end; t-- > begin && !head;)
            if (is(t, noun_tags)) head = t;
        // A number behind the noun is the head of a date: "October 9".
        if (head && end - 1 > *head && is(end - 1, set_of(Tag::CD))) head = end - 1;
        if (!head) {
            if (is(end - 1, set_of(Tag::CD))) {
                head = end - 1;
            } else if (is(begin, openers) && end - begin > 1 && is(end - 1, adjective_tags | set_of(Tag::VBN, Tag::VBG))) {
                head = end - 1;  // "the poor"
            } else {
                return false;
            }
        }
        group.head = name_head(begin, *head);
        add(group);
        return true;
    }

    void add(const NounGroup& group) {
        out_.nouns.push_back(group);
        for (std::uint32_t t = group.tokens.first; t < group.tokens.last; ++t)
            out_.noun_of[t] = static_cast<std::uint32_t>(out_.nouns.size());
    }

    /// Of a person's name the first part is the head; of a noun before a name, the noun; of other names the last part.
    std::uint32_t name_head(std::uint32_t begin, std::uint32_t last) const {
        if (!is(last, set_of(Tag::NNP, Tag::NNPS))) return last;
        std::uint32_t first = last;
        while (first > begin && (is(first - 1, set_of(Tag::NNP, Tag::NNPS)) ||
                                 (mark(first - 1, '.') && first > begin + 1 && is(first - 2, set_of(Tag::NNP)))))
            --first;
        const bool common = (WordClass::set(reading_.classes(last).lower) & noun_tags) != 0 && reading_.classes(last).known;
        if (first > begin && is(first - 1, set_of(Tag::NN)) && !common) return first - 1;
        if (common || (first > begin && is(begin, set_of(Tag::DT, Tag::PRPS)))) return last;
        if (is(last, set_of(Tag::NNPS))) return last;
        // "Professor Eastman": a title that is a common noun is not the head.
        while (first < last && is(first, set_of(Tag::NNP)) && (WordClass::set(reading_.classes(first).lower) & set_of(Tag::NN)) != 0 &&
               is(first + 1, set_of(Tag::NNP)))
            ++first;
        return first;
    }

    // --- verb groups

    void verbs() {
        std::uint32_t from = sentence_.first;  // behind the last group
        for (const std::uint32_t t : verb_places_) {
            if (t < from) continue;
            const TagSet here = tags_at(t);
            if ((here & finite_tags) == 0 && infinitive(t)) continue;
            VerbGroup group;
            group.tokens.first = t;
            group.main = t;
            group.past = here == set_of(Tag::VBD);
            group.modal = here == set_of(Tag::MD);
            std::uint32_t last = t;
            const GrammarRole does = role(t);
            bool auxiliary = group.modal || does == GrammarRole::be || does == GrammarRole::have || does == GrammarRole::do_;
            bool be = does == GrammarRole::be;
            for (std::uint32_t next = t + 1; auxiliary && next < sentence_.last && next < last + 5; ++next) {
                if (is(next, adverb_tags) || is(next, set_of(Tag::RP))) {
                    if (role(next) == GrammarRole::particle) group.negated = true;
                    continue;
                }
                if (is(next, set_of(Tag::PRP)) && next == last + 1 && inverted(t)) continue;
                if (!is(next, set_of(Tag::VB, Tag::VBN, Tag::VBG))) break;
                group.passive = be && is(next, set_of(Tag::VBN));
                last = next;
                group.main = next;
                const GrammarRole next_does = role(next);
                be = next_does == GrammarRole::be;
                auxiliary = be || next_does == GrammarRole::have;
            }
            group.tokens.last = last + 1;
            out_.verbs.push_back(group);
            for (std::uint32_t held = t; held <= last; ++held) out_.verb_of[held] = static_cast<std::uint32_t>(out_.verbs.size());
            from = last + 1;
        }
    }

    bool inverted(std::uint32_t t) const {
        return t == sentence_.first || is(t - 1, set_of(Tag::WRB, Tag::WP, Tag::PUNCT, Tag::CC, Tag::WDT));
    }

    bool infinitive(std::uint32_t t) const {
        for (std::uint32_t back = 1; back <= 4 && t >= sentence_.first + back; ++back) {
            if (is(t - back, set_of(Tag::TO, Tag::MD))) return true;
            if (!is(t - back, adverb_tags | set_of(Tag::PRP, Tag::CC, Tag::VB))) return t - back >= sentence_.first && back > 1;
        }
        return t > sentence_.first;
    }

    // --- subjects

    /// The noun group that holds `token`, and its index.
    const NounGroup* group_at(std::uint32_t token, std::uint32_t& index) const {
        if (!sentence_.contains(token) || out_.noun_of[token] == 0) return nullptr;
        index = out_.noun_of[token] - 1;
        return &out_.nouns[index];
    }

    /// The finite verb group of this sentence that holds `token`, if any.
    std::optional<std::size_t> verb_at(std::uint32_t token, std::size_t before) const {
        const std::size_t verb = out_.verb_of[token];
        return verb != 0 && verb <= before ? std::optional(verb - 1) : std::nullopt;
    }

    bool preposition(std::uint32_t t) const { return is(t, set_of(Tag::IN, Tag::TO, Tag::RP)) && role(t) != GrammarRole::subordinator; }

    void find_subject(std::size_t v) {
        VerbGroup& verb = out_.verbs[v];
        const std::uint32_t start = verb.tokens.first;
        bool comma_before_verb = start > sentence_.first && mark(start - 1, ',');
        // A question or inversion: "did she know".
        if (verb.tokens.size() > 1 && inverted(start)) {
            for (std::uint32_t t = start + 1; t < verb.main; ++t)
                if (is(t, set_of(Tag::PRP))) return take_subject(verb, t);
        }
        std::uint32_t t = start;
        while (t > sentence_.first && start - t < furthest_subject) {
            --t;
            if (is(t, adverb_tags)) continue;
            const TagSet here = tags_at(t);
            if (here == set_of(Tag::PUNCT)) {
                if (mark(t, ';') || mark(t, ':')) break;
                if (mark(t, ')') || mark(t, ']')) t = opening_bracket(t);
                continue;
            }
            if ((here & set_of(Tag::WDT, Tag::WP)) != 0) return take_subject(verb, t);
            if (here == set_of(Tag::CC)) {
                // "came and left": the verb before the conjunction gives its subject, if no noun stands between.
                for (std::size_t other = v; other-- > first_verb_;) {
                    if (out_.verbs[other].tokens.last > t) continue;
                    if (out_.verbs[other].subject) {
                        verb.subject = out_.verbs[other].subject;
                        verb.subject_group = out_.verbs[other].subject_group;
                        verb.shared_subject = true;
                    }
                    return;
                }
                continue;
            }
            if (const auto other = verb_at(t, v)) {
                // A finite verb in the way: skip its relative clause, or stop.
                if (reduced(out_.verbs[*other], start)) {
                    verb.subject = out_.verbs[*other].subject;
                    verb.subject_group = out_.verbs[*other].subject_group;
                    return;
                }
                std::uint32_t back = out_.verbs[*other].tokens.first;
                if (!skip_relative(back)) break;
                t = back + 1 > sentence_.first ? back + 1 : sentence_.first;
                if (t == sentence_.first) break;
                continue;
            }
            std::uint32_t index = 0;
            const NounGroup* group = group_at(t, index);
            if (group == nullptr) continue;
            std::uint32_t before = group->tokens.first;
            while (before > sentence_.first && is(before - 1, adverb_tags)) --before;
            if (before == sentence_.first) return take_group(verb, index);
            --before;
            const bool nominative =
                group->pronoun && reading_.hit(group->head, subject_pronouns_) != nullptr && !is(before, set_of(Tag::CC));
            if (nominative || reading_.hit(before, clausal_verbs_) != nullptr) return take_group(verb, index);
            if (preposition(before) && (role(before) != GrammarRole::both || behind_participle(before))) {
                t = before;
                continue;
            }
            if (is(before, set_of(Tag::VBG, Tag::VBN, Tag::VB)) && !verb_at(before, v)) {
                t = before;
                continue;
            }
            if (const auto other = verb_at(before, v)) {
                std::uint32_t back = out_.verbs[*other].tokens.first;
                if (!skip_relative(back)) {
                    // Its object, or the subject of a clause without "that": "he said the dam broke".
                    if (out_.verbs[*other].subject || before + 1 == group->tokens.first) return take_group(verb, index);
                    break;
                }
                t = back + 1;
                if (t <= sentence_.first) break;
                continue;
            }
            if (mark(before, ',') && comma_before_verb && before > sentence_.first) {
                // An apposition between commas: what stands before it is the subject.
                std::uint32_t outer = 0;
                if (group_at(before - 1, outer) != nullptr) {
                    comma_before_verb = false;
                    t = before;
                    continue;
                }
            }
            if (is(before, set_of(Tag::CC)) && before > sentence_.first) {
                // "Cole and Reyes said": the first of them. But not "a partner for Cole and its share grew".
                std::uint32_t other = 0;
                const NounGroup* left = group_at(before - 1, other);
                if (left != nullptr &&
                    !(left->tokens.first > sentence_.first && preposition(left->tokens.first - 1) && is(group->tokens.first, openers))) {
                    t = before;
                    continue;
                }
            }
            return take_group(verb, index);
        }
        // "We agree," said Cole.
        std::uint32_t index = 0;
        if (verb.tokens.last < sentence_.last && group_at(verb.tokens.last, index) != nullptr && !verb.modal && start > sentence_.first &&
            is(start - 1, set_of(Tag::PUNCT)))
            take_group(verb, index);
    }

    /// Whether a past before the verb at `start` must be a participle, as nothing joins the two: "a man wanted for murder said".
    bool reduced(const VerbGroup& past, std::uint32_t start) const {
        if (!past.past || past.tokens.size() > 1 || !past.subject || !preposition(past.tokens.last)) return false;
        for (std::uint32_t t = past.tokens.last; t < start; ++t)
            if (is(t, set_of(Tag::PUNCT, Tag::CC)) || role(t) == GrammarRole::subordinator) return false;
        return true;
    }

    /// Whether the word at `t` belongs to a participle or adjective that describes a noun: "people injured after the riot said".
    bool behind_participle(std::uint32_t t) const {
        while (t > sentence_.first && is(t - 1, adverb_tags)) --t;
        return t > sentence_.first && is(t - 1, set_of(Tag::VBN, Tag::VBG, Tag::JJ)) && out_.verb_of[t - 1] == 0;
    }

    /// The bracket that the one at `t` closes, or `t`.
    std::uint32_t opening_bracket(std::uint32_t t) const {
        const char opening = mark(t, ')') ? '(' : '[';
        for (std::uint32_t back = t; back > sentence_.first && t - back < furthest_subject;)
            if (mark(--back, opening)) return back;
        return t;
    }

    /// Moves `back` from the first token of a finite verb group to just before the relative pronoun of its clause.
    bool skip_relative(std::uint32_t& back) const {
        for (std::uint32_t steps = 0; back > sentence_.first && steps < 12; ++steps) {
            --back;
            if (is(back, set_of(Tag::WDT, Tag::WP, Tag::WRB))) {
                if (back > sentence_.first && preposition(back - 1)) --back;
                if (back > sentence_.first && mark(back - 1, ',')) --back;
                if (back == sentence_.first) return false;
                --back;
                return true;
            }
            if (is(back, set_of(Tag::PUNCT)) && !mark(back, '\'')) return false;
            if (is(back, finite_tags)) return false;
        }
        return false;
    }

    /// "There were plans": the noun behind the verb is the subject.
    bool existential(VerbGroup& verb, std::uint32_t token) {
        if (tag(token) != Tag::EX) return false;
        std::uint32_t index = 0;
        for (std::uint32_t t = verb.tokens.last; t < sentence_.last && t < verb.tokens.last + 4; ++t) {
            if (group_at(t, index) == nullptr) continue;
            verb.subject = out_.nouns[index].head;
            verb.subject_group = index;
            return true;
        }
        return false;
    }

    void take_subject(VerbGroup& verb, std::uint32_t token) {
        std::uint32_t index = 0;
        verb.subject = token;
        if (group_at(token, index) != nullptr) verb.subject_group = index;
    }

    void take_group(VerbGroup& verb, std::uint32_t index) {
        if (existential(verb, out_.nouns[index].head)) return;
        verb.subject = out_.nouns[index].head;
        verb.subject_group = index;
    }

    const Reading& reading_;
    const GrammarWords& words_;
    std::uint16_t subject_pronouns_, clausal_verbs_;
    const char* zone_;  // its text
    Groups& out_;
    TokenRange sentence_;
    std::size_t first_verb_ = 0;              ///< of the sentence
    std::vector<std::uint32_t> verb_places_;  // its tokens that can begin a verb group
    std::vector<TagSet> tags_;                // of each token of the sentence, as sets of one, and none for a few places beside it
};

}  // namespace

void find_groups(const Reading& reading, std::span<const Sentence> sentences, Groups& out) {
    if (sentences.empty()) return;
    out.noun_of.resize(sentences.back().tokens.last);
    out.verb_of.resize(sentences.back().tokens.last);
    GroupFinder finder(reading, reading.article().zone(sentences.front().zone).utf8().data(), out);
    for (const Sentence& sentence : sentences) finder.run(sentence.tokens);
}

}  // namespace dateline
