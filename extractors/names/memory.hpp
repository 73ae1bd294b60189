#pragma once

#include <unordered_map>
#include <vector>

#include "extractors/names/candidates.hpp"
#include "extractors/names/gather.hpp"

namespace dateline {

/// What the article as a whole knows of names: all mentions with the same words are one group and get one type.
class NameMemory {
public:
    struct Group {
        TokenRange first;  ///< where its words stand
        NameScores inside, beside;
        std::uint32_t mentions = 0;
        std::uint32_t plain_mentions = 0;  ///< where the capital means something
        std::uint32_t words = 0;
        bool accepted = false;
        EntityType type = EntityType::MISC;
        NameScores all;
    };

    NameMemory(const NameVocabulary& vocabulary, const Reading& reading);

    /// The group of the words of a range, made if new.
    std::uint32_t group_of(TokenRange name);
    /// The group of these words, if there is one.
    std::optional<std::uint32_t> known(TokenRange name) const;
    Group& group(std::uint32_t g) { return groups_[g]; }
    const Group& group(std::uint32_t g) const { return groups_[g]; }
    std::size_t size() const { return groups_.size(); }

    /// Adds a share of what speaks for the type of one name to another that it is joined to.
    void couple(std::uint32_t a, std::uint32_t b);
    /// Decides which groups are names, and their types, when all mentions are in.
    void settle();
    /// The word of a token stands in small letters somewhere in the article.
    bool written_small(std::uint32_t token) const { return small_[reading_.token(token).word]; }

private:
    std::uint64_t key(TokenRange name) const;
    bool same_words(TokenRange a, TokenRange b) const;
    bool is_name(const Group& group) const;
    void add_parts();

    const NameVocabulary& vocabulary_;
    const Reading& reading_;
    std::vector<Group> groups_;
    std::unordered_multimap<std::uint64_t, std::uint32_t> by_key_;
    std::vector<bool> small_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> couples_;
};

}  // namespace dateline
