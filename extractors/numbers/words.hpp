#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "extractors/numbers/joined.hpp"
#include "extractors/reading/reading.hpp"
#include "schemas/decimal.hpp"

namespace dateline {

/// What a word does in a number, as number_words.tsv says. The order is that of the names in words.cpp; what cardinals are made of comes
/// first.
enum class NumberClass : std::uint8_t {
    unit,
    teen,
    ten,
    hundred,
    magnitude,
    magnitude_letter,
    dozen,
    vague,
    and_,
    article,
    point,
    sign,
    half,
    fraction,
    fraction_sign,
    ordinal_unit,
    ordinal_teen,
    ordinal_ten,
    ordinal_hundred,
    ordinal_magnitude,
    ordinal_suffix,
    mixed,
    none
};

/// number_words.tsv, its rows read once, and the other word files that decide whether a word belongs to a number.
class NumberWords {
public:
    /// Throws Error (bad_config) on a row without a known class or with a bad value.
    explicit NumberWords(const LanguageRules& rules);

    std::uint16_t file() const { return file_; }

    /// The class of the number word at a token, none where no entry of one token stands there.
    NumberClass cls(const Reading& reading, std::uint32_t token) const {
        if (!(reading.token(token).families & family_)) return NumberClass::none;
        const LexiconHit* hit = reading.hit(token, file_);
        return hit == nullptr || hit->length != 1 ? NumberClass::none : classes_[hit->row];
    }
    /// A number that a language writes as one word, or nothing where none stands there.
    std::optional<JoinedNumber> joined(const Reading& reading, std::uint32_t token) const {
        if (joined_.empty() || !reading.token(token).is_word() || reading.token(token).families & family_) return std::nullopt;
        return joined_.read(reading.folded(token));
    }
    /// Its value; zero where no number word stands there.
    Decimal value(const Reading& reading, std::uint32_t token) const {
        const LexiconHit* hit = reading.hit(token, file_);
        return hit == nullptr || hit->length != 1 ? Decimal() : values_[hit->row];
    }

    /// The same where it is a whole number below a thousand.
    int small(const Reading& reading, std::uint32_t token) const {
        const LexiconHit* hit = reading.hit(token, file_);
        return hit == nullptr || hit->length != 1 ? 0 : small_values_[hit->row];
    }

    /// Whether a token is none of the many that no number begins with.
    bool may_begin(std::span<const Token> tokens, std::uint32_t token, std::uint32_t end) const {
        const Token& first = tokens[token];
        if ((first.families & family_) != 0 || first.is_digits()) return true;
        return first.is_word() ? !joined_.empty() : sign_or_point(tokens, token, end);
    }
    /// Whether a number can begin at a token: a quick look, before it is read. Requires: token < end.
    bool can_begin(const Reading& reading, std::uint32_t token, std::uint32_t end) const {
        const Token& first = reading.token(token);
        if (first.families & family_) return first.is_digits() || opens(reading, token, end);
        if (first.is_word()) return joined(reading, token).has_value();
        // "5", "-5", "+5", ".5", "-.5"
        return first.is_digits() || sign_or_point(reading.tokens(), token, end);
    }

    /// Whether a token behind digits, without a blank between, is a part that a number can have ("5m", "20th").
    bool is_suffix(const Reading& reading, std::uint32_t token) const;

    /// When a magnitude's letter holds right behind digits without a currency before them; whether it does apart from them as a capital.
    enum class Glued : std::uint8_t { noun, always, capital, money };
    Glued glued(const Reading& reading, std::uint32_t token) const { return letters_[reading.hit(token, file_)->row].glued; }
    bool apart(const Reading& reading, std::uint32_t token) const { return letters_[reading.hit(token, file_)->row].apart; }

    /// The head of number_words.tsv says "# decimal: comma": a comma before decimals, points or blanks between groups.
    bool decimal_comma() const { return decimal_comma_; }
    /// Magnitudes with fewer bytes are marks ("mn"), which only stand behind digits; "# shortest_magnitude: 3" where a word is that short.
    std::uint32_t shortest_magnitude() const { return shortest_magnitude_; }
    /// "# ordinal: point": a point right behind digits makes an ordinal of them.
    bool ordinal_point() const { return ordinal_point_; }

    /// Whether a sign or code of a currency stands right before a token.
    bool currency_before(const Reading& reading, std::uint32_t token) const;
    /// Whether `token` is a currency's code in capitals: "USD".
    bool currency_code(const Reading& reading, std::uint32_t token) const;
    /// Whether a word is a unit, a currency or has the form of a plural.
    bool plural(const Reading& reading, std::uint32_t token) const;
    /// "of", as in "35m of its devices".
    bool partitive(const Reading& reading, std::uint32_t token) const { return reading.hit(token, partitives_) != nullptr; }
    /// Whether a word is an inner part of a hedge: "plus or [[minus]] three".
    bool inside_hedge(const Reading& reading, std::uint32_t token) const;
    bool function_word(const Reading& reading, std::uint32_t token) const { return reading.hit(token, functions_) != nullptr; }

private:
    /// Whether digits or another mark stand right behind a mark.
    static bool sign_or_point(std::span<const Token> tokens, std::uint32_t mark, std::uint32_t end) {
        return mark + 1 < end && !tokens[mark + 1].space_before() && !tokens[mark + 1].is_word();
    }
    /// Whether the number word at a token can be a number's first.
    bool opens(const Reading& reading, std::uint32_t token, std::uint32_t end) const;

    std::uint16_t file_, currencies_, codes_, units_, singulars_, partitives_, functions_, hedges_;
    std::uint64_t family_;
    std::vector<NumberClass> classes_;  // by row
    std::vector<Decimal> values_;       // by row
    std::vector<int> small_values_;     // by row; zero where it is none
    struct Letter {
        Glued glued = Glued::noun;
        bool apart = false;
    };
    std::vector<Letter> letters_;  // by row
    std::string plural_ending_, no_plural_;
    bool decimal_comma_, ordinal_point_;
    std::uint32_t shortest_magnitude_ = 4;
    JoinedNumbers joined_;
    std::vector<bool> before_amounts_;  // by row of currencies: a sign or a code
};

}  // namespace dateline
