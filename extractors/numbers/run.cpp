#include "extractors/numbers/run.hpp"

namespace dateline {

std::optional<NumberDraft> NumberRun::read() {
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
    return std::move(number_);
}

bool NumberRun::sign() {
    if (reading_.token(at_).is_digits()) return false;
    if (cls(at_) == Class::sign && !words_.inside_hedge(reading_, at_)) {  // "plus or minus three" is no minus
        const std::uint32_t behind_word = mark(at_ + 1, "-") ? at_ + 2 : at_ + 1;
        if (behind_word < end_ && (digits_at(behind_word) || cls(behind_word) <= Class::ten)) {
            at_ = behind_word;
            number_.spelled = true;
            return true;
        }
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

bool NumberRun::leading_point() const {
    return mark(at_, ".") && glued(at_ + 1) && digits_at(at_ + 1) &&
           (at_ == 0 || reading_.token(at_).space_before() || signed_ || reading_.token(at_ - 1).kind == TokenKind::mark);
}

}  // namespace dateline
