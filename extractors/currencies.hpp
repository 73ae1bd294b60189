#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "extractors/reading/reading.hpp"
#include "schemas/decimal.hpp"

namespace dateline {

/// What the article's signs and names of money mean: "$" is the dollar that the article names, else the US dollar.
class Currencies {
public:
    explicit Currencies(const LanguageRules& rules);

    struct Money {
        std::string code;
        Decimal scale = Decimal(1);
        bool assumed = false;
        bool glued = false;  ///< only right behind the number
        bool coin = false;
        bool cents = false;  ///< its hundredth is called a cent
        std::string family;
    };

    /// What stands at `range`, if it is written as the rules have it (codes in capitals).
    std::optional<Money> at(const Reading& reading, TokenRange range) const;

    /// The article's own currency of each family, where it names just one: read once an article.
    std::map<std::string, std::string> named(const Reading& reading) const;

    /// Whose hundredths "cents" are: the euro's where the article has euros and no dollars, else its named dollar; empty where it has none.
    std::string of_coins(const Reading& reading) const;

private:
    /// Calls `take` with each currency that the article names, in order.
    template <typename Take>
    void each_mention(const Reading& reading, Take take) const;
    std::uint16_t currencies_, names_, functions_;
    std::vector<Money> by_row_[2];
    std::vector<std::vector<std::string>> exact_[2];  // forms with capitals, by row; empty: any spelling
};

/// Whether `text` is spelled as one of `forms`, or is the capitals of one in small letters.
bool spelled_as(std::string_view text, const std::vector<std::string>& forms);

}  // namespace dateline
