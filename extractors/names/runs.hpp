#pragma once

#include <cstdint>

#include "extractors/names/words.hpp"

namespace dateline {

/// Finds where runs of capitals begin and end: what may be one name, or several with their titles.
class RunFinder {
public:
    explicit RunFinder(const NameWords& words) : words_(words), reading_(words.reading()) {}

    /// A run begins at this token.
    bool opens(std::uint32_t t, std::uint32_t limit) const {
        const Token& token = reading_.token(t);
        if (token.kind == TokenKind::mark) return false;
        if (token.is_word() && token.capitalized()) return true;
        if (t + 1 < limit && !reading_.token(t + 1).space_before()) {
            if (token.is_digits() ? token.bytes <= 2 && words_.capital(t + 1) : arabic_article(t, limit)) return true;  // "3M", "al-Amr"
        }
        return words_.may_begin_longer(t) && opens_entry(t, limit);
    }
    /// The end of the run that begins at `begin`: capitals, particles, initials, "of" and "and" where a name's head asks for them.
    std::uint32_t end(std::uint32_t begin, std::uint32_t limit) const;

private:
    /// "al-Qaeda", "20th Century Fox": a listed name that begins without a capital.
    bool opens_entry(std::uint32_t t, std::uint32_t limit) const;
    bool arabic_article(std::uint32_t t, std::uint32_t limit) const;
    std::uint32_t genitive_end(std::uint32_t begin, std::uint32_t genitive, std::uint32_t limit) const;
    std::uint32_t hyphen_end(std::uint32_t begin, std::uint32_t hyphen, std::uint32_t limit) const;
    std::uint32_t stop_end(std::uint32_t begin, std::uint32_t stop, std::uint32_t limit) const;
    std::uint32_t glued_end(std::uint32_t begin, std::uint32_t end, std::uint32_t limit) const;
    std::uint32_t capitals_end(std::uint32_t begin, std::uint32_t limit) const;
    std::uint32_t joined_end(std::uint32_t begin, std::uint32_t end, std::uint32_t limit) const;
    std::uint32_t campus_end(std::uint32_t begin, std::uint32_t comma, std::uint32_t limit) const;
    bool front_head(TokenRange run, std::uint32_t joiner) const;
    bool all_common(TokenRange run) const;
    /// A month or a weekday.
    bool dated(std::uint32_t t) const {
        const NotName no = words_.not_name(t);
        return no == NotName::month || no == NotName::weekday;
    }
    bool month_of_person(std::uint32_t begin, std::uint32_t month, std::uint32_t limit) const;
    bool numbered(std::uint32_t begin, std::uint32_t digits) const;

    const NameWords& words_;
    const Reading& reading_;
};

}  // namespace dateline
