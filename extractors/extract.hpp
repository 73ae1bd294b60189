#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "extractors/rules/rulebook.hpp"
#include "extractors/stages.hpp"
#include "schemas/article.hpp"
#include "schemas/extraction.hpp"

namespace dateline {

struct Draft;
class Reading;

/// The rules and the compiled stages of all languages: each made once, when an article first wants it, and shared between threads.
class Extractor {
public:
    /// Throws Error (bad_config) on any fault in a rule file of the user's.
    explicit Extractor(Rules rules);
    ~Extractor();

    const Rules& rules() const { return rules_; }

    /// All facts of an article, in the contract's order. An article in a language without rules has none; the language is still told,
    /// and a flag says so (L02).
    /// Pure: no network, no store, no clock.
    Extraction extract(const Article& article) const;

    /// As above, one by one, so that they need not all be held. Returns whether there are rules for its language.
    bool extract(const Article& article, FactSink& sink) const;

    /// As `extract`; `look` sees what all stages read, proposed and settled before it is gone, section by section. Not called where
    /// there are no rules.
    using Look = std::function<void(const Reading&, const Draft&)>;
    Extraction extract(const Article& article, const Look& look) const;

    /// As `extract`, and what every stage proposed, with winners, losers and reasons, for people to read.
    Extraction explain(const Article& article, std::string& report) const;

private:
    struct Language;
    bool run(const Article& article, FactSink& sink, const Look& look) const;

    Rules rules_;
    std::map<std::string, std::unique_ptr<Language>> languages_;
};

}  // namespace dateline
