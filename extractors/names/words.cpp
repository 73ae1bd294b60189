#include "extractors/names/words.hpp"

#include <algorithm>

namespace dateline {

NameWords::NameWords(const NameVocabulary& vocabulary, const Reading& reading)
    : vocabulary_(vocabulary), reading_(reading), number_known_(reading.size()) {
    // Ids of words that the lexicon does not have are counted on from its size, one a token at most.
    const std::size_t words = reading.rules().lexicon().size() + std::size_t{reading.size()};
    small_.resize(words / 64 + 1);
    known_.reserve(reading.size() / 4);
    listed_.reserve(reading.size() / 8);
    common_asked_.fill(no_word);
    std::uint64_t* const small = small_.data();
    for (const Token& token : reading.tokens())
        if (token.shape == Shape::lower) small[token.word / 64] |= std::uint64_t{1} << (token.word % 64);
}

const std::array<Mark, 128> NameWords::plain_marks = [] {
    std::array<Mark, 128> out;
    out.fill(Mark::other);
    out[','] = Mark::comma;
    out['.'] = Mark::stop;
    out['-'] = Mark::hyphen;
    out['"'] = Mark::straight;
    out[':'] = Mark::colon;
    out['\''] = Mark::apostrophe;
    out['&'] = Mark::ampersand;
    out['('] = Mark::open_bracket;
    out[')'] = Mark::close_bracket;
    return out;
}();

Mark NameWords::long_mark(std::string_view text) {
    if (text == "--") return Mark::dash;
    if (text == "``") return Mark::opening;
    if (text == "''") return Mark::closing;
    if (text.size() != 3 || text[0] != '\xE2' || text[1] != '\x80') return Mark::other;
    switch (text[2]) {
        case '\x90':
        case '\x91':
            return Mark::long_hyphen;
        case '\x93':
        case '\x94':
            return Mark::dash;
        case '\x98':
        case '\x9C':
            return Mark::opening;
        case '\x99':
        case '\x9D':
            return Mark::closing;
        case '\xA2':
            return Mark::bullet;
        default:
            return Mark::other;
    }
}

bool NameWords::ask_common(WordId word) const {
    const bool common = vocabulary_.common(reading_.word(word));
    common_asked_[word % common_asked_.size()] = word << 1 | std::uint32_t{common};
    return common;
}

bool NameWords::capitals_fit(std::uint32_t t, const LexiconHit& hit) const {
    const Token& first = reading_.token(t);
    // "us" is no country, "who" no organisation: words that carry grammar need capitals throughout.
    if (hit.length == 1) return capital(t) && (first.shape == Shape::upper || !function_word(t));
    if (!first.capitalized() && !first.is_digits() && hit.length == 2) return false;
    for (std::uint32_t k = t; k < t + hit.length; ++k)
        if (capital(k)) return true;
    return false;
}

const NameWords::Known& NameWords::ask(std::uint32_t t) const {
    Known known;
    bool first_name = false, placed = false;
    known.entries = static_cast<std::uint32_t>(listed_.size());
    for (const LexiconHit& hit : reading_.hits(t)) {
        const NameVocabulary::Source source = vocabulary_.sources_[hit.file];
        if (!source.gazetteer) {
            first_name = first_name || source.first_name;
            continue;
        }
        if (hit.length == 1 && source.kind != Gazetteer::thing && vocabulary_.no_first_name(source.kind, hit.row)) placed = true;
        if (capitals_fit(t, hit))
            listed_.push_back({source.kind, vocabulary_.type_of(source.kind, hit.row), hit.file, hit.length, hit.row});
    }
    known.entry_count = static_cast<std::uint8_t>(listed_.size() - known.entries);
    if (known.entry_count > 1)
        std::sort(listed_.begin() + known.entries, listed_.end(), [](const ListedName& a, const ListedName& b) { return a.kind < b.kind; });
    if (first_name) known.first_name = placed || function_word(t) || common(t) ? FirstName::weak : FirstName::yes;
    known_.push_back(known);
    number_known_[t] = static_cast<std::uint32_t>(known_.size());
    return known_.back();
}

bool NameWords::ordinary(std::uint32_t t) const {
    if (!reading_.token(t).is_word() || reading_.token(t).shape == Shape::upper) return false;
    const WordClass& classes = reading_.classes(t);
    constexpr TagSet names = set_of(Tag::NNP, Tag::NNPS);
    return classes.known && classes.lower[0] != Tag::none && !in(classes.lower[0], names) && !in(classes.capital[0], names);
}

const NameHead* NameWords::head(std::uint32_t t, std::uint16_t* length) const {
    const LexiconHit* found = hit(t, vocabulary_.heads_);
    if (found == nullptr) return nullptr;
    if (length != nullptr) *length = found->length;
    return &vocabulary_.head_rows_[found->row];
}

const NameHead* NameWords::head_at_end(TokenRange range, std::uint16_t* length) const {
    for (std::uint32_t back = std::min<std::uint32_t>(4, range.size()); back > 0; --back) {
        std::uint16_t found = 0;
        const NameHead* h = head(range.last - back, &found);
        if (h == nullptr || found != back || !h->at_end) continue;
        if (length != nullptr) *length = found;
        return h;
    }
    return nullptr;
}

bool NameWords::abbreviation(std::uint32_t dot, std::uint32_t begin) const {
    for (std::uint32_t back = 1; back <= 5 && dot - back + 1 > begin; ++back) {
        const LexiconHit* found = hit(dot - back, vocabulary_.abbreviations_);
        if (found != nullptr && found->length == back) return true;
        if (dot == back) break;
    }
    return false;
}

std::optional<ListedName> NameWords::longest_entry(std::uint32_t t, std::uint32_t end) const {
    const ListedName* best = nullptr;
    for (const ListedName& entry : entries(t))
        if (t + entry.length <= end && (best == nullptr || entry.length > best->length)) best = &entry;
    return best == nullptr ? std::nullopt : std::optional(*best);
}

void NameWords::listed_exactly(TokenRange range, std::vector<ListedName>& out) const {
    out.clear();
    if (!in_gazetteer(range.first)) return;
    for (const ListedName& entry : entries(range.first))
        if (entry.length == range.size()) out.push_back(entry);
}

}  // namespace dateline
