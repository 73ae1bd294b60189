#include "extractors/names/vocabulary.hpp"

#include <algorithm>
#include <charconv>

#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr std::size_t longest_ending = 7;  // bytes: they are packed into one number
constexpr std::uint64_t ending_mixer = 0x9E3779B97F4A7C15u;

EntityType type_in(const Table& table, std::uint32_t row, std::string_view column) {
    const auto type = from_wire<EntityType>(table.cell(row, column));
    if (!type) throw Error(Exit::bad_config, table.where(row) + ": no entity type \"" + std::string(table.cell(row, column)) + "\"");
    return *type;
}

int number_in(const Table& table, std::uint32_t row, std::string_view text) {
    int value = 0;
    if (text.empty()) return 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size())
        throw Error(Exit::bad_config, table.where(row) + ": \"" + std::string(text) + "\" is no whole number");
    return value;
}

/// The number of a class of `file`. English has them all; where another language has no row of a class, a number that no row has.
std::uint16_t needed_class(const LanguageRules& rules, std::uint16_t file, std::string_view name) {
    constexpr std::uint16_t of_no_row = 0xFFFF;
    const std::uint16_t number = rules.class_number(file, name);
    if (number == 0 && rules.language() != first_language) return of_no_row;
    if (number == 0) throw Error(Exit::bad_config, rules.table(file).name() + ": no row of class \"" + std::string(name) + "\"");
    return number;
}

WordFile word_file(const LanguageRules& rules, std::string_view name) {
    const std::uint16_t number = rules.file(name);
    return {number, family_bit(number)};
}

constexpr std::array<std::string_view, gazetteer_count> gazetteer_files = {"countries",    "places", "organisations", "peoples",
                                                                           "known_things", "cities", "regions"};

}  // namespace

NameVocabulary::NameVocabulary(const LanguageRules& rules)
    : rules_(rules),
      evidence_(rules),
      function_words_(word_file(rules, "function_words")),
      not_names_(word_file(rules, "not_names")),
      roles_(word_file(rules, "roles")),
      cues_(word_file(rules, "name_cues")),
      particles_(word_file(rules, "name_particles")),
      heads_(word_file(rules, "name_heads")),
      abbreviations_(word_file(rules, "abbreviations")),
      states_(word_file(rules, "state_codes")),
      regions_(word_file(rules, "regions")),
      surnames_(word_file(rules, "surnames")),
      first_names_(word_file(rules, "first_names")),
      world_names_(word_file(rules, "first_names_world")),
      sources_(rules.tables().size()),
      role_table_(rules.table(roles_.number)),
      common_words_(rules.common_words()) {
    for (std::size_t kind = 0; kind < gazetteer_count; ++kind) {
        const WordFile file = word_file(rules, gazetteer_files[kind]);
        sources_[file.number] = {true, false, static_cast<Gazetteer>(kind)};
        gazetteer_bits_ |= file.bit;
    }
    for (const WordFile& file : {first_names_, world_names_}) {
        sources_[file.number].first_name = true;
        first_name_bits_ |= file.bit;
    }
    const auto cue = [&](std::string_view name) { return needed_class(rules, cues_.number, name); };
    cue_classes_ = {cue("article"),     cue("copula"),    cue("join"),       cue("place_preposition"),
                    cue("place_after"), cue("org_after"), cue("person_verb")};
    read_heads();
    read_roles();
    read_gazetteers();
    read_endings();
}

void NameVocabulary::read_heads() {
    const Table& heads = rules_.table(heads_.number);
    for (std::uint32_t row = 0; row < heads.size(); ++row) {
        NameHead head;
        head.type = type_in(heads, row, "type");
        head.front_type = heads.cell(row, "front_type").empty() ? head.type : type_in(heads, row, "front_type");
        const std::string_view where = heads.cell(row, "where");
        head.at_end = where == "end" || where == "both";
        head.at_front = where == "front" || where == "both";
        if (!head.at_end && !head.at_front) throw Error(Exit::bad_config, heads.where(row) + ": \"where\" is end, front or both");
        head.designator = heads.cell(row, "class") == "designator";
        for (const EntityType type : {head.type, head.front_type}) {
            std::uint32_t& evidence = head_evidence_[static_cast<std::size_t>(type)];
            if (evidence == 0) evidence = evidence_.named("head_", wire(type));
        }
        head_rows_.push_back(head);
    }
}

void NameVocabulary::read_roles() {
    for (std::uint32_t row = 0; row < role_table_.size(); ++row) {
        NameRole role;
        const std::string_view kind = role_table_.cell(row, "kind"), gender = role_table_.cell(row, "gender");
        role.of = kind == "person" ? NameRole::Of::person : kind == "org" ? NameRole::Of::org : NameRole::Of::place;
        role.honorific = role_table_.cell(row, "class") == "honorific";
        role.title = role_table_.cell(row, "title") == "yes";
        if (!gender.empty()) role.gender = gender.front();
        role_rows_.push_back(role);
    }
    const std::uint16_t month = needed_class(rules_, not_names_.number, "month"),
                        weekday = needed_class(rules_, not_names_.number, "weekday"),
                        postnominal = needed_class(rules_, not_names_.number, "postnominal");
    for (std::uint32_t row = 0; row < rules_.table(not_names_.number).size(); ++row) {
        const std::uint16_t number = rules_.class_of(not_names_.number, row);
        not_name_rows_.push_back(number == 0             ? NotName::none
                                 : number == month       ? NotName::month
                                 : number == weekday     ? NotName::weekday
                                 : number == postnominal ? NotName::postnominal
                                                         : NotName::word);
    }
    const Table& particles = rules_.table(particles_.number);
    for (std::uint32_t row = 0; row < particles.size(); ++row) {
        const std::string_view name = particles.cell(row, "class");
        if (name != "person" && name != "org" && name != "generation")
            throw Error(Exit::bad_config, particles.where(row) + ": \"class\" is person, org or generation");
        particle_rows_.push_back(name == "person" ? Particle::person : name == "org" ? Particle::org : Particle::generation);
    }
}

void NameVocabulary::read_gazetteers() {
    const Table& places = rules_.table("places");
    for (std::uint32_t row = 0; row < places.size(); ++row) place_types_.push_back(type_in(places, row, "type"));
    const Table& things = rules_.table("known_things");
    for (std::uint32_t row = 0; row < things.size(); ++row) thing_types_.push_back(type_in(things, row, "type"));
    for (const auto* types : {&place_types_, &thing_types_})
        for (const EntityType type : *types) {
            std::uint32_t& evidence = listed_evidence_[static_cast<std::size_t>(type)];
            if (evidence == 0) evidence = evidence_.named("listed_", wire(type));
        }
    const Table& cities = rules_.table("cities");
    const auto population = cities.find("population"), capital = cities.find("capital");
    if (!population || !capital) throw Error(Exit::bad_config, cities.name() + ":1: no columns \"population\" and \"capital\"");
    for (std::uint32_t row = 0; row < cities.size(); ++row) {
        const int people = number_in(cities, row, cities.cell(row, *population));
        big_cities_.push_back(cities.cell(row, *capital) == "yes" || people >= 1'000'000 ? 2 : people >= 200'000 ? 1 : 0);
    }
}

void NameVocabulary::read_endings() {
    const Table& table = rules_.table("name_endings");
    std::size_t slots = 16;
    while (slots < table.size() * 3) slots *= 2;
    endings_.resize(slots);
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        const std::string_view ending = table.cell(row, std::size_t{0}), what = table.cell(row, "type");
        if (ending.empty() || ending.size() > longest_ending)
            throw Error(Exit::bad_config, table.where(row) + ": an ending has 1 to " + std::to_string(longest_ending) + " bytes");
        Ending entry;
        for (std::size_t i = ending.size(); i-- > 0;) entry.letters = entry.letters << 8 | static_cast<unsigned char>(ending[i]);
        entry.plural = what == "plural";
        entry.word = what == "word";
        entry.typed = !entry.plural && !entry.word;
        if (entry.typed) {
            entry.type = type_in(table, row, "type");
            std::uint32_t& evidence = ending_evidence_[static_cast<std::size_t>(entry.type)];
            if (evidence == 0) evidence = evidence_.named("ending_", wire(entry.type));
        }
        std::size_t slot = (entry.letters * ending_mixer >> 32) & (slots - 1);
        while (endings_[slot].letters != 0 && endings_[slot].letters != entry.letters) slot = (slot + 1) & (slots - 1);
        endings_[slot] = entry;
    }
}

EntityType NameVocabulary::type_of(Gazetteer kind, std::uint32_t row) const {
    switch (kind) {
        case Gazetteer::place:
            return place_types_[row];
        case Gazetteer::thing:
            return thing_types_[row];
        case Gazetteer::people:
            return EntityType::NORP;
        case Gazetteer::organisation:
            return EntityType::ORG;
        case Gazetteer::country:
        case Gazetteer::city:
        case Gazetteer::region:
            break;
    }
    return EntityType::GPE;
}

const Evidence& NameVocabulary::listed_evidence(const ListedName& listed) const {
    switch (listed.kind) {
        case Gazetteer::country:
            return evidence_.of(Clue::listed_country);
        case Gazetteer::city:
            return evidence_.of(millions(listed) ? Clue::listed_capital : Clue::listed_city);
        case Gazetteer::region:
            return evidence_.of(Clue::listed_region);
        case Gazetteer::people:
            return evidence_.of(Clue::listed_people);
        case Gazetteer::organisation:
            return evidence_.of(Clue::listed_organisation);
        case Gazetteer::place:
        case Gazetteer::thing:
            break;
    }
    return evidence_.row(listed_evidence_[static_cast<std::size_t>(listed.type)]);
}

std::string_view NameVocabulary::state_name(const Reading& reading, TokenRange range) const {
    const LexiconHit* hit = reading.hit(range.first, states_.number);
    if (hit == nullptr || hit->length != range.size()) return {};
    const std::string_view name = rules_.table(states_.number).cell(hit->row, std::size_t{0});
    return name.substr(0, name.find(" ("));
}

char NameVocabulary::first_name_gender(const Reading& reading, std::uint32_t token) const {
    for (const WordFile& file : {first_names_, world_names_})
        if (const LexiconHit* hit = reading.hit(token, file.number)) {
            const std::string_view gender = rules_.table(file.number).cell(hit->row, "gender");
            return gender.empty() ? '?' : gender.front();
        }
    return '?';
}

NameVocabulary::Endings NameVocabulary::endings(std::string_view folded) const {
    Endings out;
    std::uint64_t letters = 0;
    for (std::size_t length = 1; length <= longest_ending && length + 2 <= folded.size(); ++length) {
        letters = letters << 8 | static_cast<unsigned char>(folded[folded.size() - length]);
        std::size_t slot = (letters * ending_mixer >> 32) & (endings_.size() - 1);
        while (endings_[slot].letters != 0 && endings_[slot].letters != letters) slot = (slot + 1) & (endings_.size() - 1);
        const Ending& entry = endings_[slot];
        if (entry.letters == 0) continue;
        if (entry.typed && length > 1) out.type = entry.type;  // the longest is the last
        out.plural = out.plural || entry.plural;
        out.word = out.word || entry.word;
    }
    return out;
}

}  // namespace dateline
