#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Bits of evidence for a proposal: where the reason to believe it stands. They are printed by --explain and feed confidence.
namespace dateline::evidence {

inline constexpr std::uint32_t inside = 1;    ///< in the span itself ("$3.7 billion", "President Aliyev")
inline constexpr std::uint32_t beside = 2;    ///< next to it ("rose 12")
inline constexpr std::uint32_t document = 4;  ///< elsewhere in the article
inline constexpr std::uint32_t listed = 8;    ///< in a word file or gazetteer
inline constexpr std::uint32_t shape = 16;    ///< by its shape alone
inline constexpr std::size_t sets = 32;       ///< of these bits there are so many

/// "beside+listed"; "none" where there is none.
std::string names(std::uint32_t bits);
/// The bits of such names; nothing where one is unknown.
std::optional<std::uint32_t> named(std::string_view names);

}  // namespace dateline::evidence
