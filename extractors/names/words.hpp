#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "extractors/names/vocabulary.hpp"
#include "extractors/reading/reading.hpp"

namespace dateline {

/// The marks that names ask about.
enum class Mark : std::uint8_t {
    none,  ///< no mark
    other,
    comma,
    stop,         ///< "."
    hyphen,       ///< "-"
    long_hyphen,  ///< the hyphens of Unicode, U+2010 and U+2011
    dash,         ///< "--" and the dashes
    straight,     ///< a straight quotation mark
    opening,      ///< an opening quotation mark
    closing,      ///< a closing one
    colon,
    bullet,
    apostrophe,  ///< a straight one
    ampersand,
    open_bracket,
    close_bracket,
};

/// What the rule files of names say of the tokens of one article. A token is looked up when it is first asked about: the cost is that of
/// capitals and what stands beside them. For one thread.
class NameWords {
public:
    NameWords(const NameVocabulary& vocabulary, const Reading& reading);

    const NameVocabulary& vocabulary() const { return vocabulary_; }
    const Reading& reading() const { return reading_; }

    bool capital(std::uint32_t t) const {
        const Token& token = reading_.token(t);
        return token.is_word() && token.capitalized();
    }
    Mark mark(std::uint32_t t) const {
        const Token& token = reading_.token(t);
        if (token.kind != TokenKind::mark) return Mark::none;
        const std::string_view text = reading_.text(t);
        return text.size() == 1 ? plain_marks[static_cast<unsigned char>(text.front()) % plain_marks.size()] : long_mark(text);
    }
    bool is_hyphen(std::uint32_t t) const {
        const Mark m = mark(t);
        return m == Mark::hyphen || m == Mark::long_hyphen;
    }
    /// A mark inside names that is not counted: "J. Cole", "Jean-Luc".
    bool small_mark(std::uint32_t t) const {
        const Mark m = mark(t);
        return m == Mark::stop || m == Mark::hyphen || m == Mark::apostrophe;
    }
    bool possessive(std::uint32_t t) const { return NameVocabulary::possessive(reading_, t); }
    bool single_character(std::uint32_t t) const {
        return reading_.token(t).bytes < 5 && reading_.end_character(t) - reading_.token(t).character < 2;
    }

    /// A frequent word that is written small too.
    bool common(std::uint32_t t) const {
        if (!reading_.token(t).is_word()) return false;
        const WordId word = reading_.token(t).word;
        const std::uint32_t last = common_asked_[word % common_asked_.size()];
        return last >> 1 == word ? (last & 1) != 0 : ask_common(word);
    }
    bool function_word(std::uint32_t t) const {
        const LexiconHit* found = hit(t, vocabulary_.function_words_);
        return found != nullptr && found->length == 1;
    }
    /// A word of the general lexicon that is no name even where it has a capital: "Layoffs", "Ridership".
    bool ordinary(std::uint32_t t) const;
    NotName not_name(std::uint32_t t) const {
        const LexiconHit* found = hit(t, vocabulary_.not_names_);
        return found == nullptr || found->length != 1 ? NotName::none : vocabulary_.not_name_rows_[found->row];
    }
    /// A whole name of not_names.tsv: "Q3".
    bool not_name(TokenRange range) const { return whole(range, vocabulary_.not_names_); }
    const LexiconHit* role(std::uint32_t t) const { return hit(t, vocabulary_.roles_); }
    const LexiconHit* cue(std::uint32_t t) const { return hit(t, vocabulary_.cues_); }
    /// The class of name_cues.tsv, or 0.
    std::uint16_t cue_class(std::uint32_t t) const {
        const LexiconHit* found = cue(t);
        return found == nullptr ? std::uint16_t{0} : vocabulary_.cue_class(*found);
    }
    Particle particle(std::uint32_t t) const {
        const LexiconHit* found = hit(t, vocabulary_.particles_);
        return found == nullptr ? Particle::none : vocabulary_.particle_rows_[found->row];
    }
    /// The head that starts at a token, or null.
    const NameHead* head(std::uint32_t t, std::uint16_t* length = nullptr) const;
    /// The head that is the last word(s) of a range, or null.
    const NameHead* head_at_end(TokenRange range, std::uint16_t* length = nullptr) const;
    /// An abbreviation that begins at `begin` or after it ends at the dot.
    bool abbreviation(std::uint32_t dot, std::uint32_t begin) const;
    bool state_code(TokenRange range) const { return whole(range, vocabulary_.states_); }
    bool region(TokenRange range) const { return whole(range, vocabulary_.regions_); }
    bool surname(std::uint32_t t) const { return hit(t, vocabulary_.surnames_) != nullptr; }

    enum class FirstName : std::uint8_t { no, weak, yes };
    /// Weak where it is a common word or a listed place too.
    FirstName first_name(std::uint32_t t) const {
        return reading_.token(t).families & vocabulary_.first_name_bits_ ? looked_up(t).first_name : FirstName::no;
    }

    /// The longest entry of any gazetteer that starts at a token, ends by `end` and is written as names are (capitals); of equal length the
    /// first by kind.
    std::optional<ListedName> listed(std::uint32_t t, std::uint32_t end) const {
        return in_gazetteer(t) ? longest_entry(t, end) : std::nullopt;
    }
    /// All entries of gazetteers that are just `range`, by kind. `out` is overwritten.
    void listed_exactly(TokenRange range, std::vector<ListedName>& out) const;

    /// The word of a token stands in small letters somewhere in the article.
    bool written_small(std::uint32_t t) const { return has(small_, reading_.token(t).word); }
    /// False where no gazetteer can have an entry of several words that starts at a token.
    bool may_begin_longer(std::uint32_t t) const { return (reading_.token(t).hit & Token::own_hits) && in_gazetteer(t); }

private:
    using WordSet = std::vector<std::uint64_t>;  // a bit for each word id
    static bool has(const WordSet& set, WordId word) { return set[word / 64] >> (word % 64) & 1; }
    static void put(WordSet& set, WordId word) { set[word / 64] |= std::uint64_t{1} << (word % 64); }

    /// What is worked out of a token's hits once.
    struct Known {
        std::uint32_t entries = 0;  ///< first of its gazetteer entries in listed_
        std::uint8_t entry_count = 0;
        FirstName first_name = FirstName::no;
    };
    const Known& looked_up(std::uint32_t t) const {
        const std::uint32_t number = number_known_[t];
        return number != 0 ? known_[number - 1] : ask(t);
    }
    const Known& ask(std::uint32_t t) const;
    bool ask_common(WordId word) const;
    /// The mark of several bytes.
    static Mark long_mark(std::string_view text);
    static const std::array<Mark, 128> plain_marks;  // by ASCII character
    bool in_gazetteer(std::uint32_t t) const { return reading_.token(t).families & vocabulary_.gazetteer_bits_; }
    /// The entries that start at a token of a gazetteer; good until another token is asked about.
    std::span<const ListedName> entries(std::uint32_t t) const {
        const Known known = looked_up(t);
        return std::span<const ListedName>(listed_).subspan(known.entries, known.entry_count);
    }
    std::optional<ListedName> longest_entry(std::uint32_t t, std::uint32_t end) const;
    bool capitals_fit(std::uint32_t t, const LexiconHit& hit) const;
    const LexiconHit* hit(std::uint32_t t, const WordFile& file) const {
        if (!(reading_.token(t).families & file.bit)) return nullptr;
        for (const LexiconHit& found : reading_.hits(t))
            if (found.file == file.number) return &found;
        return nullptr;
    }
    bool whole(TokenRange range, const WordFile& file) const {
        const LexiconHit* found = hit(range.first, file);
        return found != nullptr && found->length == range.size();
    }

    const NameVocabulary& vocabulary_;
    const Reading& reading_;
    mutable std::vector<std::uint32_t> number_known_;  // by token: its number in known_, from 1 on; 0: not asked about
    mutable std::vector<Known> known_;
    mutable std::vector<ListedName> listed_;
    mutable std::array<std::uint32_t, 1024> common_asked_;  // by the end of a word's id: the one asked for last, and its answer as a bit
    WordSet small_;
};

}  // namespace dateline
