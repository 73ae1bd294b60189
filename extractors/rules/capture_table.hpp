#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "extractors/rules/pattern.hpp"

namespace dateline {

/// The captures of a pattern file by names that a stage knows: resolved when rules are loaded, so that finding one compares no strings.
/// `Name` is an enum whose values count the names from 0.
template <typename Name>
class CaptureTable {
public:
    template <typename Names>
    CaptureTable(const PatternSet& patterns, const Names& names) : names_(std::size(names)) {
        numbers_.reserve(patterns.table().size() * names_);
        for (std::uint32_t row = 0; row < patterns.table().size(); ++row)
            for (const std::string_view name : names) numbers_.push_back(patterns.capture_number(row, name).value_or(none));
    }

    /// What the name took in a match, or nothing.
    std::optional<TokenRange> of(const Match& match, Name name) const {
        const std::uint8_t number = numbers_[match.row * names_ + static_cast<std::size_t>(name)];
        if (number == none || match.captures[number].empty()) return std::nullopt;
        return match.captures[number];
    }

private:
    static constexpr std::uint8_t none = 0xFF;

    std::size_t names_;
    std::vector<std::uint8_t> numbers_;  // by row and name
};

}  // namespace dateline
