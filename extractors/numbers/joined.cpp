#include "extractors/numbers/joined.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "extractors/reading/characters.hpp"
#include "schemas/error.hpp"

namespace dateline {

/// What has been read: thousands + hundreds + rest; a unit may still wait for the ten that stands behind it.
struct JoinedNumbers::State {
    enum class Last : std::uint8_t { nothing, unit, unit_and, below_hundred, hundred, thousand, and_, ordinal };

    int thousands = 0, hundreds = 0, rest = 0;
    std::size_t parts = 0;
    bool after_thousand = false, after_hundred = false;
    Last last = Last::nothing;
};

JoinedNumbers::JoinedNumbers(const LanguageRules& rules) {
    if (!rules.has_file("joined_numbers")) return;
    constexpr std::array<std::string_view, 7> names = {"unit", "teen", "ten", "hundred", "thousand", "and", "ordinal"};
    const Table& table = rules.table("joined_numbers");
    for (std::size_t row = 0; row < table.size(); ++row) {
        const auto makes = std::find(names.begin(), names.end(), table.cell(row, "makes"));
        const std::string_view cell = table.cell(row, "value");
        int value = 0;
        const bool numeric = std::from_chars(cell.data(), cell.data() + cell.size(), value).ptr == cell.data() + cell.size();
        if (makes == names.end() || !numeric) throw Error(Exit::bad_config, table.where(row) + ": unknown makes or bad value");
        for (const std::string& form : table.list(row, "forms")) {
            std::string folded;
            fold(form, folded);
            parts_.push_back({std::move(folded), static_cast<Makes>(makes - names.begin()), value});
        }
    }
}

std::optional<JoinedNumber> JoinedNumbers::read(std::string_view folded) const {
    return read(folded, State{});
}

std::optional<JoinedNumber> JoinedNumbers::read(std::string_view rest, const State& state) const {
    if (rest.empty()) {
        if (state.parts < 2 || state.last == State::Last::unit_and || state.last == State::Last::and_) return std::nullopt;
        return JoinedNumber{state.thousands + state.hundreds + state.rest, state.last == State::Last::ordinal};
    }
    for (const Part& part : parts_) {
        if (!rest.starts_with(part.text)) continue;
        const auto next = with(part, state);
        if (!next) continue;
        if (auto number = read(rest.substr(part.text.size()), *next)) return number;
    }
    return std::nullopt;
}

/// The state after one more part; nothing where the part cannot stand there.
std::optional<JoinedNumbers::State> JoinedNumbers::with(const Part& part, const State& state) {
    using Last = State::Last;
    State next = state;
    ++next.parts;
    const bool open =
        state.last == Last::nothing || state.last == Last::hundred || state.last == Last::thousand || state.last == Last::and_;
    const bool counted = state.last == Last::unit || state.last == Last::below_hundred;
    switch (part.makes) {
        case Makes::unit:
        case Makes::teen:
            if (!open) return std::nullopt;
            next.rest = part.value;
            next.last = part.makes == Makes::unit ? Last::unit : Last::below_hundred;
            return next;
        case Makes::ten:
            if (state.last != Last::unit_and && !open) return std::nullopt;
            next.rest = (state.last == Last::unit_and ? state.rest : 0) + part.value;
            next.last = Last::below_hundred;
            return next;
        case Makes::and_:
            if (state.last == Last::unit)
                next.last = Last::unit_and;
            else if (state.last == Last::hundred || state.last == Last::thousand)
                next.last = Last::and_;
            else
                return std::nullopt;
            return next;
        case Makes::hundred:
            if (state.after_hundred || !(counted || state.last == Last::nothing || state.last == Last::thousand)) return std::nullopt;
            next.hundreds = (counted ? state.rest : 1) * 100;
            next.rest = 0;
            next.after_hundred = true;
            next.last = Last::hundred;
            return next;
        case Makes::thousand: {
            if (state.after_thousand || !(counted || state.last == Last::nothing || state.last == Last::hundred)) return std::nullopt;
            const int before = state.hundreds + state.rest;
            if (before > 999) return std::nullopt;
            next.thousands = std::max(before, 1) * 1000;
            next.hundreds = next.rest = 0;
            next.after_thousand = true;
            next.after_hundred = false;
            next.last = Last::thousand;
            return next;
        }
        case Makes::ordinal:
            if (state.last == Last::nothing || state.last == Last::unit_and || state.last == Last::and_ || state.last == Last::ordinal)
                return std::nullopt;
            next.last = Last::ordinal;
            return next;
    }
    return std::nullopt;
}

}  // namespace dateline
