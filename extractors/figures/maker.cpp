#include "extractors/figures/maker.hpp"

#include <map>

namespace dateline {

FigureMaker::FigureMaker(const FigureWords& words, const PatternSet& patterns) : words_(words), patterns_(patterns) {
    static const std::map<std::string_view, Production> known = {{"money", &FigureMaking::money},
                                                                 {"money_parts", &FigureMaking::money_parts},
                                                                 {"measured", &FigureMaking::measured},
                                                                 {"part", &FigureMaking::part},
                                                                 {"composite", &FigureMaking::composite},
                                                                 {"range", &FigureMaking::range},
                                                                 {"count_range", &FigureMaking::count_range},
                                                                 {"age", &FigureMaking::age},
                                                                 {"aged", &FigureMaking::aged},
                                                                 {"aged_range", &FigureMaking::aged_range},
                                                                 {"comma_age", &FigureMaking::comma_age},
                                                                 {"ratio", &FigureMaking::ratio},
                                                                 {"every_nth", &FigureMaking::every_nth},
                                                                 {"ratio_to", &FigureMaking::ratio_to},
                                                                 {"ratio_sign", &FigureMaking::ratio_sign},
                                                                 {"tolerance", &FigureMaking::tolerance},
                                                                 {"times", &FigureMaking::times},
                                                                 {"fold", &FigureMaking::fold},
                                                                 {"glued_times", &FigureMaking::glued_times},
                                                                 {"factor", &FigureMaking::factor},
                                                                 {"multiplier", &FigureMaking::multiplier},
                                                                 {"vague", &FigureMaking::vague},
                                                                 {"part_of", &FigureMaking::part_of},
                                                                 {"share_of", &FigureMaking::share_of},
                                                                 {"group_of", &FigureMaking::group_of},
                                                                 {"count", &FigureMaking::count},
                                                                 {"number", &FigureMaking::bare_number},
                                                                 {"number_dash", &FigureMaking::number_dash},
                                                                 {"name_age", &FigureMaking::name_age},
                                                                 {"below_zero", &FigureMaking::below_zero},
                                                                 {"number_range", &FigureMaking::number_range},
                                                                 {"age_was", &FigureMaking::age_was},
                                                                 {"ordinal", &FigureMaking::ordinal}};
    std::vector<std::string_view> names;
    for (const auto& [name, production] : known) names.push_back(name);
    patterns_.require_productions(names);
    for (std::uint32_t row = 0; row < patterns_.table().size(); ++row) {
        productions_.push_back(known.at(patterns_.makes(row)));
        FigureMaking::Captures& captures = captures_.emplace_back();
        for (char letter = 'a'; letter <= 'z'; ++letter)
            captures[static_cast<std::size_t>(letter - 'a')] =
                patterns_.capture_number(row, std::string_view(&letter, 1)).value_or(FigureMaking::no_capture);
    }
}

bool FigureMaker::make(FigureArticle& article, TokenRange sentence, const Match& match, MadeFigure& made) const {
    FigureMaking making(words_, captures_[match.row], article, sentence, match);
    if (!(making.*productions_[match.row])(made)) return false;
    // "The rod weighs 3 lb.": the point ends the sentence too.
    TokenRange& tokens = made.figure.tokens;
    if (tokens.last == sentence.last && tokens.size() > 1 && article.reading.is(tokens.last - 1, ".")) --tokens.last;
    made.figure.rule_file = patterns_.file();
    return true;
}

}  // namespace dateline
