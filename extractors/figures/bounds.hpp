#pragma once

#include "extractors/draft.hpp"
#include "extractors/reading/reading.hpp"

namespace dateline {

/// How exact a figure is told to be: the words of hedges.tsv beside it, and the digits that it is written with.
class FigureBounds {
public:
    explicit FigureBounds(const LanguageRules& rules);

    /// Sets modifier and interval. `step`: what the last digit written is worth, zero where the number is exact.
    void set(const Reading& reading, TokenRange sentence, FigureDraft& figure, const Decimal& step) const;
    /// The same with a modifier that is known.
    static void bound(FigureDraft& figure, const Decimal& step, Modifier modifier);

private:
    std::optional<Modifier> before(const Reading& reading, TokenRange sentence, std::uint32_t token) const;
    std::optional<Modifier> behind(const Reading& reading, TokenRange sentence, std::uint32_t token) const;

    struct Hedge {
        Modifier modifier = Modifier::exact;
        bool before = false, behind = false;
    };
    std::uint16_t file_;
    std::vector<Hedge> hedges_;  // by row
};

}  // namespace dateline
