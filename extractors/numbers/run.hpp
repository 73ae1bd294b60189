#pragma once

#include <array>
#include <optional>

#include "extractors/draft.hpp"
#include "extractors/numbers/words.hpp"

namespace dateline {

/// One reading of one number that begins at a token: digits with grouping and decimals, number words, both mixed ("3.7 billion",
/// "a hundred", "two-thirds", "20th", "tens of thousands"). Knows no words: they are in number_words.tsv.
///
/// It is read once from left to right: an optional sign, then digits or number words, then what multiplies them. Number words follow the
/// usual grammar of cardinals: groups of up to three figures, each with a magnitude smaller than the one before. Every step looks at most
/// a few tokens ahead, so the work is linear in the tokens taken.
class NumberRun {
public:
    NumberRun(const NumberWords& words, const Reading& reading, std::uint32_t first, std::uint32_t end)
        : words_(words), reading_(reading), first_(first), at_(first), end_(end) {}

    /// The longest number that starts at `first`, not reaching `end`; its rule is the row of its first number word.
    std::optional<NumberDraft> read();

private:
    using Class = NumberClass;

    static constexpr std::size_t max_digits = 34;
    static constexpr std::size_t longest_plain = 13;  // digits without grouping that are still an amount

    Class cls(std::uint32_t token) const { return token < end_ ? words_.cls(reading_, token) : Class::none; }
    Decimal value(std::uint32_t token) const { return words_.value(reading_, token); }
    int small(std::uint32_t token) const { return words_.small(reading_, token); }
    bool glued(std::uint32_t token) const { return token < end_ && !reading_.token(token).space_before(); }
    bool mark(std::uint32_t token, std::string_view folded) const {
        return token < end_ && reading_.token(token).kind == TokenKind::mark && reading_.is(token, folded);
    }
    bool digits_at(std::uint32_t token) const { return token < end_ && reading_.token(token).is_digits(); }
    /// "-5" where nothing stands before the sign, "minus 5".
    bool sign();
    bool leading_point() const;

    // digits.cpp: digits with grouping, decimals, fractions and exponents.

    void append_digits(std::uint32_t token);
    std::uint32_t width(std::uint32_t token) const { return digits_at(token) ? reading_.token(token).bytes : 0; }
    /// A mark and three digits, both without a blank before, and no fourth digit.
    bool group_after(std::uint32_t token, std::string_view separator) const;
    bool digits();
    /// "1,250", "1.250.000", "1'250", "40 000", "2,50,000": what stands behind the first one to three digits.
    bool groups(std::uint32_t lead);
    /// One blank on the same line.
    bool blank_before(std::uint32_t token) const;
    /// "1/2", "3/4": small denominators only, nothing glued behind.
    bool simple_fraction();
    void set_fraction(const Decimal& v, bool exact) {
        number_.value = v;
        number_.fraction = true;
        number_.plain = false;
        if (!exact) number_.rounded = true;
    }
    /// "2 1/2", "2-1/2", "2½".
    void mixed_fraction();
    /// "4e14", "1.99×10−30", "10^6".
    void exponent();
    bool ordinal_suffix();
    /// Whether the last digit is this one, 11 to 19 apart.
    bool ends_in(const Decimal& digit) const;

    // magnitudes.cpp: what multiplies a number.

    void multiply(const Decimal& by);
    /// The magnitude words behind a number: "billion", "lakh crore", "hundred thousand", a letter without a blank.
    void magnitudes(bool whole);
    /// Whether the number is an amount of money, seen from the tokens around it; `behind` is the first token after it.
    bool in_money(std::uint32_t behind) const;
    /// A letter is a magnitude beside a currency sign, or where a plural or a unit follows ("1.2m tonnes", not "1.2m tall").
    bool letter_holds(std::uint32_t t) const;
    /// "three million and a half", "six million and two thirds".
    void and_a_part();
    /// "6 crore 50 lakh", "4 thousand 3 hundred and 21": smaller magnitudes behind a number's own.
    void smaller_magnitudes();
    bool continues_as_magnitude(std::uint32_t t) const { return cls(t) == Class::magnitude || cls(t) == Class::hundred; }
    // spelled.cpp: number words.

    struct Small {
        std::uint32_t end = 0;
        int value = 0;
        bool ordinal = false;
    };
    /// A number below a hundred, spelled: "seven", "twenty-eight", "twenty-fifth".
    std::optional<Small> below_hundred(std::uint32_t t) const;
    /// A number below a thousand, or "twelve hundred".
    std::optional<Small> below_thousand(std::uint32_t t) const;
    Small after_hundred(std::uint32_t t, int hundreds) const;
    bool words();
    /// The end of "and a half", also with hyphens ("four-and-a-half"), or 0.
    std::uint32_t half_behind(std::uint32_t t) const;
    /// "one and three quarters", "two and two-thirds".
    bool mixed_words();
    /// The magnitude behind the first group and the smaller groups behind it.
    void groups_of_words();
    /// "two-thirds", "three quarters", "one fourth": a cardinal with a fraction word behind it.
    bool fraction_behind();
    /// "a quarter of a billion", "half a million", "half million".
    void fraction_of_magnitude();
    bool half();
    /// "a hundred", "a million and a half", "a dozen", "a third", "a half", "an eighth".
    bool article();
    /// Whether what follows a fraction word is the end of its phrase.
    bool parts(std::uint32_t t) const;
    /// "five point three".
    bool point_behind();
    /// "tens of thousands", "hundreds of thousands", "dozens", "millions".
    bool vague();

    const NumberWords& words_;
    const Reading& reading_;
    std::uint32_t first_, at_, end_;
    NumberDraft number_;
    std::array<char, 64> buffer_{};
    std::size_t count_ = 0;
    bool signed_ = false;
    bool european_ = false;  ///< points between groups, a comma before decimals
    Decimal last_magnitude_;
};

}  // namespace dateline
