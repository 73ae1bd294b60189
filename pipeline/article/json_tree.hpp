#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/source_text.hpp"

namespace dateline {

/// JSON as pages embed it, read with the place of every string, so that a headline in JSON-LD can be cited by its raw bytes. Lenient: raw
/// line ends and tabs in strings, comments around the script and trailing commas are common on real pages and are accepted; what
/// cannot be read ends the tree where it stands.
class JsonTree {
public:
    enum class Kind : std::uint8_t { null, boolean, number, string, array, object };
    /// Index of a value; 0 is the whole.
    using Value = std::uint32_t;

    /// `source` is kept: strings are cut out of it.
    explicit JsonTree(SourceText source);

    bool empty() const { return values_.empty(); }
    Kind kind(Value value) const { return values_[value].kind; }
    /// The members of an object or the items of an array, in order.
    std::vector<Value> children(Value value) const;
    /// The member of that name, or nothing (also for what is no object).
    std::optional<Value> member(Value object, std::string_view name) const;
    /// The name of a member.
    std::string_view name(Value member) const { return values_[member].name; }
    /// A string's characters with their raw bytes, escapes decoded. For a number or truth value: its characters as written.
    SourceText text(Value value) const;
    /// The same without the map.
    std::string utf8(Value value) const { return std::string(text(value).utf8()); }

private:
    struct Entry {
        Kind kind = Kind::null;
        std::uint32_t begin = 0, end = 0;  ///< bytes in the source; of a string without its quotation marks
        std::string name;
        Value first_child = 0, next = 0;  ///< 0: none (0 is the root, which is nobody's child)
    };
    class Reader;

    SourceText source_;
    std::vector<Entry> values_;
};

}  // namespace dateline
