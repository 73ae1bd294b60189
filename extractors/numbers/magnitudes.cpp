#include "extractors/numbers/run.hpp"

namespace dateline {

void NumberRun::magnitudes(bool whole) {
    const std::uint32_t before = at_;
    while (at_ < end_) {
        std::uint32_t t = at_;
        if (mark(t, "-") && glued(t) && t + 1 < end_ && (cls(t + 1) == Class::magnitude || cls(t + 1) == Class::hundred)) ++t;
        const Class c = cls(t);
        // "12 lakhs": a plural right behind a number.
        const bool plural = c == Class::vague && at_ == before && value(t) >= Decimal(1000);
        if (plural || c == Class::magnitude || c == Class::hundred || (c == Class::dozen && at_ == before)) {
            if (at_ == before && whole && number_.step.is_zero()) number_.step = Decimal(1);
            if (reading_.token(t).bytes <= 3 && at_ > before) break;
            multiply(value(t));
            last_magnitude_ = last_magnitude_.is_zero() ? value(t) : last_magnitude_.times(value(t)).value_or(last_magnitude_);
            number_.magnitude = true;
            number_.plain = false;
            at_ = t + 1;
            // "2 Mio. Euro": the point of an abbreviation inside its sentence.
            if (mark(at_, ".") && glued(at_) && at_ + 1 < end_ && reading_.rules().grammar_words().abbreviation(reading_, t, 1)) ++at_;
            if (c == Class::dozen) number_.step = Decimal();
            continue;
        }
        if (c == Class::magnitude_letter && at_ == before && letter_holds(t)) {
            if (whole && number_.step.is_zero()) number_.step = Decimal(1);
            multiply(value(t));
            number_.magnitude = true;
            number_.plain = false;
            at_ = t + 1;
        }
        break;
    }
    if (at_ > before && number_.magnitude) {
        smaller_magnitudes();
        and_a_part();
    }
}

void NumberRun::smaller_magnitudes() {
    Decimal limit = last_magnitude_;
    while (limit > Decimal(1)) {
        std::uint32_t t = at_;
        if (cls(t) == Class::and_) ++t;
        Decimal more;
        std::uint32_t next = t + 1;
        if (digits_at(t) && width(t) <= 3 && !glued(t)) {
            more = Decimal::parse(reading_.text(t)).value_or(Decimal());
        } else if (const auto small = below_thousand(t); small && !small->ordinal) {
            more = Decimal(small->value);
            next = small->end;
        } else {
            return;
        }
        const Class c = cls(next);
        // "3 hundred and 21": the last part has no magnitude.
        const bool last = limit == Decimal(100) && t > at_ && more < limit && c != Class::magnitude && c != Class::hundred;
        const bool goes_on = t == at_ && (c == Class::magnitude || c == Class::hundred) && value(next) < limit &&
                             reading_.token(next).bytes >= words_.shortest_magnitude();
        if (!last && !goes_on) return;
        const Decimal scale = last ? Decimal(1) : value(next);
        const auto part = more.times(scale);
        const auto sum = part ? number_.value.plus(*part) : std::nullopt;
        if (!sum) return;
        number_.value = *sum;
        number_.step = scale;
        last_magnitude_ = limit = scale;
        at_ = last ? next : next + 1;
    }
}

bool NumberRun::in_money(std::uint32_t behind) const {
    if (words_.currency_before(reading_, first_)) return true;
    if (behind < end_ && words_.currency_code(reading_, behind)) return true;  // "5m GBP"
    // "$20-25m", "$1m-2m": the sign stands before the first end of a range.
    if (first_ < 3 || !mark(first_ - 1, "-")) return false;
    std::uint32_t start = first_ - 2;
    if (cls(start) == Class::magnitude_letter) --start;
    return digits_at(start) && words_.currency_before(reading_, start);
}

bool NumberRun::letter_holds(std::uint32_t t) const {
    using Glued = NumberWords::Glued;
    const bool money = in_money(t + 1);
    const bool capital = reading_.token(t).capitalized() && reading_.token(t).bytes == 1;
    if (!glued(t)) {
        // "$5 m" and "8 B people": a capital of its own, or a sign before.
        return money ? reading_.token(t).bytes == 1
                     : capital && words_.apart(reading_, t) && t + 1 < end_ && reading_.token(t + 1).is_word();
    }
    if (glued(t + 1) && t + 1 < end_ && (reading_.token(t + 1).is_digits() || mark(t + 1, "/"))) return false;
    const Glued kind = words_.glued(reading_, t);
    if (money || kind == Glued::always) return true;
    if (number_.value >= Decimal(1000)) return false;  // "the 1,500m": who counts in millions writes billions
    if (kind == Glued::money) return false;
    if (kind == Glued::capital && capital) return true;
    std::uint32_t next = t + 1;
    if (mark(next, "-")) ++next;
    if (next >= end_ || !reading_.token(next).is_word()) return false;
    if (words_.partitive(reading_, next)) return true;  // "35m of its devices"
    return reading_.token(next).shape == Shape::lower && words_.plural(reading_, next);
}

void NumberRun::and_a_part() {
    if (cls(at_) != Class::and_ || (number_.magnitude && last_magnitude_.is_zero())) return;
    std::uint32_t t = at_ + 1;
    Decimal above(1);
    if (cls(t) == Class::article) {
        ++t;
    } else if (const auto small = below_hundred(t); small && !small->ordinal) {
        above = Decimal(small->value);
        t = small->end;
        if (mark(t, "-") && glued(t)) ++t;
    } else {
        return;
    }
    const bool half = cls(t) == Class::half;
    if ((!half && cls(t) != Class::fraction) || continues_as_magnitude(t + 1)) return;
    // "two million and a quarter of the rest" are two numbers.
    if (!half && t + 1 < end_ && reading_.token(t + 1).is_word() && words_.partitive(reading_, t + 1)) return;
    const Decimal last = last_magnitude_.is_zero() ? Decimal(1) : last_magnitude_;
    const auto scaled = last.times(above);
    const auto quotient = scaled ? scaled->over(half ? Decimal(2) : value(t)) : std::nullopt;
    const auto sum = quotient ? number_.value.plus(quotient->value) : std::nullopt;
    if (!sum) return;
    number_.value = *sum;
    number_.rounded |= !quotient->exact;
    at_ = t + 1;
}

void NumberRun::multiply(const Decimal& by) {
    if (const auto product = number_.value.times(by)) number_.value = *product;
    if (const auto product = number_.step.times(by)) number_.step = *product;
    if (const auto product = number_.scale.times(by)) number_.scale = *product;
}

}  // namespace dateline
