#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "pipeline/fetch/fetcher.hpp"
#include "schemas/address.hpp"
#include "schemas/article.hpp"

namespace dateline {

// Times are seconds since 1970, spans are seconds.
constexpr std::int64_t an_hour = 3600;
constexpr std::int64_t a_day = 24 * an_hour;
constexpr std::int64_t longest_backoff = 7 * a_day;

/// How often a schedule looks again at what answers.
enum class Rhythm {
    feed,    ///< each `interval`, or as long as the answer says it stays fresh where that is longer, a day at most
    page,    ///< 1 hour, 6 hours, 1 day, 3 days and 7 days after it was first seen, then no more
    robots,  ///< each day
};

/// How long an answer says it stays fresh: Cache-Control's max-age, else Expires; 0 where it does not say or forbids keeping.
std::int64_t fresh_for(std::string_view head, std::int64_t now);

/// What is remembered after a whole answer came. `payload` is what the address is known to hold now.
AddressMemory after_answer(AddressMemory before, const RawDocument& document, Rhythm rhythm, std::int64_t interval);

/// After no document came: not modified, which is no fault, or a failure. `jitter` in [0, 1) spreads those that fail together: rest doubles
/// from `interval` with each failure in a row up to seven days, half to one and a half times over; where the server names a time itself
/// (Retry-After), never less than that.
AddressMemory after_error(AddressMemory before, const FetchError& error, Rhythm rhythm, std::int64_t interval, std::int64_t now,
                          double jitter);

/// A number in [0, 1) that is always the same for the same address and count.
double jitter_of(std::string_view address, std::int64_t count);

}  // namespace dateline
