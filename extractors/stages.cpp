#include "extractors/stages.hpp"

#include "extractors/clusters.hpp"
#include "extractors/confidence.hpp"
#include "extractors/dates.hpp"
#include "extractors/dates/resolution.hpp"
#include "extractors/figures.hpp"
#include "extractors/figures/context.hpp"
#include "extractors/flags/flags.hpp"
#include "extractors/modality.hpp"
#include "extractors/names.hpp"
#include "extractors/numbers.hpp"
#include "extractors/rules/pattern_files.hpp"
#include "extractors/settle.hpp"
#include "extractors/speakers.hpp"
#include "extractors/speech.hpp"

namespace dateline {

std::vector<std::unique_ptr<Stage>> stages(const LanguageRules& rules) {
    std::vector<std::unique_ptr<Stage>> list;
    const auto add = [&](auto stage) { list.push_back(std::move(stage)); };
    const auto name_words = std::make_shared<const NameVocabulary>(rules);
    const auto patterns = std::make_shared<const PatternFiles>(rules);
    // recognise
    add(numbers_stage(rules, patterns));
    add(dates_stage(rules, patterns));
    add(figures_stage(rules, patterns));
    add(names_stage(name_words));
    add(speech_stage(rules));
    // settle
    add(settle_stage(rules));
    // resolve
    add(date_resolution_stage(rules));
    add(clusters_stage(name_words));
    add(speakers_stage(rules));
    // relate
    add(figure_context_stage(rules));
    add(modality_stage(rules));
    // score
    add(confidence_stage(rules));
    add(flags_stage());
    return list;
}

}  // namespace dateline
