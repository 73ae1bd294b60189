#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "extractors/figures/counted_noun.hpp"
#include "extractors/reading/reading.hpp"
#include "schemas/fact.hpp"

namespace dateline {

/// The word files that say what a figure's clause tells of it, their rows read once.
struct ContextWords {
    /// Throws Error (bad_config) on a row with an unknown role, kind, direction or basis.
    explicit ContextWords(const LanguageRules& rules);

    /// The preposition before a figure, and what it makes of it.
    enum class Role : std::uint8_t { none, by, to, from, of, at, than };
    /// What a word of change_words.tsv says of its figure: a change; a level; a state only right beside it ("was 5").
    enum class Kind : std::uint8_t { level, verb, state, particle, transitive, adds, measure };
    /// Which figures a preposition behind them tells what they measure.
    enum class Behind : std::uint8_t { none, any, of_amounts, of_shares, of_money };
    /// Whether a phrase with that preposition tells what a figure of this type measures.
    static bool tells(Behind behind, FigureType type) {
        switch (behind) {
            case Behind::none:
                return false;
            case Behind::any:
                return true;
            case Behind::of_amounts:
                return type != FigureType::count;
            case Behind::of_shares:
                return type == FigureType::percent;
            case Behind::of_money:
                return type == FigureType::money;
        }
        return false;
    }
    /// What a pronoun stands for.
    enum class Pronoun : std::uint8_t { other, person, thing, many };
    struct Change {
        std::string word;
        Direction direction = Direction::none;
        Kind kind = Kind::level;
    };
    struct Unit {
        std::string code;
        bool length = false;
    };

    static bool in(const Reading& reading, std::uint32_t t, std::uint16_t file) { return reading.hit(t, file) != nullptr; }
    const Change* change_at(const Reading& reading, std::uint32_t t) const { return row(reading, t, change, change_rows); }
    /// How a word behind a figure says that it changed.
    Direction after_at(const Reading& reading, std::uint32_t t) const { return value(reading, t, after, after_rows, Direction::none); }
    Behind behind_at(const Reading& reading, std::uint32_t t) const { return value(reading, t, measure_links, behind_rows, Behind::none); }
    Pronoun pronoun_at(const Reading& reading, std::uint32_t t) const { return value(reading, t, pronouns, pronoun_rows, Pronoun::other); }
    Role role_at(const Reading& reading, std::uint32_t t) const { return value(reading, t, links, link_rows, Role::none); }
    bool hedges_before(const Reading& reading, std::uint32_t t) const { return value(reading, t, hedges, hedge_rows, false); }
    bool always_stops(const Reading& reading, std::uint32_t t) const { return value(reading, t, period_stops, stop_rows, false); }
    std::optional<Basis> basis_at(const Reading& reading, std::uint32_t t) const {
        return value(reading, t, basis, basis_rows, std::optional<Basis>());
    }
    const Unit* unit_at(const Reading& reading, std::uint32_t t) const { return row(reading, t, units, unit_rows); }

    CountedNouns nouns;
    std::uint16_t hedges, links, measure_links, owners, auxiliaries, per, change, after, basis, shares, functions, determiners, units,
        distances, period_stops, breaks, numbers, restatements, amounts, pronouns, receivers, attributions, speech, age_openers;
    std::vector<Change> change_rows;
    std::vector<Unit> unit_rows;
    std::vector<std::optional<Basis>> basis_rows;
    std::vector<Direction> after_rows;
    std::vector<Role> link_rows;
    std::vector<Pronoun> pronoun_rows;
    std::vector<Behind> behind_rows;        ///< by row of measure_links
    std::vector<std::uint8_t> hedge_rows;   ///< whether it can stand before a figure
    std::vector<std::uint8_t> stop_rows;    ///< period_stops: whether it always stops
    std::vector<std::uint8_t> article_per;  ///< per_words: whether it is an article ("a day")

private:
    template <typename Rows>
    static const typename Rows::value_type* row(const Reading& reading, std::uint32_t t, std::uint16_t file, const Rows& rows) {
        const LexiconHit* hit = reading.hit(t, file);
        return hit == nullptr ? nullptr : &rows[hit->row];
    }
    template <typename Rows, typename Value>
    static Value value(const Reading& reading, std::uint32_t t, std::uint16_t file, const Rows& rows, Value otherwise) {
        const LexiconHit* hit = reading.hit(t, file);
        return hit == nullptr ? otherwise : static_cast<Value>(rows[hit->row]);
    }
};

}  // namespace dateline
