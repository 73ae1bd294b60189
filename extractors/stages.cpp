#include "extractors/stages.hpp"

namespace dateline {

std::vector<std::unique_ptr<Stage>> stages(const LanguageRules& rules) {
    std::vector<std::unique_ptr<Stage>> list;
    const auto add = [&](auto stage) { list.push_back(std::move(stage)); };
    // recognise
    // settle
    // resolve
    // relate
    // score
    (void)rules;
    (void)add;
    return list;
}

}  // namespace dateline
