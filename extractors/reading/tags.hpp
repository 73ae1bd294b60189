#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// Word classes with their forms, as the Penn Treebank names them: finer than the Universal ones, so each of those can be told from them.
enum class Tag : std::uint8_t {
    none,
    NN,
    NNS,
    NNP,
    NNPS,  // nouns: one, several; names
    VB,
    VBD,
    VBG,
    VBN,
    VBP,
    VBZ,
    MD,  // verbs: base, past, -ing, participle, present, present with -s; modals
    JJ,
    JJR,
    JJS,
    RB,
    RBR,
    RBS,  // adjectives, adverbs
    IN,
    DT,
    PDT,
    CC,  // prepositions and subordinators, determiners, "all the", conjunctions
    PRP,
    PRPS,
    WDT,
    WP,
    WPS,
    WRB,  // pronouns: personal, possessive, relative
    TO,
    CD,
    UH,
    RP,
    EX,
    FW,
    POS,
    PUNCT,
    SYM,
};
inline constexpr std::size_t tag_count = 37;

std::string_view name_of(Tag tag);
std::optional<Tag> tag_named(std::string_view penn);

/// A set of tags, for conditions.
using TagSet = std::uint64_t;
constexpr TagSet set_of(Tag tag) {
    return TagSet{1} << static_cast<unsigned>(tag);
}
template <typename... Tags>
constexpr TagSet set_of(Tag first, Tags... rest) {
    return set_of(first) | set_of(rest...);
}
constexpr bool in(Tag tag, TagSet set) {
    return (set & set_of(tag)) != 0;
}

/// The tags of "NN|VB", and those of a list in its order, at most five. Throw Error (bad_config) that begins with `where` on a name that is
/// no tag's.
TagSet tag_set(std::string_view names, const std::string& where);
std::array<Tag, 5> tag_list(const std::vector<std::string>& names, const std::string& where);

inline constexpr TagSet noun_tags = set_of(Tag::NN, Tag::NNS, Tag::NNP, Tag::NNPS);
inline constexpr TagSet verb_tags = set_of(Tag::VB, Tag::VBD, Tag::VBG, Tag::VBN, Tag::VBP, Tag::VBZ);
inline constexpr TagSet finite_tags = set_of(Tag::VBD, Tag::VBP, Tag::VBZ, Tag::MD);
inline constexpr TagSet adjective_tags = set_of(Tag::JJ, Tag::JJR, Tag::JJS);
inline constexpr TagSet adverb_tags = set_of(Tag::RB, Tag::RBR, Tag::RBS);

}  // namespace dateline
