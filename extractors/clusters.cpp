#include "extractors/clusters.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "extractors/names/vocabulary.hpp"

namespace dateline {
namespace {

constexpr std::size_t most_with_one_word = 24;  // clusters looked at that share a word with a short name: cost stays linear

/// A name as its words: folded, without marks.
using Words = std::vector<WordId>;

class Clusterer {
public:
    Clusterer(const NameVocabulary& vocabulary, const LanguageRules& rules, const Reading& reading, Draft& draft)
        : vocabulary_(vocabulary), rules_(rules), reading_(reading), draft_(draft) {}

    void run() {
        draft_.clusters.clear();
        for (std::uint32_t n = 0; n < draft_.names.size(); ++n)
            if (draft_.names[n].standing()) order_.push_back(n);
        // Full names first, wherever they stand; then what is short for them.
        std::vector<std::uint32_t> by_length = order_;
        std::stable_sort(by_length.begin(), by_length.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return word_count(a) > word_count(b); });
        placed_.resize(draft_.names.size());
        bool single = false;
        for (const std::uint32_t n : by_length) {
            if (!single && word_count(n) < 2) {
                single = true;
                for (std::uint32_t c = 0; c < draft_.clusters.size(); ++c) {
                    std::sort(draft_.clusters[c].mentions.begin(), draft_.clusters[c].mentions.end());
                    known_[c].long_mentions = static_cast<std::ptrdiff_t>(draft_.clusters[c].mentions.size());
                }
            }
            place(n);
        }
        number_by_text();
        for (Cluster& cluster : draft_.clusters) {
            describe(cluster);
            std::uint32_t longest = 0;
            for (const std::uint32_t m : cluster.mentions) longest = std::max(longest, word_count(m));
            longest_.push_back(longest);
        }
        for (const std::uint32_t n : order_) mention_type(n);
    }

private:
    struct Known {
        Words words;
        std::uint16_t file = 0;
        std::uint32_t row = 0;
        bool linked = false;
        std::ptrdiff_t long_mentions = 0;  ///< the first so many mentions are of several words, in the order of the text
    };

    std::uint32_t word_count(std::uint32_t name) const {
        std::uint32_t count = 0;
        for (std::uint32_t t = draft_.names[name].tokens.first; t < draft_.names[name].tokens.last; ++t)
            count += reading_.token(t).kind != TokenKind::mark;
        return count;
    }

    Words words_of(TokenRange tokens) const {
        Words words;
        for (std::uint32_t t = tokens.first; t < tokens.last; ++t)
            if (reading_.token(t).kind != TokenKind::mark && !vocabulary_.possessive(reading_, t)) words.push_back(reading_.token(t).word);
        return words;
    }

    std::optional<NameVocabulary::Listed> link(const NameDraft& name) {
        vocabulary_.listed_exactly(reading_, name.tokens, scratch_);
        for (const auto& entry : scratch_)
            if (entry.type == name.entity.entity_type) return entry;
        return std::nullopt;
    }

    void place(std::uint32_t n) {
        NameDraft& name = draft_.names[n];
        Known known;
        known.words = words_of(name.tokens);
        if (known.words.empty()) known.words.push_back(reading_.token(name.tokens.first).word);
        if (const auto entry = link(name)) {
            known.linked = true;
            known.file = entry->file;
            known.row = entry->row;
        }
        std::optional<std::uint32_t> cluster = same(known, name.entity.entity_type);
        if (!cluster && !known.linked) cluster = shorter(known, name);
        if (!cluster) {
            cluster = static_cast<std::uint32_t>(draft_.clusters.size());
            Cluster made;
            made.type = name.entity.entity_type;
            draft_.clusters.push_back(made);
            known_.push_back(known);
            for (const WordId word : known.words) {
                auto& list = by_word_[word];
                if (list.size() < most_with_one_word && (list.empty() || list.back() != *cluster)) list.push_back(*cluster);
            }
            if (known.linked) by_entry_[{known.file, known.row}] = *cluster;
            if (known.words.size() > 2) by_initials_[{initials(name.tokens), name.entity.entity_type}] = *cluster;
        }
        by_words_.emplace(std::pair(known.words, name.entity.entity_type), *cluster);
        name.cluster = *cluster;
        placed_[n] = true;
        draft_.clusters[*cluster].mentions.push_back(n);
    }

    std::optional<std::uint32_t> same(const Known& known, EntityType type) const {
        if (known.linked)
            if (const auto found = by_entry_.find({known.file, known.row}); found != by_entry_.end()) return found->second;
        if (const auto found = by_words_.find({known.words, type}); found != by_words_.end()) return found->second;
        return std::nullopt;
    }

    /// The first letters of the words with capitals: "SOF" for "State Oil Fund of ...".
    std::string initials(TokenRange tokens) const {
        std::string out;
        for (std::uint32_t t = tokens.first; t < tokens.last; ++t)
            if (reading_.token(t).capitalized()) out += reading_.folded(t).front();
        return out;
    }

    std::optional<std::uint32_t> shorter(const Known& known, const NameDraft& name) const {
        const EntityType type = name.entity.entity_type;
        const std::uint32_t first = name.tokens.first;
        // The name it stands behind in parentheses.
        if (name.tokens.size() == 1 && first >= 2 && reading_.text(first - 1) == "(" && reading_.token(first).shape == Shape::upper)
            if (const auto other = ending_at(first - 1); other && placed_[*other] && draft_.names[*other].entity.entity_type == type)
                return draft_.names[*other].cluster;
        if (known.words.size() == 1 && reading_.token(first).shape == Shape::upper) {
            const auto found = by_initials_.find({std::string(reading_.folded(first)), type});
            if (found != by_initials_.end()) return found->second;
        }
        const auto list = by_word_.find(known.words.back());
        const auto list_first = by_word_.find(known.words.front());
        std::optional<std::uint32_t> best;
        std::int64_t best_distance = 0;
        const auto look = [&](const auto& found) {
            if (found == by_word_.end()) return;
            for (const std::uint32_t c : found->second) {
                const Cluster& cluster = draft_.clusters[c];
                if (cluster.type != type || known_[c].words.size() <= known.words.size() || !part_of(known.words, known_[c], type))
                    continue;
                // The one named last before this; else the first of the article.
                const std::int64_t distance = distance_to(cluster, known_[c], first);
                if (!best || distance < best_distance) {
                    best = c;
                    best_distance = distance;
                }
            }
        };
        look(list);
        if (list_first != list) look(list_first);
        return best;
    }

    /// The name whose last token stands just before `token`.
    std::optional<std::uint32_t> ending_at(std::uint32_t token) const {
        const auto after =
            std::partition_point(order_.begin(), order_.end(), [&](std::uint32_t n) { return draft_.names[n].tokens.first < token; });
        if (after == order_.begin() || draft_.names[*std::prev(after)].tokens.last != token) return std::nullopt;
        return *std::prev(after);
    }

    /// How far before `token` the cluster was named by a longer name; what is named only later is further than anything before.
    std::int64_t distance_to(const Cluster& cluster, const Known& known, std::uint32_t token) const {
        const auto begin = cluster.mentions.begin(), end = begin + known.long_mentions;
        const auto after = std::partition_point(begin, end, [&](std::uint32_t n) { return draft_.names[n].tokens.first < token; });
        if (after != begin) return static_cast<std::int64_t>(token) - draft_.names[*std::prev(after)].tokens.first;
        return 1'000'000'000;
    }

    bool part_of(const Words& part, const Known& whole, EntityType type) const {
        const Words& w = whole.words;
        const bool suffix = std::equal(part.rbegin(), part.rend(), w.rbegin());
        const bool prefix = std::equal(part.begin(), part.end(), w.begin());
        switch (type) {
            case EntityType::PERSON: {
                if (suffix || prefix) return true;
                // "Robert Kennedy" of "Robert F. Kennedy Jr."
                auto at = w.begin();
                for (const WordId word : part) {
                    at = std::find(at, w.end(), word);
                    if (at == w.end()) return false;
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
    void number_by_text() {
        std::vector<std::uint32_t> first(draft_.clusters.size(), UINT32_MAX), number(draft_.clusters.size());
        std::vector<std::uint32_t> order;
        for (const std::uint32_t n : order_) {
            auto& f = first[draft_.names[n].cluster];
            if (f != UINT32_MAX) continue;
            f = n;
            order.push_back(draft_.names[n].cluster);
        }
        std::vector<Cluster> sorted;
        std::vector<Known> known;
        for (const std::uint32_t c : order) {
            number[c] = static_cast<std::uint32_t>(sorted.size());
            sorted.push_back(std::move(draft_.clusters[c]));
            known.push_back(std::move(known_[c]));
        }
        draft_.clusters = std::move(sorted);
        known_ = std::move(known);
        for (const std::uint32_t n : order_) draft_.names[n].cluster = number[draft_.names[n].cluster];
        for (Cluster& cluster : draft_.clusters) std::sort(cluster.mentions.begin(), cluster.mentions.end());
    }

    void describe(Cluster& cluster) {
        // The longest mention that is not shouted.
        std::uint32_t best = cluster.mentions.front();
        const auto rank = [&](std::uint32_t n) {
            const TokenRange tokens = draft_.names[n].tokens;
            bool shouted = true;
            for (std::uint32_t t = tokens.first; t < tokens.last; ++t)
                if (reading_.token(t).is_word() && reading_.token(t).shape != Shape::upper) shouted = false;
            return std::pair(word_count(n), !shouted);
        };
        for (const std::uint32_t n : cluster.mentions)
            if (rank(n) > rank(best)) best = n;
        cluster.canonical = written(draft_.names[best].tokens);
        if (cluster.type == EntityType::GPE)
            if (const std::string_view state = vocabulary_.state_name(reading_, draft_.names[best].tokens); !state.empty())
                cluster.canonical = state;
        for (const std::uint32_t n : cluster.mentions) {
            const auto entry = link(draft_.names[n]);
            if (!entry) continue;
            const Table& table = rules_.table(entry->file);
            std::string_view name = table.cell(entry->row, std::size_t{0});
            if (const std::size_t bracket = name.find(" ("); bracket != std::string_view::npos) name = name.substr(0, bracket);
            // A list names a thing where it gives its id, or where the article has only letters ("AP"); "Xinhua News Agency" stays.
            const bool linked = !table.cell(entry->row, "geonames").empty();
            const bool letters = cluster.type == EntityType::ORG && !rank(best).second;
            if (linked || cluster.type == EntityType::NORP || letters) cluster.canonical = name;
            cluster.iso3166 = cluster.type == EntityType::GPE ? table.cell(entry->row, "iso3166") : std::string_view();
            cluster.geonames = table.cell(entry->row, "geonames");
            cluster.wikidata = table.cell(entry->row, "wikidata");
            break;
        }
        std::map<char, int> genders;
        for (const std::uint32_t n : cluster.mentions) {
            const NameDraft& name = draft_.names[n];
            if (!name.role) continue;
            for (std::uint32_t t = name.role->first; t < name.role->last; ++t) {
                const LexiconHit* role = vocabulary_.role(reading_, t);
                if (role == nullptr || t + role->length > name.role->last) continue;
                const std::string_view gender = vocabulary_.role_cell(*role, "gender");
                if (!gender.empty()) genders[gender.front()] += 3;
                const std::string word(vocabulary_.role_cell(*role, "role"));
                if (std::find(cluster.roles.begin(), cluster.roles.end(), word) == cluster.roles.end()) cluster.roles.push_back(word);
                t += role->length - 1u;
            }
        }
        if (cluster.type != EntityType::PERSON) return;
        for (const std::uint32_t n : cluster.mentions)
            if (word_count(n) > 1) {
                const char gender = vocabulary_.first_name_gender(reading_, draft_.names[n].tokens.first);
                if (gender != '?') ++genders[gender];
                break;
            }
        if (genders['f'] != genders['m']) cluster.gender = genders['f'] > genders['m'] ? 'f' : 'm';
    }

    std::string written(TokenRange tokens) const {
        std::string out;
        for (const char c : reading_.text(tokens)) {
            if (c == '\n' || c == '\r' || c == '\t' || c == ' ') {
                if (!out.empty() && out.back() != ' ') out += ' ';
            } else {
                out += c;
            }
        }
        return out;
    }

    void mention_type(std::uint32_t n) {
        NameDraft& name = draft_.names[n];
        const Cluster& cluster = draft_.clusters[name.cluster];
        if (cluster.type == EntityType::NORP) {
            name.entity.mention_type = MentionType::demonym;
            return;
        }
        const std::uint32_t longest = longest_[name.cluster];
        const std::uint32_t words = word_count(n);
        bool upper = true;
        for (std::uint32_t t = name.tokens.first; t < name.tokens.last; ++t)
            if (reading_.token(t).is_word() && reading_.token(t).shape != Shape::upper) upper = false;
        const bool letters =
            upper && (words == 1 || reading_.text(name.tokens).find('.') != std::string_view::npos) && name.tokens.size() <= 6;
        if (letters && (cluster.canonical.find(' ') != std::string::npos || longest > words || cluster.type == EntityType::ORG))
            name.entity.mention_type = MentionType::acronym;
        else if (words < longest)
            name.entity.mention_type = MentionType::short_;
        else
            name.entity.mention_type = MentionType::name;
    }

    const NameVocabulary& vocabulary_;
    const LanguageRules& rules_;
    const Reading& reading_;
    Draft& draft_;
    std::vector<std::uint32_t> order_;    // standing names
    std::vector<Known> known_;            // of each cluster
    std::vector<std::uint32_t> longest_;  // words of the longest mention of each cluster
    std::vector<bool> placed_;            // of each name
    std::map<std::pair<std::uint16_t, std::uint32_t>, std::uint32_t> by_entry_;
    std::map<std::pair<Words, EntityType>, std::uint32_t> by_words_;
    std::map<std::pair<std::string, EntityType>, std::uint32_t> by_initials_;
    std::unordered_map<WordId, std::vector<std::uint32_t>> by_word_;
    std::vector<NameVocabulary::Listed> scratch_;
};

class Clusters : public Stage {
public:
    explicit Clusters(std::shared_ptr<const NameVocabulary> vocabulary) : vocabulary_(std::move(vocabulary)) {}
    std::string_view name() const override { return "clusters"; }
    void run(const Reading& reading, Draft& draft) const override { Clusterer(*vocabulary_, reading.rules(), reading, draft).run(); }

private:
    std::shared_ptr<const NameVocabulary> vocabulary_;
};

}  // namespace

std::unique_ptr<Stage> clusters_stage(std::shared_ptr<const NameVocabulary> vocabulary) {
    return std::make_unique<Clusters>(std::move(vocabulary));
}

}  // namespace dateline
