#pragma once

#include <array>
#include <cstdint>

#include "extractors/reading/token.hpp"

namespace dateline {

/// What the names of a row took in a match, by their number; empty where not taken.
using Captures = std::array<TokenRange, 8>;

/// One place where a pattern row fired.
struct Match {
    std::uint32_t row = 0;
    TokenRange tokens;
    Captures captures{};
};

}  // namespace dateline
