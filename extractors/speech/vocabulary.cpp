#include "extractors/speech/vocabulary.hpp"

#include <algorithm>

#include "schemas/error.hpp"

namespace dateline {
namespace {

SpeechVocabulary::Verb verb_of(const LanguageRules& rules, const Table& table, std::uint32_t row) {
    SpeechVocabulary::Verb verb;
    const std::vector<std::string> frames = table.list(row, "frames");
    const auto has = [&](const char* frame) { return std::find(frames.begin(), frames.end(), frame) != frames.end(); };
    verb.quote = has("quote");
    verb.that = has("that");
    verb.bare = has("bare");
    verb.told = has("told");
    verb.of = has("of");
    verb.documents_only = table.cell(row, "kind") == "document";
    const auto kind = from_wire<AttributionKind>(table.cell(row, "kind"));
    const auto polarity = from_wire<Polarity>(table.cell(row, "polarity"));
    if (!kind || !polarity) throw Error(Exit::bad_config, table.where(row) + ": unknown kind or polarity");
    verb.kind = *kind;
    verb.polarity = *polarity;
    std::string_view left = table.cell(row, "participle");
    while (!left.empty()) {
        const std::size_t end = std::min(left.find(' '), left.size());
        verb.participle.push_back(rules.lexicon().find(left.substr(0, end)));
        left.remove_prefix(std::min(end + 1, left.size()));
    }
    return verb;
}

SpeechVocabulary::Filler filler_of(const Table& table, std::uint32_t row) {
    using Filler = SpeechVocabulary::Filler;
    const std::string_view name = table.cell(row, "class");
    if (name == "auxiliary") return table.cell(row, "passive") == "yes" ? Filler::being : Filler::auxiliary;
    if (name == "negation") return Filler::negation;
    if (name == "infinitive") return Filler::infinitive;
    if (name == "adverb" || name.empty()) return Filler::adverb;
    throw Error(Exit::bad_config, table.where(row) + ": unknown class \"" + std::string(name) + "\"");
}

std::uint32_t shape_row(const Table& table, std::string_view name) {
    for (std::uint32_t row = 0; row < table.size(); ++row)
        if (table.cell(row, "name") == name) return row;
    throw Error(Exit::bad_config, table.name() + ":1: no row \"" + std::string(name) + "\"");
}

}  // namespace

SpeechVocabulary::SpeechVocabulary(const LanguageRules& rules)
    : verbs(rules.file("speech_verbs")),
      fillers(rules.file("speech_fillers")),
      phrases(rules.file("attribution_phrases")),
      complementizers(rules.file("complementizers")),
      breaks(rules.file("clause_breaks")),
      hearers(rules.file("hearer_frames")),
      hearsay(rules.file("hearsay")),
      determiners(rules.file("determiners")),
      pronouns(rules.file("speaker_pronouns")),
      function_words(rules.file("function_words")),
      shapes(rules.file("quote_shapes")),
      nouns(rules.file("speakers")),
      anonymous(rules.file("anonymous_sources")),
      quoting(rules.file("quoting_verbs")),
      clausal(rules.file("clausal_verbs")),
      openers(family_bit(verbs) | family_bit(phrases) | family_bit(hearsay)),
      adverb_suffix(rules.table(fillers).setting("adverb_suffix")),
      colon(shape_row(rules.table(shapes), "colon")),
      dash(shape_row(rules.table(shapes), "dash")),
      floating(shape_row(rules.table(shapes), "floating")),
      nested(shape_row(rules.table(shapes), "nested")) {
    for (std::uint32_t row = 0; row < rules.table(verbs).size(); ++row) verb_rows.push_back(verb_of(rules, rules.table(verbs), row));
    for (std::uint32_t row = 0; row < rules.table(fillers).size(); ++row) filler_rows.push_back(filler_of(rules.table(fillers), row));
    for (std::uint32_t row = 0; row < rules.table(pronouns).size(); ++row) {
        const std::string_view name = rules.table(pronouns).cell(row, "class");
        pronoun_rows.push_back(name == "thing" ? Pronoun::thing : name == "relative" ? Pronoun::relative : Pronoun::other);
    }
    for (std::uint32_t row = 0; row < rules.table(phrases).size(); ++row)
        after_comma_rows.push_back(rules.table(phrases).cell(row, "after") == "comma");
    for (std::uint32_t row = 0; row < rules.table(nouns).size(); ++row)
        document_rows.push_back(rules.table(nouns).cell(row, "class") == "document");
    for (std::uint32_t row = 0; row < rules.table(complementizers).size(); ++row)
        said_rows.push_back(rules.table(complementizers).cell(row, "said") == "yes");
}

}  // namespace dateline
