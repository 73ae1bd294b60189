#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/counted_noun.hpp"
#include "extractors/currencies.hpp"
#include "extractors/draft.hpp"
#include "extractors/rules/pattern.hpp"

namespace dateline {

/// The productions of figure_patterns.tsv: each makes a figure of what its row took, or declines.
class FigureMaker {
public:
    FigureMaker(const LanguageRules& rules, const PatternSet& patterns);

    /// What is known of the article at hand.
    struct Article {
        const Reading& reading;
        const Draft& draft;
        std::map<std::string, std::string> currencies;  ///< Currencies::named
        std::string coin_currency;                      ///< whose cents "cents" are; empty: assumed
        std::vector<std::uint8_t> dated;                ///< by token: 1 where a date was proposed
    };

    struct Made {
        FigureDraft figure;
        Decimal step;       ///< what the last digit is worth; zero: exact
        bool bare = false;  ///< a number alone, whose unit may stand earlier
        bool vague = false;
        bool hanging = false;        ///< "four-, five- and six-cylinder": the unit stands behind a later number
        bool whole_follows = false;  ///< a part whose whole stands behind "of"
        std::uint32_t number = 0;    ///< index into Draft::numbers of its (last) number
    };

    /// Nothing when the production declines.
    std::optional<Made> make(const Article& article, TokenRange sentence, const Match& match) const;

    const CountedNouns& nouns() const { return nouns_; }

    /// What a unit row says, where it is written as the rules have it.
    struct Unit {
        std::string code;
        FigureType type = FigureType::quantity;
        bool time = false;
        bool point = false;
        bool glued = false;
        bool any_case = false;
        std::vector<std::string> exact;
    };
    const Unit* unit(const Reading& reading, TokenRange range) const;
    /// The unit that starts at a token, or null.
    const Unit* unit_at(const Reading& reading, std::uint32_t token) const;

private:
    class Making;
    using Production = std::optional<Made> (Making::*)();

    const PatternSet& patterns_;
    CountedNouns nouns_;
    Currencies currencies_;
    std::uint16_t units_, functions_, multipliers_, hedge_file_, determiners_, comparisons_, change_, from_;
    std::vector<Unit> unit_rows_;
    std::vector<Decimal> multiplier_rows_;
    std::vector<bool> moves_;              ///< by row of change_words: whether it tells a rise or fall
    std::vector<Production> productions_;  // by row
};

}  // namespace dateline
