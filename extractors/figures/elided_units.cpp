#include "extractors/figures/elided_units.hpp"

namespace dateline {
namespace {

constexpr std::uint32_t reach = 24;           // tokens between a figure and the one whose unit it takes
constexpr std::uint32_t sentence_reach = 12;  // the same where that one stands in the sentence before

bool in_brackets(const Reading& reading, TokenRange t) {
    return t.first > 0 && reading.is(t.first - 1, "(");
}
/// Whether a number may be a percentage although it does not say so: "386,810" and "2.3 million" are amounts.
bool may_be_percent(const MadeFigure& one) {
    const Figure& figure = one.figure.figure;
    const std::optional<Decimal>& most = figure.value ? figure.value : figure.range ? figure.range->high : figure.interval.high;
    return one.step < Decimal(1000) && (!most || most->absolute() <= Decimal(1000));
}
bool has_unit(const FigureDraft& f) {
    return !f.figure.unit.empty() && f.figure.figure_type != FigureType::ordinal;
}

}  // namespace

ElidedUnits::ElidedUnits(const LanguageRules& rules)
    : joiners_(rules.file("elision_words")),
      links_(rules.file("figure_links")),
      hedges_(rules.file("hedges")),
      functions_(rules.file("function_words")) {
    const Table& table = rules.table(links_);
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        const std::string_view role = table.cell(row, "role");
        link_rows_.push_back(role == "from" ? Link::from
                             : role == "to" ? Link::to
                             : role == "by" ? Link::by
                             : role == "at" ? Link::at
                                            : Link::other);
    }
}

void ElidedUnits::fill(const Reading& reading, TokenRange sentence, std::span<MadeFigure* const> kept, std::size_t i,
                       const std::vector<FigureDraft>& earlier) const {
    MadeFigure& one = *kept[i];
    if (!one.bare) return;
    Figure& figure = one.figure.figure;
    const auto take = [&](const FigureDraft& from) {
        figure.unit = from.figure.unit;
        figure.figure_type = from.figure.figure_type;
        figure.flags.push_back("unit_elided");
        one.figure.evidence |= evidence::beside;
    };
    const std::uint32_t last = one.figure.tokens.last;
    const bool part = figure.figure_type == FigureType::count;  // a row with "of" made it
    if (one.whole_follows) {
        // Forward: the figure that the "of" phrase holds.
        for (std::size_t j = i + 1; j < kept.size() && kept[j]->figure.tokens.first <= last + 4; ++j)
            if (has_unit(kept[j]->figure)) {
                take(kept[j]->figure);
                return;
            }
        if (i + 1 < kept.size() && kept[i + 1]->bare && kept[i + 1]->figure.tokens.first == last + 1) return;
    }
    const FigureDraft* before = nullptr;
    for (std::size_t j = i; j-- > 0 && before == nullptr && one.figure.tokens.first - kept[j]->figure.tokens.last <= reach;)
        if (has_unit(kept[j]->figure) && !in_brackets(reading, kept[j]->figure.tokens)) before = &kept[j]->figure;
    if (part) {
        for (std::size_t j = i; j-- > 0 && i - j <= 6;)
            if (kept[j]->figure.figure.figure_type == FigureType::count && has_unit(kept[j]->figure)) {
                take(kept[j]->figure);
                return;
            }
        for (std::size_t j = earlier.size(); j-- > 0 && earlier.size() - j <= 6;)
            if (earlier[j].figure.figure_type == FigureType::count && has_unit(earlier[j])) {
                take(earlier[j]);
                return;
            }
        return;
    }
    const std::uint32_t first = one.figure.tokens.first;
    // "three of 40", "(47 to 25)": what belongs to a number without a unit has none of another's.
    if (i > 0 && kept[i - 1]->bare && !has_unit(kept[i - 1]->figure) && kept[i - 1]->figure.tokens.last + 1 == first) return;
    // Forward: "four-, five- and six-cylinder", "from 6.3 to 5.9 percent".
    const Link link = link_before(reading, sentence, first);
    if (one.hanging || link == Link::from) {
        for (std::size_t j = i + 1; j < kept.size() && kept[j]->figure.tokens.first <= last + (one.hanging ? 8 : 3); ++j)
            if (has_unit(kept[j]->figure) && !kept[j]->figure.figure.range) {
                if (!one.hanging && link_before(reading, sentence, kept[j]->figure.tokens.first) != Link::to) break;
                take(kept[j]->figure);
                return;
            }
        if (one.hanging) return;
    }
    // "below the 2.05 billion expected": money of the same size was told before in the sentence.
    if (link == Link::none && before != nullptr && before->figure.figure_type == FigureType::money && figure.value &&
        before->figure.value && one.step >= Decimal(1000) && *figure.value >= Decimal(1000000) &&
        *before->figure.value >= Decimal(1000000) && first - before->tokens.last <= reach) {
        take(*before);
        return;
    }
    // "3.1 billion and 84 million shekels": the currency stands once, behind the last.
    if (one.step >= Decimal(1000) && i + 1 < kept.size()) {
        const MadeFigure& next = *kept[i + 1];
        if (next.figure.figure.figure_type == FigureType::money && !next.figure.figure.range && next.figure.tokens.first == last + 1 &&
            reading.hit(last, joiners_) != nullptr && reading.token(next.figure.tokens.first).is_digits()) {
            take(next.figure);
            return;
        }
    }
    // "7, 8, 10 percent": a list has its unit at the end.
    if (link == Link::none || link == Link::joined) {
        std::uint32_t end = last;
        for (std::size_t j = i + 1; j < kept.size() && kept[j]->figure.tokens.first == end + 1; ++j) {
            if (kept[j]->figure.figure.figure_type == FigureType::percent && !kept[j]->figure.figure.range && may_be_percent(one)) {
                take(kept[j]->figure);
                return;
            }
            if (!kept[j]->bare) break;
            end = kept[j]->figure.tokens.last;
        }
    }
    // "to 5.2 million from 4.8 million": what it came from is what it came to, which has no unit.
    if (link == Link::from && i > 0 && kept[i - 1]->bare && !has_unit(kept[i - 1]->figure)) return;
    // "Hall has 370 seats, Moss has 129": it stands as the first did.
    if (link == Link::none && stands_alone(reading, sentence, one.figure.tokens) && figure.figure_type == FigureType::number) {
        if (before == nullptr && i == 0 && kept.size() == 1 && !earlier.empty() && first - earlier.back().tokens.last <= sentence_reach)
            before = &earlier.back();
        if (before != nullptr && before->figure.figure_type == FigureType::count && has_unit(*before) && !before->figure.range &&
            figure.value && figure.value->is_whole() && first - before->tokens.last <= reach)
            take(*before);
        return;
    }
    if (before == nullptr || first - before->tokens.last > reach || link == Link::none) return;
    if (before->figure.figure_type == FigureType::percent) {
        // "rose 8.15% to 3.65": the amount that it came to is no percentage, unless it came "from" one.
        const Link earlier_link = link_before(reading, sentence, before->tokens.first);
        if ((link == Link::to || link == Link::at) && earlier_link != Link::from && earlier_link != Link::to) return;
        if (!may_be_percent(one) || (link == Link::by && figure.value && *figure.value > Decimal(200))) return;
    } else if (link == Link::by) {
        return;
    }
    take(*before);
}

bool ElidedUnits::stands_alone(const Reading& reading, TokenRange sentence, TokenRange tokens) const {
    if (tokens.last < sentence.last && reading.token(tokens.last).is_word() && reading.hit(tokens.last, functions_) == nullptr)
        return false;
    if (tokens.last < sentence.last && reading.is(tokens.last, "-")) return false;
    std::uint32_t t = tokens.first;
    for (std::uint32_t length = 4; length >= 1; --length) {
        if (t < sentence.first + length) continue;
        const LexiconHit* hit = reading.hit(t - length, hedges_);
        if (hit == nullptr || hit->length != length) continue;
        t -= length;
        break;
    }
    return t > sentence.first && in(reading.tag(t - 1), verb_tags);
}

ElidedUnits::Link ElidedUnits::link_before(const Reading& reading, TokenRange sentence, std::uint32_t first) const {
    std::uint32_t t = first;
    for (int steps = 0; steps < 3; ++steps) {
        for (std::uint32_t length = 4; length >= 1; --length) {
            if (t < sentence.first + length) continue;
            const LexiconHit* hit = reading.hit(t - length, links_);
            if (hit != nullptr && hit->length == length) return link_rows_[hit->row];
        }
        if (t > sentence.first && reading.hit(t - 1, joiners_) != nullptr) return Link::joined;
        bool went = false;
        for (std::uint32_t length = 4; length >= 1 && !went; --length) {
            if (t < sentence.first + length) continue;
            const LexiconHit* hit = reading.hit(t - length, hedges_);
            if (hit == nullptr || hit->length != length) continue;
            t -= length;
            went = true;
        }
        if (!went) break;
    }
    return Link::none;
}

}  // namespace dateline
