#include "pipeline/fetch/visit.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "pipeline/fetch/curl.hpp"
#include "pipeline/fetch/http_head.hpp"
#include "schemas/ascii.hpp"

namespace dateline {
namespace {

constexpr std::array<std::int64_t, 5> page_looks{an_hour, 6 * an_hour, a_day, 3 * a_day, 7 * a_day};

std::int64_t next_look(const AddressMemory& memory, Rhythm rhythm, std::int64_t interval, std::string_view head, std::int64_t now) {
    switch (rhythm) {
        case Rhythm::feed:
            return now + std::max(interval, std::min(fresh_for(head, now), a_day));
        case Rhythm::robots:
            return now + a_day;
        case Rhythm::page:
            break;
    }
    for (const std::int64_t age : page_looks)
        if (memory.first_seen + age > now) return memory.first_seen + age;
    return never;
}

/// Seconds as Cache-Control has them; nothing where they are no number.
std::optional<std::int64_t> seconds(std::string_view digits) {
    if (digits.size() >= 2 && digits.front() == '"' && digits.back() == '"') digits = digits.substr(1, digits.size() - 2);
    if (digits.empty() || !std::all_of(digits.begin(), digits.end(), ascii_digit)) return std::nullopt;
    std::int64_t out = 0;
    for (const char c : digits) out = std::min(longest_backoff, out * 10 + (c - '0'));
    return out;
}

void answered(AddressMemory& memory, std::int64_t now) {
    memory.last_seen = now;
    if (memory.first_seen == 0) memory.first_seen = now;
    memory.not_before = 0;
    memory.failures = memory.first_failed = memory.last_failed = 0;
    memory.failure.clear();
    memory.gone = false;
}

}  // namespace

std::int64_t fresh_for(std::string_view head, std::int64_t now) {
    const HttpHead fields = parse_http_head(head);
    std::optional<std::int64_t> age;
    for (const auto& [name, value] : fields.fields) {
        if (!ascii_equal(name, "cache-control")) continue;
        std::string_view rest = value;
        while (!rest.empty()) {
            const std::size_t comma = rest.find(',');
            const std::string_view directive = ascii_trimmed(rest.substr(0, comma));
            rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
            if (ascii_equal(directive, "no-cache") || ascii_equal(directive, "no-store")) return 0;
            if (ascii_starts_with(directive, "max-age=")) age = seconds(directive.substr(8));
        }
    }
    if (age) return *age;
    const std::string expires(fields.get("expires"));
    if (expires.empty()) return 0;
    const std::time_t until = curl().getdate(expires.c_str(), nullptr);
    return until < 0 ? 0 : std::clamp<std::int64_t>(until - now, 0, longest_backoff);
}

AddressMemory after_answer(AddressMemory memory, const RawDocument& document, Rhythm rhythm, std::int64_t interval) {
    answered(memory, document.fetched_at);
    if (memory.payload != document.sha256) memory.changed = document.fetched_at;
    memory.payload = document.sha256;
    memory.etag = document.etag;
    memory.last_modified = document.last_modified;
    memory.moved_to = document.moved_to;
    memory.due = next_look(memory, rhythm, interval, document.head, document.fetched_at);
    return memory;
}

AddressMemory after_error(AddressMemory memory, const FetchError& error, Rhythm rhythm, std::int64_t interval, std::int64_t now,
                          double jitter) {
    if (error.failure == FetchFailure::not_modified) {
        answered(memory, now);
        if (!error.etag.empty()) memory.etag = error.etag;
        if (!error.last_modified.empty()) memory.last_modified = error.last_modified;
        memory.due = next_look(memory, rhythm, interval, error.head, now);
        return memory;
    }
    ++memory.failures;
    memory.failure = wire(error.failure);
    if (memory.first_failed == 0) memory.first_failed = now;
    memory.last_failed = now;
    const double doubled = static_cast<double>(interval) * std::exp2(static_cast<double>(std::min<std::int64_t>(memory.failures - 1, 20)));
    const auto rest = static_cast<std::int64_t>(std::min(doubled * (0.5 + jitter), static_cast<double>(longest_backoff)));
    memory.due = now + std::max(rest, error.retry_after.value_or(0));
    memory.not_before = error.retry_after ? now + *error.retry_after : 0;
    if (error.status == 410) {
        memory.gone = true;
        memory.due = never;
    }
    return memory;
}

double jitter_of(std::string_view address, std::int64_t count) {
    // FNV-1a: the same on every machine.
    std::uint64_t hash = 14695981039346656037ULL ^ static_cast<std::uint64_t>(count);
    for (const char c : address) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return static_cast<double>(hash >> 11) / 9007199254740992.0;
}

}  // namespace dateline
