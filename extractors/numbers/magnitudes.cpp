#include "extractors/numbers/run.hpp"

namespace dateline {

void NumberRun::magnitudes(bool whole) {
    const std::uint32_t before = at_;
    while (at_ < end_) {
        std::uint32_t t = at_;
        if (mark(t, "-") && glued(t) && t + 1 < end_ && (cls(t + 1) == Class::magnitude || cls(t + 1) == Class::hundred)) ++t;
        const Class c = cls(t);
        if (c == Class::magnitude || c == Class::hundred || (c == Class::dozen && at_ == before)) {
            if (at_ == before && whole && number_.step.is_zero()) number_.step = Decimal(1);
            if (reading_.token(t).bytes <= 3 && at_ > before) break;
            multiply(value(t));
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
    if (at_ > before && number_.magnitude) and_a_half();
}

bool NumberRun::letter_holds(std::uint32_t t) const {
    using Glued = NumberWords::Glued;
    const bool money = words_.currency_before(reading_, first_);
    const bool capital = reading_.token(t).capitalized() && reading_.token(t).bytes == 1;
    if (!glued(t)) {
        // "$5 m" and "8 B people": a capital of its own, or a sign before.
        return money ? reading_.token(t).bytes == 1
                     : capital && words_.apart(reading_, t) && t + 1 < end_ && reading_.token(t + 1).is_word();
    }
    if (glued(t + 1) && t + 1 < end_ && (reading_.token(t + 1).is_digits() || mark(t + 1, "/"))) return false;
    const Glued kind = words_.glued(reading_, t);
    if (money || kind == Glued::always) return true;
    if (kind == Glued::money) return false;
    if (kind == Glued::capital && capital) return true;
    std::uint32_t next = t + 1;
    if (mark(next, "-")) ++next;
    if (next >= end_ || !reading_.token(next).is_word()) return false;
    if (words_.partitive(reading_, next)) return true;  // "35m of its devices"
    return reading_.token(next).shape == Shape::lower && words_.plural(reading_, next);
}

void NumberRun::and_a_half() {
    if (cls(at_) != Class::and_) return;
    if (cls(at_ + 1) == Class::article && cls(at_ + 2) == Class::half && !continues_as_magnitude(at_ + 3)) {
        Decimal last = last_magnitude_.is_zero() ? Decimal(1) : last_magnitude_;
        if (number_.magnitude && last_magnitude_.is_zero()) return;
        if (const auto half = last.times(Decimal::scaled(5, -1)))
            if (const auto sum = number_.value.plus(*half)) {
                number_.value = *sum;
                at_ += 3;
            }
    }
}

void NumberRun::multiply(const Decimal& by) {
    if (const auto product = number_.value.times(by)) number_.value = *product;
    if (const auto product = number_.step.times(by)) number_.step = *product;
    if (const auto product = number_.scale.times(by)) number_.scale = *product;
}

}  // namespace dateline
