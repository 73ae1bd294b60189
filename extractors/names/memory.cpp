#include "extractors/names/memory.hpp"

#include <algorithm>
#include <bit>

#include "extractors/draft.hpp"

namespace dateline {
namespace {

/// Of many mentions with the same hint the first few count.
constexpr int most_from_context = 18, least_from_context = -5;
/// Points from which a listed name is sure to be what the list says, unless the article says otherwise.
constexpr int sure = 10, fairly_sure = 6;
/// Points for the type of a name that another is joined to by a comma or "and".
constexpr int from_joined = 5;
/// Points for the type of a thing of which a name is a part.
constexpr int from_whole = 4;
/// Groups looked at that share their first or last word: cost stays linear.
constexpr std::size_t most_related = 12;

}  // namespace

/// What the wholes of one part have given it already.
struct NameMemory::Found {
    bool placed = false;  // the part is a listed name itself
    bool person = false, other = false;
};

NameMemory::NameMemory(const NameWords& words)
    : words_(words), reading_(words.reading()), evidence_(words.vocabulary().evidence()), slots_(128) {}

std::uint64_t NameMemory::key(TokenRange name) const {
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (std::uint32_t t = name.first; t < name.last; ++t) {
        if (words_.small_mark(t)) continue;
        hash = (hash ^ reading_.token(t).word) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
    }
    return hash;
}

bool NameMemory::same_words(TokenRange a, TokenRange b) const {
    std::uint32_t i = a.first, j = b.first;
    while (true) {
        while (i < a.last && words_.small_mark(i)) ++i;
        while (j < b.last && words_.small_mark(j)) ++j;
        if (i == a.last || j == b.last) return i == a.last && j == b.last;
        if (reading_.token(i).word != reading_.token(j).word) return false;
        ++i;
        ++j;
    }
}

/// Where the group of these words stands in the hash, or the free slot for it.
std::size_t NameMemory::slot_of(TokenRange name, std::uint64_t key) const {
    std::size_t slot = key & (slots_.size() - 1);
    while (slots_[slot] != 0 && !same_words(groups_[slots_[slot] - 1].first, name)) slot = (slot + 1) & (slots_.size() - 1);
    return slot;
}

std::optional<std::uint32_t> NameMemory::known(TokenRange name) const {
    if (!may_begin(name.first)) return std::nullopt;
    const std::uint32_t number = slots_[slot_of(name, key(name))];
    return number == 0 ? std::nullopt : std::optional(number - 1);
}

std::uint32_t NameMemory::group_of(TokenRange name) {
    const std::uint64_t hash = key(name);
    std::size_t slot = slot_of(name, hash);
    if (slots_[slot] != 0) return slots_[slot] - 1;
    if ((groups_.size() + 1) * 2 > slots_.size()) {
        slots_.assign(slots_.size() * 2, 0);
        for (std::uint32_t g = 0; g < groups_.size(); ++g) slots_[slot_of(groups_[g].first, key(groups_[g].first))] = g + 1;
        slot = slot_of(name, hash);
    }
    Group& made = groups_.emplace_back();
    made.first = name;
    for (std::uint32_t t = name.first; t < name.last; ++t) made.words += !words_.small_mark(t);
    slots_[slot] = static_cast<std::uint32_t>(groups_.size());
    begins_.add(reading_.token(name.first).word);
    return slots_[slot] - 1;
}

bool NameMemory::is_name(const Group& group) const {
    const std::uint32_t t = group.first.first;
    if (reading_.rules().grammar_words().capital_nouns() && !group.listed)
        return group.scores.top() >= 8 || (group.scores.bits & evidence::document) != 0;
    if (group.words > 1) return true;
    if (reading_.token(t).shape == Shape::upper && group.first.size() == 1) return true;
    const bool elsewhere = group.scores.bits & evidence::document;
    const int context = group.beside.top();
    if (words_.common(t) || words_.function_word(t)) {
        const bool generic = words_.role(t) != nullptr || words_.head(t) != nullptr;
        if (elsewhere && group.plain_mentions > 0) return true;
        if (words_.written_small(t) || generic) return group.listed_points >= sure || context >= 12;
        if (group.plain_mentions == 0) return group.listed_points >= sure || context >= 8;
        return true;
    }
    if (group.plain_mentions > 0) return true;
    if (group.listed || elsewhere) return true;
    if (context < 8 && words_.vocabulary().endings(reading_.folded(t)).word) return false;
    // "Layoffs hit the region": its capital is the sentence's.
    if (context < 12 && words_.ordinary(t)) return false;
    return !words_.written_small(t) || context >= 8;
}

std::uint32_t NameMemory::last_word(TokenRange name) const {
    std::uint32_t last = name.last - 1;
    while (last > name.first && words_.small_mark(last)) --last;
    return last;
}

/// Names that are part of longer ones take their type: "Garayev" of "Azer Garayev", "Shell" of "Shell plc".
void NameMemory::add_parts() {
    Edges first, last;
    first.groups.reserve(groups_.size());
    last.groups.reserve(groups_.size());
    for (std::uint32_t g = 0; g < groups_.size(); ++g) {
        const Group& group = groups_[g];
        if (group.words < 2) continue;
        std::uint32_t end = last_word(group.first);
        if (end > group.first.first && words_.particle(end) == Particle::generation) --end;
        first.groups.emplace_back(reading_.token(group.first.first).word, g);
        last.groups.emplace_back(reading_.token(end).word, g);
    }
    for (Edges* edges : {&first, &last}) {
        std::sort(edges->groups.begin(), edges->groups.end());
        for (const auto& [word, g] : edges->groups) edges->words.add(word);
    }
    for (Group& part : groups_) {
        if (part.words > 3) continue;
        Found found;
        found.placed = part.listed_points >= fairly_sure;
        look(part, last, last_word(part.first), true, found);
        look(part, first, part.first.first, false, found);
    }
}

void NameMemory::look(Group& part, const Edges& edges, std::uint32_t token, bool at_end, Found& found) const {
    const WordId word = reading_.token(token).word;
    if (!edges.words.may_have(word)) return;
    auto at = std::lower_bound(edges.groups.begin(), edges.groups.end(), std::pair(word, std::uint32_t{0}));
    for (std::size_t looked = 0; at != edges.groups.end() && at->first == word && looked < most_related; ++at, ++looked) {
        const Group& whole = groups_[at->second];
        if (whole.words <= part.words) continue;
        if (part.words > 1) {
            const std::uint32_t size = std::min(part.first.size(), whole.first.size());
            const TokenRange cut =
                at_end ? TokenRange{whole.first.last - size, whole.first.last} : TokenRange{whole.first.first, whole.first.first + size};
            if (!same_words(cut, part.first)) continue;
        }
        if (whole.type == EntityType::PERSON) {
            if (found.person) continue;
            found.person = true;
            const Evidence& e = evidence_.of(Clue::part_of_person);
            part.scores.add(e, evidence_.file(), e.row, found.placed ? 50 : 100);
        } else if (found.other) {
            continue;
        } else if (whole.type == EntityType::ORG) {
            if (at_end && !words_.vocabulary().endings(reading_.folded(token)).plural) continue;
            found.other = true;
            const Evidence& e = evidence_.of(Clue::part_of_org);
            part.scores.add(e, evidence_.file(), e.row, found.placed ? 30 : 100);
        } else if (whole.type != EntityType::GPE && !found.placed) {
            found.other = true;
            Evidence e = evidence_.of(Clue::part_of_other);
            e.set(whole.type, from_whole);
            part.scores.add(e, evidence_.file(), e.row);
        }
    }
}

void NameMemory::couple(std::uint32_t a, std::uint32_t b) {
    if (a != b) couples_.emplace_back(a, b);
}

void NameMemory::settle() {
    for (Group& group : groups_) {
        group.listed = group.scores.bits & evidence::listed;
        group.listed_points = group.listed ? group.scores.top() : 0;
        for (std::uint32_t rest = group.beside.types; rest != 0; rest &= rest - 1) {
            const auto type = static_cast<std::size_t>(std::countr_zero(rest));
            int points = std::clamp(group.beside.points[type], least_from_context, most_from_context);
            // What stands beside a listed name chooses between its readings rather than making a new one.
            if (group.listed_points >= sure && group.scores.points[type] <= 0) points /= 2;
            group.scores.points[type] += points;
            if (group.beside.best[type].weight > group.scores.best[type].weight) group.scores.best[type] = group.beside.best[type];
        }
        group.scores.bits |= group.beside.bits;
        group.scores.types |= group.beside.types;
        group.type = group.scores.winner();
    }
    add_parts();
    // "Glencore, Trafigura and Vitol": what is joined is of one kind.
    std::vector<std::pair<std::uint32_t, EntityType>> given;
    for (const auto& [a, b] : couples_) {
        if (groups_[a].scores.top() >= sure) given.emplace_back(b, groups_[a].scores.winner());
        if (groups_[b].scores.top() >= sure) given.emplace_back(a, groups_[b].scores.winner());
    }
    for (const auto& [to, type] : given) {
        if (groups_[to].scores.top() >= sure + 4) continue;
        Evidence e = evidence_.of(Clue::coordination);
        e.set(type, from_joined);
        groups_[to].scores.add(e, evidence_.file(), e.row);
    }
    for (Group& group : groups_) {
        group.type = group.scores.winner();
        group.accepted = is_name(group);
    }
}

}  // namespace dateline
