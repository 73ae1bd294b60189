#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/rules/pattern_program.hpp"
#include "extractors/rules/rulebook.hpp"

namespace dateline {

/// How many tokens an element takes.
struct PatternWidth {
    std::uint32_t least = 0, most = 0;
};

/// Knows how long what a pattern names can be, and how often it comes (pattern_counts.tsv): by that a row's anchor is chosen.
class PatternMeasures {
public:
    explicit PatternMeasures(const LanguageRules& rules);

    PatternWidth width(const PatternProgram& program, const PatternNode& node);
    /// How often an element comes in a million tokens; nothing where a row cannot be found by it.
    std::optional<std::uint32_t> frequency(const PatternElement& element) const;
    /// Tokens of the longest entry of a word file.
    std::uint32_t longest_entry(std::uint16_t file);

private:
    std::uint32_t counted(std::string_view element, std::uint32_t otherwise) const;

    const LanguageRules& rules_;
    std::unordered_map<std::string_view, std::uint32_t> counts_;
    std::unordered_map<std::uint16_t, std::uint32_t> longest_;
};

/// The elements that a row is found by.
struct AnchorChoice {
    struct Place {
        std::uint16_t element = 0;
        PatternWidth before;  ///< of all that stands before it
    };
    std::vector<Place> places;  ///< one for each alternative; none where nothing must be there
    std::uint32_t frequency = 0xFFFFFFFF;
};

/// The rarest element (or set of elements, one for each alternative) without which the node cannot match.
AnchorChoice choose_anchor(PatternMeasures& measures, const PatternProgram& program, const PatternNode& node);

}  // namespace dateline
