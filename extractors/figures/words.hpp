#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extractors/figures/counted_noun.hpp"
#include "extractors/figures/currencies.hpp"
#include "schemas/fact.hpp"

namespace dateline {

/// The word files that figures are made with, their rows read once.
struct FigureWords {
    /// Throws Error (bad_config) on a row with an unknown type or a bad value.
    explicit FigureWords(const LanguageRules& rules);

    struct Unit {
        std::string code;
        FigureType type = FigureType::quantity;
        bool time = false;
        bool point = false;
        bool glued = false;
        bool any_case = false;
        std::vector<std::string> exact;
    };
    struct Multiplier {
        Decimal value;
        enum class Before : std::uint8_t { anything, determiner, comparison } before = Before::anything;  ///< what must follow
    };

    /// A unit that is followed by a part of its own: "5ft 10in".
    struct Composite {
        Decimal times;
        std::uint32_t part = 0;  ///< row of composite_parts
        std::string code;        ///< of the part
    };

    /// The unit that stands at `range`, if it is written as the rules have it, or null.
    const Unit* unit(const Reading& reading, TokenRange range) const;
    /// The unit that starts at a token, or null.
    const Unit* unit_at(const Reading& reading, std::uint32_t token) const;

    /// The article "a", which rates are written with too.
    bool article_at(const Reading& reading, std::uint32_t token) const {
        const LexiconHit* hit = reading.hit(token, per);
        return hit != nullptr && reading.rules().class_of(per, hit->row) == article_class;
    }

    /// The unit at a token that parts can follow, or null.
    const Composite* composite_at(const Reading& reading, std::uint32_t token) const {
        const LexiconHit* hit = reading.hit(token, wholes);
        return hit == nullptr ? nullptr : &composite_rows[hit->row];
    }
    /// The row of the part at a token, if one stands there.
    std::optional<std::uint32_t> part_at(const Reading& reading, std::uint32_t token) const {
        const LexiconHit* hit = reading.hit(token, parts);
        return hit == nullptr ? std::nullopt : std::optional(hit->row);
    }

    CountedNouns nouns;
    Currencies currencies;
    std::uint16_t units, functions, multipliers, hedges, determiners, comparisons, change, from, idioms, months, per, in_words, wholes,
        parts, numbers;
    std::uint16_t article_class;              ///< of the file `per`
    std::vector<Unit> unit_rows;              ///< by row of units
    std::vector<Multiplier> multiplier_rows;  ///< by row of multipliers
    std::vector<Composite> composite_rows;    ///< by row of wholes
    std::vector<bool> moves;                  ///< by row of change_words: whether it tells a rise or fall
};

}  // namespace dateline
