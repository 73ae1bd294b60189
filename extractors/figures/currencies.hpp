#pragma once

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

    /// What stands at `range`, if it is written as the rules have it (codes in capitals), or null.
    const Money* at(const Reading& reading, TokenRange range) const;

private:
    friend class ArticleMoney;

    std::uint16_t currencies_, names_, functions_;
    std::vector<Money> by_row_[2];
    std::vector<std::vector<std::string>> exact_[2];  // forms with capitals, by row; empty: any spelling
};

/// The article's own money: read once, when first asked for.
class ArticleMoney {
public:
    ArticleMoney(const Currencies& currencies, const Reading& reading) : currencies_(currencies), reading_(reading) {}

    /// The article's own currency of a family, where it names just one, or null.
    const std::string* named(std::string_view family);
    /// Whose hundredths "cents" are: the euro's where the article has euros and no dollars, else its named dollar; null where it has none.
    const std::string* of_coins();

private:
    void read();

    struct Family {
        std::string_view name;
        const std::string* code;  ///< null where the article names several
    };
    const Currencies& currencies_;
    const Reading& reading_;
    bool known_ = false;
    std::vector<Family> families_;
    const std::string* coins_ = nullptr;
};

/// Whether `text` is spelled as one of `forms`, or is the capitals of one in small letters.
bool spelled_as(std::string_view text, const std::vector<std::string>& forms);

}  // namespace dateline
