#include "extractors/numbers/run.hpp"

namespace dateline {

std::optional<NumberRun::Small> NumberRun::below_hundred(std::uint32_t t) const {
    const Class c = cls(t);
    if (c == Class::none) {
        const auto joined = t < end_ ? words_.joined(reading_, t) : std::nullopt;
        return joined ? std::optional(Small{t + 1, joined->value, joined->ordinal}) : std::nullopt;
    }
    if (c == Class::unit || c == Class::teen) return Small{t + 1, small(t), false};
    if (c == Class::ordinal_unit || c == Class::ordinal_teen || c == Class::ordinal_ten) return Small{t + 1, small(t), true};
    if (c != Class::ten) return std::nullopt;
    std::uint32_t next = t + 1;
    if (mark(next, "-")) ++next;
    const Class d = cls(next);
    if ((d == Class::unit || d == Class::ordinal_unit) && !value(next).is_zero())
        return Small{next + 1, small(t) + small(next), d == Class::ordinal_unit};
    return Small{t + 1, small(t), false};
}

std::optional<NumberRun::Small> NumberRun::below_thousand(std::uint32_t t) const {
    std::optional<Small> out = below_hundred(t);
    if (!out || out->ordinal) return out;
    std::uint32_t next = out->end;
    if (mark(next, "-") && (cls(next + 1) == Class::hundred)) ++next;
    if (cls(next) == Class::ordinal_hundred) return Small{next + 1, out->value * 100, true};
    if (cls(next) != Class::hundred) return out;
    return after_hundred(next + 1, out->value * 100);
}

NumberRun::Small NumberRun::after_hundred(std::uint32_t t, int hundreds) const {
    Small out{t, hundreds, false};
    std::uint32_t next = t;
    if (cls(next) == Class::and_) ++next;
    if (const auto rest = below_hundred(next); rest && hundreds % 100 == 0) {
        // "a hundred and two people" adds; "a hundred, two" does not, and neither does "one hundred and two hundred".
        if (cls(rest->end) != Class::hundred && cls(rest->end) != Class::magnitude)
            return {rest->end, hundreds + rest->value, rest->ordinal};
        if (cls(rest->end) == Class::magnitude) return {rest->end, hundreds + rest->value, rest->ordinal};
    }
    return out;
}

bool NumberRun::words() {
    number_.spelled = true;
    const Class c = cls(at_);
    if (const LexiconHit* hit = reading_.hit(at_, words_.file())) {
        number_.rule_file = words_.file();
        number_.rule_row = hit->row;
    }
    if (c == Class::vague) return vague();
    if (c == Class::fraction_sign) {
        set_fraction(value(at_), true);
        ++at_;
        return true;
    }
    if (c == Class::half) return half();
    if (c == Class::mixed) {
        number_.value = value(at_);
        ++at_;
        magnitudes(false);
        return true;
    }
    if (c == Class::dozen && first_ == at_) return false;
    if (c == Class::ordinal_hundred || c == Class::ordinal_magnitude) {
        number_.value = value(at_);
        number_.ordinal = true;
        ++at_;
        return true;
    }
    if (c == Class::article) return article();
    if (c == Class::hundred || c == Class::magnitude) {
        // A bare "hundred" or "million" is a number only before a plural or a unit; magnitude marks ("mn") never are.
        if (reading_.token(at_).bytes <= words_.shortest_magnitude()) return false;
        if (first_ == at_ && at_ > 0 && glued(at_) && mark(at_ - 1, "-")) return false;  // "multi-million"
        number_.value = value(at_);
        number_.magnitude = true;
        ++at_;
        return at_ < end_ && reading_.token(at_).is_word() && words_.plural(reading_, at_);
    }
    const auto lead = below_thousand(at_);
    if (!lead) return false;
    at_ = lead->end;
    number_.value = Decimal(lead->value);
    if (lead->ordinal) {
        number_.ordinal = true;
        return true;
    }
    if (fraction_behind()) return true;
    if (point_behind()) {
        magnitudes(false);
        return true;
    }
    if (const std::uint32_t end = half_behind(at_); end != 0) {
        number_.value = *number_.value.plus(Decimal::scaled(5, -1));
        at_ = end;
        magnitudes(false);
        return true;
    }
    if (cls(at_) == Class::and_ && mixed_words()) {
        magnitudes(false);
        return true;
    }
    groups_of_words();
    if (!number_.ordinal && point_behind()) magnitudes(false);
    return true;
}

std::uint32_t NumberRun::half_behind(std::uint32_t t) const {
    for (const Class wanted : {Class::and_, Class::article, Class::half}) {
        if (mark(t, "-") && glued(t)) ++t;
        if (cls(t) != wanted) return 0;
        ++t;
    }
    return t;
}

bool NumberRun::mixed_words() {
    const auto above = below_hundred(at_ + 1);
    if (!above || above->ordinal) return false;
    std::uint32_t t = above->end;
    if (mark(t, "-")) ++t;
    if (cls(t) != Class::fraction && cls(t) != Class::half) return false;
    const auto quotient = Decimal(above->value).over(cls(t) == Class::half ? Decimal(2) : value(t));
    const auto sum = quotient ? number_.value.plus(quotient->value) : std::nullopt;
    if (!sum) return false;
    number_.value = *sum;
    number_.rounded = !quotient->exact;
    at_ = t + 1;
    return true;
}

void NumberRun::groups_of_words() {
    Decimal total, group = number_.value;
    Decimal limit = Decimal::scaled(1, 30);
    while (true) {
        std::uint32_t t = at_;
        if (mark(t, "-") && glued(t) && cls(t + 1) == Class::magnitude) ++t;
        if (cls(t) == Class::dozen) {
            number_.value = *group.times(value(t));
            at_ = t + 1;
            return;
        }
        if (cls(t) == Class::ordinal_magnitude && value(t) < limit) {
            if (const auto product = group.times(value(t))) group = *product;
            number_.ordinal = true;
            at_ = t + 1;
            break;
        }
        const bool plural = cls(t) == Class::vague && value(t) >= Decimal(1000);  // "three billions"
        if ((!plural && cls(t) != Class::magnitude) || value(t) >= limit || reading_.token(t).bytes < words_.shortest_magnitude()) break;
        const Decimal magnitude = value(t);
        if (const auto product = group.times(magnitude)) group = *product;
        number_.magnitude = true;
        limit = magnitude;
        last_magnitude_ = magnitude;
        number_.scale = magnitude;
        at_ = t + 1;
        while (cls(at_) == Class::magnitude &&
               reading_.token(at_).bytes >= words_.shortest_magnitude()) {  // "lakh crore", "thousand million"
            if (const auto product = group.times(value(at_))) group = *product;
            last_magnitude_ = *last_magnitude_.times(value(at_));
            ++at_;
        }
        std::uint32_t next = at_;
        if (cls(next) == Class::and_) ++next;
        const auto more = below_thousand(next);
        const bool more_fits = more && (Decimal(more->value) < limit) &&
                               (next == at_ || cls(more->end) != Class::magnitude || value(more->end) < limit) &&
                               cls(more->end) != Class::fraction && cls(more->end) != Class::half &&
                               !(cls(more->end) == Class::magnitude && value(more->end) >= limit);
        if (!more_fits) break;
        if (const auto sum = total.plus(group)) total = *sum;
        group = Decimal(more->value);
        at_ = more->end;
        if (more->ordinal) {
            number_.ordinal = true;
            break;
        }
    }
    number_.value = total.plus(group).value_or(group);
    if (number_.magnitude) {
        number_.step = last_magnitude_;
        and_a_part();
        if (!number_.value.is_whole() || number_.value.exponent() == 0) number_.step = Decimal();
    }
}

bool NumberRun::fraction_behind() {
    std::uint32_t t = at_;
    if (mark(t, "-")) ++t;
    const Class c = cls(t);
    Decimal below;
    if (c == Class::fraction)
        below = value(t);
    else if (c == Class::half && number_.value == Decimal(1))
        below = Decimal(2);
    else if ((c == Class::ordinal_unit || c == Class::ordinal_teen) && number_.value == Decimal(1) && value(t) > Decimal(2))
        below = value(t);
    else
        return false;
    const auto quotient = number_.value.over(below);
    if (!quotient) return false;
    at_ = t + 1;
    set_fraction(quotient->value, quotient->exact);
    fraction_of_magnitude();
    return true;
}

void NumberRun::fraction_of_magnitude() {
    std::uint32_t t = at_;
    const bool of = t < end_ && reading_.token(t).is_word() && cls(t) == Class::none && cls(t + 1) == Class::article;
    if (of) ++t;
    if (cls(t) == Class::article) ++t;
    const Class c = cls(t);
    if (c != Class::magnitude && c != Class::hundred && c != Class::dozen) return;
    if (reading_.token(t).bytes < words_.shortest_magnitude()) return;
    multiply(value(t));
    number_.fraction = false;
    number_.magnitude = c != Class::dozen;
    at_ = t + 1;
}

bool NumberRun::half() {
    ++at_;
    set_fraction(Decimal::scaled(5, -1), true);
    if (mark(at_, "-") && continues_as_magnitude(at_ + 1)) ++at_;
    fraction_of_magnitude();
    return true;
}

bool NumberRun::article() {
    const std::uint32_t t = at_ + 1;
    const Class c = cls(t);
    if (c == Class::hundred) {
        const Small small = after_hundred(t + 1, 100);
        number_.value = Decimal(small.value);
        number_.ordinal = small.ordinal;
        at_ = small.end;
        if (!small.ordinal) groups_of_words();
        return true;
    }
    if (c == Class::magnitude && reading_.token(t).bytes >= words_.shortest_magnitude()) {
        at_ = t;
        number_.value = Decimal(1);
        groups_of_words();
        return true;
    }
    if (c == Class::dozen) {
        number_.value = value(t);
        at_ = t + 1;
        return true;
    }
    if (c == Class::half && cls(t + 1) != Class::dozen) {
        number_.value = Decimal::scaled(5, -1);
        at_ = t + 1;
        set_fraction(number_.value, true);
        fraction_of_magnitude();
        return true;
    }
    const bool part = c == Class::ordinal_unit || c == Class::ordinal_teen || c == Class::ordinal_hundred || c == Class::ordinal_magnitude;
    if (c == Class::fraction || part) {
        // "a third of", "by a third", "a third.": a share; "a third man": an order.
        if (c != Class::fraction && (value(t) <= Decimal(2) || !parts(t + 1))) return false;
        const auto quotient = Decimal(1).over(value(t));
        if (!quotient) return false;
        at_ = t + 1;
        set_fraction(quotient->value, quotient->exact);
        fraction_of_magnitude();
        return true;
    }
    return false;
}

bool NumberRun::parts(std::uint32_t t) const {
    if (t >= end_ || reading_.token(t).kind == TokenKind::mark) return !mark(t, "-");
    if (words_.function_word(reading_, t) || in(reading_.tag(t), finite_tags)) return true;
    // "a third said that": a past that is tagged as a participle, but "a third wounded man".
    return reading_.tag(t) == Tag::VBN && (t + 1 >= end_ || !in(reading_.tag(t + 1), noun_tags | adjective_tags | verb_tags));
}

bool NumberRun::point_behind() {
    if (cls(at_) != Class::point || cls(at_ + 1) != Class::unit) return false;
    std::uint32_t t = at_ + 1;
    int decimals = 0;
    Decimal sum = number_.value;
    while (cls(t) == Class::unit && decimals < 17) {
        const auto next = sum.plus(value(t).shifted(-(++decimals)));
        if (!next) return false;
        sum = *next;
        ++t;
    }
    number_.value = sum;
    number_.step = Decimal::scaled(1, -decimals);
    at_ = t;
    return true;
}

bool NumberRun::vague() {
    const Decimal low = value(at_);
    std::uint32_t t = at_ + 1;
    Decimal scale(1);
    if (t + 1 < end_ && reading_.token(t).is_word() && cls(t) == Class::none && cls(t + 1) == Class::vague &&
        value(t + 1) >= Decimal(100)) {
        scale = value(t + 1);
        t += 2;
    } else if (low == Decimal(10)) {
        return false;
    }
    const auto bottom = low.times(scale);
    if (!bottom) return false;
    number_.value = *bottom;
    number_.high = bottom->shifted(1);
    at_ = t;
    return true;
}

}  // namespace dateline
