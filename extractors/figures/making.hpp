#pragma once

#include <array>
#include <optional>
#include <vector>

#include "extractors/draft.hpp"
#include "extractors/figures/words.hpp"
#include "extractors/rules/pattern.hpp"

namespace dateline {

/// What a production makes of a match.
struct MadeFigure {
    FigureDraft figure;
    Decimal step;                ///< what the last digit is worth; zero: exact
    bool bare = false;           ///< a number alone, whose unit may stand earlier
    bool hanging = false;        ///< "four-, five- and six-cylinder": the unit stands behind a later number
    bool sure = false;           ///< beats longer ones: "four in 10 local voters" is no count of voters
    bool whole_follows = false;  ///< a part whose whole stands behind "of"
};

/// What productions know of the article at hand.
struct FigureArticle {
    const Reading& reading;
    const Draft& draft;
    ArticleMoney money;
    std::vector<std::uint8_t> dated;  ///< by token: 1 where a date was proposed
};

/// One production of figure_patterns.tsv at work on one match: it makes a figure of what its row took, or declines (returns false).
class FigureMaking {
public:
    /// The number of each capture of a row by its letter; 255: the row has none of that name.
    using Captures = std::array<std::uint8_t, 26>;

    FigureMaking(const FigureWords& words, const Captures& captures, FigureArticle& article, TokenRange sentence, const Match& match)
        : words_(words), captures_(captures), article_(article), reading_(article.reading), sentence_(sentence), match_(match) {}

    using Made = MadeFigure;
    static constexpr std::uint8_t no_capture = 255;

    // money.cpp
    bool money(Made& made);
    /// "3 dollars 50 cents": one amount.
    bool money_parts(Made& made);

    // measures.cpp
    bool measured(Made& made);
    bool part(Made& made);
    /// "20 degrees below zero"
    bool below_zero(Made& made);
    bool composite(Made& made);
    /// "52 ± 2 mm": as exact as it says.
    bool tolerance(Made& made);
    bool age(Made& made);
    bool aged(Made& made);
    /// "who was 10.": a plain number that a person is.
    bool age_was(Made& made);
    /// "Moss is 63, which ...": the same behind a name.
    bool name_age(Made& made);
    bool aged_range(Made& made);
    /// "Hague, 44, ...": behind a name.
    bool comma_age(Made& made);

    // ranges.cpp
    bool range(Made& made);
    /// "between 50 and 70": two bare numbers.
    bool number_range(Made& made);
    /// "1.5-2.5": the same, where no score, year or label is written so.
    bool number_dash(Made& made);
    bool count_range(Made& made);

    // ratios.cpp
    bool ratio(Made& made);
    /// "a ratio of 12 to 1"
    bool ratio_to(Made& made);
    /// "every fifth": one in five, but for times and what is no share.
    bool every_nth(Made& made);
    /// "a ratio of 4:1": what stands so is no number but here.
    bool ratio_sign(Made& made);
    bool times(Made& made);
    bool fold(Made& made);
    bool glued_times(Made& made);
    bool factor(Made& made);
    bool multiplier(Made& made);

    // counts.cpp
    bool vague(Made& made);
    /// "three of the five hostages", "298 of them": the unit comes from the whole.
    bool part_of(Made& made);
    /// "nine of 10 voters" is a share, "three of 40 penalties" a part.
    bool share_of(Made& made);
    /// "none of the 12": what they are was said before.
    bool group_of(Made& made);
    bool count(Made& made);
    bool bare_number(Made& made);
    bool ordinal(Made& made);

private:
    /// What the row calls by a letter, if the match took it.
    std::optional<TokenRange> capture(char name) const {
        const std::uint8_t number = captures_[static_cast<std::size_t>(name - 'a')];
        if (number == no_capture || match_.captures[number].empty()) return std::nullopt;
        return match_.captures[number];
    }
    /// The number that a capture took, or null.
    const NumberDraft* number(char name) const;
    std::uint32_t first_capture() const;

    /// Begins a figure whose span runs over what these names took.
    void start(Made& made, FigureType type, std::initializer_list<char> names) const;
    /// Ends one with its value and step.
    bool finish(Made& made, const NumberDraft& number, const Decimal& value, const Currencies::Money* what = nullptr) const;
    /// One number over another.
    bool quotient(Made& made, const Decimal& above, const Decimal& below) const;
    /// The same with a magnitude that stands behind its currency: "75 USD million".
    bool finish_scaled(Made& made, const NumberDraft& number, std::uint32_t magnitude) const;
    bool finish_vague(Made& made, const NumberDraft& number, const Decimal& scale) const;

    /// The currency at `c`; in "a $700 bill" the sign is "$" alone, not "A$", and `c` becomes that.
    const Currencies::Money* currency(TokenRange& c) const;
    void set_currency(Made& made, const Currencies::Money& what) const;
    static void set_unit(Made& made, const FigureWords::Unit& unit, const Decimal& value);
    /// "pounds" are money where the article has pounds of money or a magnitude, else a weight.
    bool is_weight(TokenRange c, const NumberDraft& n) const;
    bool is_sign(TokenRange range) const;
    bool is_name(TokenRange range) const { return reading_.token(range.first).is_word() && range.size() > 1; }

    /// "a three course meal", "a 3 cylinder engine": two singulars behind a small number.
    bool singular_noun(Made& made, const NumberDraft& number) const;
    /// "six" of "six to eight weeks": what another number goes on with is a time.
    bool part_of_time(const NumberDraft& number) const;
    /// "six-speed", "12-page", "three-cylinder": a singular noun joined by a hyphen.
    bool joined_noun(Made& made, const NumberDraft& number) const;

    /// A unit of one letter is a unit only at the end of its word.
    bool unit_stands(TokenRange u) const;
    /// A unit apart from its number: "4.8 m long cores" are no count of cores.
    bool measured_behind(std::uint32_t t) const;
    bool is_time(std::uint32_t token) const;
    bool time_behind(std::uint32_t t) const;
    static bool is_age(const NumberDraft& n);
    /// Digits that can be a year: four of them, 1000 to 2199.
    static bool year_shaped(const NumberDraft& n);
    static bool recent_year(const NumberDraft& n);
    /// "$10 to $15 billion": the magnitude is that of both.
    static bool shares_magnitude(const NumberDraft& a, const NumberDraft& b);

    bool owner(std::uint32_t t) const { return reading_.rules().grammar_words().owner(reading_, t); }
    /// "Lopes' deputies": the name, and the mark behind it.
    bool plural_owner(std::uint32_t t) const {
        const std::uint32_t mark = reading_.token(t).is_word() ? t + 1 : t;
        if (mark > t && mark + 1 < sentence_.last && reading_.token(t).capitalized() && reading_.token(mark).capitalized())
            return plural_owner(mark);  // "Ann Lopes' deputies"
        return mark + 1 < sentence_.last && reading_.is(mark, "'") && !reading_.token(mark).space_before() &&
               reading_.token(mark + 1).space_before() && mark > 0 && reading_.token(mark - 1).capitalized();
    }
    bool word_after(std::uint32_t t, std::uint32_t end) const { return t < end && reading_.token(t).is_word(); }
    /// A mark, a function word or the end.
    bool ends_here(std::uint32_t t) const;
    bool from_before(std::uint32_t t) const { return t > sentence_.first && reading_.hit(t - 1, words_.from) != nullptr; }
    bool after_change(std::uint32_t t) const;
    bool demonstrated(std::uint32_t t) const;
    bool hedged(std::uint32_t t) const;
    /// Not joined by hyphen, stroke or point to another number, not in a chain of such.
    bool free_standing(const NumberDraft& number) const;
    /// "Boeing 737", "Channel 4": a bare number right behind a name, not at the sentence's start.
    bool after_name(const NumberDraft& number) const;
    bool bracketed(const NumberDraft& number) const;

    const FigureWords& words_;
    const Captures& captures_;
    FigureArticle& article_;
    const Reading& reading_;
    TokenRange sentence_;
    const Match& match_;
};

}  // namespace dateline
