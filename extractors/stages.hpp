#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "extractors/draft.hpp"
#include "extractors/reading/reading.hpp"

namespace dateline {

/// One step over one article. Keeps no state between articles, may run on any thread; patterns compile once, in the constructor.
class Stage {
public:
    virtual ~Stage() = default;
    virtual std::string_view name() const = 0;
    virtual void run(const Reading& reading, Draft& draft) const = 0;
};

/// The stages of a language in running order. `rules` must outlive them.
std::vector<std::unique_ptr<Stage>> stages(const LanguageRules& rules);

}  // namespace dateline
