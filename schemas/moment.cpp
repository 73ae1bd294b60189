#include "schemas/moment.hpp"

#include <cstdio>
#include <cstdlib>

namespace dateline {
namespace {

/// Exactly `count` ASCII digits at `at`, which moves on.
std::optional<int> digits(std::string_view text, std::size_t& at, std::size_t count) {
    if (at + count > text.size()) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const char c = text[at + i];
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    at += count;
    return value;
}

bool take(std::string_view text, std::size_t& at, char wanted) {
    if (at >= text.size() || text[at] != wanted) return false;
    ++at;
    return true;
}

}  // namespace

std::optional<Moment> Moment::parse(std::string_view text) {
    using namespace std::chrono;
    std::size_t at = 0;
    const auto y = digits(text, at, 4);
    if (!y || !take(text, at, '-')) return std::nullopt;
    const auto m = digits(text, at, 2);
    if (!m || !take(text, at, '-')) return std::nullopt;
    const auto d = digits(text, at, 2);
    if (!d) return std::nullopt;
    Moment moment;
    moment.day = year{*y} / month{static_cast<unsigned>(*m)} / std::chrono::day{static_cast<unsigned>(*d)};
    if (!moment.day.ok()) return std::nullopt;
    if (at == text.size()) return moment;
    if (!take(text, at, 'T') && !take(text, at, 't') && !take(text, at, ' ')) return std::nullopt;
    const auto h = digits(text, at, 2);
    if (!h || !take(text, at, ':')) return std::nullopt;
    const auto min = digits(text, at, 2);
    if (!min) return std::nullopt;
    int s = 0;
    if (take(text, at, ':')) {
        const auto sec = digits(text, at, 2);
        if (!sec) return std::nullopt;
        s = *sec;
        if (take(text, at, '.')) {
            std::size_t fraction = 0;
            while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at, ++fraction;
            if (fraction == 0) return std::nullopt;
        }
    }
    if (*h > 24 || *min > 59 || s > 60) return std::nullopt;
    moment.time = hours{*h} + minutes{*min} + seconds{s};
    if (at == text.size()) return moment;
    if (take(text, at, 'Z') || take(text, at, 'z')) {
        moment.utc_offset = minutes{0};
    } else {
        const char sign = text[at];
        if (sign != '+' && sign != '-') return std::nullopt;
        ++at;
        const auto oh = digits(text, at, 2);
        if (!oh) return std::nullopt;
        take(text, at, ':');
        const auto om = digits(text, at, 2);
        if (!om || *oh > 18 || *om > 59) return std::nullopt;
        moment.utc_offset = minutes{(sign == '-' ? -1 : 1) * (*oh * 60 + *om)};
    }
    if (at != text.size()) return std::nullopt;
    return moment;
}

Moment Moment::at(std::int64_t seconds) {
    const std::chrono::sys_seconds instant{std::chrono::seconds{seconds}};
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    return {std::chrono::year_month_day(day), instant - day, std::chrono::minutes{0}};
}

std::string Moment::iso() const {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                  static_cast<unsigned>(day.day()));
    std::string out = buffer;
    if (!time) return out;
    const long s = static_cast<long>(time->count());
    std::snprintf(buffer, sizeof buffer, "T%02ld:%02ld:%02ld", s / 3600, s / 60 % 60, s % 60);
    out += buffer;
    if (!utc_offset) return out;
    const long o = static_cast<long>(utc_offset->count());
    if (o == 0) return out + "Z";
    std::snprintf(buffer, sizeof buffer, "%c%02ld:%02ld", o < 0 ? '-' : '+', std::labs(o) / 60, std::labs(o) % 60);
    return out + buffer;
}

std::chrono::sys_seconds Moment::utc() const {
    using namespace std::chrono;
    return sys_days{day} + time.value_or(seconds{0}) - utc_offset.value_or(minutes{0});
}

}  // namespace dateline
