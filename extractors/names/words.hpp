#pragma once

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
    Mark mark(std::uint32_t t) const { return reading_.token(t).kind != TokenKind::mark ? Mark::none : mark_at(t); }
    bool is_hyphen(std::uint32_t t) const { return mark(t) == Mark::hyphen || mark(t) == Mark::long_hyphen; }
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
        const std::uint32_t known = bits_[t];
        return (known & common_asked ? known : ask_common(t)) & common_bit;
    }
    bool function_word(std::uint32_t t) const { return bits(t) & function_bit; }
    /// A word of the general lexicon that is no name even where it has a capital: "Layoffs", "Ridership".
    bool ordinary(std::uint32_t t) const;
    NotName not_name(std::uint32_t t) const { return static_cast<NotName>(bits(t) >> not_name_shift & 7); }
    /// A whole name of not_names.tsv: "Q3".
    bool not_name(TokenRange range) const { return whole(range, not_name_bit, vocabulary_.not_names_); }
    const LexiconHit* role(std::uint32_t t) const { return hit(t, role_bit, vocabulary_.roles_); }
    const LexiconHit* cue(std::uint32_t t) const { return hit(t, cue_bit, vocabulary_.cues_); }
    /// The class of name_cues.tsv, or 0.
    std::uint16_t cue_class(std::uint32_t t) const {
        const LexiconHit* found = cue(t);
        return found == nullptr ? std::uint16_t{0} : vocabulary_.cue_class(*found);
    }
    Particle particle(std::uint32_t t) const { return static_cast<Particle>(bits(t) >> particle_shift & 3); }
    /// The head that starts at a token, or null.
    const NameHead* head(std::uint32_t t, std::uint16_t* length = nullptr) const;
    /// The head that is the last word(s) of a range, or null.
    const NameHead* head_at_end(TokenRange range, std::uint16_t* length = nullptr) const;
    /// An abbreviation that begins at `begin` or after it ends at the dot.
    bool abbreviation(std::uint32_t dot, std::uint32_t begin) const;
    bool state_code(TokenRange range) const { return whole(range, state_bit, vocabulary_.states_); }
    bool region(TokenRange range) const;
    bool surname(std::uint32_t t) const { return bits(t) & surname_bit; }

    enum class FirstName : std::uint8_t { no, weak, yes };
    /// Weak where it is a common word or a listed place too.
    FirstName first_name(std::uint32_t t) const { return static_cast<FirstName>(bits(t) >> first_name_shift & 3); }

    /// The longest entry of any gazetteer that starts at a token, ends by `end` and is written as names are (capitals); of equal length the
    /// first by kind.
    std::optional<ListedName> listed(std::uint32_t t, std::uint32_t end) const;
    /// All entries of gazetteers that are just `range`, by kind. `out` is overwritten.
    void listed_exactly(TokenRange range, std::vector<ListedName>& out) const;

    /// The word of a token stands in small letters somewhere in the article.
    bool written_small(std::uint32_t t) const {
        const WordId word = reading_.token(t).word;
        return small_[word / 64] >> (word % 64) & 1;
    }
    /// A token without a capital that may begin a name all the same: "al-Amr", "3M", "20th Century Fox".
    bool odd_beginning(std::uint32_t t) const { return reading_.token(t).is_digits() || (reading_.token(t).families & odd_bits_); }

private:
    static constexpr std::uint32_t asked = 1, common_asked = 2, common_bit = 4, function_bit = 8, not_name_bit = 16, role_bit = 32,
                                   cue_bit = 64, head_bit = 128, abbreviation_bit = 256, state_bit = 512, surname_bit = 1024,
                                   listed_bit = 2048;
    static constexpr int not_name_shift = 16, particle_shift = 20, first_name_shift = 22, listed_shift = 24;

    std::uint32_t bits(std::uint32_t t) const { return bits_[t] & asked ? bits_[t] : ask(t); }
    std::uint32_t ask(std::uint32_t t) const;
    std::uint32_t ask_common(std::uint32_t t) const;
    Mark mark_at(std::uint32_t t) const;
    /// The entries that start at a token; good until another token is asked about.
    std::span<const ListedName> entries(std::uint32_t t) const;
    bool capitals_fit(std::uint32_t t, const LexiconHit& hit, bool function_word) const;
    const LexiconHit* hit(std::uint32_t t, std::uint32_t bit, std::uint16_t file) const {
        return bits(t) & bit ? reading_.hit(t, file) : nullptr;
    }
    bool whole(TokenRange range, std::uint32_t bit, std::uint16_t file) const {
        const LexiconHit* found = hit(range.first, bit, file);
        return found != nullptr && found->length == range.size();
    }

    const NameVocabulary& vocabulary_;
    const Reading& reading_;
    std::uint64_t odd_bits_ = 0;                      // families of words that begin names without a capital
    mutable std::vector<std::uint32_t> bits_;         // by token
    mutable std::vector<std::uint32_t> listed_from_;  // by token: its first entry in listed_
    mutable std::vector<ListedName> listed_;
    std::vector<std::uint64_t> small_;  // by word: bit
};

}  // namespace dateline
