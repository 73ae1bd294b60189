#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// A simple regular expression for one token: alternatives of characters, classes and counts, all ASCII (`[12]\d{3}`, `st|nd|rd|th`). Takes
/// exactly what RE2 takes, at a few instructions a character, and costs next to nothing to build.
class TokenShape {
public:
    /// Nothing where the expression has more in it than that.
    static std::optional<TokenShape> parse(std::string_view regex);

    /// Whether it matches all of a token. Linear in the token.
    bool matches(std::string_view token) const;
    /// Whether it takes nothing but digits.
    bool digits_only() const { return digits_only_; }
    /// The words that it takes, where it is a list of words; else empty.
    const std::vector<std::string>& words() const { return words_; }

private:
    // A place is one character that the expression wants; the places of all alternatives are numbered through.
    std::array<std::uint64_t, 128> takes_{};  ///< by character: the places that take it
    std::array<std::uint64_t, 64> behind_{};  ///< by place: the places that can come next
    std::uint64_t first_ = 0, last_ = 0;      ///< places where a match can begin and end
    bool digits_only_ = true;
    std::vector<std::string> words_;
};

}  // namespace dateline
