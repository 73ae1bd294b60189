#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// An exact decimal number: coefficient * 10^exponent. No double ever holds a figure.
///
/// Kept without trailing zeros in the coefficient, so equal numbers have equal members. The coefficient has at most 36 digits; what
/// does not fit is refused (`parse`, `times`, `plus` give nothing), never rounded in silence.
class Decimal {
public:
    constexpr Decimal() = default;
    constexpr explicit Decimal(std::int64_t whole) : coefficient_(whole) { normalize(); }
    /// coefficient * 10^exponent. Requires: |coefficient| < 10^18.
    static constexpr Decimal scaled(std::int64_t coefficient, int exponent) {
        Decimal d;
        d.coefficient_ = coefficient;
        d.exponent_ = exponent;
        d.normalize();
        return d;
    }
    /// ASCII digits with an optional sign, one '.', and an optional exponent: "3.70", "-12", "1.5e9". Nothing if it is not that, or too
    /// long.
    static std::optional<Decimal> parse(std::string_view text);

    bool is_zero() const { return coefficient_ == 0; }
    bool is_negative() const { return coefficient_ < 0; }
    /// The power of ten of the last digit that is not zero: 3.7 has -1, 3700 has 2.
    int exponent() const { return exponent_; }
    bool is_whole() const { return exponent_ >= 0 || coefficient_ == 0; }

    Decimal negated() const;
    Decimal absolute() const { return is_negative() ? negated() : *this; }
    std::optional<Decimal> times(const Decimal& other) const;
    std::optional<Decimal> plus(const Decimal& other) const;
    std::optional<Decimal> minus(const Decimal& other) const { return plus(other.negated()); }
    /// this * 10^power.
    Decimal shifted(int power) const;

    /// A quotient rounded half to even.
    struct Quotient;
    /// this / other; `exact` is false where it was rounded half even to 17 significant digits. Nothing for a division by zero.
    std::optional<Quotient> over(const Decimal& other) const;

    /// Plain digits from 1e-9 to 1e21, the exponent form ("1.5e-12") outside. Valid JSON; parse(text()) gives the same number.
    std::string text() const;
    /// Puts the text at `to`, `longest` bytes at most; returns its end.
    char* write(char* to) const;
    static constexpr std::size_t longest = 64;
    /// The nearest double, for sorting and searching only.
    double approximate() const;

    friend bool operator==(const Decimal&, const Decimal&) = default;
    friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

private:
    __extension__ using Wide = __int128;

    constexpr void normalize() {
        if (coefficient_ == 0) {
            exponent_ = 0;
            return;
        }
        while (coefficient_ != static_cast<std::int64_t>(coefficient_)) {
            if (coefficient_ % 10 != 0) return;
            coefficient_ /= 10;
            ++exponent_;
        }
        auto small = static_cast<std::int64_t>(coefficient_);  // nearly all: division of wide numbers is slow
        while (small % 10 == 0) {
            small /= 10;
            ++exponent_;
        }
        coefficient_ = small;
    }
    static std::optional<Decimal> fitted(Wide coefficient, long exponent);

    Wide coefficient_ = 0;
    int exponent_ = 0;
};

struct Decimal::Quotient {
    Decimal value;
    bool exact;
};

/// Both ends included; nothing where unbounded.
struct Interval {
    std::optional<Decimal> low;
    std::optional<Decimal> high;

    friend bool operator==(const Interval&, const Interval&) = default;
};

}  // namespace dateline
