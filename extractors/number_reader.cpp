#include "extractors/number_reader.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "schemas/error.hpp"
#include "schemas/utf8.hpp"

// A number is read once from left to right: an optional sign, then digits or number words, then what multiplies them. Number words follow
// the usual grammar of cardinals: groups of up to three figures, each with a magnitude smaller than the one before. Every step looks at
// most a few tokens ahead, so the work is linear in the tokens taken.

namespace dateline {
namespace {

constexpr std::array<std::string_view, 21> class_names = {"unit",
                                                          "teen",
                                                          "ten",
                                                          "hundred",
                                                          "magnitude",
                                                          "magnitude_letter",
                                                          "dozen",
                                                          "vague",
                                                          "and",
                                                          "article",
                                                          "point",
                                                          "sign",
                                                          "half",
                                                          "fraction",
                                                          "fraction_sign",
                                                          "ordinal_unit",
                                                          "ordinal_teen",
                                                          "ordinal_ten",
                                                          "ordinal_hundred",
                                                          "ordinal_magnitude",
                                                          "ordinal_suffix"};

constexpr std::size_t max_digits = 34;
constexpr std::size_t longest_plain = 13;  // digits without grouping that are still an amount

}  // namespace

NumberReader::NumberReader(const LanguageRules& rules) : file_(rules.file("number_words")), currencies_(rules.file("currencies")) {
    const Table& table = rules.table(file_);
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        Word word;
        const auto found = std::find(class_names.begin(), class_names.end(), table.cell(row, "class"));
        if (found == class_names.end())
            throw Error(Exit::bad_config,
                        table.where(row) + ": no class \"" + std::string(table.cell(row, "class")) + "\" of number words");
        word.cls = static_cast<Class>(found - class_names.begin());
        const std::string_view value = table.cell(row, "value");
        if (const std::size_t slash = value.find('/'); slash != std::string_view::npos) {
            const auto above = Decimal::parse(value.substr(0, slash)), below = Decimal::parse(value.substr(slash + 1));
            const auto quotient = above && below ? above->over(*below) : std::nullopt;
            if (!quotient) throw Error(Exit::bad_config, table.where(row) + ": bad value");
            word.value = quotient->value;
        } else if (!value.empty()) {
            const auto parsed = Decimal::parse(value);
            if (!parsed) throw Error(Exit::bad_config, table.where(row) + ": bad value");
            word.value = *parsed;
        }
        words_.push_back(word);
    }
}

NumberReader::Word NumberReader::word(const Reading& reading, std::uint32_t token) const {
    const LexiconHit* hit = reading.hit(token, file_);
    return hit == nullptr || hit->length != 1 ? Word{} : words_[hit->row];
}

bool NumberReader::is_suffix(const Reading& reading, std::uint32_t token) const {
    const Class cls = word(reading, token).cls;
    return cls == Class::magnitude || cls == Class::magnitude_letter || cls == Class::ordinal_suffix;
}

/// One reading of one number.
class NumberReader::Run {
public:
    Run(const NumberReader& reader, const Reading& reading, std::uint32_t first, std::uint32_t end)
        : reader_(reader), reading_(reading), first_(first), at_(first), end_(end) {}

    std::optional<NumberDraft> read() {
        const bool negative = sign();
        if (at_ >= end_) return std::nullopt;
        const Token& token = reading_.token(at_);
        if (token.is_digits() || leading_point()) {
            if (!digits()) return std::nullopt;
        } else if (!words()) {
            return std::nullopt;
        }
        if (negative) {
            number_.value = number_.value.negated();
            number_.plain = false;
        }
        number_.tokens = {first_, at_};
        number_.evidence = evidence::inside;
        return number_;
    }

private:
    Class cls(std::uint32_t token) const { return token < end_ ? reader_.word(reading_, token).cls : Class::none; }
    Decimal value(std::uint32_t token) const { return reader_.word(reading_, token).value; }
    bool glued(std::uint32_t token) const { return token < end_ && !reading_.token(token).space_before(); }
    bool mark(std::uint32_t token, std::string_view folded) const {
        return token < end_ && reading_.token(token).kind == TokenKind::mark && reading_.is(token, folded);
    }
    bool digits_at(std::uint32_t token) const { return token < end_ && reading_.token(token).is_digits(); }
    bool currency_before() const {
        if (first_ == 0) return false;
        const LexiconHit* hit = reading_.hit(first_ - 1, reader_.currencies_);
        if (hit == nullptr || hit->length != 1) return false;
        const std::string_view c = reading_.rules().table(reader_.currencies_).cell(hit->row, "class");
        return c == "sign" || c == "code";
    }

    /// "-5" where nothing stands before the sign, "minus 5".
    bool sign() {
        const std::uint32_t behind_word = mark(at_ + 1, "-") ? at_ + 2 : at_ + 1;
        if (cls(at_) == Class::sign && behind_word < end_ &&
            (digits_at(behind_word) || reader_.word(reading_, behind_word).cls <= Class::ten)) {
            at_ = behind_word;
            number_.spelled = true;
            return true;
        }
        if (reading_.token(at_).kind != TokenKind::mark) return false;
        const bool minus = mark(at_, "-"), plus = mark(at_, "+");
        if (!(minus || plus) || !glued(at_ + 1) || !(digits_at(at_ + 1) || mark(at_ + 1, "."))) return false;
        const bool free = at_ == 0 || reading_.token(at_).space_before() || reading_.is(at_ - 1, "(") || reading_.is(at_ - 1, "$");
        if (!free) return false;
        ++at_;
        number_.plain = false;
        signed_ = true;
        return minus;
    }

    bool leading_point() const {
        return mark(at_, ".") && glued(at_ + 1) && digits_at(at_ + 1) &&
               (at_ == 0 || reading_.token(at_).space_before() || signed_ || reading_.token(at_ - 1).kind == TokenKind::mark);
    }

    void append_digits(std::uint32_t token) {
        const std::string_view text = reading_.text(token);
        for (std::size_t i = 0; i < text.size() && count_ <= max_digits;) {
            const Decoded d = decode_at(text, static_cast<std::uint32_t>(i));
            buffer_[count_++] = static_cast<char>('0' + u_charDigitValue(static_cast<UChar32>(d.code_point)));
            i += d.length;
        }
    }

    std::uint32_t width(std::uint32_t token) const { return digits_at(token) ? reading_.token(token).bytes : 0; }

    /// A mark and three digits, both without a blank before, and no fourth digit.
    bool group_after(std::uint32_t token, std::string_view separator) const {
        return mark(token, separator) && glued(token) && glued(token + 1) && width(token + 1) == 3;
    }

    bool digits() {
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
        if (decimal_mark(".") || (!grouped && decimal_mark(",") && width(at_ + 1) <= 2 && !mark(at_ + 2, ","))) {
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

    /// "1,250", "1.250.000", "1'250", "40 000", "2,50,000": what stands behind the first one to three digits.
    bool groups(std::uint32_t lead) {
        const auto take = [&](std::string_view separator) {
            while (group_after(at_, separator)) {
                append_digits(at_ + 1);
                at_ += 2;
            }
            return true;
        };
        if (group_after(at_, ",")) return take(",");
        if (group_after(at_, "'")) return take("'");
        if (group_after(at_, ".") && group_after(at_ + 2, ".")) return take(".");
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

    /// One blank on the same line.
    bool blank_before(std::uint32_t token) const {
        return !reading_.token(token).line_start() &&
               reading_.token(token).character == reading_.token(token - 1).character + reading_.token(token - 1).bytes + 1;
    }

    /// "1/2", "3/4": small denominators only, nothing glued behind.
    bool simple_fraction() {
        if (!mark(at_, "/") || !glued(at_) || !glued(at_ + 1) || !digits_at(at_ + 1)) return false;
        const auto below = Decimal::parse(reading_.text(at_ + 1));
        if (!below || width(at_ + 1) > 2 || *below <= number_.value || *below > Decimal(10) || *below < Decimal(2) ||
            number_.value.is_zero() || *below == Decimal(7) || *below == Decimal(9))
            return false;
        if (glued(at_ + 2) && at_ + 2 < end_ && (mark(at_ + 2, "/") || mark(at_ + 2, "-"))) return false;
        const auto quotient = number_.value.over(*below);
        if (!quotient) return false;
        at_ += 2;
        set_fraction(quotient->value, quotient->exact);
        return true;
    }

    void set_fraction(const Decimal& v, bool exact) {
        number_.value = v;
        number_.fraction = true;
        number_.plain = false;
        if (!exact) number_.rounded = true;
    }

    /// "2 1/2", "2-1/2", "2½".
    void mixed_fraction() {
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

    /// "4e14", "1.99×10−30", "10^6".
    void exponent() {
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

    bool ordinal_suffix() {
        if (!glued(at_) || cls(at_) != Class::ordinal_suffix) return false;
        number_.ordinal = true;
        number_.plain = false;
        ++at_;
        return true;
    }

    void multiply(const Decimal& by) {
        if (const auto product = number_.value.times(by)) number_.value = *product;
        if (const auto product = number_.step.times(by)) number_.step = *product;
        if (const auto product = number_.scale.times(by)) number_.scale = *product;
    }

    /// The magnitude words behind a number: "billion", "lakh crore", "hundred thousand", a letter without a blank.
    void magnitudes(bool whole) {
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

    /// A letter is a magnitude beside a currency sign, or where a plural or a unit follows ("1.2m tonnes", not "1.2m tall").
    bool letter_holds(std::uint32_t t) const {
        const bool money = currency_before();
        if (reading_.is(t, "t") && !money) return false;
        if (!glued(t)) {
            // "$5 m" and "8 B people": a capital of its own, or a sign before.
            return money ? reading_.token(t).bytes == 1 : reading_.text(t) == "B" && t + 1 < end_ && reading_.token(t + 1).is_word();
        }
        if (glued(t + 1) && t + 1 < end_ && (reading_.token(t + 1).is_digits() || mark(t + 1, "/"))) return false;
        if (money) return true;
        if (reading_.is(t, "k")) return true;
        if (reading_.is(t, "mm")) return false;
        std::uint32_t next = t + 1;
        if (mark(next, "-")) ++next;
        if (next >= end_) return reading_.is(t, "b") || reading_.text(t) == "M";
        if (reading_.is(t, "b") || reading_.text(t) == "M") return true;
        if (!reading_.token(next).is_word()) return false;
        if (reading_.hit(next, reading_.rules().file("count_partitives")) != nullptr) return true;  // "35m of its devices"
        const std::string_view word = reading_.folded(next);
        return reading_.token(next).shape == Shape::lower && plural(next, word);
    }

    bool plural(std::uint32_t token, std::string_view word) const {
        const LanguageRules& rules = reading_.rules();
        static constexpr std::string_view files[] = {"units", "singulars", "currencies"};
        for (const std::string_view file : files)
            if (rules.has_file(file) && reading_.hit(token, rules.file(file)) != nullptr) return true;
        return word.size() > 3 && word.back() == 's' && word[word.size() - 2] != 's';
    }

    /// "three million and a half", "two and a half", "one and three quarters".
    void and_a_half() {
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

    bool continues_as_magnitude(std::uint32_t t) const { return cls(t) == Class::magnitude || cls(t) == Class::hundred; }

    // -- number words ---------------------------------------------------------------------------------------------------------------------

    struct Small {
        std::uint32_t end = 0;
        int value = 0;
        bool ordinal = false;
    };

    static int whole(const Decimal& d) { return static_cast<int>(d.approximate() + 0.5); }

    /// A number below a hundred, spelled: "seven", "twenty-eight", "twenty-fifth".
    std::optional<Small> below_hundred(std::uint32_t t) const {
        const Class c = cls(t);
        if (c == Class::unit || c == Class::teen) return Small{t + 1, whole(value(t)), false};
        if (c == Class::ordinal_unit || c == Class::ordinal_teen || c == Class::ordinal_ten) return Small{t + 1, whole(value(t)), true};
        if (c != Class::ten) return std::nullopt;
        std::uint32_t next = t + 1;
        if (mark(next, "-")) ++next;
        const Class d = cls(next);
        if ((d == Class::unit || d == Class::ordinal_unit) && !value(next).is_zero())
            return Small{next + 1, whole(value(t)) + whole(value(next)), d == Class::ordinal_unit};
        return Small{t + 1, whole(value(t)), false};
    }

    /// A number below a thousand, or "twelve hundred".
    std::optional<Small> below_thousand(std::uint32_t t) const {
        std::optional<Small> out = below_hundred(t);
        if (!out || out->ordinal) return out;
        std::uint32_t next = out->end;
        if (mark(next, "-") && (cls(next + 1) == Class::hundred)) ++next;
        if (cls(next) == Class::ordinal_hundred) return Small{next + 1, out->value * 100, true};
        if (cls(next) != Class::hundred) return out;
        return after_hundred(next + 1, out->value * 100);
    }

    Small after_hundred(std::uint32_t t, int hundreds) const {
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

    bool words() {
        number_.spelled = true;
        const Class c = cls(at_);
        if (const LexiconHit* hit = reading_.hit(at_, reader_.file_)) {
            number_.rule_file = reader_.file_;
            number_.rule_row = hit->row;
        }
        if (c == Class::vague) return vague();
        if (c == Class::fraction_sign) {
            set_fraction(value(at_), true);
            ++at_;
            return true;
        }
        if (c == Class::half) return half();
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
            if (reading_.token(at_).bytes < 5) return false;
            number_.value = value(at_);
            number_.magnitude = true;
            ++at_;
            return at_ < end_ && reading_.token(at_).is_word() && plural(at_, reading_.folded(at_));
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

    /// The end of "and a half", also with hyphens ("four-and-a-half"), or 0.
    std::uint32_t half_behind(std::uint32_t t) const {
        for (const Class wanted : {Class::and_, Class::article, Class::half}) {
            if (mark(t, "-") && glued(t)) ++t;
            if (cls(t) != wanted) return 0;
            ++t;
        }
        return t;
    }

    /// "one and three quarters", "two and two-thirds".
    bool mixed_words() {
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

    /// The magnitude behind the first group and the smaller groups behind it.
    void groups_of_words() {
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
            if (cls(t) != Class::magnitude || value(t) >= limit || reading_.token(t).bytes < 4) break;
            const Decimal magnitude = value(t);
            if (const auto product = group.times(magnitude)) group = *product;
            number_.magnitude = true;
            limit = magnitude;
            last_magnitude_ = magnitude;
            number_.scale = magnitude;
            at_ = t + 1;
            while (cls(at_) == Class::magnitude && reading_.token(at_).bytes >= 4) {  // "lakh crore", "thousand million"
                if (const auto product = group.times(value(at_))) group = *product;
                last_magnitude_ = *last_magnitude_.times(value(at_));
                ++at_;
            }
            std::uint32_t next = at_;
            if (cls(next) == Class::and_) ++next;
            const auto more = below_thousand(next);
            const bool more_fits = more && (Decimal(more->value) < limit) &&
                                   (next == at_ || cls(more->end) != Class::magnitude || value(more->end) < limit) &&
                                   cls(more->end) != Class::fraction && !(cls(more->end) == Class::magnitude && value(more->end) >= limit);
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
            and_a_half();
            if (!number_.value.is_whole() || number_.value.exponent() == 0) number_.step = Decimal();
        }
    }

    /// "two-thirds", "three quarters", "one fourth": a cardinal with a fraction word behind it.
    bool fraction_behind() {
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

    /// "a quarter of a billion", "half a million", "half million".
    void fraction_of_magnitude() {
        std::uint32_t t = at_;
        const bool of = t < end_ && reading_.token(t).is_word() && cls(t) == Class::none && cls(t + 1) == Class::article;
        if (of) ++t;
        if (cls(t) == Class::article) ++t;
        const Class c = cls(t);
        if (c != Class::magnitude && c != Class::hundred && c != Class::dozen) return;
        if (reading_.token(t).bytes < 4) return;
        multiply(value(t));
        number_.fraction = false;
        number_.magnitude = c != Class::dozen;
        at_ = t + 1;
    }

    bool half() {
        ++at_;
        set_fraction(Decimal::scaled(5, -1), true);
        if (mark(at_, "-") && continues_as_magnitude(at_ + 1)) ++at_;
        fraction_of_magnitude();
        return true;
    }

    /// "a hundred", "a million and a half", "a dozen", "a third", "a half", "an eighth".
    bool article() {
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
        if (c == Class::magnitude && reading_.token(t).bytes >= 4) {
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
        if (c == Class::fraction || c == Class::ordinal_unit || c == Class::ordinal_teen) {
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

    /// Whether what follows a fraction word is the end of its phrase.
    bool parts(std::uint32_t t) const {
        if (t >= end_ || reading_.token(t).kind == TokenKind::mark) return !mark(t, "-");
        const LanguageRules& rules = reading_.rules();
        return reading_.hit(t, rules.file("function_words")) != nullptr;
    }

    /// "five point three".
    bool point_behind() {
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

    /// "tens of thousands", "hundreds of thousands", "dozens", "millions".
    bool vague() {
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

    const NumberReader& reader_;
    const Reading& reading_;
    std::uint32_t first_, at_, end_;
    NumberDraft number_;
    std::array<char, 64> buffer_{};
    std::size_t count_ = 0;
    bool signed_ = false;
    Decimal last_magnitude_;
};

std::optional<NumberDraft> NumberReader::read(const Reading& reading, std::uint32_t first, std::uint32_t end) const {
    return Run(*this, reading, first, end).read();
}

}  // namespace dateline
