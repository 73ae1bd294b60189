#pragma once

#include <compare>
#include <cstdint>

namespace dateline {

/// A position that counts one kind of thing. Positions of different kinds do not mix: `CharOffset` and `RawOffset` are different types,
/// so adding one to the other does not compile.
template <typename Kind>
struct Offset {
    std::uint32_t value = 0;

    friend constexpr auto operator<=>(Offset, Offset) = default;
    friend constexpr Offset operator+(Offset o, std::uint32_t n) { return {o.value + n}; }
    friend constexpr Offset operator-(Offset o, std::uint32_t n) { return {o.value - n}; }
    friend constexpr std::uint32_t operator-(Offset a, Offset b) { return a.value - b.value; }
};

/// Code points from the start of one zone of an article.
using CharOffset = Offset<struct CharKind>;

/// Bytes from the start of a payload after content decoding.
using RawOffset = Offset<struct RawKind>;

/// Characters `begin` to `end` (exclusive) of one zone.
struct Span {
    CharOffset begin;
    CharOffset end;

    constexpr std::uint32_t length() const { return end - begin; }
    constexpr bool empty() const { return begin == end; }
    constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
    constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
    friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

/// Bytes `begin` to `end` (exclusive) of payload number `payload` of an article (0 is its first).
struct RawSpan {
    RawOffset begin;
    RawOffset end;
    std::uint16_t payload = 0;

    constexpr std::uint32_t length() const { return end - begin; }
    friend constexpr bool operator==(const RawSpan&, const RawSpan&) = default;
};

/// The parts of an article whose characters are counted apart. The order is the order of facts in the output; facts of the title come
/// in a list of their own.
enum class Zone : std::uint8_t { text, caption, title };

/// A span and the zone it counts in.
struct Place {
    Span span;
    Zone zone = Zone::text;

    friend constexpr bool operator==(const Place&, const Place&) = default;
};

}  // namespace dateline
