#include "extractors/figure_context.hpp"

#include <algorithm>
#include <map>
#include <span>

#include "extractors/counted_noun.hpp"
#include "schemas/error.hpp"

// A figure's clause is read from the figure to the left: hedges, then a preposition ("by", "to", "of"), then the verb that says what
// happened, then what it happened to. What a clause leaves out is taken from the figure before it in the same sentence ("..., reaching $3.7
// billion").

namespace dateline {
namespace {

constexpr std::uint32_t none = 0xFFFFFFFF;
constexpr std::uint32_t reach = 14;  // tokens looked at to the left for the verb

class FigureContext final : public Stage {
public:
    explicit FigureContext(const LanguageRules& rules)
        : nouns_(rules),
          hedges_(rules.file("hedges")),
          links_(rules.file("figure_links")),
          measure_links_(rules.file("measure_links")),
          owners_(rules.file("owner_words")),
          auxiliaries_(rules.file("auxiliaries")),
          per_(rules.file("per_words")),
          change_(rules.file("change_words")),
          after_(rules.file("after_change")),
          basis_(rules.file("basis_words")),
          shares_(rules.file("share_words")),
          functions_(rules.file("function_words")),
          determiners_(rules.file("figure_determiners")),
          units_(rules.file("units")),
          distances_(rules.file("distance_words")),
          period_stops_(rules.file("period_stops")),
          breaks_(rules.file("clause_breaks")),
          numbers_(rules.file("number_words")) {}

    std::string_view name() const override { return "figure_context"; }

    void run(const Reading& reading, Draft& draft) const override {
        std::vector<std::uint32_t> order;
        for (std::uint32_t i = 0; i < draft.figures.size(); ++i)
            if (draft.figures[i].standing()) order.push_back(i);
        std::sort(order.begin(), order.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return draft.figures[a].tokens < draft.figures[b].tokens; });
        std::vector<std::uint32_t> names, dates;
        for (std::uint32_t i = 0; i < draft.names.size(); ++i)
            if (draft.names[i].standing()) names.push_back(i);
        std::sort(names.begin(), names.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return draft.names[a].tokens < draft.names[b].tokens; });
        for (std::uint32_t i = 0; i < draft.dates.size(); ++i)
            if (draft.dates[i].standing()) dates.push_back(i);
        std::sort(dates.begin(), dates.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return draft.dates[a].tokens < draft.dates[b].tokens; });
        std::uint32_t last_sentence = 0xFFFFFFFF;
        std::uint32_t previous = none;          // figure before in this sentence
        std::optional<Reference> last_subject;  // of the last figure that has one
        for (std::size_t at = 0; at < order.size(); ++at) {
            FigureDraft& f = draft.figures[order[at]];
            const std::uint32_t sentence = reading.sentence_of(f.tokens.first);
            if (sentence != last_sentence) previous = none;
            last_sentence = sentence;
            Clause clause{reading, draft, reading.sentences()[sentence].tokens, f, {}, {}, {}, {}, Direction::none, false, 0};
            // Where and when an article was written is said of no figure.
            if (draft.dateline && f.tokens.first >= draft.dateline->tokens.last)
                clause.sentence.first = std::max(clause.sentence.first, draft.dateline->tokens.last);
            if (previous != none) clause.previous_last = draft.figures[previous].tokens.last;
            clause.names = within(draft.names, names, clause.sentence);
            clause.dates = within(draft.dates, dates, clause.sentence);
            read_left(clause);
            if (!distance(clause)) {
                set_change(clause, previous);
                set_measure(clause, previous, last_subject);
            }
            set_period(clause, previous, at + 1 < order.size() ? draft.figures[order[at + 1]].tokens.first : 0xFFFFFFFF);
            set_place(clause);
            set_base(clause, order, at, previous);
            set_whole(clause, order, at);
            set_rate(clause);
            set_basis(clause);
            if (f.subject) last_subject = f.subject;
            previous = order[at];
        }
    }

private:
    struct Clause {
        const Reading& reading;
        Draft& draft;
        TokenRange sentence;
        FigureDraft& figure;
        std::vector<std::uint32_t> names, dates;  // of the sentence, in order
        std::optional<TokenRange> verb;
        std::string_view role;  // of the preposition before the figure: by, to, from, of, at
        Direction direction = Direction::none;
        bool level = false;               // the verb says a state
        std::uint32_t content = 0;        // words with a meaning of their own between the verb and the figure
        bool transitive = false;          // "raised $5 million" tells no rise
        bool measures = false;            // the verb names what is measured: "cost"
        bool particle = false;            // "up", "down" without a verb
        std::uint32_t before = 0;         // first token of figure with hedges and preposition
        std::uint32_t previous_last = 0;  // token behind the figure before in this sentence
    };

    template <typename List>
    static std::vector<std::uint32_t> within(const List& list, const std::vector<std::uint32_t>& order, TokenRange sentence) {
        std::vector<std::uint32_t> out;
        auto at = std::lower_bound(order.begin(), order.end(), sentence.first,
                                   [&](std::uint32_t i, std::uint32_t t) { return list[i].tokens.first < t; });
        for (; at != order.end() && list[*at].tokens.first < sentence.last; ++at) out.push_back(*at);
        return out;
    }

    bool in(const Reading& reading, std::uint32_t t, std::uint16_t file) const { return reading.hit(t, file) != nullptr; }
    std::string_view cell(const Reading& reading, std::uint32_t t, std::uint16_t file, std::string_view column) const {
        const LexiconHit* hit = reading.hit(t, file);
        return hit == nullptr ? std::string_view() : reading.rules().table(file).cell(hit->row, column);
    }
    bool quote(const Reading& reading, std::uint32_t t) const {
        if (reading.token(t).kind != TokenKind::mark) return false;
        const std::string_view m = reading.folded(t);
        return m == "\"" || m == "'";
    }
    /// An entry of `file` that ends right before `t`, not longer than four tokens: its first token.
    std::optional<std::uint32_t> ends_before(const Clause& c, std::uint32_t t, std::uint16_t file) const {
        for (std::uint32_t length = 4; length >= 1; --length) {
            if (t < c.sentence.first + length) continue;
            const LexiconHit* hit = c.reading.hit(t - length, file);
            if (hit != nullptr && hit->length == length) return t - length;
        }
        return std::nullopt;
    }

    void read_left(Clause& c) const {
        const Reading& reading = c.reading;
        std::uint32_t t = c.figure.tokens.first;
        const auto hedge = [&] {
            for (int steps = 0; steps < 3; ++steps) {
                const auto first = ends_before(c, t, hedges_);
                if (!first || cell(reading, *first, hedges_, "where") == "after") break;
                if (in(reading, *first, change_) && cell(reading, *first, change_, "kind") != "state") break;
                t = *first;
            }
            if (t > c.sentence.first && in(reading, t - 1, determiners_)) --t;
        };
        hedge();
        if (const auto link = ends_before(c, t, links_)) {
            c.role = cell(reading, *link, links_, "role");
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
            const LexiconHit* hit = reading.hit(t, change_);
            // "made up" is one verb: the longer entry that begins before holds its particle.
            if (hit != nullptr && t > c.sentence.first)
                if (const LexiconHit* longer = reading.hit(t - 1, change_); longer != nullptr && longer->length > hit->length) {
                    --t;
                    hit = longer;
                }
            if (hit != nullptr) {
                const Table& table = reading.rules().table(change_);
                const std::string_view kind = table.cell(hit->row, "kind"), direction = table.cell(hit->row, "direction");
                // "is", "was" only right before the figure: "was $5", not "was paid $5".
                const bool near = content == 0 || (content == 1 && c.role == "at");
                if (kind == "state" && !near) continue;
                const bool noun = hit->length == 1 && dateline::in(reading.tag(t), set_of(Tag::NN, Tag::NNS));
                if (noun_only && (noun || (direction != "up" && direction != "down"))) {
                    if (!noun) break;
                    ++content;
                    continue;
                }
                // "the average forecast of six"
                const bool modifies = noun && t + 1 < c.before && dateline::in(reading.tag(t + 1), set_of(Tag::NN, Tag::NNS));
                if (modifies && direction != "up" && direction != "down") {
                    ++content;
                    continue;
                }
                c.verb = TokenRange{t, t + hit->length};
                c.direction = direction == "up" ? Direction::up : direction == "down" ? Direction::down : Direction::none;
                c.level = kind != "verb" && kind != "particle" && kind != "transitive";
                c.transitive = kind == "transitive";
                c.measures = kind == "measure";
                c.content = content;
                c.particle = kind == "particle";
                if (!noun || c.role == "of" || c.role.empty()) break;
                noun_only = true;
                ++content;
                continue;
            }
            if (c.figure.tokens.first != t && reading.token(t).is_word() && !in(reading, t, functions_)) ++content;
            if (content > 6) break;
            // Another figure's end: "from 3 to 5" reads on over it, a sentence part with its own verb does not.
        }
    }

    /// "15 km off Mombasa"
    bool distance(const Clause& c) const {
        const FigureDraft& f = c.figure;
        const std::uint32_t next = f.tokens.last;
        return c.role.empty() && f.unit_tokens && next < c.sentence.last && in(c.reading, next, distances_) &&
               cell(c.reading, f.unit_tokens->first, units_, "class") == "length";
    }

    static bool rate_like(const Figure& f) { return f.figure_type == FigureType::percent && f.unit == "percent"; }

    void set_change(Clause& c, std::uint32_t previous) const {
        Figure& figure = c.figure.figure;
        const Reading& reading = c.reading;
        if (figure.figure_type == FigureType::ordinal) return;
        Change change;
        bool known = false;
        const std::uint32_t last = c.figure.tokens.last;
        // Behind the figure: "20 percent higher", "a 5 percent rise".
        Direction after = Direction::none;
        for (std::uint32_t t = last; t < last + 3 && t < c.sentence.last; ++t) {
            if (reading.token(t).kind == TokenKind::mark && !reading.is(t, "-")) break;
            const std::string_view direction = cell(reading, t, after_, "direction");
            if (!direction.empty()) {
                after = direction == "up" ? Direction::up : Direction::down;
                break;
            }
            if (t > last && in(reading, t, functions_)) break;
            if (in(reading, t, functions_) && t == last) break;
        }
        const bool verb_near = c.verb && c.before >= c.verb->last && c.before - c.verb->last <= 6;
        if (figure.figure_type == FigureType::multiplier) {
            change.kind = ChangeKind::multiple;
            change.direction = figure.value && *figure.value >= Decimal(1) ? Direction::up : Direction::down;
            if (verb_near && c.direction != Direction::none) change.direction = c.direction;
            figure.change = change;
            return;
        }
        const bool bound = c.content == 0 || !c.role.empty();
        const bool counted =
            c.role.empty() && ((figure.figure_type == FigureType::count && c.particle) || (c.transitive && !rate_like(figure)));
        if (verb_near && bound && !counted && c.direction != Direction::none) {
            known = true;
            if (c.role == "to" || c.role == "from" || c.role == "at" || c.role == "of" || c.role == "than") {
                change.kind = ChangeKind::level;
                if (c.role == "to") change.trend = c.direction;
                if (c.role == "of" && c.before <= c.verb->last) {
                    change.kind = rate_like(figure) ? ChangeKind::growth : ChangeKind::delta;  // "a rise of 5 percent"
                    change.direction = c.direction;
                }
            } else {
                change.kind = rate_like(figure) ? ChangeKind::growth : ChangeKind::delta;
                change.direction = c.direction;
                change.trend = c.direction;
            }
        } else if (after != Direction::none) {
            known = true;
            change.kind = rate_like(figure) ? ChangeKind::growth : ChangeKind::delta;
            change.direction = after;
            change.trend = after;
        } else if (rate_like(figure) && share(c)) {
            known = true;
            change.kind = ChangeKind::share;
        } else if (verb_near && c.level) {
            known = true;
            change.kind = ChangeKind::level;
            // "increasing by 20.7 percent, reaching $3.7 billion": the state after the change.
            if (previous != none && c.draft.figures[previous].figure.change && c.verb->first > c.sentence.first &&
                reading.is(c.verb->first - 1, ","))
                change.trend = c.draft.figures[previous].figure.change->trend;
        } else if (previous != none && (c.role == "to" || c.role == "from")) {
            const auto& other = c.draft.figures[previous].figure.change;
            if (other && c.figure.tokens.first - c.draft.figures[previous].tokens.last <= 4) {
                known = true;
                change.kind = ChangeKind::level;
                change.trend = other->trend;
            }
        }
        if (!known && rate_like(figure)) {
            // "Dow +0.2%, DAX -1.6%"
            const bool plus = reading.is(c.figure.tokens.first, "+");
            if (plus || (figure.value && figure.value->is_negative() && reading.is(c.figure.tokens.first, "-"))) {
                known = true;
                change.kind = ChangeKind::growth;
                change.direction = change.trend = plus ? Direction::up : Direction::down;
            }
        }
        if (!known && previous != none && c.figure.tokens.first > c.sentence.first && reading.is(c.figure.tokens.first - 1, "(") &&
            c.draft.figures[previous].tokens.last == c.figure.tokens.first - 1 && c.draft.figures[previous].figure.change) {
            known = true;  // a conversion in brackets
            change = *c.draft.figures[previous].figure.change;
            change.base.clear();
        }
        if (known) figure.change = change;
    }

    /// "58 percent of residents", "made up 23 percent", "a share of 5 percent".
    bool share(const Clause& c) const {
        const Reading& reading = c.reading;
        const std::uint32_t last = c.figure.tokens.last;
        if (last < c.sentence.last && cell(reading, last, links_, "role") == "of") return true;
        for (std::uint32_t t = c.before; t > c.sentence.first && c.before - t < 12;) {
            --t;
            if (reading.token(t).kind == TokenKind::mark) return false;
            if (in(reading, t, shares_)) return true;
        }
        return false;
    }

    /// "had", "is forecast" but not "the forecast".
    bool auxiliary(const Reading& reading, std::uint32_t t) const {
        return in(reading, t, auxiliaries_) && !dateline::in(reading.tag(t), set_of(Tag::NN, Tag::NNS));
    }
    bool noun_like(const Reading& reading, std::uint32_t t) const {
        if (!reading.token(t).is_word() || in(reading, t, functions_) || in(reading, t, numbers_) || auxiliary(reading, t)) return false;
        return reading.text(t).front() != '\'' && !dateline::in(reading.tag(t), set_of(Tag::VBD, Tag::MD));
    }

    /// The run of noun-like words that ends before `end`; empty where none stands there.
    TokenRange noun_group(const Clause& c, std::uint32_t end) const {
        std::uint32_t t = end;
        // What a figure has taken is measured by no other.
        const std::uint32_t from = end > c.previous_last ? std::max(c.sentence.first, c.previous_last) : c.sentence.first;
        while (t > from && end - t < 6) {
            const std::uint32_t before = t - 1;
            const bool hyphen = c.reading.is(before, "-") && before > c.sentence.first && !c.reading.token(before).space_before();
            if (!hyphen && !noun_like(c.reading, before)) break;
            t = before;
        }
        return {t, end};
    }

    const NameDraft* name_at(const Clause& c, TokenRange range) const {
        for (const std::uint32_t i : c.names)
            if (c.draft.names[i].tokens.overlaps(range)) return &c.draft.names[i];
        return nullptr;
    }

    static Reference refer(const NameDraft& n) { return {n.tokens, n.cluster}; }

    void set_measure(Clause& c, std::uint32_t previous, const std::optional<Reference>& last_subject) const {
        const Reading& reading = c.reading;
        FigureDraft& f = c.figure;
        std::uint32_t end = 0;
        if (c.role == "of" && (!c.verb || c.before > c.verb->last || c.direction == Direction::none)) {
            end = c.before;  // "a loss of $2.3 million"
        } else if (c.verb) {
            end = c.verb->first;
            if (c.role == "of" && c.direction != Direction::none) end = c.verb->last;  // "a rise of 5 percent"
        }
        // "from 75 to 45": both say the same thing.
        if (previous != none && (c.role == "to" || c.role == "from") && c.draft.figures[previous].measure &&
            f.tokens.first - c.draft.figures[previous].tokens.last <= 4) {
            const FigureDraft& other = c.draft.figures[previous];
            f.measure = other.measure;
            f.figure.measure = other.figure.measure;
            f.subject = other.subject;
            return;
        }
        bool pronoun = false;
        std::optional<TokenRange> group;
        if (const TokenRange object = object_of(c); !object.empty()) {
            group = object;
            pronoun = in(reading, object.first - 1, owners_);
            set_names(c, object, object);
        } else if (end > c.sentence.first) {
            // Over auxiliaries and adverbs to the noun.
            while (end > c.sentence.first && auxiliary(reading, end - 1)) {
                pronoun |= in(reading, end - 1, owners_);
                --end;
            }
            TokenRange first = noun_group(c, end);
            // To the head: "share in the country's foreign trade".
            TokenRange head = first;
            for (int steps = 0; steps < 3 && !head.empty() && head.first > c.sentence.first; ++steps) {
                std::uint32_t t = head.first;
                while (t > c.sentence.first &&
                       (in(reading, t - 1, determiners_) || reading.is(t - 1, "'s") ||
                        (reading.token(t - 1).is_word() && t - 1 > c.sentence.first && t < head.first && reading.is(t, "'s"))))
                    --t;
                if (t <= c.sentence.first + 1 || !in(reading, t - 1, measure_links_)) break;
                const TokenRange outer = noun_group(c, t - 1);
                if (outer.empty() || in(reading, outer.last - 1, change_)) break;
                head = outer;
            }
            if (!head.empty()) {
                group = TokenRange{head.first, std::max(first.last, head.last)};
                set_names(c, head, *group);
                const std::uint32_t t = head.first;
                if (t > c.sentence.first && in(reading, t - 1, owners_)) pronoun = true;
            }
        }
        if (c.measures && c.verb) {
            f.measure = *c.verb;
            f.figure.measure = Measure{{}, std::string(cell(reading, c.verb->first, change_, "word"))};
        }
        if (!f.measure) measure_behind(c);
        const bool inherits = !f.measure && !group && previous != none && c.role != "of";
        if (inherits || (!f.measure && c.verb && c.verb->first > c.sentence.first &&
                         reading.token(c.verb->first - 1).kind == TokenKind::mark && previous != none)) {
            const FigureDraft& other = c.draft.figures[previous];
            if (related(c, other)) {
                f.measure = other.measure;
                f.figure.measure = other.figure.measure;
                if (!f.subject) f.subject = other.subject;
            }
        }
        if (f.subject) return;
        set_owner(c, pronoun, last_subject);
    }

    /// "cut [[its growth forecast]] to": what stands between a verb and "to", "by" or "from" is what it changed. Empty when there is none.
    TokenRange object_of(const Clause& c) const {
        const Reading& reading = c.reading;
        if (!c.verb || c.role.empty() || c.role == "of" || c.direction == Direction::none || c.before <= c.verb->last) return {};
        if (!dateline::in(reading.tag(c.verb->first), verb_tags) || c.previous_last > c.verb->last) return {};
        const TokenRange object = noun_group(c, c.before);
        if (object.empty() || object.first < c.verb->last) return {};
        // Taggers take "price forecasts" for a verb; adverbs and participles alone are no object.
        if ((WordClass::set(reading.classes(object.last - 1).lower) & set_of(Tag::NN, Tag::NNS)) == 0 ||
            dateline::in(reading.tag(object.last - 1), adverb_tags | set_of(Tag::NNP, Tag::NNPS)))
            return {};
        std::uint32_t t = object.first;
        while (t > c.verb->last && (in(reading, t - 1, determiners_) || in(reading, t - 1, owners_) ||
                                    dateline::in(reading.tag(t - 1), set_of(Tag::DT, Tag::PRPS, Tag::JJ, Tag::POS, Tag::NNP))))
            --t;
        if (t != c.verb->last) return {};
        for (const std::uint32_t i : c.dates)
            if (c.draft.dates[i].tokens.overlaps({c.verb->last, c.before})) return {};
        return object;
    }

    /// "1.9 million tonnes of cargo", "58 percent of residents", "a 31 percent drop in operating profit".
    void measure_behind(Clause& c) const {
        const Reading& reading = c.reading;
        const FigureType type = c.figure.figure.figure_type;
        if (type == FigureType::count || type == FigureType::ordinal) return;
        std::uint32_t t = c.figure.tokens.last;
        if (t < c.sentence.last && in(reading, t, after_)) ++t;
        if (t + 1 >= c.sentence.last || !in(reading, t, measure_links_)) return;
        ++t;
        while (t < c.sentence.last && in(reading, t, determiners_)) ++t;
        std::uint32_t end = t;
        while (end < c.sentence.last && end - t < 5) {
            const bool hyphen = reading.is(end, "-") && end > t && !reading.token(end).space_before();
            if (!hyphen && (!noun_like(reading, end) || in(reading, end, change_))) break;
            if (end > t && !hyphen && nouns_.ending(reading.folded(end)) == CountedNouns::Ending::participle) break;
            ++end;
        }
        if (end > t) set_names(c, {t, end}, {t, end});
    }

    /// A figure goes on with the figure before it where no new noun of its own is measured.
    static bool related(const Clause& c, const FigureDraft& other) {
        return c.figure.tokens.first - other.tokens.last <= 12 &&
               (c.figure.figure.figure_type != FigureType::count || other.figure.unit == c.figure.figure.unit);
    }

    /// Measure and subject of a noun group: its lower-case head words are what is measured, a name in it is whose.
    void set_names(Clause& c, TokenRange head, TokenRange whole) const {
        FigureDraft& f = c.figure;
        const NameDraft* inside = name_at(c, head);
        TokenRange words = head;
        if (inside != nullptr) {
            f.subject = refer(*inside);
            if (inside->tokens.last >= head.last) {
                words = {head.first, std::max(head.first, inside->tokens.first)};
            } else {
                words.first = std::max(words.first, inside->tokens.last);
                if (words.first < words.last && c.reading.is(words.first, "'s")) ++words.first;
            }
        } else if (const NameDraft* within = name_at(c, whole)) {
            f.subject = refer(*within);
        } else if (head.first > c.sentence.first + 1 && c.reading.is(head.first - 1, "'s")) {
            if (const NameDraft* owner = name_at(c, {head.first - 2, head.first - 1})) f.subject = refer(*owner);
        }
        while (words.size() > 1 && (in(c.reading, words.first, hedges_) || cell(c.reading, words.first, change_, "kind") == "level"))
            ++words.first;  // "average forecast"
        if (words.empty()) return;
        f.measure = TokenRange{words.first, inside == nullptr ? whole.last : words.last};
        f.figure.measure = Measure{{}, lower(c.reading.text(words))};
    }

    static std::string lower(std::string_view text) {
        std::string out(text);
        if (out.size() > 1 && out[0] >= 'A' && out[0] <= 'Z' && !(out[1] >= 'A' && out[1] <= 'Z'))
            out[0] = static_cast<char>(out[0] - 'A' + 'a');
        return out;
    }

    /// Without a name at the measure: the first name of the clause that is no person who only speaks, else that of the last figure.
    void set_owner(Clause& c, bool pronoun, const std::optional<Reference>& last_subject) const {
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
        }
        for (const std::uint32_t i : c.names)
            if (owns(c.draft.names[i])) {
                c.figure.subject = refer(c.draft.names[i]);
                return;
            }
        if (pronoun && last_subject) c.figure.subject = last_subject;
    }

    /// The last verb group of the sentence before the figure, or null.
    static const VerbGroup* verb_before(const Clause& c) {
        const auto verbs = c.reading.verb_groups();
        auto at = std::upper_bound(verbs.begin(), verbs.end(), c.figure.tokens.first,
                                   [](std::uint32_t t, const VerbGroup& v) { return t < v.tokens.last; });
        if (at == verbs.begin()) return nullptr;
        --at;
        return at->tokens.first >= c.sentence.first ? &*at : nullptr;
    }

    /// "than in 2023", "the highest since 1998": a date that the figure is compared with.
    bool compared(const Clause& c, std::uint32_t date) const {
        const auto stop = ends_before(c, date, period_stops_);
        if (!stop) return false;
        if (cell(c.reading, *stop, period_stops_, "class") == "always") return true;
        for (std::uint32_t t = *stop; t > c.sentence.first && *stop - t < 6;)
            if (dateline::in(c.reading.tag(--t), set_of(Tag::JJS, Tag::RBS))) return true;
        return false;
    }

    /// Between two places a clause begins: "but", or a conjunction and a verb with a subject of its own behind it.
    bool other_clause(const Clause& c, std::uint32_t from, std::uint32_t to) const {
        const auto verbs = c.reading.verb_groups();
        for (std::uint32_t t = from; t < to; ++t) {
            if (in(c.reading, t, breaks_)) return true;
            if (c.reading.tag(t) != Tag::CC) continue;
            const auto verb = std::lower_bound(verbs.begin(), verbs.end(), t,
                                               [](const VerbGroup& v, std::uint32_t token) { return v.tokens.first < token; });
            if (verb == verbs.end() || verb->tokens.first >= c.sentence.last) return false;
            if (verb->subject && *verb->subject > t) return true;
        }
        return false;
    }

    /// A date before the first verb holds for all clauses of the sentence: "In 2024 exports rose by 3 percent and imports by 5".
    static bool leads(const Clause& c, std::uint32_t date) {
        const auto verbs = c.reading.verb_groups();
        const auto verb = std::lower_bound(verbs.begin(), verbs.end(), c.sentence.first,
                                           [](const VerbGroup& v, std::uint32_t token) { return v.tokens.first < token; });
        return verb == verbs.end() || verb->tokens.first > date;
    }

    void set_period(Clause& c, std::uint32_t previous, std::uint32_t next_figure) const {
        FigureDraft& f = c.figure;
        std::optional<std::uint32_t> best;
        std::uint32_t nearest = 9;
        for (const std::uint32_t i : c.dates) {
            const DateDraft& d = c.draft.dates[i];
            if (d.date.timex_type != TimexType::DATE || d.date.start.empty() || compared(c, d.tokens.first)) continue;
            if (d.tokens.first >= f.tokens.last && d.tokens.first < next_figure) {
                const std::uint32_t distance = d.tokens.first - f.tokens.last;
                if (distance < nearest && !broken(c, f.tokens.last, d.tokens.first) && !other_clause(c, f.tokens.last, d.tokens.first)) {
                    nearest = distance;
                    best = i;
                }
            }
        }
        const FigureDraft* other = previous != none ? &c.draft.figures[previous] : nullptr;
        if (!best && other != nullptr && other->period_date && related(c, *other) &&
            (leads(c, c.draft.dates[*other->period_date].tokens.first) || !other_clause(c, other->tokens.last, f.tokens.first)))
            best = other->period_date;
        if (!best && (f.measure || c.verb)) {
            for (const std::uint32_t i : c.dates) {
                const DateDraft& d = c.draft.dates[i];
                if (d.date.timex_type != TimexType::DATE || d.date.start.empty() || d.tokens.last > f.tokens.first) continue;
                if (broken(c, d.tokens.last, f.tokens.first) || compared(c, d.tokens.first)) continue;
                if (leads(c, d.tokens.first) || !other_clause(c, d.tokens.last, f.tokens.first)) best = i;
            }
        }
        // Of the two dates of a range the first stands for both.
        for (const std::uint32_t i : c.dates)
            if (best && c.draft.dates[i].range_end == best) best = i;
        f.period_date = best;
    }

    bool broken(const Clause& c, std::uint32_t from, std::uint32_t to) const {
        for (std::uint32_t t = from; t < to; ++t)
            if (c.reading.is(t, ";") || quote(c.reading, t)) return true;
        return false;
    }

    void set_place(Clause& c) const {
        FigureDraft& f = c.figure;
        for (const std::uint32_t i : c.names) {
            const NameDraft& n = c.draft.names[i];
            if (n.tokens.first < f.tokens.last || n.tokens.first > f.tokens.last + 8) continue;
            if (n.entity.entity_type != EntityType::GPE && n.entity.entity_type != EntityType::LOC) continue;
            std::uint32_t t = n.tokens.first;
            if (t > f.tokens.last && in(c.reading, t - 1, determiners_)) --t;
            if (t > c.sentence.first && in(c.reading, t - 1, measure_links_) && !broken(c, f.tokens.last, t)) {
                f.place = refer(n);
                return;
            }
        }
    }

    /// "from $75 to $45.88", "to 5.4 percent from 5.1".
    void set_base(Clause& c, const std::vector<std::uint32_t>& order, std::size_t at, std::uint32_t previous) const {
        if (previous == none || at == 0) return;
        FigureDraft& before = c.draft.figures[previous];
        const bool near = c.figure.tokens.first - before.tokens.last <= 6;
        if (!near || before.figure.unit != c.figure.figure.unit) return;
        const auto role_of = [&](const FigureDraft& f) {
            const auto link = ends_before(c, f.tokens.first, links_);
            return link ? cell(c.reading, *link, links_, "role") : std::string_view();
        };
        const std::string_view mine = role_of(c.figure), other = role_of(before);
        if (mine == "to" && other == "from") {
            ensure(c.figure);
            c.figure.base = previous;
        } else if (mine == "from" && (other == "to" || other == "at")) {
            ensure(before);
            before.base = order[at];
        }
    }

    static void ensure(FigureDraft& f) {
        if (!f.figure.change) f.figure.change = Change{};
    }

    void set_whole(Clause& c, const std::vector<std::uint32_t>& order, std::size_t at) const {
        FigureDraft& f = c.figure;
        const std::uint32_t last = f.tokens.last;
        if (last >= c.sentence.last || cell(c.reading, last, links_, "role") != "of") return;
        if (f.figure.figure_type != FigureType::count && f.figure.figure_type != FigureType::number &&
            f.figure.figure_type != FigureType::money)
            return;
        if (at + 1 < order.size()) {
            const FigureDraft& next = c.draft.figures[order[at + 1]];
            if (next.tokens.first > last && next.tokens.first <= last + 3 && next.figure.unit == f.figure.unit) {
                f.whole = order[at + 1];
                return;
            }
        }
        if (last + 1 >= c.sentence.last || !in(c.reading, last + 1, functions_)) return;
        for (std::size_t back = at; back-- > 0 && at - back <= 6;) {
            const FigureDraft& earlier = c.draft.figures[order[back]];
            if (earlier.figure.figure_type != FigureType::count || earlier.figure.unit != f.figure.unit || !earlier.figure.value ||
                !f.figure.value || *earlier.figure.value < *f.figure.value)
                continue;
            f.whole = order[back];
            return;
        }
    }

    /// "$76 a barrel", "40 per km2", "1,200 visitors a day".
    void set_rate(Clause& c) const {
        FigureDraft& f = c.figure;
        if (f.figure.figure_type == FigureType::ordinal || f.figure.figure_type == FigureType::ratio ||
            f.figure.figure_type == FigureType::multiplier)
            return;
        std::uint32_t t = f.tokens.last;
        if (t + 1 >= c.sentence.last) return;
        if (c.reading.is(t, "-") && !c.reading.token(t).space_before()) ++t;
        const LexiconHit* hit = c.reading.hit(t, per_);
        if (hit == nullptr) return;
        const bool article = c.reading.rules().table(per_).cell(hit->row, "class") == "article";
        t += hit->length;
        if (t < c.sentence.last && c.reading.is(t, "-")) ++t;
        if (t >= c.sentence.last || !c.reading.token(t).is_word()) return;
        std::uint32_t end = t + 1;
        std::string what;
        if (const LexiconHit* unit = c.reading.hit(t, units_)) {
            end = t + unit->length;
            if (unit->length == 1 && c.reading.token(t).bytes <= 3 && article && c.reading.token(t).shape != Shape::lower) return;
            what = c.reading.rules().table(units_).cell(unit->row, "code");
        } else {
            if (in(c.reading, t, functions_) || c.reading.token(t).capitalized()) return;
            what = c.reading.folded(t);
        }
        if (article) {
            // "a year ago", "a record": an article opens a rate only where the phrase ends behind the noun.
            const bool ends = end >= c.sentence.last || c.reading.token(end).kind == TokenKind::mark || in(c.reading, end, functions_);
            if (!ends || (end < c.sentence.last && (cell(c.reading, end, links_, "role") == "of"))) return;
            if (end < c.sentence.last && in(c.reading, end, functions_) && dated(c, {t, end})) return;
        }
        f.figure.per = what;
    }

    bool dated(const Clause& c, TokenRange range) const {
        for (const std::uint32_t i : c.dates)
            if (c.draft.dates[i].tokens.overlaps(range) && c.draft.dates[i].date.timex_type == TimexType::DATE) return true;
        return false;
    }

    void set_basis(Clause& c) const {
        const std::uint32_t from = c.figure.tokens.first > c.sentence.first + 4 ? c.figure.tokens.first - 4 : c.sentence.first;
        const std::uint32_t to = std::min(c.sentence.last, c.figure.tokens.last + 6);
        if (c.figure.figure.figure_type == FigureType::ordinal || c.figure.figure.figure_type == FigureType::count) return;
        for (std::uint32_t t = from; t < to; ++t)
            if (const std::string_view basis = cell(c.reading, t, basis_, "basis"); !basis.empty()) {
                c.figure.figure.basis = from_wire<Basis>(basis);
                return;
            }
    }

    CountedNouns nouns_;
    std::uint16_t hedges_, links_, measure_links_, owners_, auxiliaries_, per_, change_, after_, basis_, shares_, functions_, determiners_,
        units_, distances_, period_stops_, breaks_, numbers_;
};

}  // namespace

std::unique_ptr<Stage> figure_context_stage(const LanguageRules& rules) {
    return std::make_unique<FigureContext>(rules);
}

}  // namespace dateline
