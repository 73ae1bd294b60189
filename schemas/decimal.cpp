#include "schemas/decimal.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <limits>

namespace dateline {
namespace {

__extension__ using Wide = __int128;
__extension__ using UnsignedWide = unsigned __int128;

constexpr int max_digits = 36;
constexpr int significant = 17;
constexpr long max_exponent = 1'000'000;

UnsignedWide magnitude(Wide v) {
    return v < 0 ? -static_cast<UnsignedWide>(v) : static_cast<UnsignedWide>(v);
}

/// Puts the digits at `to`, 39 at most; returns their end.
char* write_digits(char* to, UnsignedWide v) {
    if (v <= std::numeric_limits<std::uint64_t>::max())  // nearly all: division of wide numbers is slow
        return std::to_chars(to, to + 20, static_cast<std::uint64_t>(v)).ptr;
    char* end = to;
    do {
        *end++ = static_cast<char>('0' + static_cast<int>(v % 10));
        v /= 10;
    } while (v != 0);
    std::reverse(to, end);
    return end;
}

std::string digits_of(UnsignedWide v) {
    char digits[40];
    return {digits, write_digits(digits, v)};
}

Wide power_of_ten(int n) {
    Wide v = 1;
    for (; n > 0; --n) v *= 10;
    return v;
}

}  // namespace

std::optional<Decimal> Decimal::fitted(Wide coefficient, long exponent) {
    if (exponent > max_exponent || exponent < -max_exponent) return std::nullopt;
    Decimal d;
    d.coefficient_ = coefficient;
    d.exponent_ = static_cast<int>(exponent);
    d.normalize();
    if (magnitude(d.coefficient_) >= magnitude(power_of_ten(max_digits))) return std::nullopt;
    return d;
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
    std::size_t i = 0;
    bool negative = false;
    if (i < text.size() && (text[i] == '-' || text[i] == '+')) negative = text[i++] == '-';
    Wide coefficient = 0;
    long exponent = 0;
    int seen = 0, used = 0;
    bool point = false;
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '.' && !point) {
            point = true;
        } else if (c >= '0' && c <= '9') {
            ++seen;
            if (used > 0 || c != '0') {
                if (++used > max_digits) return std::nullopt;
            }
            coefficient = coefficient * 10 + (c - '0');
            if (point) --exponent;
        } else {
            break;
        }
    }
    if (seen == 0) return std::nullopt;
    if (i < text.size()) {
        if (text[i] != 'e' && text[i] != 'E') return std::nullopt;
        ++i;
        if (i < text.size() && text[i] == '+') ++i;
        int power = 0;
        const auto [end, code] = std::from_chars(text.data() + i, text.data() + text.size(), power);
        if (code != std::errc() || end != text.data() + text.size()) return std::nullopt;
        exponent += power;
    }
    return fitted(negative ? -coefficient : coefficient, exponent);
}

Decimal Decimal::negated() const {
    Decimal d = *this;
    d.coefficient_ = -d.coefficient_;
    return d;
}

Decimal Decimal::shifted(int power) const {
    Decimal d = *this;
    if (!d.is_zero()) d.exponent_ += power;
    return d;
}

std::optional<Decimal> Decimal::times(const Decimal& other) const {
    Wide product;
    if (__builtin_mul_overflow(coefficient_, other.coefficient_, &product)) return std::nullopt;
    return fitted(product, static_cast<long>(exponent_) + other.exponent_);
}

std::optional<Decimal> Decimal::plus(const Decimal& other) const {
    if (is_zero()) return other;
    if (other.is_zero()) return *this;
    const Decimal& high = exponent_ >= other.exponent_ ? *this : other;
    const Decimal& low = exponent_ >= other.exponent_ ? other : *this;
    const int shift = high.exponent_ - low.exponent_;
    if (shift > max_digits) return std::nullopt;
    Wide scaled, sum;
    if (__builtin_mul_overflow(high.coefficient_, power_of_ten(shift), &scaled) || __builtin_add_overflow(scaled, low.coefficient_, &sum))
        return std::nullopt;
    return fitted(sum, low.exponent_);
}

std::optional<Decimal::Quotient> Decimal::over(const Decimal& other) const {
    if (other.is_zero()) return std::nullopt;
    const bool negative = is_negative() != other.is_negative();
    UnsignedWide rest = magnitude(coefficient_);
    const UnsignedWide divisor = magnitude(other.coefficient_);
    if (divisor >= magnitude(power_of_ten(max_digits))) return std::nullopt;
    long exponent = static_cast<long>(exponent_) - other.exponent_;
    // Long division, one digit at a time, until it comes out even or a digit beyond the significant ones is known.
    UnsignedWide quotient = rest / divisor;
    rest %= divisor;
    int digits = quotient == 0 ? 0 : static_cast<int>(digits_of(quotient).size());
    while (rest != 0 && digits < significant) {
        quotient = quotient * 10 + (rest * 10) / divisor;
        rest = (rest * 10) % divisor;
        --exponent;
        if (quotient != 0) ++digits;
    }
    const bool exact = rest == 0;
    if (!exact) {
        const UnsignedWide twice = rest * 2;
        if (twice > divisor || (twice == divisor && quotient % 2 == 1)) ++quotient;
    }
    const auto value = fitted(negative ? -static_cast<Wide>(quotient) : static_cast<Wide>(quotient), exponent);
    if (!value) return std::nullopt;
    return Quotient{*value, exact};
}

std::string Decimal::text() const {
    char out[longest];
    return {out, write(out)};
}

char* Decimal::write(char* to) const {
    if (is_zero()) {
        *to++ = '0';
        return to;
    }
    if (is_negative()) *to++ = '-';
    char digits[max_digits + 4];
    const char* const end = write_digits(digits, magnitude(coefficient_));
    const long size = end - digits;
    const long point = size + exponent_;  // digits before the decimal point
    const auto put = [&](const char* from, const char* until) {
        std::memcpy(to, from, static_cast<std::size_t>(until - from));
        to += until - from;
    };
    const auto zeros = [&](long count) {
        std::memset(to, '0', static_cast<std::size_t>(count));
        to += count;
    };
    if (point > 22 || point < -8) {
        *to++ = digits[0];
        if (size > 1) *to++ = '.';
        put(digits + 1, end);
        *to++ = 'e';
        return std::to_chars(to, to + 8, point - 1).ptr;
    }
    if (point <= 0) {
        *to++ = '0';
        *to++ = '.';
        zeros(-point);
        put(digits, end);
    } else if (point >= size) {
        put(digits, end);
        zeros(point - size);
    } else {
        put(digits, digits + point);
        *to++ = '.';
        put(digits + point, end);
    }
    return to;
}

double Decimal::approximate() const {
    return std::strtod((digits_of(magnitude(coefficient_)) + "e" + std::to_string(exponent_)).c_str(), nullptr) * (is_negative() ? -1 : 1);
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
    const auto sign = [](const Decimal& d) { return d.coefficient_ < 0 ? -1 : d.coefficient_ > 0 ? 1 : 0; };
    if (sign(a) != sign(b)) return sign(a) <=> sign(b);
    if (sign(a) == 0) return std::strong_ordering::equal;
    const std::string x = digits_of(magnitude(a.coefficient_)), y = digits_of(magnitude(b.coefficient_));
    const long top_x = static_cast<long>(x.size()) + a.exponent_, top_y = static_cast<long>(y.size()) + b.exponent_;
    std::strong_ordering order = top_x <=> top_y;
    if (order == 0) {
        const int cmp = x.compare(y);  // same length of the whole part, no trailing zeros: digit order is number order
        order = cmp < 0 ? std::strong_ordering::less : cmp > 0 ? std::strong_ordering::greater : std::strong_ordering::equal;
    }
    if (sign(a) > 0) return order;
    return order < 0 ? std::strong_ordering::greater : order > 0 ? std::strong_ordering::less : order;
}

}  // namespace dateline
