#include "extractors/numbers/run.hpp"

#include <unicode/uchar.h>

#include "schemas/utf8.hpp"

namespace dateline {

void NumberRun::append_digits(std::uint32_t token) {
    const std::string_view text = reading_.text(token);
    for (std::size_t i = 0; i < text.size() && count_ <= max_digits;) {
        const Decoded d = decode_at(text, static_cast<std::uint32_t>(i));
        buffer_[count_++] = static_cast<char>('0' + u_charDigitValue(static_cast<UChar32>(d.code_point)));
        i += d.length;
    }
}

bool NumberRun::digits() {
    count_ = 0;
    std::uint32_t decimals = 0;
    bool grouped = false, pointed = false;
    if (!mark(at_, ".")) {
        const std::uint32_t lead = width(at_);
        append_digits(at_);
        ++at_;
        if (lead <= 3) grouped = groups(lead);
    }
    const auto decimal_mark = [&](std::string_view m) {
        return mark(at_, m) && (glued(at_) || count_ == 0) && glued(at_ + 1) && digits_at(at_ + 1);
    };
    const bool decimals_follow = words_.decimal_comma() || european_
                                     ? decimal_mark(",")
                                     : decimal_mark(".") || (!grouped && decimal_mark(",") && width(at_ + 1) <= 2 && !mark(at_ + 2, ","));
    if (decimals_follow) {
        const std::size_t before = count_;
        append_digits(at_ + 1);
        decimals = static_cast<std::uint32_t>(count_ - before);
        pointed = true;
        at_ += 2;
    }
    if (count_ > max_digits) {
        number_.blocked = true;
        number_.value = Decimal();
        return true;
    }
    std::string_view all(buffer_.data(), count_);
    const auto parsed = Decimal::parse(all);
    if (!parsed) return false;
    number_.value = parsed->shifted(-static_cast<int>(decimals));
    number_.plain = !grouped && !pointed && !signed_ && !number_.spelled;
    if (number_.plain && count_ > longest_plain) number_.blocked = true;  // an id
    if (pointed) number_.step = Decimal::scaled(1, -static_cast<int>(decimals));
    if (!pointed && simple_fraction()) return true;
    mixed_fraction();
    exponent();
    if (ordinal_suffix()) return true;
    magnitudes(!pointed);
    return true;
}

bool NumberRun::groups(std::uint32_t lead) {
    const auto take = [&](std::string_view separator) {
        while (group_after(at_, separator)) {
            append_digits(at_ + 1);
            at_ += 2;
        }
        return true;
    };
    if (group_after(at_, "'")) return take("'");
    if (words_.decimal_comma() && group_after(at_, ".")) return take(".");
    if (!words_.decimal_comma() && group_after(at_, ",")) return take(",");
    if (group_after(at_, ".") && group_after(at_ + 2, ".")) return take(".");
    // "1.111,11": a comma before decimals tells what the points are.
    if (group_after(at_, ".") && mark(at_ + 2, ",") && glued(at_ + 2) && glued(at_ + 3) && digits_at(at_ + 3) && width(at_ + 3) <= 2) {
        european_ = true;
        return take(".");
    }
    // South Asian: groups of two before the last of three.
    if (lead <= 2 && mark(at_, ",") && glued(at_) && glued(at_ + 1) && width(at_ + 1) == 2) {
        std::uint32_t t = at_;
        while (mark(t, ",") && glued(t) && glued(t + 1) && width(t + 1) == 2) t += 2;
        if (group_after(t, ",")) {
            for (std::uint32_t i = at_ + 1; i <= t + 1; i += 2) append_digits(i);
            at_ = t + 2;
            return true;
        }
    }
    bool any = false;
    while (digits_at(at_) && !glued(at_) && width(at_) == 3 && blank_before(at_) &&
           !(glued(at_ + 1) && at_ + 1 < end_ && (mark(at_ + 1, "-") || reading_.token(at_ + 1).is_word()))) {
        append_digits(at_);
        ++at_;
        any = true;
    }
    return any;
}

bool NumberRun::blank_before(std::uint32_t token) const {
    return !reading_.token(token).line_start() &&
           reading_.token(token).character == reading_.token(token - 1).character + reading_.token(token - 1).bytes + 1;
}

bool NumberRun::simple_fraction() {
    if (!mark(at_, "/") || !glued(at_) || !glued(at_ + 1) || !digits_at(at_ + 1)) return false;
    const auto below = Decimal::parse(reading_.text(at_ + 1));
    if (!below || width(at_ + 1) > 2 || *below <= number_.value || *below > Decimal(10) || *below < Decimal(2) || number_.value.is_zero() ||
        *below == Decimal(7) || *below == Decimal(9))
        return false;
    if (glued(at_ + 2) && at_ + 2 < end_ && (mark(at_ + 2, "/") || mark(at_ + 2, "-"))) return false;
    const auto quotient = number_.value.over(*below);
    if (!quotient) return false;
    at_ += 2;
    set_fraction(quotient->value, quotient->exact);
    return true;
}

void NumberRun::mixed_fraction() {
    std::uint32_t t = at_;
    if (cls(t) == Class::fraction_sign) {
        if (const auto sum = number_.value.plus(value(t))) {
            number_.value = *sum;
            number_.plain = false;
            at_ = t + 1;
        }
        return;
    }
    if (mark(t, "-") && glued(t) && glued(t + 1)) ++t;
    if (!digits_at(t) || width(t) != 1 || !mark(t + 1, "/") || !glued(t + 1) || !glued(t + 2) || width(t + 2) != 1) return;
    const auto above = Decimal::parse(reading_.text(t)), below = Decimal::parse(reading_.text(t + 2));
    if (!above || !below || *above >= *below) return;
    const auto quotient = above->over(*below);
    const auto sum = quotient ? number_.value.plus(quotient->value) : std::nullopt;
    if (!sum) return;
    number_.value = *sum;
    number_.rounded = !quotient->exact;
    number_.plain = false;
    at_ = t + 3;
}

void NumberRun::exponent() {
    std::uint32_t t = at_;
    bool power = false;
    if (glued(t) && reading_.token(t).is_word() && reading_.is(t, "e") && glued(t + 1)) {
        ++t;
    } else if ((mark(t, "\xC3\x97") || (t < end_ && reading_.is(t, "x"))) && digits_at(t + 1) && reading_.text(t + 1) == "10" &&
               glued(t + 2)) {
        t += 2;
        if (mark(t, "^")) ++t;
    } else if (mark(t, "^") && glued(t) && glued(t + 1)) {
        ++t;
        power = true;
    } else {
        return;
    }
    const bool minus = mark(t, "-");
    if (minus || mark(t, "+")) ++t;
    if (!glued(t) || !digits_at(t) || width(t) > 3) return;
    const auto parsed = Decimal::parse(reading_.text(t));
    if (!parsed || !parsed->is_whole()) return;
    int by = 0;
    for (const char c : reading_.text(t)) by = by * 10 + (c - '0');
    if (by > 300) return;
    if (power) {
        if (number_.value != Decimal(10)) return;
        number_.value = Decimal(1);
    }
    number_.value = number_.value.shifted(minus ? -by : by);
    number_.step = number_.step.shifted(minus ? -by : by);
    number_.plain = false;
    at_ = t + 1;
}

bool NumberRun::ordinal_suffix() {
    // "der 3. Platz": a point inside the sentence.
    const bool point =
        words_.ordinal_point() && number_.plain && mark(at_, ".") && at_ + 1 < end_ && reading_.token(at_ + 1).space_before();
    if (!point && (!glued(at_) || cls(at_) != Class::ordinal_suffix)) return false;
    // "14st" is a weight: a suffix that has a value stands behind numbers that end in it.
    if (!point && !value(at_).is_zero() && !ends_in(value(at_))) return false;
    number_.ordinal = true;
    number_.plain = false;
    ++at_;
    return true;
}

bool NumberRun::ends_in(const Decimal& digit) const {
    if (count_ == 0 || (count_ > 1 && buffer_[count_ - 2] == '1')) return false;
    return Decimal(buffer_[count_ - 1] - '0') == digit;
}

bool NumberRun::group_after(std::uint32_t token, std::string_view separator) const {
    return mark(token, separator) && glued(token) && glued(token + 1) && width(token + 1) == 3;
}

}  // namespace dateline
