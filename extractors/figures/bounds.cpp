#include "extractors/figures/bounds.hpp"

#include <algorithm>

#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr std::uint32_t longest_hedge = 6;

}  // namespace

FigureBounds::FigureBounds(const LanguageRules& rules) : file_(rules.file("hedges")) {
    const Table& table = rules.table(file_);
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        const auto modifier = from_wire<Modifier>(table.cell(row, "modifier"));
        const std::string_view where = table.cell(row, "where");
        if (!modifier || (where != "before" && where != "after" && where != "both"))
            throw Error(Exit::bad_config, table.where(row) + ": no such modifier, or \"where\" is not before, after or both");
        hedges_.push_back({*modifier, where != "after", where != "before"});
    }
}

std::optional<Modifier> FigureBounds::before(const Reading& reading, TokenRange sentence, std::uint32_t token) const {
    std::optional<Modifier> found;
    for (std::uint32_t length = 1; length <= longest_hedge && token >= sentence.first + length; ++length) {
        const LexiconHit* hit = reading.hit(token - length, file_);
        if (hit != nullptr && hit->length == length && hedges_[hit->row].before) found = hedges_[hit->row].modifier;
    }
    return found;
}

std::optional<Modifier> FigureBounds::behind(const Reading& reading, TokenRange sentence, std::uint32_t token) const {
    if (token >= sentence.last) return std::nullopt;
    if (reading.is(token, "-") && !reading.token(token).space_before() && token + 1 < sentence.last) ++token;
    const LexiconHit* hit = reading.hit(token, file_);
    if (hit == nullptr || !hedges_[hit->row].behind || token + hit->length > sentence.last) return std::nullopt;
    return hedges_[hit->row].modifier;
}

void FigureBounds::set(const Reading& reading, TokenRange sentence, FigureDraft& draft, const Decimal& step) const {
    Figure& figure = draft.figure;
    std::uint32_t first = draft.tokens.first;
    // "at least a dozen", "about the same": the hedge stands right before, or before an article or "of".
    std::optional<Modifier> found = before(reading, sentence, first);
    if (!found) found = behind(reading, sentence, draft.tokens.last);
    if (figure.figure_type == FigureType::ordinal) found.reset();
    bound(draft, step, found.value_or(Modifier::exact));
}

void FigureBounds::bound(FigureDraft& draft, const Decimal& step, Modifier modifier) {
    Figure& figure = draft.figure;
    figure.modifier = modifier;
    if (figure.range) {
        figure.interval = *figure.range;
        return;
    }
    if (!figure.value) return;
    const Decimal value = *figure.value;
    const auto half = step.times(Decimal::scaled(5, -1));
    figure.interval = {value, value};
    if (!step.is_zero() && half && figure.figure_type != FigureType::ordinal) {
        if (const auto low = value.minus(*half)) figure.interval.low = *low;
        if (const auto high = value.plus(*half)) figure.interval.high = *high;
    }
    switch (figure.modifier) {
        case Modifier::at_least:
        case Modifier::more_than:
            figure.interval.low = value;
            figure.interval.high.reset();
            break;
        case Modifier::at_most:
        case Modifier::less_than:
            figure.interval.low.reset();
            figure.interval.high = value;
            break;
        default:
            break;
    }
}

}  // namespace dateline
