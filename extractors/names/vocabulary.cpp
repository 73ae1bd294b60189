#include "extractors/names/vocabulary.hpp"

#include <algorithm>
#include <charconv>

#include "schemas/error.hpp"

namespace dateline {
namespace {

EntityType type_of(const Table& table, std::uint32_t row, std::string_view column) {
    const auto type = from_wire<EntityType>(table.cell(row, column));
    if (!type) throw Error(Exit::bad_config, table.where(row) + ": no entity type \"" + std::string(table.cell(row, column)) + "\"");
    return *type;
}

std::uint32_t bit_of(const Table& table, std::uint32_t row) {
    const std::string_view bit = table.cell(row, "bit");
    if (bit == "inside") return evidence::inside;
    if (bit == "beside") return evidence::beside;
    if (bit == "document") return evidence::document;
    if (bit == "listed") return evidence::listed;
    if (bit == "shape") return evidence::shape;
    throw Error(Exit::bad_config, table.where(row) + ": \"bit\": no evidence \"" + std::string(bit) + "\"");
}

int number_of(const Table& table, std::uint32_t row, std::string_view text) {
    int value = 0;
    if (text.empty()) return 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size())
        throw Error(Exit::bad_config, table.where(row) + ": \"" + std::string(text) + "\" is no whole number");
    return value;
}

}  // namespace

NameVocabulary::NameVocabulary(const LanguageRules& rules)
    : rules_(rules),
      gazetteers_{{{rules.file("countries"), Gazetteer::country},
                   {rules.file("places"), Gazetteer::place},
                   {rules.file("organisations"), Gazetteer::organisation},
                   {rules.file("peoples"), Gazetteer::people},
                   {rules.file("known_things"), Gazetteer::thing},
                   {rules.file("cities"), Gazetteer::city},
                   {rules.file("regions"), Gazetteer::region}}},
      function_words_(rules.file("function_words")),
      not_names_(rules.file("not_names")),
      roles_(rules.file("roles")),
      cues_(rules.file("name_cues")),
      particles_(rules.file("name_particles")),
      heads_(rules.file("name_heads")),
      abbreviations_(rules.file("abbreviations")),
      states_(rules.file("state_codes")),
      first_names_(rules.file("first_names")),
      world_names_(rules.file("first_names_world")),
      surnames_(rules.file("surnames")),
      evidence_file_(rules.file("name_evidence")),
      role_table_(rules.table("roles")),
      cue_table_(rules.table("name_cues")) {
    const Table& words = rules.table("common_words");
    for (std::uint32_t row = 0; row < words.size(); ++row)
        for (std::string_view rest = words.cell(row, "words"); !rest.empty();) {
            const std::size_t end = std::min(rest.find('|'), rest.size());
            common_.push_back(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (common_.size() > 1 && common_[common_.size() - 2] >= common_.back())
                throw Error(Exit::bad_config, words.where(row) + ": \"" + std::string(common_.back()) + "\" is out of order");
        }
    const Table& heads = rules.table(heads_);
    for (std::uint32_t row = 0; row < heads.size(); ++row) {
        NameHead head;
        head.type = type_of(heads, row, "type");
        head.front_type = heads.cell(row, "front_type").empty() ? head.type : type_of(heads, row, "front_type");
        const std::string_view where = heads.cell(row, "where");
        head.at_end = where == "end" || where == "both";
        head.at_front = where == "front" || where == "both";
        if (!head.at_end && !head.at_front) throw Error(Exit::bad_config, heads.where(row) + ": \"where\" is end, front or both");
        head.designator = heads.cell(row, "class") == "designator";
        head_rows_.push_back(head);
    }
    const Table& places = rules.table("places");
    for (std::uint32_t row = 0; row < places.size(); ++row) place_types_.push_back(type_of(places, row, "type"));
    const Table& things = rules.table("known_things");
    for (std::uint32_t row = 0; row < things.size(); ++row) thing_types_.push_back(type_of(things, row, "type"));
    const Table& cities = rules.table("cities");
    for (std::uint32_t row = 0; row < cities.size(); ++row) {
        const int population = number_of(cities, row, cities.cell(row, "population"));
        big_cities_.push_back(cities.cell(row, "capital") == "yes" || population >= 1'000'000 ? 2 : population >= 200'000 ? 1 : 0);
    }
    const Table& weights = rules.table(evidence_file_);
    for (std::uint32_t row = 0; row < weights.size(); ++row) {
        Evidence e{row, bit_of(weights, row), {}};
        for (std::size_t type = 0; type < entity_types; ++type)
            e.weights[type] = number_of(weights, row, weights.cell(row, wire(static_cast<EntityType>(type))));
        evidence_[std::string(weights.cell(row, std::size_t{0}))] = e;
    }
    const Table& endings = rules.table("name_endings");
    for (std::uint32_t row = 0; row < endings.size(); ++row)
        endings_[std::string(endings.cell(row, std::size_t{0}))] = endings.cell(row, "type");
}

bool NameVocabulary::capitals_fit(const Reading& reading, std::uint32_t token, const LexiconHit& hit) const {
    bool any = false;
    for (std::uint32_t t = token; t < token + hit.length; ++t) {
        const Token& word = reading.token(t);
        if (word.is_word() && word.capitalized()) any = true;
        // "us" is no country, "who" no organisation: words that carry grammar need capitals throughout.
        if (hit.length == 1 && word.shape != Shape::upper && function_word(reading, t)) return false;
    }
    return any && (reading.token(token).capitalized() || reading.token(token).is_digits() || hit.length > 2);
}

std::optional<NameVocabulary::Listed> NameVocabulary::listed(const Reading& reading, std::uint32_t token, std::uint32_t end) const {
    std::optional<Listed> best;
    for (const auto& [file, kind] : gazetteers_) {
        const LexiconHit* hit = reading.hit(token, file);
        if (hit == nullptr || token + hit->length > end || !capitals_fit(reading, token, *hit)) continue;
        if (best && hit->length <= best->length) continue;
        const EntityType type = kind == Gazetteer::place          ? place_types_[hit->row]
                                : kind == Gazetteer::thing        ? thing_types_[hit->row]
                                : kind == Gazetteer::people       ? EntityType::NORP
                                : kind == Gazetteer::organisation ? EntityType::ORG
                                                                  : EntityType::GPE;
        best = Listed{kind, type, file, hit->length, hit->row};
    }
    return best;
}

void NameVocabulary::listed_exactly(const Reading& reading, TokenRange range, std::vector<Listed>& out) const {
    out.clear();
    for (const auto& [file, kind] : gazetteers_) {
        const LexiconHit* hit = reading.hit(range.first, file);
        if (hit == nullptr || hit->length != range.size() || !capitals_fit(reading, range.first, *hit)) continue;
        const EntityType type = kind == Gazetteer::place          ? place_types_[hit->row]
                                : kind == Gazetteer::thing        ? thing_types_[hit->row]
                                : kind == Gazetteer::people       ? EntityType::NORP
                                : kind == Gazetteer::organisation ? EntityType::ORG
                                                                  : EntityType::GPE;
        out.push_back({kind, type, file, hit->length, hit->row});
    }
}

bool NameVocabulary::common(const Reading& reading, std::uint32_t token) const {
    return reading.token(token).is_word() && std::binary_search(common_.begin(), common_.end(), reading.folded(token));
}

bool NameVocabulary::ordinary(const Reading& reading, std::uint32_t token) const {
    if (!reading.token(token).is_word() || reading.token(token).shape == Shape::upper) return false;
    const WordClass& classes = reading.classes(token);
    constexpr TagSet names = set_of(Tag::NNP, Tag::NNPS);
    return classes.known && classes.lower[0] != Tag::none && !in(classes.lower[0], names) && !in(classes.capital[0], names);
}

bool NameVocabulary::function_word(const Reading& reading, std::uint32_t token) const {
    const LexiconHit* hit = reading.hit(token, function_words_);
    return hit != nullptr && hit->length == 1;
}

std::string_view NameVocabulary::not_name(const Reading& reading, std::uint32_t token) const {
    const LexiconHit* hit = reading.hit(token, not_names_);
    return hit == nullptr || hit->length != 1 ? std::string_view() : rules_.table(not_names_).cell(hit->row, "class");
}

std::string_view NameVocabulary::particle(const Reading& reading, std::uint32_t token) const {
    const LexiconHit* hit = reading.hit(token, particles_);
    return hit == nullptr ? std::string_view() : rules_.table(particles_).cell(hit->row, "class");
}

const NameHead* NameVocabulary::head(const Reading& reading, std::uint32_t token, std::uint16_t* length) const {
    const LexiconHit* hit = reading.hit(token, heads_);
    if (hit == nullptr) return nullptr;
    if (length != nullptr) *length = hit->length;
    return &head_rows_[hit->row];
}

const NameHead* NameVocabulary::head_at_end(const Reading& reading, TokenRange range, std::uint16_t* length) const {
    for (std::uint32_t back = std::min<std::uint32_t>(4, range.size()); back > 0; --back) {
        std::uint16_t found = 0;
        const NameHead* h = head(reading, range.last - back, &found);
        if (h == nullptr || found != back || !h->at_end) continue;
        if (length != nullptr) *length = found;
        return h;
    }
    return nullptr;
}

bool NameVocabulary::abbreviation(const Reading& reading, std::uint32_t dot, std::uint32_t begin) const {
    for (std::uint32_t back = 1; back <= 5 && dot - back + 1 > begin; ++back) {
        const LexiconHit* hit = reading.hit(dot - back, abbreviations_);
        if (hit != nullptr && hit->length == back) return true;
        if (dot == back) break;
    }
    return false;
}

std::string_view NameVocabulary::state_name(const Reading& reading, TokenRange range) const {
    const LexiconHit* hit = reading.hit(range.first, states_);
    if (hit == nullptr || hit->length != range.size()) return {};
    const std::string_view name = rules_.table(states_).cell(hit->row, std::size_t{0});
    return name.substr(0, name.find(" ("));
}

bool NameVocabulary::state_code(const Reading& reading, TokenRange range) const {
    const LexiconHit* hit = reading.hit(range.first, states_);
    return hit != nullptr && hit->length == range.size();
}

bool NameVocabulary::region(const Reading& reading, TokenRange range) const {
    const LexiconHit* hit = reading.hit(range.first, gazetteers_.back().first);
    return hit != nullptr && hit->length == range.size();
}

NameVocabulary::FirstName NameVocabulary::first_name(const Reading& reading, std::uint32_t token) const {
    const LexiconHit* name = reading.hit(token, first_names_);
    if (name == nullptr && reading.hit(token, world_names_) == nullptr) return FirstName::no;
    if (function_word(reading, token) || common(reading, token)) return FirstName::weak;
    for (const auto& [file, kind] : gazetteers_)
        if (kind == Gazetteer::country || kind == Gazetteer::city || kind == Gazetteer::region)
            if (const LexiconHit* hit = reading.hit(token, file);
                hit != nullptr && hit->length == 1 && (kind != Gazetteer::city || big_cities_[hit->row] != 0))
                return FirstName::weak;
    return FirstName::yes;
}

char NameVocabulary::first_name_gender(const Reading& reading, std::uint32_t token) const {
    for (const std::uint16_t file : {first_names_, world_names_})
        if (const LexiconHit* hit = reading.hit(token, file)) {
            const std::string_view gender = rules_.table(file).cell(hit->row, "gender");
            return gender.empty() ? '?' : gender.front();
        }
    return '?';
}

std::optional<EntityType> NameVocabulary::ending(std::string_view folded) const {
    for (std::size_t length = std::min<std::size_t>(6, folded.size()); length > 1; --length) {
        if (folded.size() < length + 2) continue;
        const auto found = endings_.find(folded.substr(folded.size() - length));
        if (found == endings_.end()) continue;
        if (const auto type = from_wire<EntityType>(found->second)) return type;
    }
    return std::nullopt;
}

bool NameVocabulary::ends_as(std::string_view folded, std::string_view what) const {
    for (std::size_t length = std::min<std::size_t>(6, folded.size()); length > 0; --length) {
        if (folded.size() < length + 2) continue;
        const auto found = endings_.find(folded.substr(folded.size() - length));
        if (found != endings_.end() && found->second == what) return true;
    }
    return false;
}

const Evidence& NameVocabulary::evidence(std::string_view name) const {
    const auto found = evidence_.find(name);
    if (found == evidence_.end())
        throw Error(Exit::bad_config, rules_.table(evidence_file_).name() + ":1: no row \"" + std::string(name) + "\"");
    return found->second;
}

const Evidence* NameVocabulary::cue_evidence(std::string_view cue_class, bool before) const {
    std::string name = before ? "before_" : "after_";
    name += cue_class;
    const auto found = evidence_.find(name);
    return found == evidence_.end() ? nullptr : &found->second;
}

bool NameVocabulary::millions(const Listed& city) const {
    return city.kind == Gazetteer::city && big_cities_[city.row] == 2;
}

const Evidence& NameVocabulary::listed_evidence(const Listed& listed) const {
    switch (listed.kind) {
        case Gazetteer::country:
            return evidence("listed_country");
        case Gazetteer::city:
            return evidence(millions(listed) ? "listed_capital" : "listed_city");
        case Gazetteer::region:
            return evidence("listed_region");
        case Gazetteer::people:
            return evidence("listed_people");
        case Gazetteer::organisation:
            return evidence("listed_organisation");
        case Gazetteer::place:
        case Gazetteer::thing:
            break;
    }
    return evidence("listed_" + std::string(wire(listed.type)));
}

}  // namespace dateline
