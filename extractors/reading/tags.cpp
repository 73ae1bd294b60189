#include "extractors/reading/tags.hpp"

#include <algorithm>
#include <iterator>

#include "extractors/rules/nearest.hpp"
#include "schemas/error.hpp"

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

namespace {

Tag required(std::string_view name, const std::string& where) {
    const auto tag = tag_named(name);
    if (!tag)
        throw Error(Exit::bad_config, where + ": no tag \"" + std::string(name) + "\"; there are " +
                                          nearest_first(std::vector(std::begin(names) + 1, std::end(names)), name));
    return *tag;
}

}  // namespace

TagSet tag_set(std::string_view text, const std::string& where) {
    TagSet out = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('|'), text.size());
        if (end > 0) out |= set_of(required(text.substr(0, end), where));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::array<Tag, 5> tag_list(const std::vector<std::string>& list, const std::string& where) {
    std::array<Tag, 5> out{};
    for (std::size_t i = 0; i < std::min(list.size(), out.size()); ++i) out[i] = required(list[i], where);
    return out;
}

}  // namespace dateline
