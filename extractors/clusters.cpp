#include "extractors/clusters.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <span>

#include "extractors/names/vocabulary.hpp"

namespace dateline {
namespace {

constexpr std::size_t most_with_one_word = 24;  // clusters looked at that share a word with a short name: cost stays linear
constexpr std::uint32_t longest_clitic = 5;     // bytes
constexpr std::uint32_t none = 0xFFFFFFFF;

std::uint64_t mixed(std::uint64_t h) {
    h *= 0x9E3779B97F4A7C15u;
    return h ^ (h >> 29);
}

/// From 64 bits to a number: open addressing, grown by doubling. Several entries may have one key; `same` tells them apart.
class NumberTable {
public:
    /// Room for so many; it grows when they are more.
    void expect(std::size_t numbers) { slots_.resize(std::bit_ceil(2 * numbers + 2)); }
    template <typename Same>
    std::uint32_t find(std::uint64_t key, Same same) const {
        for (std::size_t slot = key & (slots_.size() - 1); slots_[slot].number != none; slot = (slot + 1) & (slots_.size() - 1))
            if (slots_[slot].key == key && same(slots_[slot].number)) return slots_[slot].number;
        return none;
    }
    void add(std::uint64_t key, std::uint32_t number) {
        if ((++size_) * 2 > slots_.size()) {
            std::vector<Slot> old(slots_.size() * 2);
            old.swap(slots_);
            for (const Slot& s : old)
                if (s.number != none) put(s.key, s.number);
        }
        put(key, number);
    }

private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t number = none;
    };
    void put(std::uint64_t key, std::uint32_t number) {
        std::size_t slot = key & (slots_.size() - 1);
        while (slots_[slot].number != none) slot = (slot + 1) & (slots_.size() - 1);
        slots_[slot] = {key, number};
    }

    std::vector<Slot> slots_;
    std::size_t size_ = 0;
};

/// Where a gazetteer keeps what a fact says of its entries.
struct Columns {
    std::optional<std::size_t> iso3166, geonames, wikidata;
};

class Clusterer {
public:
    Clusterer(const NameVocabulary& vocabulary, const std::vector<Columns>& columns, const Reading& reading, Draft& draft)
        : vocabulary_(vocabulary), columns_(columns), reading_(reading), draft_(draft) {}

    void run() {
        draft_.clusters.clear();
        read_mentions();
        by_entry_.expect(mentions_.size() / 2);
        by_words_.expect(mentions_.size());
        by_initials_.expect(4);
        by_word_.expect(words_.size() / 2);
        // Full names first, wherever they stand; then what is short for them.
        for (const std::uint32_t m : longest_first()) place(m);
        list_long_mentions();
        for (std::uint32_t m = 0; m < mentions_.size(); ++m)
            if (mentions_[m].counted < 2) place(m);
        make_clusters();
    }

private:
    /// A standing name: its words are folded, without marks and genitives.
    struct Mention {
        std::uint32_t name = 0;
        std::uint32_t words = 0;       ///< first of them in words_
        std::uint16_t word_count = 0;  ///< of them
        std::uint16_t counted = 0;     ///< tokens that are no marks
        bool shouted = true;           ///< all in capitals
        std::uint32_t cluster = none;  ///< in the order of making
    };
    struct Made {
        std::uint32_t mention = 0;  ///< the one that made it: its words are the cluster's
        EntityType type = EntityType::MISC;
        std::uint32_t long_from = 0, long_to = 0;  ///< its mentions of several words, in the order of the text: in long_mentions_
        std::uint32_t mentions = 0;
        std::uint32_t number = none;  ///< in the order of the text
    };

    void read_mentions() {
        mentions_.reserve(draft_.names.size());
        words_.reserve(draft_.names.size() * 2);
        for (std::uint32_t n = 0; n < draft_.names.size(); ++n) {
            const NameDraft& name = draft_.names[n];
            if (!name.standing()) continue;
            Mention mention;
            mention.name = n;
            mention.words = static_cast<std::uint32_t>(words_.size());
            for (std::uint32_t t = name.tokens.first; t < name.tokens.last; ++t) {
                const Token& token = reading_.token(t);
                if (token.is_word() && token.shape != Shape::upper) mention.shouted = false;
                if (token.kind == TokenKind::mark) continue;
                ++mention.counted;
                if (token.bytes > longest_clitic || !NameVocabulary::possessive(reading_, t)) words_.push_back(token.word);
            }
            if (words_.size() == mention.words) words_.push_back(reading_.token(name.tokens.first).word);
            mention.word_count = static_cast<std::uint16_t>(words_.size() - mention.words);
            longest_ = std::max<std::uint32_t>(longest_, mention.counted);
            mentions_.push_back(mention);
        }
    }

    /// The mentions of several words, the longest first; those of one length in the order of the text.
    std::vector<std::uint32_t> longest_first() const {
        std::vector<std::uint32_t> begins(longest_ + 2), out;  // by length: how many are longer
        for (const Mention& mention : mentions_)
            if (mention.counted > 1) ++begins[mention.counted - 1];
        for (std::uint32_t length = longest_; length-- > 0;) begins[length] += begins[length + 1];
        out.resize(begins[0]);
        for (std::uint32_t m = 0; m < mentions_.size(); ++m)
            if (mentions_[m].counted > 1) out[begins[mentions_[m].counted]++] = m;
        return out;
    }

    std::span<const WordId> words_of(const Mention& m) const { return std::span(words_).subspan(m.words, m.word_count); }
    const NameDraft& draft_of(std::uint32_t mention) const { return draft_.names[mentions_[mention].name]; }

    void place(std::uint32_t m) {
        Mention& mention = mentions_[m];
        const NameDraft& name = draft_.names[mention.name];
        const EntityType type = name.entity.entity_type;
        const std::uint64_t entry = name.entry ? std::uint64_t{name.entry->file} << 32 | name.entry->row : 0;
        if (name.entry) mention.cluster = by_entry_.find(mixed(entry), [](std::uint32_t) { return true; });
        std::uint64_t key = static_cast<std::uint64_t>(type);
        for (const WordId word : words_of(mention)) key = mixed(key ^ word);
        const bool known_words = [&] {
            const std::uint32_t other = by_words_.find(
                key, [&](std::uint32_t o) { return draft_of(o).entity.entity_type == type && same_words(mentions_[o], mention); });
            if (other != none && mention.cluster == none) mention.cluster = mentions_[other].cluster;
            return other != none;
        }();
        if (mention.cluster == none && !name.entry) mention.cluster = shorter(mention, name);
        if (mention.cluster == none) {
            mention.cluster = static_cast<std::uint32_t>(made_.size());
            Made& made = made_.emplace_back();
            made.mention = m;
            made.type = type;
            for (const WordId word : words_of(mention)) add_word(word, mention.cluster);
            if (name.entry) by_entry_.add(mixed(entry), mention.cluster);
            if (mention.word_count > 2) keep_initials(name.tokens, type, mention.cluster);
        }
        if (!known_words) by_words_.add(key, m);
        ++made_[mention.cluster].mentions;
    }

    bool same_words(const Mention& a, const Mention& b) const {
        const auto x = words_of(a), y = words_of(b);
        return std::equal(x.begin(), x.end(), y.begin(), y.end());
    }

    void add_word(WordId word, std::uint32_t cluster) {
        const std::uint64_t key = mixed(word);
        std::uint32_t list = by_word_.find(key, [](std::uint32_t) { return true; });
        if (list == none) {
            list = static_cast<std::uint32_t>(lists_.size());
            lists_.emplace_back();
            by_word_.add(key, list);
        }
        List& of_word = lists_[list];
        if (of_word.size == most_with_one_word || (of_word.size > 0 && links_[of_word.last].cluster == cluster)) return;
        const auto link = static_cast<std::uint32_t>(links_.size());
        links_.push_back({cluster, none});
        (of_word.size++ == 0 ? of_word.first : links_[of_word.last].next) = link;
        of_word.last = link;
    }

    std::uint32_t list_of(WordId word) const {
        return by_word_.find(mixed(word), [](std::uint32_t) { return true; });
    }

    /// Up to eight letters as one number; 0 for more.
    static std::uint64_t packed(std::string_view letters) {
        std::uint64_t out = 0;
        for (const char c : letters) out = out << 8 | static_cast<unsigned char>(c);
        return letters.size() <= 8 ? out : 0;
    }

    /// The first letters of the words with capitals: "SOF" for "State Oil Fund of ...". The last name with these letters counts.
    void keep_initials(TokenRange tokens, EntityType type, std::uint32_t cluster) {
        std::array<char, 8> letters{};
        std::size_t count = 0;
        for (std::uint32_t t = tokens.first; t < tokens.last; ++t) {
            if (!reading_.token(t).capitalized()) continue;
            if (count == letters.size()) return;
            letters[count++] = reading_.folded(t).front();
        }
        const std::uint64_t key = mixed(packed({letters.data(), count}));
        const std::uint32_t known = by_initials_.find(key, [&](std::uint32_t i) { return made_[initials_[i]].type == type; });
        if (known != none) {
            initials_[known] = cluster;
            return;
        }
        by_initials_.add(key, static_cast<std::uint32_t>(initials_.size()));
        initials_.push_back(cluster);
    }

    std::uint32_t shorter(const Mention& mention, const NameDraft& name) const {
        const EntityType type = name.entity.entity_type;
        const std::uint32_t first = name.tokens.first;
        const bool upper = reading_.token(first).shape == Shape::upper;
        // The name it stands behind in parentheses.
        if (upper && name.tokens.size() == 1 && first >= 2 && reading_.text(first - 1) == "(")
            if (const std::uint32_t other = ending_at(first - 1);
                other != none && mentions_[other].cluster != none && draft_of(other).entity.entity_type == type)
                return mentions_[other].cluster;
        if (upper && mention.word_count == 1)
            if (const std::uint64_t letters = packed(reading_.folded(first)); letters != 0) {
                const std::uint32_t found =
                    by_initials_.find(mixed(letters), [&](std::uint32_t i) { return made_[initials_[i]].type == type; });
                if (found != none) return initials_[found];
            }
        const auto words = words_of(mention);
        const std::uint32_t last_list = list_of(words.back()), first_list = list_of(words.front());
        std::uint32_t best = none;
        std::int64_t best_distance = 0;
        for (const std::uint32_t list : {last_list, first_list != last_list ? first_list : none}) {
            for (std::uint32_t link = list == none ? none : lists_[list].first; link != none; link = links_[link].next) {
                const std::uint32_t c = links_[link].cluster;
                const auto whole = words_of(mentions_[made_[c].mention]);
                if (made_[c].type != type || whole.size() <= words.size() || !part_of(words, whole, type)) continue;
                // The one named last before this; else the first of the article.
                const std::int64_t distance = distance_to(made_[c], first);
                if (best == none || distance < best_distance) {
                    best = c;
                    best_distance = distance;
                }
            }
        }
        return best;
    }

    /// The mention whose last token stands just before `token`.
    std::uint32_t ending_at(std::uint32_t token) const {
        const auto after = std::partition_point(mentions_.begin(), mentions_.end(),
                                                [&](const Mention& m) { return draft_.names[m.name].tokens.first < token; });
        if (after == mentions_.begin() || draft_.names[std::prev(after)->name].tokens.last != token) return none;
        return static_cast<std::uint32_t>(after - mentions_.begin()) - 1;
    }

    /// Fills long_mentions_, when the names of several words are placed.
    void list_long_mentions() {
        std::uint32_t at = 0;
        for (Made& made : made_) {
            made.long_from = made.long_to = at;
            at += made.mentions;
        }
        long_mentions_.resize(at);
        for (const Mention& mention : mentions_)
            if (mention.cluster != none) long_mentions_[made_[mention.cluster].long_to++] = draft_.names[mention.name].tokens.first;
    }

    /// How far before `token` the cluster was named by a longer name; what is named only later is further than anything before.
    std::int64_t distance_to(const Made& made, std::uint32_t token) const {
        const auto begin = long_mentions_.begin() + made.long_from, end = long_mentions_.begin() + made.long_to;
        const auto after = std::lower_bound(begin, end, token);
        return after == begin ? 1'000'000'000 : static_cast<std::int64_t>(token) - *std::prev(after);
    }

    static bool part_of(std::span<const WordId> part, std::span<const WordId> whole, EntityType type) {
        const bool suffix = std::equal(part.rbegin(), part.rend(), whole.rbegin());
        const bool prefix = std::equal(part.begin(), part.end(), whole.begin());
        switch (type) {
            case EntityType::PERSON: {
                if (suffix || prefix) return true;
                // "Robert Kennedy" of "Robert F. Kennedy Jr."
                auto at = whole.begin();
                for (const WordId word : part) {
                    at = std::find(at, whole.end(), word);
                    if (at == whole.end()) return false;
                    ++at;
                }
                return part.size() > 1;
            }
            case EntityType::ORG:
                return prefix || (suffix && part.size() == 1);
            case EntityType::EVENT:
            case EntityType::FAC:
            case EntityType::PRODUCT:
            case EntityType::LAW:
                return prefix || (suffix && part.size() > 1);
            default:
                return false;
        }
    }

    /// Clusters are numbered in the order in which the text names them.
    void make_clusters() {
        draft_.clusters.reserve(made_.size());
        for (const Mention& mention : mentions_) {
            Made& made = made_[mention.cluster];
            if (made.number == none) {
                made.number = static_cast<std::uint32_t>(draft_.clusters.size());
                draft_.clusters.emplace_back().type = made.type;
            }
            draft_.names[mention.name].cluster = made.number;
        }
        std::vector<std::uint32_t> ends(made_.size() + 1), members(mentions_.size());
        for (const Made& made : made_) ends[made.number + 1] = made.mentions;
        for (std::size_t c = 1; c < ends.size(); ++c) ends[c] += ends[c - 1];
        std::vector<std::uint32_t> next(ends.begin(), ends.end() - 1);
        for (std::uint32_t m = 0; m < mentions_.size(); ++m) members[next[draft_of(m).cluster]++] = m;
        for (std::size_t c = 0; c < draft_.clusters.size(); ++c)
            describe(draft_.clusters[c], std::span(members).subspan(ends[c], ends[c + 1] - ends[c]));
    }

    /// `members`: its mentions in the order of the text.
    void describe(Cluster& cluster, std::span<const std::uint32_t> members) {
        // The longest mention that is not shouted.
        const auto rank = [&](std::uint32_t m) { return mentions_[m].counted * 2 + !mentions_[m].shouted; };
        std::uint32_t best = members.front();
        for (const std::uint32_t m : members)
            if (rank(m) > rank(best)) best = m;
        name_cluster(cluster, members, best);
        int women = 0, men = 0;
        for (const std::uint32_t m : members) {
            if (!draft_of(m).role) continue;
            const TokenRange tokens = *draft_of(m).role;
            for (std::uint32_t t = tokens.first; t < tokens.last; ++t) {
                const LexiconHit* hit = vocabulary_.role(reading_, t);
                if (hit == nullptr || t + hit->length > tokens.last) continue;
                const char gender = vocabulary_.role(*hit).gender;
                if (gender == 'f') women += 3;
                if (gender == 'm') men += 3;
                if (std::find(cluster.roles.begin(), cluster.roles.end(), hit->row) == cluster.roles.end())
                    cluster.roles.push_back(hit->row);
                t += hit->length - 1u;
            }
        }
        for (const std::uint32_t m : members) mention_type(m, cluster, mentions_[best].counted);
        if (cluster.type != EntityType::PERSON) return;
        for (const std::uint32_t m : members)
            if (mentions_[m].counted > 1) {
                const char gender = vocabulary_.first_name_gender(reading_, draft_of(m).tokens.first);
                women += gender == 'f';
                men += gender == 'm';
                break;
            }
        if (women != men) cluster.gender = women > men ? 'f' : 'm';
    }

    void name_cluster(Cluster& cluster, std::span<const std::uint32_t> members, std::uint32_t best) const {
        const NameDraft& longest = draft_of(best);
        std::string_view canonical;
        if (cluster.type == EntityType::GPE) canonical = vocabulary_.state_name(reading_, longest.tokens);
        for (const std::uint32_t m : members) {
            const auto& entry = draft_of(m).entry;
            if (!entry) continue;
            const Table& table = reading_.rules().table(entry->file);
            const Columns& columns = columns_[entry->file];
            const auto cell = [&](std::optional<std::size_t> column) {
                return column ? table.cell(entry->row, *column) : std::string_view();
            };
            cluster.geonames = cell(columns.geonames);
            cluster.wikidata = cell(columns.wikidata);
            if (cluster.type == EntityType::GPE) cluster.iso3166 = cell(columns.iso3166);
            // A list names a thing where it gives its id, or where the article has only letters ("AP"); "Xinhua News Agency" stays.
            const bool letters = cluster.type == EntityType::ORG && mentions_[best].shouted;
            if (!cluster.geonames.empty() || cluster.type == EntityType::NORP || letters) {
                canonical = table.cell(entry->row, std::size_t{0});
                canonical = canonical.substr(0, canonical.find(" ("));
            }
            break;
        }
        cluster.canonical = canonical.empty() ? written(longest.tokens) : canonical;
    }

    /// The words as the text has them, line breaks and runs of blanks made one blank.
    std::string_view written(TokenRange tokens) const {
        const std::string_view text = reading_.text(tokens);
        const auto blank = [](char c) { return c == '\n' || c == '\r' || c == '\t' || c == ' '; };
        const auto as_it_is = [&](std::size_t i) {
            return !blank(text[i]) || (text[i] == ' ' && !blank(text[i + 1]));
        };  // it ends in no blank
        std::size_t same = 0;
        while (same < text.size() && as_it_is(same)) ++same;
        if (same == text.size()) return text;
        std::string out;
        for (const char c : text) {
            if (!blank(c))
                out += c;
            else if (!out.empty() && out.back() != ' ')
                out += ' ';
        }
        return draft_.texts.keep(out);
    }

    void mention_type(std::uint32_t m, const Cluster& cluster, std::uint32_t longest) {
        const Mention& mention = mentions_[m];
        NameDraft& name = draft_.names[mention.name];
        MentionType& type = name.entity.mention_type;
        if (cluster.type == EntityType::NORP) {
            type = MentionType::demonym;
            return;
        }
        const std::uint32_t words = mention.counted;
        const bool letters =
            mention.shouted && name.tokens.size() <= 6 && (words == 1 || reading_.text(name.tokens).find('.') != std::string_view::npos);
        if (letters && (cluster.type == EntityType::ORG || longest > words || cluster.canonical.find(' ') != std::string_view::npos))
            type = MentionType::acronym;
        else
            type = words < longest ? MentionType::short_ : MentionType::name;
    }

    const NameVocabulary& vocabulary_;
    const std::vector<Columns>& columns_;  // by file
    const Reading& reading_;
    Draft& draft_;
    std::vector<WordId> words_;
    std::vector<Mention> mentions_;  // in the order of the text
    std::uint32_t longest_ = 0;      // tokens counted, of any mention
    std::vector<Made> made_;
    std::vector<std::uint32_t> long_mentions_;  // their first tokens
    NumberTable by_entry_;                      // clusters
    NumberTable by_words_;                      // mentions
    NumberTable by_initials_;                   // places in initials_
    std::vector<std::uint32_t> initials_;       // clusters
    NumberTable by_word_;                       // places in lists_
    struct List {
        std::uint32_t first = none, last = none, size = 0;
    };
    struct Link {
        std::uint32_t cluster, next;
    };
    std::vector<List> lists_;
    std::vector<Link> links_;
};

class Clusters : public Stage {
public:
    Clusters(std::shared_ptr<const NameVocabulary> vocabulary, const LanguageRules& rules) : vocabulary_(std::move(vocabulary)) {
        for (const Table& table : rules.tables())
            columns_.push_back({table.find("iso3166"), table.find("geonames"), table.find("wikidata")});
    }
    std::string_view name() const override { return "clusters"; }
    void run(const Reading& reading, Draft& draft) const override { Clusterer(*vocabulary_, columns_, reading, draft).run(); }

private:
    std::shared_ptr<const NameVocabulary> vocabulary_;
    std::vector<Columns> columns_;  // by file
};

}  // namespace

std::unique_ptr<Stage> clusters_stage(std::shared_ptr<const NameVocabulary> vocabulary) {
    const LanguageRules& rules = vocabulary->rules();
    return std::make_unique<Clusters>(std::move(vocabulary), rules);
}

}  // namespace dateline
