#include "extractors/reading/tags.hpp"

#include <algorithm>
#include <iterator>

namespace dateline {
namespace {

constexpr std::string_view names[tag_count] = {"none", "NN",  "NNS", "NNP", "NNPS", "VB", "VBD", "VBG", "VBN", "VBP",   "VBZ",  "MD",  "JJ",
                                               "JJR",  "JJS", "RB",  "RBR", "RBS",  "IN", "DT",  "PDT", "CC",  "PRP",   "PRP$", "WDT", "WP",
                                               "WP$",  "WRB", "TO",  "CD",  "UH",   "RP", "EX",  "FW",  "POS", "PUNCT", "SYM"};

}  // namespace

std::string_view name_of(Tag tag) {
    return names[static_cast<std::size_t>(tag)];
}

std::optional<Tag> tag_named(std::string_view penn) {
    const auto found = std::find(std::begin(names) + 1, std::end(names), penn);
    if (found == std::end(names)) return std::nullopt;
    return static_cast<Tag>(found - std::begin(names));
}

}  // namespace dateline
