#pragma once

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "extractors/names/evidence.hpp"
#include "extractors/names/words.hpp"

namespace dateline {

/// What the article as a whole knows of names: all mentions with the same words are one group and get one type.
class NameMemory {
public:
    struct Group {
        TokenRange first;   ///< where its words stand
        NameScores scores;  ///< of what is in the name; with settle() of all
        NameScores beside;
        std::uint32_t mentions = 0;
        std::uint32_t plain_mentions = 0;  ///< where the capital means something
        std::uint32_t words = 0;
        bool accepted = false;
        bool listed = false;
        int listed_points = 0;  ///< what the lists and the name itself come to, where it is listed
        EntityType type = EntityType::MISC;
    };

    explicit NameMemory(const NameWords& words);

    void expect(std::size_t names) { groups_.reserve(names); }
    /// The group of the words of a range, made if new.
    std::uint32_t group_of(TokenRange name);
    /// The group of these words, if there is one.
    std::optional<std::uint32_t> known(TokenRange name) const;
    /// False where no group begins with the word of this token.
    bool may_begin(std::uint32_t token) const { return begins_.may_have(reading_.token(token).word); }
    Group& group(std::uint32_t g) { return groups_[g]; }
    const Group& group(std::uint32_t g) const { return groups_[g]; }
    std::size_t size() const { return groups_.size(); }

    /// Adds a share of what speaks for the type of one name to another that it is joined to.
    void couple(std::uint32_t a, std::uint32_t b);
    /// Decides which groups are names, and their types, when all mentions are in.
    void settle();

private:
    /// Words, roughly: a bit for all words whose ids end alike. What is not in it is not there.
    class WordFilter {
    public:
        void add(WordId word) { bits_[word / 64 % bits_.size()] |= std::uint64_t{1} << (word % 64); }
        bool may_have(WordId word) const { return bits_[word / 64 % bits_.size()] >> (word % 64) & 1; }

    private:
        std::array<std::uint64_t, 16> bits_{};
    };

    std::uint64_t key(TokenRange name) const;
    std::size_t slot_of(TokenRange name, std::uint64_t key) const;
    bool same_words(TokenRange a, TokenRange b) const;
    bool is_name(const Group& group) const;
    std::uint32_t last_word(TokenRange name) const;
    void add_parts();

    /// The groups of several words by their first or last word.
    struct Edges {
        std::vector<std::pair<WordId, std::uint32_t>> groups;  // sorted
        WordFilter words;
    };
    struct Found;
    void look(Group& part, const Edges& edges, std::uint32_t token, bool at_end, Found& found) const;

    const NameWords& words_;
    const Reading& reading_;
    const EvidenceTable& evidence_;
    std::vector<Group> groups_;
    std::vector<std::uint32_t> slots_;  // of a hash over groups: number + 1; 0: free; size a power of two
    WordFilter begins_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> couples_;
};

}  // namespace dateline
