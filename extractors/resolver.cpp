#include "extractors/resolver.hpp"

#include <algorithm>

namespace dateline {
namespace {

// How well a candidate fits, in points. Each sentence further back costs `a_sentence`; the best must lead the next by `margin`.
constexpr int a_sentence = 20, first_of_sentence = 15, known_gender = 20, spoke_last = 25, other_depth = -35, role_known = 120,
              named_so = 120, margin = 10;
constexpr std::uint32_t names_back = 200;    // names looked at
constexpr std::uint32_t sentences_back = 6;  // for those with nothing but nearness

/// The standing quotes that hold a token are looked for among the last ones that begin before it.
constexpr std::uint32_t quotes_back = 64;

std::optional<std::uint32_t> innermost_quote(const Draft& draft, std::uint32_t token) {
    const auto after =
        std::partition_point(draft.quotes.begin(), draft.quotes.end(), [&](const QuoteDraft& q) { return q.tokens.first <= token; });
    std::optional<std::uint32_t> found;
    std::uint32_t looked = 0;
    for (auto q = after; q != draft.quotes.begin() && looked < quotes_back; ++looked) {
        --q;
        if (!q->standing() || q->quote.quote_type == QuoteType::indirect) continue;
        if (std::any_of(q->parts.begin(), q->parts.end(), [&](TokenRange part) { return part.contains(token); })) {
            const auto index = static_cast<std::uint32_t>(q - draft.quotes.begin());
            if (!found || draft.quotes[*found].tokens.contains(q->tokens)) found = index;
        }
    }
    return found;
}

/// The candidates, each with its best score.
class Candidates {
public:
    void add(std::uint32_t cluster, int score) {
        for (auto& [c, s] : list_) {
            if (c != cluster) continue;
            s = std::max(s, score);
            return;
        }
        list_.emplace_back(cluster, score);
    }
    std::optional<std::uint32_t> winner() const {
        if (list_.empty()) return std::nullopt;
        const auto best = std::max_element(list_.begin(), list_.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
        for (const auto& c : list_)
            if (c.first != best->first && best->second - c.second < margin) return std::nullopt;
        return best->first;
    }

private:
    std::vector<std::pair<std::uint32_t, int>> list_;
};

bool holds_word(std::string_view name, std::string_view word, std::string& folded_name) {
    folded_name.clear();
    for (const char c : name) folded_name += static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    for (std::size_t at = folded_name.find(word); at != std::string::npos; at = folded_name.find(word, at + 1)) {
        const bool begins = at == 0 || folded_name[at - 1] == ' ';
        const std::size_t end = at + word.size();
        if (begins && (end == folded_name.size() || folded_name[end] == ' ')) return true;
    }
    return false;
}

}  // namespace

std::optional<std::uint32_t> name_at(const Draft& draft, std::uint32_t token) {
    auto at = std::partition_point(draft.names.begin(), draft.names.end(), [&](const NameDraft& n) { return n.tokens.first <= token; });
    // Those that settle rejected may stand between.
    for (int looked = 0; at != draft.names.begin() && looked < 8; ++looked) {
        --at;
        if (at->standing() && at->tokens.contains(token)) return static_cast<std::uint32_t>(at - draft.names.begin());
    }
    return std::nullopt;
}

Resolver::Resolver(const LanguageRules& rules)
    : roles_file_(rules.file("roles")),
      pronouns_file_(rules.file("pronouns")),
      mention_words_file_(rules.file("mention_words")),
      after_head_(rules.class_number(mention_words_file_, "after_head")),
      indefinite_(rules.class_number(mention_words_file_, "indefinite")),
      company_(rules.class_number(roles_file_, "company")),
      country_(rules.class_number(roles_file_, "country")),
      city_(rules.class_number(roles_file_, "city")) {
    const Table& roles = rules.table(roles_file_);
    for (std::uint32_t row = 0; row < roles.size(); ++row) {
        const std::string_view kind = roles.cell(row, "kind"), gender = roles.cell(row, "gender");
        roles_.push_back({kind == "person" ? Role::Of::person
                          : kind == "org"  ? Role::Of::org
                                           : Role::Of::place,
                          gender.empty() ? '?' : gender.front(), rules.class_of(roles_file_, row)});
    }
    const Table& pronouns = rules.table(pronouns_file_);
    for (std::uint32_t row = 0; row < pronouns.size(); ++row) {
        const std::string_view kind = pronouns.cell(row, "class");
        pronouns_.push_back(kind == "m"          ? Pronoun::male
                            : kind == "f"        ? Pronoun::female
                            : kind == "many"     ? Pronoun::many
                            : kind == "speaker"  ? Pronoun::speaker
                            : kind == "relative" ? Pronoun::relative
                                                 : Pronoun::thing);
    }
}

std::uint32_t Resolver::head_of(const Reading& reading, const Draft& draft, TokenRange mention) const {
    std::uint32_t head = mention.first;
    for (std::uint32_t t = mention.first; t < mention.last;) {
        if (const auto name = name_at(draft, t)) {
            head = draft.names[*name].tokens.last - 1;
            t = head + 1;
            continue;
        }
        if (const LexiconHit* role = reading.hit(t, roles_file_)) {  // "head of state" is one
            head = t + role->length - 1;
            t = head + 1;
            continue;
        }
        const LexiconHit* hit = reading.hit(t, mention_words_file_);
        if (hit != nullptr && t > mention.first && reading.rules().class_of(mention_words_file_, hit->row) == after_head_) break;
        if (!reading.token(t).is_word() && !reading.token(t).is_digits() && t > mention.first && reading.is(t, ",")) break;
        if (reading.token(t).is_word() && !reading.rules().grammar_words().owner(reading, t)) head = t;
        ++t;
    }
    return std::min(head, mention.last - 1);
}

std::optional<std::uint32_t> Resolver::refer(const Reading& reading, const Draft& draft, TokenRange mention) const {
    if (mention.empty()) return std::nullopt;
    if (mention.size() == 1)
        if (const LexiconHit* hit = reading.hit(mention.first, pronouns_file_); hit != nullptr && !name_at(draft, mention.first))
            return pronoun(reading, draft, mention, pronouns_[hit->row]);
    const std::uint32_t head = head_of(reading, draft, mention);
    if (const auto name = name_at(draft, head)) return draft.names[*name].cluster;
    const LexiconHit* indefinite = reading.hit(mention.first, mention_words_file_);
    if (indefinite != nullptr && reading.rules().class_of(mention_words_file_, indefinite->row) == indefinite_) return std::nullopt;
    std::uint32_t begin = head;
    const Role* role = role_ending(reading, mention.first, head, begin);
    return role != nullptr ? description(reading, draft, mention, {begin, head + 1}, *role) : std::nullopt;
}

const Resolver::Role* Resolver::role_ending(const Reading& reading, std::uint32_t from, std::uint32_t head, std::uint32_t& begin) const {
    for (begin = std::max(from, head - std::min(head, 3u)); begin <= head; ++begin) {
        const LexiconHit* role = reading.hit(begin, roles_file_);
        if (role != nullptr && begin + role->length == head + 1) return &roles_[role->row];
    }
    return nullptr;
}

std::optional<char> Resolver::unnamed_person(const Reading& reading, const Draft& draft, TokenRange mention) const {
    if (mention.empty()) return std::nullopt;
    const std::uint32_t head = head_of(reading, draft, mention);
    if (name_at(draft, head) || reading.tag(head) == Tag::NNS) return std::nullopt;
    std::uint32_t begin = head;
    const Role* role = role_ending(reading, mention.first, head, begin);
    return role != nullptr && role->of == Role::Of::person ? std::optional(role->gender) : std::nullopt;
}

std::optional<std::uint32_t> Resolver::pronoun(const Reading& reading, const Draft& draft, TokenRange mention, Pronoun kind) const {
    const auto quote = innermost_quote(draft, mention.first);
    if (kind == Pronoun::speaker) {
        if (!quote || !draft.quotes[*quote].speaker) return std::nullopt;
        return draft.quotes[*quote].speaker->cluster;
    }
    std::optional<std::uint32_t> self;  // who speaks here is "I", not "he"
    if (quote && draft.quotes[*quote].speaker) self = draft.quotes[*quote].speaker->cluster;
    const std::uint32_t sentence = reading.sentence_of(mention.first);
    const Zone zone = reading.zone_of(mention.first);
    Candidates candidates;
    const auto after =
        std::partition_point(draft.names.begin(), draft.names.end(), [&](const NameDraft& n) { return n.tokens.first < mention.first; });
    std::uint32_t looked = 0;
    for (auto name = after; name != draft.names.begin() && looked < names_back; ++looked) {
        --name;
        if (!name->standing()) continue;
        if (reading.zone_of(name->tokens.first) != zone) break;
        const std::uint32_t its_sentence = reading.sentence_of(name->tokens.first);
        const std::uint32_t back = sentence - its_sentence;
        if (back > sentences_back) break;
        if (self && name->cluster == *self) continue;
        const Cluster& cluster = draft.clusters[name->cluster];
        int score = -static_cast<int>(back) * a_sentence;
        switch (kind) {
            case Pronoun::male:
            case Pronoun::female: {
                if (cluster.type != EntityType::PERSON) continue;
                const char wanted = kind == Pronoun::male ? 'm' : 'f';
                if (cluster.gender != '?' && cluster.gender != wanted) continue;
                if (cluster.gender == wanted) score += known_gender;
                break;
            }
            case Pronoun::many:
                if (cluster.type != EntityType::ORG && cluster.type != EntityType::NORP) continue;
                break;
            case Pronoun::thing:
                if (cluster.type == EntityType::PERSON || cluster.type == EntityType::NORP) continue;
                break;
            default:
                break;
        }
        if (kind == Pronoun::relative) return name->cluster;
        // What stands first in its sentence is what the sentence is about.
        const bool first = name == draft.names.begin() || reading.sentence_of((name - 1)->tokens.first) != its_sentence;
        if (first) score += first_of_sentence;
        if (innermost_quote(draft, name->tokens.first) != quote) score += other_depth;
        candidates.add(name->cluster, score);
    }
    // The last who spoke before is who "he said" goes on with.
    if (kind == Pronoun::male || kind == Pronoun::female) {
        const auto spoken = std::partition_point(draft.quotes.begin(), draft.quotes.end(),
                                                 [&](const QuoteDraft& q) { return q.tokens.first < mention.first; });
        for (auto q = spoken; q != draft.quotes.begin();) {
            --q;
            if (sentence - reading.sentence_of(q->tokens.first) > sentences_back) break;
            if (!q->standing() || !q->speaker || !q->speaker->cluster || q->tokens.contains(mention) ||
                (self && q->speaker->cluster == *self))
                continue;
            if (q->speaker->tokens.first >= mention.first) continue;
            const Cluster& cluster = draft.clusters[*q->speaker->cluster];
            const char wanted = kind == Pronoun::male ? 'm' : 'f';
            if (cluster.type != EntityType::PERSON || (cluster.gender != '?' && cluster.gender != wanted)) continue;
            const auto back = static_cast<int>(sentence - reading.sentence_of(q->speaker->tokens.first));
            candidates.add(*q->speaker->cluster, spoke_last + (cluster.gender == wanted ? known_gender : 0) - a_sentence * back);
            break;
        }
    }
    return candidates.winner();
}

int Resolver::role_fit(const Cluster& cluster, std::uint16_t group) const {
    const bool fits =
        std::any_of(cluster.roles.begin(), cluster.roles.end(), [&](std::uint32_t row) { return roles_[row].group == group; });
    return fits ? role_known : 0;
}

std::optional<std::uint32_t> Resolver::description(const Reading& reading, const Draft& draft, TokenRange mention, TokenRange words,
                                                   const Role& role) const {
    const std::uint32_t sentence = reading.sentence_of(mention.first);
    std::string word, scratch;
    for (std::uint32_t t = words.first; t < words.last; ++t) word += (t > words.first ? " " : "") + std::string(reading.folded(t));
    Candidates candidates;
    const auto after =
        std::partition_point(draft.names.begin(), draft.names.end(), [&](const NameDraft& n) { return n.tokens.first < mention.first; });
    std::uint32_t looked = 0;
    for (auto name = after; name != draft.names.begin() && looked < names_back; ++looked) {
        --name;
        if (!name->standing() || mention.contains(name->tokens)) continue;
        const Cluster& cluster = draft.clusters[name->cluster];
        const auto back = static_cast<int>(sentence - reading.sentence_of(name->tokens.first));
        int score = -std::min(back, 8) * a_sentence;
        if (role.of == Role::Of::person) {
            if (cluster.type != EntityType::PERSON) continue;
            if (role.gender != '?' && cluster.gender != '?' && cluster.gender != role.gender) continue;
            const int fit = role_fit(cluster, role.group);
            if (fit == 0) continue;
            score += fit;
        } else if (role.of == Role::Of::org) {
            if (cluster.type != EntityType::ORG) continue;
            const bool named = holds_word(cluster.canonical, word, scratch);
            const int fit = role_fit(cluster, role.group);
            if (!named && fit == 0 && (role.group != company_ || static_cast<std::uint32_t>(back) > 3)) continue;
            score += named ? named_so : fit;
        } else {
            const bool country = role.group == country_;
            if (cluster.type != EntityType::GPE && (country || cluster.type != EntityType::LOC || role.group == city_)) continue;
            if (country != !cluster.iso3166.empty() || back > 4) continue;
        }
        candidates.add(name->cluster, score);
    }
    return candidates.winner();
}

}  // namespace dateline
