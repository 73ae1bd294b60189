#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dateline {

/// `text` (valid UTF-8) in lower case by Unicode's simple mappings, the same in every locale; "İ" becomes "i".
std::string folded(std::string_view text);

/// The month that a folded word names ("mar", "märz", "mart", "марта"), 1 to 12.
std::optional<unsigned> month_named(std::string_view word);

/// A folded zone name ("est", "cet", "gmt", "z") as minutes east of UTC.
std::optional<std::chrono::minutes> zone_named(std::string_view word);

/// The time of a place: east of UTC in winter, and by whose law it has summer time.
struct PlaceZone {
    enum class Summer { none, american, european };
    std::chrono::minutes standard{};
    Summer summer = Summer::none;
};

/// The zone that a folded name of the tz database means, its "_" left out ("europe/berlin", "america/newyork").
std::optional<PlaceZone> zone_of_place(std::string_view name);

}  // namespace dateline
