#include "extractors/names/memory.hpp"

#include <algorithm>

namespace dateline {
namespace {

/// Of many mentions with the same hint the first few count.
constexpr int most_from_context = 18, least_from_context = -5;
/// Points from which a listed name is sure to be what the list says, unless the article says otherwise.
constexpr int sure = 10;
/// Points for the type of a name that another is joined to by a comma or "and".
constexpr int from_joined = 5;
/// Groups looked at that share their first or last word: cost stays linear.
constexpr std::size_t most_related = 12;

bool small_mark(std::string_view text) {
    return text == "." || text == "-" || text == "'";
}

}  // namespace

NameMemory::NameMemory(const NameVocabulary& vocabulary, const Reading& reading) : vocabulary_(vocabulary), reading_(reading) {
    WordId most = 0;
    for (const Token& token : reading.tokens()) most = std::max(most, token.word);
    small_.resize(static_cast<std::size_t>(most) + 1);
    for (const Token& token : reading.tokens())
        if (token.shape == Shape::lower) small_[token.word] = true;
}

std::uint64_t NameMemory::key(TokenRange name) const {
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (std::uint32_t t = name.first; t < name.last; ++t) {
        if (small_mark(reading_.text(t))) continue;
        hash = (hash ^ reading_.token(t).word) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
    }
    return hash;
}

bool NameMemory::same_words(TokenRange a, TokenRange b) const {
    std::uint32_t i = a.first, j = b.first;
    while (true) {
        while (i < a.last && small_mark(reading_.text(i))) ++i;
        while (j < b.last && small_mark(reading_.text(j))) ++j;
        if (i == a.last || j == b.last) return i == a.last && j == b.last;
        if (reading_.token(i).word != reading_.token(j).word) return false;
        ++i;
        ++j;
    }
}

std::optional<std::uint32_t> NameMemory::known(TokenRange name) const {
    const auto [begin, end] = by_key_.equal_range(key(name));
    for (auto at = begin; at != end; ++at)
        if (same_words(groups_[at->second].first, name)) return at->second;
    return std::nullopt;
}

std::uint32_t NameMemory::group_of(TokenRange name) {
    if (const auto found = known(name)) return *found;
    Group group;
    group.first = name;
    for (std::uint32_t t = name.first; t < name.last; ++t)
        if (!small_mark(reading_.text(t))) ++group.words;
    groups_.push_back(group);
    const auto made = static_cast<std::uint32_t>(groups_.size() - 1);
    by_key_.emplace(key(name), made);
    return made;
}

bool NameMemory::is_name(const Group& group) const {
    const std::uint32_t t = group.first.first;
    const bool listed = group.inside.bits & evidence::listed;
    if (group.words > 1) return true;
    const bool common = vocabulary_.common(reading_, t) || vocabulary_.function_word(reading_, t);
    const bool elsewhere = group.all.bits & evidence::document;
    const int context = group.beside.top();
    if (reading_.token(t).shape == Shape::upper && group.first.size() == 1) return true;
    if (common) {
        const LexiconHit* role = vocabulary_.role(reading_, t);
        std::uint16_t length = 0;
        const bool generic = role != nullptr || vocabulary_.head(reading_, t, &length) != nullptr;
        if (elsewhere && group.plain_mentions > 0) return true;
        if (small_[reading_.token(t).word] || generic) return (listed && group.inside.top() >= 10) || context >= 12;
        if (group.plain_mentions == 0) return (listed && group.inside.top() >= 10) || context >= 8;
        return true;
    }
    if (group.plain_mentions > 0) return true;
    if (listed || elsewhere) return true;
    if (vocabulary_.ends_as(reading_.folded(t), "word") && context < 8) return false;
    // "Layoffs hit the region": its capital is the sentence's.
    if (vocabulary_.ordinary(reading_, t) && context < 12) return false;
    return !small_[reading_.token(t).word] || context >= 8;
}

/// Names that are part of longer ones take their type: "Garayev" of "Azer Garayev", "Shell" of "Shell plc".
void NameMemory::add_parts() {
    std::unordered_map<WordId, std::vector<std::uint32_t>> by_first, by_last;
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
        const Group& group = groups_[g];
        if (group.words < 2) continue;
        auto& first = by_first[reading_.token(group.first.first).word];
        if (first.size() < most_related) first.push_back(g);
        std::uint32_t last = group.first.last - 1;
        while (last > group.first.first && small_mark(reading_.text(last))) --last;
        if (vocabulary_.particle(reading_, last) == "generation" && last > group.first.first) --last;
        auto& ends = by_last[reading_.token(last).word];
        if (ends.size() < most_related) ends.push_back(g);
    }
    const std::uint16_t file = vocabulary_.evidence_file();
    for (Group& part : groups_) {
        if (part.words > 3) continue;
        const bool placed = (part.inside.bits & evidence::listed) && part.inside.top() >= 6;
        bool person = false, other = false;
        const auto look = [&](const auto& index, std::uint32_t token, bool at_end) {
            const auto found = index.find(reading_.token(token).word);
            if (found == index.end()) return;
            for (const std::uint32_t g : found->second) {
                const Group& whole = groups_[g];
                if (whole.words <= part.words) continue;
                if (part.words > 1) {
                    const TokenRange cut =
                        at_end ? TokenRange{whole.first.last - std::min(part.first.size(), whole.first.size()), whole.first.last}
                               : TokenRange{whole.first.first, whole.first.first + std::min(part.first.size(), whole.first.size())};
                    if (!same_words(cut, part.first)) continue;
                }
                if (whole.type == EntityType::PERSON && !person) {
                    person = true;
                    const Evidence& e = vocabulary_.evidence("part_of_person");
                    part.all.add(e, file, e.row, placed ? 50 : 100);
                } else if (whole.type == EntityType::ORG && (!at_end || vocabulary_.ends_as(reading_.folded(token), "plural")) && !other) {
                    other = true;
                    const Evidence& e = vocabulary_.evidence("part_of_org");
                    part.all.add(e, file, e.row, placed ? 30 : 100);
                } else if (whole.type != EntityType::PERSON && whole.type != EntityType::GPE && whole.type != EntityType::ORG && !other &&
                           !placed) {
                    other = true;
                    Evidence e = vocabulary_.evidence("part_of_other");
                    e.weights[static_cast<std::size_t>(whole.type)] = 4;
                    part.all.add(e, file, e.row);
                }
            }
        };
        std::uint32_t last = part.first.last - 1;
        while (last > part.first.first && small_mark(reading_.text(last))) --last;
        look(by_last, last, true);
        look(by_first, part.first.first, false);
    }
}

void NameMemory::couple(std::uint32_t a, std::uint32_t b) {
    if (a != b) couples_.emplace_back(a, b);
}

void NameMemory::settle() {
    for (Group& group : groups_) {
        group.all = group.inside;
        const bool listed = (group.inside.bits & evidence::listed) && group.inside.top() >= sure;
        for (std::size_t type = 0; type < entity_types; ++type) {
            int points = std::clamp(group.beside.points[type], least_from_context, most_from_context);
            // What stands beside a listed name chooses between its readings rather than making a new one.
            if (listed && group.inside.points[type] <= 0) points /= 2;
            group.all.points[type] += points;
            if (group.beside.best[type].weight > group.all.best[type].weight) group.all.best[type] = group.beside.best[type];
        }
        group.all.bits |= group.beside.bits;
        group.type = group.all.winner();
    }
    add_parts();
    for (Group& group : groups_) group.type = group.all.winner();
    // "Glencore, Trafigura and Vitol": what is joined is of one kind.
    const Evidence& coordination = vocabulary_.evidence("coordination");
    std::vector<std::pair<std::uint32_t, EntityType>> given;
    for (const auto& [a, b] : couples_) {
        if (groups_[a].all.top() >= sure) given.emplace_back(b, groups_[a].type);
        if (groups_[b].all.top() >= sure) given.emplace_back(a, groups_[b].type);
    }
    for (const auto& [to, type] : given) {
        if (groups_[to].all.top() >= sure + 4) continue;
        Evidence e = coordination;
        e.weights[static_cast<std::size_t>(type)] = from_joined;
        groups_[to].all.add(e, vocabulary_.evidence_file(), e.row);
    }
    for (Group& group : groups_) {
        group.type = group.all.winner();
        group.accepted = is_name(group);
    }
}

}  // namespace dateline
