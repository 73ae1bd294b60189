#include "extractors/names/words.hpp"

#include <algorithm>

namespace dateline {

NameWords::NameWords(const NameVocabulary& vocabulary, const Reading& reading)
    : vocabulary_(vocabulary),
      reading_(reading),
      odd_bits_(vocabulary.gazetteer_bits_ | vocabulary.particle_bit_),
      bits_(reading.size()),
      listed_from_(reading.size()) {
    WordId most = 0;
    for (const Token& token : reading.tokens()) most = std::max(most, token.word);
    small_.resize(most / 64 + std::size_t{1});
    for (const Token& token : reading.tokens())
        if (token.shape == Shape::lower) small_[token.word / 64] |= std::uint64_t{1} << (token.word % 64);
}

Mark NameWords::mark_at(std::uint32_t t) const {
    const std::string_view text = reading_.text(t);
    if (text.size() == 1) {
        switch (text.front()) {
            case ',':
                return Mark::comma;
            case '.':
                return Mark::stop;
            case '-':
                return Mark::hyphen;
            case '"':
                return Mark::straight;
            case ':':
                return Mark::colon;
            case '\'':
                return Mark::apostrophe;
            case '&':
                return Mark::ampersand;
            case '(':
                return Mark::open_bracket;
            case ')':
                return Mark::close_bracket;
            default:
                return Mark::other;
        }
    }
    if (text == "--") return Mark::dash;
    if (text == "``") return Mark::opening;
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
        case '\xA2':
            return Mark::bullet;
        default:
            return Mark::other;
    }
}

std::uint32_t NameWords::ask_common(std::uint32_t t) const {
    bits_[t] |= common_asked | (vocabulary_.common(reading_.folded(t)) ? common_bit : 0);
    return bits_[t];
}

bool NameWords::capitals_fit(std::uint32_t t, const LexiconHit& hit, bool function_word) const {
    const Token& first = reading_.token(t);
    // "us" is no country, "who" no organisation: words that carry grammar need capitals throughout.
    if (hit.length == 1) return first.is_word() && first.capitalized() && (first.shape == Shape::upper || !function_word);
    if (!first.capitalized() && !first.is_digits() && hit.length == 2) return false;
    for (std::uint32_t k = t; k < t + hit.length; ++k)
        if (capital(k)) return true;
    return false;
}

std::uint32_t NameWords::ask(std::uint32_t t) const {
    using Source = NameVocabulary::Source;
    std::uint32_t bits = bits_[t] | asked;
    const Token& token = reading_.token(t);
    if (!(token.families & vocabulary_.source_bits_)) return bits_[t] = bits;
    bool first_name = false, city = false;
    const auto from = static_cast<std::uint32_t>(listed_.size());
    for (const LexiconHit& hit : reading_.hits(t))
        if (vocabulary_.files_[hit.file].source == Source::function_word && hit.length == 1) bits |= function_bit;
    for (const LexiconHit& hit : reading_.hits(t)) {
        const NameVocabulary::File file = vocabulary_.files_[hit.file];
        switch (file.source) {
            case Source::none:
            case Source::function_word:
                break;
            case Source::gazetteer: {
                const Gazetteer kind = file.gazetteer;
                if (hit.length == 1 && (kind == Gazetteer::country || kind == Gazetteer::region ||
                                        (kind == Gazetteer::city && vocabulary_.big_cities_[hit.row] != 0)))
                    city = true;
                if (capitals_fit(t, hit, bits & function_bit))
                    listed_.push_back({kind, vocabulary_.type_of(kind, hit.row), hit.file, hit.length, hit.row});
                break;
            }
            case Source::not_name:
                bits |= not_name_bit;
                if (hit.length == 1) bits |= static_cast<std::uint32_t>(vocabulary_.not_name_rows_[hit.row]) << not_name_shift;
                break;
            case Source::role:
                bits |= role_bit;
                break;
            case Source::cue:
                bits |= cue_bit;
                break;
            case Source::particle:
                bits |= static_cast<std::uint32_t>(vocabulary_.particle_rows_[hit.row]) << particle_shift;
                break;
            case Source::head:
                bits |= head_bit;
                break;
            case Source::abbreviation:
                bits |= abbreviation_bit;
                break;
            case Source::state:
                bits |= state_bit;
                break;
            case Source::first_name:
                first_name = true;
                break;
            case Source::surname:
                bits |= surname_bit;
                break;
        }
    }
    if (first_name) {
        const bool weak = (bits & function_bit) || city || common(t);
        bits |= bits_[t];  // what common() has found
        bits |= static_cast<std::uint32_t>(weak ? FirstName::weak : FirstName::yes) << first_name_shift;
    }
    if (listed_.size() > from) {
        std::sort(listed_.begin() + from, listed_.end(), [](const ListedName& a, const ListedName& b) { return a.kind < b.kind; });
        listed_from_[t] = from;
        bits |= static_cast<std::uint32_t>(listed_.size() - from) << listed_shift;
    }
    return bits_[t] = bits;
}

bool NameWords::ordinary(std::uint32_t t) const {
    if (!reading_.token(t).is_word() || reading_.token(t).shape == Shape::upper) return false;
    const WordClass& classes = reading_.classes(t);
    constexpr TagSet names = set_of(Tag::NNP, Tag::NNPS);
    return classes.known && classes.lower[0] != Tag::none && !in(classes.lower[0], names) && !in(classes.capital[0], names);
}

const NameHead* NameWords::head(std::uint32_t t, std::uint16_t* length) const {
    const LexiconHit* found = hit(t, head_bit, vocabulary_.heads_);
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
        const LexiconHit* found = hit(dot - back, abbreviation_bit, vocabulary_.abbreviations_);
        if (found != nullptr && found->length == back) return true;
        if (dot == back) break;
    }
    return false;
}

bool NameWords::region(TokenRange range) const {
    const LexiconHit* found = reading_.hit(range.first, vocabulary_.gazetteers_[static_cast<std::size_t>(Gazetteer::region)]);
    return found != nullptr && found->length == range.size();
}

std::span<const ListedName> NameWords::entries(std::uint32_t t) const {
    const std::uint32_t count = bits(t) >> listed_shift;
    return std::span<const ListedName>(listed_).subspan(count == 0 ? 0 : listed_from_[t], count);
}

std::optional<ListedName> NameWords::listed(std::uint32_t t, std::uint32_t end) const {
    const ListedName* best = nullptr;
    for (const ListedName& entry : entries(t))
        if (t + entry.length <= end && (best == nullptr || entry.length > best->length)) best = &entry;
    return best == nullptr ? std::nullopt : std::optional(*best);
}

void NameWords::listed_exactly(TokenRange range, std::vector<ListedName>& out) const {
    out.clear();
    for (const ListedName& entry : entries(range.first))
        if (entry.length == range.size()) out.push_back(entry);
}

}  // namespace dateline
