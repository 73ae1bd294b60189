#include "extractors/speech.hpp"

#include <algorithm>
#include <map>

#include "extractors/quote_marks.hpp"
#include "extractors/speaker_phrases.hpp"
#include "extractors/speech_line.hpp"
#include "schemas/error.hpp"

// Each line of speech (extractors/speech_line.hpp) is read for cues: a verb of speech_verbs.tsv with a speaker phrase before or behind it,
// or a phrase such as "according to". A cue takes the marked stretches beside it and the reported clause after or before it; stretches that
// follow without a cue of their own go on with it. What is left over, if it is of a sentence's length, is a quotation that floats.

namespace dateline {
namespace {

constexpr std::size_t longest_filler = 6, longest_aside = 18, furthest_that = 12, furthest_stretch = 16;
constexpr std::uint32_t shortest_clause = 3, shortest_floating = 6, deepest_nesting = 8;

struct Words {
    explicit Words(const LanguageRules& all)
        : rules(&all),
          verbs(all.file("speech_verbs")),
          fillers(all.file("speech_fillers")),
          phrases(all.file("attribution_phrases")),
          complementizers(all.file("complementizers")),
          breaks(all.file("clause_breaks")),
          hearers(all.file("hearer_frames")),
          hearsay(all.file("hearsay")),
          determiners(all.file("determiners")),
          pronouns(all.file("speaker_pronouns")),
          function_words(all.file("function_words")),
          shapes(all.file("quote_shapes")),
          adverb_suffix(all.table(fillers).setting("adverb_suffix")) {
        const Table& table = all.table(verbs);
        for (std::uint32_t row = 0; row < table.size(); ++row) {
            Verb verb;
            const std::vector<std::string> frames = table.list(row, "frames");
            const auto has = [&](const char* frame) { return std::find(frames.begin(), frames.end(), frame) != frames.end(); };
            verb.quote = has("quote");
            verb.that = has("that");
            verb.bare = has("bare");
            verb.told = has("told");
            verb.participle = table.cell(row, "participle");
            verb.documents_only = table.cell(row, "kind") == "document";
            const auto kind = from_wire<AttributionKind>(table.cell(row, "kind"));
            const auto polarity = from_wire<Polarity>(table.cell(row, "polarity"));
            if (!kind || !polarity) throw Error(Exit::bad_config, table.where(row) + ": unknown kind or polarity");
            verb.kind = *kind;
            verb.polarity = *polarity;
            verb_rows.push_back(verb);
        }
        const Table& shape_table = all.table(shapes);
        for (std::uint32_t row = 0; row < shape_table.size(); ++row) shape_rows[std::string(shape_table.cell(row, "name"))] = row;
    }

    std::uint32_t shape(const char* name) const {
        const auto found = shape_rows.find(name);
        if (found == shape_rows.end()) throw Error(Exit::bad_config, rules->table(shapes).name() + ": no row \"" + name + "\"");
        return found->second;
    }

    struct Verb {
        bool quote = false, that = false, bare = false, told = false;
        bool documents_only = false;  ///< "the poll found": no verb of people's speech
        std::string participle;
        AttributionKind kind = AttributionKind::said;
        Polarity polarity = Polarity::positive;
    };

    const LanguageRules* rules;
    std::uint16_t verbs, fillers, phrases, complementizers, breaks, hearers, hearsay, determiners, pronouns, function_words, shapes;
    std::string adverb_suffix;
    std::vector<Verb> verb_rows;
    std::map<std::string, std::uint32_t> shape_rows;
};

/// A cue in a line, by item numbers: [begin, end) covers the cue with its speaker.
struct Cue {
    std::size_t begin = 0, end = 0;
    std::size_t verb_end = 0;  ///< item after the verb
    TokenRange cue;
    std::uint16_t file = 0;
    std::uint32_t row = 0;
    std::optional<SpeakerPhrase> speaker;
    bool speaker_behind = false;
    bool participle = false;
    bool phrase = false;  ///< "according to"
    bool quote = false, that = false, bare = false, told = false;
    AttributionKind kind = AttributionKind::said;
    Polarity polarity = Polarity::positive;
    std::optional<TokenRange> via;
};

class LineReader {
public:
    LineReader(const Words& words, const Reading& reading, const SpeakerPhrases& phrases, const std::vector<MarkedStretch>& stretches,
               const SpeechLine& line, std::vector<std::int32_t>& quote_of, Draft& draft)
        : words_(words),
          reading_(reading),
          phrases_(phrases),
          stretches_(stretches),
          line_(line),
          items_(line.items),
          quote_of_(quote_of),
          draft_(draft) {}

    void run() {
        find_reach();
        find_cues();
        for (std::size_t c = 0; c < cues_.size(); ++c) attach(c);
        colons_and_dashes();
        carry_on();
    }

private:
    using Item = SpeechLine::Item;

    // --- items

    bool token_at(std::size_t i) const { return i < items_.size() && !items_[i].stretch; }
    bool text_at(std::size_t i, std::string_view text) const { return token_at(i) && reading_.text(items_[i].index) == text; }
    bool mark_at(std::size_t i) const { return token_at(i) && reading_.token(items_[i].index).kind == TokenKind::mark; }
    bool listed_at(std::size_t i, std::uint16_t file) const { return token_at(i) && reading_.hit(items_[i].index, file) != nullptr; }
    bool stretch_at(std::size_t i) const { return i < items_.size() && items_[i].stretch; }

    /// First item of the sentence that holds item `i`.
    std::size_t sentence_begin(std::size_t i) const {
        std::size_t begin = reach_[i].sentence_begin;
        // "BAKU, April 22 (Trend) -- Trade rose": the dateline is nobody's speech.
        if (!draft_.dateline) return begin;
        const TokenRange dateline = draft_.dateline->tokens;
        while (begin < i && !items_[begin].stretch &&
               (dateline.contains(items_[begin].index) || (begin > 0 && items_[begin].index == dateline.last && mark_at(begin))))
            ++begin;
        return begin;
    }
    /// Item after the sentence that holds item `i`.
    std::size_t sentence_end(std::size_t i) const { return i < items_.size() ? reach_[i].sentence_end : items_.size(); }
    /// First token that a phrase ending at item `i` may reach back to.
    std::uint32_t floor_of(std::size_t i) const { return items_[reach_[i].floor].tokens.first; }
    std::uint32_t limit_of(std::size_t i) const {
        return reach_[i].limit > i ? items_[reach_[i].limit - 1].tokens.last : items_[i].tokens.first;
    }
    /// Fills `reach_`.
    void find_reach() {
        reach_.resize(items_.size() + 1);
        for (std::size_t i = 1; i <= items_.size(); ++i) {
            reach_[i] = reach_[i - 1];
            if (items_[i - 1].ends_sentence) reach_[i].sentence_begin = reach_[i].floor = i;
            if (items_[i - 1].stretch) reach_[i].floor = i;
        }
        std::size_t end = items_.size(), limit = items_.size();
        for (std::size_t i = items_.size(); i-- > 0;) {
            if (items_[i].ends_sentence) end = i + 1;
            if (items_[i].ends_sentence || items_[i].stretch) limit = i;
            reach_[i].sentence_end = end;
            reach_[i].limit = limit;
        }
    }
    /// The item that starts with token `t`; items_.size() when there is none.
    std::size_t item_of(std::uint32_t t) const {
        const auto found = std::lower_bound(items_.begin(), items_.end(), t,
                                            [](const Item& item, std::uint32_t token) { return item.tokens.first < token; });
        return static_cast<std::size_t>(found - items_.begin());
    }

    bool filler(std::size_t i) const {
        if (!token_at(i)) return false;
        if (listed_at(i, words_.fillers)) return true;
        const std::string_view word = reading_.folded(items_[i].index);
        return !words_.adverb_suffix.empty() && word.size() > words_.adverb_suffix.size() + 2 &&
               reading_.token(items_[i].index).shape == Shape::lower && word.ends_with(words_.adverb_suffix);
    }
    std::string_view filler_class(std::size_t i) const {
        const LexiconHit* hit = token_at(i) ? reading_.hit(items_[i].index, words_.fillers) : nullptr;
        return hit == nullptr ? std::string_view() : words_.rules->table(words_.fillers).cell(hit->row, "class");
    }

    // --- cues

    void find_cues() {
        for (std::size_t i = 0; i < items_.size(); ++i) {
            if (!token_at(i)) continue;
            const std::uint32_t t = items_[i].index;
            if (const LexiconHit* hit = reading_.hit(t, words_.phrases)) {
                if (phrase_cue(i, *hit)) i = cues_.back().end - 1;
            } else if (const LexiconHit* verb = reading_.hit(t, words_.verbs)) {
                if (verb_cue(i, *verb)) i = std::max(i, cues_.back().verb_end - 1);
            }
        }
    }

    bool phrase_cue(std::size_t i, const LexiconHit& hit) {
        const std::size_t next = i + hit.length;
        if (next >= items_.size() || items_[next].stretch) return false;
        const auto who = phrases_.starting_at(items_[next].index, limit_of(next));
        if (!who) return false;
        Cue cue;
        cue.begin = i;
        cue.verb_end = next;
        cue.end = item_of(who->whole.last);
        cue.cue = {items_[i].index, items_[i].index + hit.length};
        cue.file = words_.phrases;
        cue.row = hit.row;
        cue.speaker = who;
        cue.speaker_behind = true;
        cue.phrase = true;
        cue.quote = cue.that = true;
        cue.kind = who->document ? AttributionKind::document : AttributionKind::according_to;
        cues_.push_back(cue);
        return true;
    }

    bool verb_cue(std::size_t i, const LexiconHit& hit) {
        const Words::Verb& verb = words_.verb_rows[hit.row];
        Cue cue;
        cue.begin = i;
        cue.verb_end = cue.end = i + hit.length;
        cue.cue = {items_[i].index, items_[i].index + hit.length};
        cue.file = words_.verbs;
        cue.row = hit.row;
        cue.quote = verb.quote;
        cue.that = verb.that;
        cue.bare = verb.bare;
        cue.told = verb.told;
        cue.kind = verb.kind;
        cue.polarity = verb.polarity;
        cue.participle = reading_.text(cue.cue).size() == verb.participle.size() && folded(cue.cue) == verb.participle;
        if (reading_.token(items_[i].index).shape == Shape::upper && reading_.token(items_[i].index).bytes > 1) return false;
        std::size_t left = i;
        bool passive = false;
        for (std::size_t steps = 0; left > 0 && steps < longest_filler && filler(left - 1); ++steps) {
            --left;
            if (filler_class(left) == "infinitive") return false;
            if (filler_class(left) == "negation") cue.polarity = Polarity::negative;
            if (filler_class(left) == "auxiliary" && is_being(left)) passive = true;
        }
        if (passive && !cue.participle) return agentless(cue, left, verb);
        if (cue.participle) return participle_cue(cue, left);
        if (left > 0 && token_at(left - 1) && preceded_by_no_subject(left - 1)) return false;
        cue.begin = left;
        if (subject_before(cue, left) || subject_behind(cue)) {
            if (cue.speaker->document && cue.kind == AttributionKind::said) cue.kind = AttributionKind::document;
            if (verb.documents_only && !cue.speaker->document) return false;
            cues_.push_back(cue);
            return true;
        }
        return false;
    }

    /// "It was announced that ...": a report that nobody is named for.
    bool agentless(Cue& cue, std::size_t left, const Words::Verb& verb) {
        const bool opens =
            verb.that && cue.verb_end < items_.size() && listed_at(cue.verb_end, words_.complementizers) && left > 0 && token_at(left - 1);
        const LexiconHit* pronoun = opens ? reading_.hit(items_[left - 1].index, words_.pronouns) : nullptr;
        if (pronoun == nullptr || words_.rules->table(words_.pronouns).cell(pronoun->row, "class") != "thing") return false;
        cue.begin = left - 1;
        cues_.push_back(cue);
        return true;
    }

    std::string folded(TokenRange range) const {
        std::string out;
        for (std::uint32_t t = range.first; t < range.last; ++t) out += (t > range.first ? " " : "") + std::string(reading_.folded(t));
        return out;
    }

    /// A form of "be" makes the verb passive. The word file says so in its column "passive".
    bool is_being(std::size_t i) const {
        const LexiconHit* hit = reading_.hit(items_[i].index, words_.fillers);
        return hit != nullptr && words_.rules->table(words_.fillers).cell(hit->row, "passive") == "yes";
    }

    /// "the said", "his claim": no finite verb.
    bool preceded_by_no_subject(std::size_t before) const {
        const std::uint32_t t = items_[before].index;
        return reading_.hit(t, words_.determiners) != nullptr && reading_.hit(t, words_.pronouns) == nullptr;
    }

    bool participle_cue(Cue& cue, std::size_t left) {
        cue.begin = left;
        // ", saying that ...": goes on with the speaker of the clause before.
        const std::size_t begin = sentence_begin(left);
        for (std::size_t c = cues_.size(); c-- > 0;) {
            if (cues_[c].begin < begin) break;
            cue.speaker = cues_[c].speaker;
            cues_.push_back(cue);
            return true;
        }
        if (subject_before(cue, left)) {
            cues_.push_back(cue);
            return true;
        }
        // No cue before: the first name or pronoun of the sentence.
        for (std::size_t i = begin; i < left; ++i) {
            if (!token_at(i)) continue;
            if (auto who = phrases_.starting_at(items_[i].index, limit_of(i)); who && !who->relative) {
                cue.speaker = who;
                cues_.push_back(cue);
                return true;
            }
            if (i > begin + 3) break;
        }
        return false;
    }

    /// The subject of the verb group that the cue's verb stands in, when it stands before the verb on this line.
    std::optional<SpeakerPhrase> grammatical_subject(const Cue& cue, std::size_t left) const {
        const VerbGroup* verb = reading_.verb_group_at(cue.cue.first);
        if (verb == nullptr || !verb->subject_group || verb->shared_subject || !cue.cue.contains(verb->main)) return std::nullopt;
        const NounGroup& group = reading_.noun_groups()[*verb->subject_group];
        if (group.tokens.last > items_[left].tokens.first || group.tokens.first < line_floor(left)) return std::nullopt;
        return phrases_.of_group(group);
    }

    /// First token of the stretch-free run of items that ends before item `i`.
    std::uint32_t line_floor(std::size_t i) const { return i == 0 ? items_[0].tokens.first : floor_of(i - 1); }

    bool subject_before(Cue& cue, std::size_t left) {
        if (left == 0 || !token_at(left - 1)) return false;
        if (phrase_before(cue, left)) return true;
        const auto who = grammatical_subject(cue, left);
        if (!who || who->relative) return false;
        cue.speaker = who;
        cue.begin = std::min(cue.begin, item_of(who->whole.first));
        return true;
    }

    bool phrase_before(Cue& cue, std::size_t left) {
        std::optional<SpeakerPhrase> who;
        if (text_at(left - 1, ",")) {
            who = before_aside(left - 1);
        } else {
            who = phrases_.ending_at(items_[left - 1].tokens.last, floor_of(left - 1));
            if (who && who->relative) {
                // "Cole, who led the talks, said" is an aside; here "who" itself is the subject: "Cole, who said".
                const std::size_t at = item_of(who->tokens.first);
                const std::size_t end = text_at(at - 1, ",") ? at - 1 : at;
                const auto antecedent = at > 0 && end > 0 && token_at(end - 1)
                                            ? phrases_.ending_at(items_[end - 1].tokens.last, floor_of(end - 1))
                                            : std::nullopt;
                if (!antecedent) return false;
                cue.begin = at;
                who = antecedent;
            }
        }
        if (!who) return false;
        cue.speaker = who;
        cue.begin = std::min(cue.begin, item_of(who->whole.first));
        return true;
    }

    /// The phrase before an apposition or relative clause that ends with the comma at item `comma`.
    std::optional<SpeakerPhrase> before_aside(std::size_t comma) const {
        for (std::size_t i = comma; i-- > 0 && comma - i < longest_aside;) {
            if (!token_at(i) || items_[i].ends_sentence) return std::nullopt;
            if (!text_at(i, ",") || i == 0 || !token_at(i - 1)) continue;
            // "a spokesman for Orbex, Li Wu, said": what stands between the commas is the name of who speaks.
            const NameDraft* name = phrases_.name_starting_at(items_[i].tokens.last);
            if (name != nullptr && name->tokens.last == items_[comma].tokens.first && name->entity.entity_type == EntityType::PERSON) {
                SpeakerPhrase who;
                who.tokens = name->tokens;
                who.whole = name->tokens;
                const auto described = phrases_.ending_at(items_[i - 1].tokens.last, floor_of(i - 1));
                if (described) {
                    who.role = described->tokens;
                    who.whole.first = described->whole.first;
                }
                return who;
            }
            auto who = phrases_.ending_at(items_[i - 1].tokens.last, floor_of(i - 1));
            if (!who || who->pronoun) continue;
            const TokenRange aside{items_[i].tokens.last, items_[comma].tokens.first};
            if (!who->role && !aside.empty() && reading_.hit(aside.first, words_.pronouns) == nullptr) who->role = aside;
            who->whole.last = items_[comma].tokens.last;
            return who;
        }
        return std::nullopt;
    }

    bool subject_behind(Cue& cue) {
        if (!token_at(cue.verb_end)) return false;
        // Inversion: only behind marked words or a clause that ends with a comma, or at the start of a line.
        const std::size_t before = cue.begin;
        const bool inverted = before == 0 || stretch_at(before - 1) || text_at(before - 1, ",") || items_[before - 1].ends_sentence;
        if (!inverted || !cue.quote) return false;
        const auto who = phrases_.starting_at(items_[cue.verb_end].index, limit_of(cue.verb_end));
        if (!who || who->relative) return false;
        cue.speaker = who;
        cue.speaker_behind = true;
        cue.end = item_of(who->whole.last);
        return true;
    }

    // --- what a cue says

    struct Content {
        std::vector<TokenRange> parts;
        bool marked = false, unmarked = false;
        bool empty() const { return parts.empty(); }
    };

    void attach(std::size_t number) {
        Cue& cue = cues_[number];
        Content content = cue.phrase ? phrase_content(cue) : verb_content(number);
        if (content.empty()) return;
        make_quote(cue, content);
    }

    /// "According to X, clause" or "clause, according to X" or both sides.
    Content phrase_content(const Cue& cue) {
        Content content;
        const std::size_t begin = sentence_begin(cue.begin);
        const std::size_t end = sentence_end(cue.end);
        std::size_t right = cue.end;
        while (right < end && token_at(right) && !text_at(right, ",") && !mark_at(right) && right < cue.end + longest_aside) ++right;
        const bool leads = cue.begin == begin || (cue.begin == begin + 1 && filler(begin));
        if (leads) {
            if (text_at(right, ",")) clause(content, right + 1, end);
            return content;
        }
        std::size_t left_end = cue.begin;
        if (left_end > begin && text_at(left_end - 1, ",")) --left_end;
        if (left_end > begin && stretch_at(left_end - 1) && left_end - 1 == begin) {
            direct(content, left_end - 1);
            return content;
        }
        clause(content, begin, left_end);
        return content;
    }

    Content verb_content(std::size_t number) {
        Cue& cue = cues_[number];
        Content content;
        const std::size_t end = sentence_end(cue.end);
        const std::size_t stop = next_participle(number, end);
        const std::size_t after = cue.speaker_behind ? cue.end : cue.verb_end;
        // Marked words or a clause before: "A," Cole said.
        std::size_t left = cue.begin;
        const bool comma_before = left > 0 && text_at(left - 1, ",");
        if (comma_before) --left;
        // "said it 'will not return', adding that": the marks are part of the first report.
        const bool reported = left > 0 && stretch_at(left - 1) && cue.participle && quote_of_[items_[left - 1].index] == -2;
        const bool stretch_before = left > 0 && stretch_at(left - 1) && cue.quote && !taken(left - 1) && !reported;
        std::size_t right = hearer(cue, after, stop);
        std::size_t right_stretch = cue.quote && !cue.speaker_behind ? direct_after(right, stop) : npos;
        // "X said Y had told him: '...'": the marks belong to the nearer verb.
        if (right_stretch != npos && number + 1 < cues_.size() && cues_[number + 1].quote &&
            cues_[number + 1].cue.first < items_[right_stretch].tokens.first)
            right_stretch = npos;
        const std::size_t that = cue.that ? that_after(right, stop) : npos;
        if (stretch_before) {
            direct(content, left - 1);
            // "The bridge," Cole said, "will open."
            const std::size_t next = direct_after(after, stop);
            if (next != npos && !taken(next)) direct(content, next);
            return content;
        }
        if (right_stretch != npos && (that == npos || right_stretch < that)) {
            direct(content, right_stretch);
            return content;
        }
        if (that != npos) {
            clause(content, that, stop);
            if (!content.empty()) return content;
        }
        if (cue.bare && !cue.speaker_behind) {
            const std::size_t start = past_adverbials(right, stop);
            if (opens_clause(start, stop) && holds_verb(start, stop)) {
                clause(content, start, stop);
                if (!content.empty()) return content;
            }
        }
        // A clause before: The dam was safe, Cole said.
        if (comma_before && cue.that && !cue.participle) {
            const std::size_t begin = std::max(sentence_begin(left), previous_end(number));
            if (left > begin + 1) {
                clause(content, begin, left);
                if (!content.empty() && left - begin <= 6 && text_at(after, ",") && after + 1 < stop) clause(content, after + 1, stop);
            }
        }
        return content;
    }

    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    /// A stretch that is a quote already.
    bool taken(std::size_t i) const { return quote_of_[items_[i].index] >= 0; }

    std::size_t previous_end(std::size_t number) const {
        return number > 0 && cues_[number - 1].end <= cues_[number].begin ? cues_[number - 1].end : 0;
    }

    /// Where the words of a cue end because ", adding" opens the next.
    std::size_t next_participle(std::size_t number, std::size_t end) const {
        for (std::size_t c = number + 1; c < cues_.size(); ++c) {
            if (cues_[c].begin >= end) break;
            if (cues_[c].participle && cues_[c].begin > 0 && (text_at(cues_[c].begin - 1, ",") || stretch_at(cues_[c].begin - 1)))
                return cues_[c].begin;
        }
        return end;
    }

    /// Skips the one who is told and notes him: "told Trend", "told reporters on Monday". Also "in an interview with X".
    std::size_t hearer(Cue& cue, std::size_t at, std::size_t stop) const {
        std::size_t next = at;
        if (cue.told && token_at(at) && at < stop && !listed_at(at, words_.complementizers)) {
            const auto who = phrases_.starting_at(items_[at].index, limit_of(at));
            if (who) {
                cue.via = who->tokens;
                next = std::max(at, item_of(who->whole.last));
            } else if (!mark_at(at)) {
                next = at + 1;
            }
        }
        for (std::size_t i = next; i < stop && i < next + furthest_stretch && token_at(i) && !cue.via; ++i) {
            const LexiconHit* frame = reading_.hit(items_[i].index, words_.hearers);
            if (frame == nullptr) continue;
            for (std::size_t k = i + frame->length; k < stop && k < i + frame->length + 5 && token_at(k); ++k) {
                const NameDraft* name = phrases_.name_starting_at(items_[k].index);
                if (name == nullptr) continue;
                // "China's Xinhua News Agency": the owner is not the hearer.
                if (name->tokens.last < reading_.size() && reading_.folded(name->tokens.last) == "'s") continue;
                cue.via = name->tokens;
                break;
            }
        }
        return next;
    }

    /// The marked words that a cue introduces: right behind it, or behind an adverbial and a comma or colon.
    std::size_t direct_after(std::size_t at, std::size_t stop) const {
        for (std::size_t i = at; i < items_.size() && i < at + furthest_stretch && (i < stop || items_[i].stretch); ++i) {
            if (items_[i].stretch) {
                if (taken(i)) return npos;
                if (i == at) return i;
                return text_at(i - 1, ",") || text_at(i - 1, ":") ||
                               (listed_at(i - 1, words_.complementizers) && i == at + 1 && long_enough(i))
                           ? i
                           : npos;
            }
            if (items_[i].ends_sentence || (mark_at(i) && !text_at(i, ",") && !text_at(i, ":"))) return npos;
        }
        return npos;
    }

    bool long_enough(std::size_t i) const { return items_[i].tokens.size() > shortest_floating + 2; }

    /// The item after "that", if it stands near enough.
    std::size_t that_after(std::size_t at, std::size_t stop) const {
        for (std::size_t i = at; i < stop && i < at + furthest_that && token_at(i); ++i) {
            if (listed_at(i, words_.complementizers)) {
                if (i + 1 < stop && text_at(i + 1, ",")) return i + 2;
                return i + 1;
            }
            if (mark_at(i) && !text_at(i, ",")) return npos;
            // "said the dam was safe and that tests go on": the clause began before this "that".
            if (in(reading_.tag(items_[i].index), finite_tags)) return npos;
        }
        return npos;
    }

    /// Skips a date and what leads to it: "said on Friday the dam was safe".
    std::size_t past_adverbials(std::size_t at, std::size_t stop) const {
        for (int round = 0; round < 2; ++round) {
            std::size_t next = at;
            if (token_at(next) && next < stop && listed_at(next, words_.function_words) && token_at(next + 1)) ++next;
            const SpanIndex::Entry* date = nullptr;
            for (const std::size_t i : {at, next})
                if (token_at(i) && i < stop && (date = draft_.spans.at(SpanKind::date, items_[i].index)) != nullptr) break;
            if (date == nullptr) break;
            at = item_of(date->tokens.last);
        }
        return at;
    }

    /// Whether a clause can begin here: not a mark, a preposition's object alone, or the sentence's end.
    bool opens_clause(std::size_t at, std::size_t stop) const {
        if (at >= stop || !token_at(at) || mark_at(at)) return false;
        const std::uint32_t t = items_[at].index;
        if (reading_.hit(t, words_.determiners) != nullptr || reading_.hit(t, words_.pronouns) != nullptr ||
            phrases_.name_starting_at(t) != nullptr)
            return true;
        if (reading_.token(t).is_digits() || reading_.token(t).capitalized()) return true;
        return reading_.hit(t, words_.function_words) == nullptr && stop - at > shortest_clause;
    }

    /// Whether a verb stands among the items: "warned her ministry in January" reports nothing. A past can be tagged as a participle.
    bool holds_verb(std::size_t begin, std::size_t end) const {
        for (std::size_t i = begin; i < end; ++i)
            if (items_[i].stretch || in(reading_.tag(items_[i].index), finite_tags | set_of(Tag::VB, Tag::VBN))) return true;
        return false;
    }

    /// Adds the items [begin, end) as reported words, without what belongs to the writer at the edges.
    void clause(Content& content, std::size_t begin, std::size_t end) {
        end = std::min(end, items_.size());
        while (end > begin && (items_[end - 1].ends_sentence || text_at(end - 1, ",") || text_at(end - 1, ":") || text_at(end - 1, ";") ||
                               text_at(end - 1, ".")))
            --end;
        for (std::size_t i = begin + 1; i + 1 < end; ++i) {
            if ((text_at(i, ",") && listed_at(i + 1, words_.breaks)) || text_at(i, ";")) {
                end = i;
                break;
            }
        }
        if (end < begin + shortest_clause &&
            !(end > begin && std::any_of(items_.begin() + static_cast<std::ptrdiff_t>(begin),
                                         items_.begin() + static_cast<std::ptrdiff_t>(end), [](const Item& i) { return i.stretch; })))
            return;
        if (begin >= end) return;
        TokenRange range{items_[begin].tokens.first, items_[end - 1].tokens.last};
        const bool all_marked = end == begin + 1 && items_[begin].stretch;
        if (all_marked) {
            direct(content, begin);
            return;
        }
        // Marks at the very edges stay outside the span.
        if (items_[end - 1].stretch && stretches_[items_[end - 1].index].close == range.last - 1) --range.last;
        content.parts.push_back(range);
        for (std::size_t i = begin; i < end; ++i) {
            if (items_[i].stretch) {
                content.marked = true;
                if (quote_of_[items_[i].index] < 0) quote_of_[items_[i].index] = -2;  // part of this report
            } else {
                content.unmarked = true;
            }
        }
    }

    /// Adds a marked stretch, all its paragraphs.
    void direct(Content& content, std::size_t i) {
        const MarkedStretch& stretch = stretches_[items_[i].index];
        for (const TokenRange part : stretch.parts) content.parts.push_back(part);
        content.marked = true;
        taking_.push_back(items_[i].index);
    }

    TokenRange trimmed(TokenRange part) const {
        while (part.size() > 1 &&
               (reading_.text(part.last - 1) == "," || reading_.text(part.last - 1) == ";" || reading_.text(part.last - 1) == ":"))
            --part.last;
        return part;
    }

    /// The words that say what a speaker is: without determiner, and only where they are a noun group ("34" and "whose son left" say
    /// nothing).
    std::optional<TokenRange> role_of(const SpeakerPhrase& who) const {
        if (!who.role) return std::nullopt;
        TokenRange role = *who.role;
        while (role.size() > 1 && reading_.hit(role.first, words_.determiners) != nullptr) ++role.first;
        const NounGroup* group = reading_.noun_group_at(role.first);
        const bool noun =
            group != nullptr && !group->pronoun && in(reading_.tag(role.contains(group->head) ? group->head : role.last - 1), noun_tags);
        return noun ? std::optional(role) : std::nullopt;
    }

    void make_quote(const Cue& cue, Content& content) {
        QuoteDraft quote;
        for (const TokenRange part : content.parts) quote.parts.push_back(trimmed(part));
        std::sort(quote.parts.begin(), quote.parts.end());
        quote.tokens = {quote.parts.front().first, quote.parts.back().last};
        quote.rule_file = cue.file;
        quote.rule_row = cue.row;
        quote.evidence = evidence::listed | evidence::beside;
        quote.quote.quote_type = !content.marked ? QuoteType::indirect : content.unmarked ? QuoteType::mixed : QuoteType::direct;
        quote.cue = cue.cue;
        quote.kind = cue.kind;
        quote.polarity = cue.polarity;
        if (cue.via) quote.via = Reference{*cue.via, std::nullopt};
        if (cue.speaker) {
            quote.speaker = Reference{cue.speaker->tokens, std::nullopt};
            quote.role = role_of(*cue.speaker);
            quote.anonymous = cue.speaker->anonymous;
        }
        finish(quote);
    }

    void finish(QuoteDraft& quote) {
        for (const std::uint32_t s : taking_) {
            quote_of_[s] = static_cast<std::int32_t>(draft_.quotes.size());
            if (!stretches_[s].balanced) quote.quote.balanced = false;
            if (!stretches_[s].close && quote.quote.flags.empty()) quote.quote.flags.push_back("unclosed");
        }
        taking_.clear();
        last_quote_ = static_cast<std::int32_t>(draft_.quotes.size());
        draft_.quotes.push_back(std::move(quote));
    }

    // --- marked words without a verb

    void colons_and_dashes() {
        for (std::size_t i = 0; i < items_.size(); ++i) {
            if (!items_[i].stretch || taken(i) || quote_of_[items_[i].index] == -2 || !long_enough(i)) continue;
            std::optional<SpeakerPhrase> who;
            const char* shape = "colon";
            if (i >= 2 && text_at(i - 1, ":") && token_at(i - 2)) {
                who = phrases_.ending_at(items_[i - 2].tokens.last, floor_of(i - 2));
                if (who && item_of(who->whole.first) > sentence_begin(i - 2) + 6) who.reset();
            } else if (dash_at(i + 1) && token_at(i + 2)) {
                shape = "dash";
                who = phrases_.starting_at(items_[i + 2].index, limit_of(i + 2));
            }
            if (!who || who->pronoun) continue;
            QuoteDraft quote = marked_quote(i, shape);
            quote.speaker = Reference{who->tokens, std::nullopt};
            quote.role = role_of(*who);
            quote.anonymous = who->anonymous;
            finish(quote);
        }
    }

    bool dash_at(std::size_t i) const {
        return text_at(i, "\xE2\x80\x94") || text_at(i, "\xE2\x80\x95") || text_at(i, "--") || text_at(i, "-") ||
               text_at(i, "\xE2\x80\x93");
    }

    QuoteDraft marked_quote(std::size_t i, const char* shape) {
        Content content;
        direct(content, i);
        QuoteDraft quote;
        for (const TokenRange part : content.parts) quote.parts.push_back(trimmed(part));
        quote.tokens = {quote.parts.front().first, quote.parts.back().last};
        quote.rule_file = words_.shapes;
        quote.rule_row = words_.shape(shape);
        quote.evidence = evidence::shape;
        return quote;
    }

    /// Stretches that no cue took: parts of the quote before them, quotes of their own, or no quotes.
    void carry_on() {
        std::int32_t before = -1;
        std::size_t before_item = 0;
        for (std::size_t i = 0; i < items_.size(); ++i) {
            if (!items_[i].stretch) continue;
            const std::uint32_t s = items_[i].index;
            if (quote_of_[s] >= 0 || quote_of_[s] == -2) {
                if (quote_of_[s] >= 0) before = quote_of_[s], before_item = i;
                continue;
            }
            if (stretches_[s].parts.back().last > items_[i].tokens.last) continue;  // its last paragraph may still bring a cue
            const bool sentence_like = items_[i].tokens.size() > shortest_floating + 2 || ends_like_sentence(s);
            if (before >= 0 && sentence_like && one_tag_between(before_item, i)) {
                QuoteDraft& quote = draft_.quotes[static_cast<std::size_t>(before)];
                const std::size_t added = quote.parts.size() - 1;
                for (const TokenRange part : stretches_[s].parts) quote.parts.push_back(trimmed(part));
                // Nearly always they stand behind those it has, which may be many.
                if (!std::is_sorted(quote.parts.begin() + static_cast<std::ptrdiff_t>(added), quote.parts.end()))
                    std::sort(quote.parts.begin(), quote.parts.end());
                quote.tokens = {quote.parts.front().first, quote.parts.back().last};
                if (!stretches_[s].balanced) quote.quote.balanced = false;
                quote_of_[s] = before;
                before_item = i;
            } else if (items_[i].tokens.size() > shortest_floating + 2) {
                QuoteDraft quote = marked_quote(i, line_.within ? "nested" : "floating");
                finish(quote);
                before = quote_of_[s];
                before_item = i;
            }
        }
    }

    bool ends_like_sentence(std::uint32_t s) const {
        const std::string_view last = reading_.text(stretches_[s].parts.back().last - 1);
        return (last == "." || last == "!" || last == "?") && reading_.token(stretches_[s].parts.front().first).shape != Shape::lower;
    }

    /// Between two stretches stands nothing but the tag of the first, to the end of its sentence.
    bool one_tag_between(std::size_t from, std::size_t to) const {
        std::size_t ends = 0;
        for (std::size_t i = from + 1; i < to; ++i) ends += items_[i].ends_sentence;
        return ends <= 1 && (to == from + 1 || items_[to - 1].ends_sentence) && to - from < 30;
    }

    const Words& words_;
    const Reading& reading_;
    const SpeakerPhrases& phrases_;
    const std::vector<MarkedStretch>& stretches_;
    const SpeechLine& line_;
    const std::vector<Item>& items_;
    std::vector<std::int32_t>& quote_of_;  // by stretch: quote, -1 none yet, -2 part of a report
    Draft& draft_;
    /// How far the sentence of an item goes, and how far its run without stretches.
    struct Reach {
        std::size_t sentence_begin = 0, sentence_end = 0, floor = 0, limit = 0;
    };
    std::vector<Reach> reach_;  // by item, and one behind the last
    std::vector<Cue> cues_;
    std::vector<std::uint32_t> taking_;
    std::int32_t last_quote_ = -1;
};

/// Sets each quote's parent: the shortest other quote with a part that holds it. Of two with the same span the later goes, and so do quotes
/// inside `deepest_nesting` others: no writer nests so, and each of them repeats the text of all that it holds.
void nest(Draft& draft) {
    std::vector<std::uint32_t> order(draft.quotes.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const TokenRange x = draft.quotes[a].tokens, y = draft.quotes[b].tokens;
        return x.first != y.first ? x.first < y.first : x.last > y.last;
    });
    std::vector<std::uint32_t> open;
    std::vector<std::uint32_t> depth(draft.quotes.size());
    for (const std::uint32_t q : order) {
        QuoteDraft& quote = draft.quotes[q];
        while (!open.empty() && draft.quotes[open.back()].tokens.last <= quote.tokens.first) open.pop_back();
        for (std::size_t i = open.size(); i-- > 0 && open.size() - i <= 64;) {
            const QuoteDraft& outer = draft.quotes[open[i]];
            if (outer.tokens == quote.tokens) {
                quote.loss = Loss::same_quote;
                break;
            }
            const auto inside = [&](TokenRange inner) {
                return std::any_of(outer.parts.begin(), outer.parts.end(), [&](TokenRange part) { return part.contains(inner); });
            };
            if (std::all_of(quote.parts.begin(), quote.parts.end(), inside)) {
                quote.parent = open[i];
                depth[q] = depth[open[i]] + 1;
                break;
            }
        }
        if (depth[q] >= deepest_nesting) {
            quote.loss = Loss::nested_too_deep;
            quote.parent.reset();
        }
        if (quote.standing()) open.push_back(q);
    }
}

class Speech final : public Stage {
public:
    explicit Speech(const LanguageRules& rules) : words_(rules) {}
    std::string_view name() const override { return "speech"; }

    void run(const Reading& reading, Draft& draft) const override {
        const std::vector<MarkedStretch> stretches = marked_stretches(reading);
        const SpeakerPhrases phrases(reading, draft);
        std::vector<std::int32_t> quote_of(stretches.size(), -1);
        for (const SpeechLine& line : speech_lines(reading, stretches))
            LineReader(words_, reading, phrases, stretches, line, quote_of, draft).run();
        nest(draft);
        for (const Sentence& sentence : reading.sentences())
            for (std::uint32_t t = sentence.tokens.first; t < sentence.tokens.last; ++t)
                if (const LexiconHit* hit = reading.hit(t, words_.hearsay))
                    draft.hearsay.push_back({sentence.tokens, {t, t + hit->length}});
        index_spans(draft, SpanKind::quote);
    }

private:
    Words words_;
};

}  // namespace

std::unique_ptr<Stage> speech_stage(const LanguageRules& rules) {
    return std::make_unique<Speech>(rules);
}

}  // namespace dateline
