#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/fact.hpp"

namespace dateline {

/// Takes what was found in one article, in the contract's order: `begin`, the facts (those of the title first), the flags, `end`.
class FactSink {
public:
    virtual ~FactSink() = default;
    virtual void begin(std::string_view language, const std::optional<DatelineOf>& dateline) = 0;
    virtual void fact(const Fact& fact) = 0;
    virtual void flag(const Flag& flag) = 0;
    virtual void end() {}
};

/// All that was found in one article. It owns the texts of its facts; copies share them.
struct Extraction {
    std::string language;
    std::optional<DatelineOf> dateline;
    std::vector<Fact> facts;        ///< text and captions, in the contract's order
    std::vector<Fact> title_facts;  ///< of the title
    std::vector<Flag> flags;

    struct Texts;
    std::shared_ptr<Texts> texts;
};

/// Collects what it is given.
class Collector final : public FactSink {
public:
    Collector();
    void begin(std::string_view language, const std::optional<DatelineOf>& dateline) override;
    void fact(const Fact& fact) override;
    void flag(const Flag& flag) override { out_.flags.push_back(flag); }

    Extraction take() { return std::move(out_); }

private:
    std::string_view kept(std::string_view text);
    void keep(std::optional<Ref>& ref);
    std::span<const Attribution> kept(std::span<const Attribution> chain);

    Extraction out_;
};

}  // namespace dateline
