#include "extractors/speakers.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "extractors/resolver.hpp"

namespace dateline {
namespace {

constexpr std::uint32_t floor_paragraphs = 1;  ///< a floating quote goes on with the speaker of this many paragraphs before

class Speakers final : public Stage {
public:
    explicit Speakers(const LanguageRules& rules) : resolver_(rules), shapes_(rules.file("quote_shapes")) {}

    std::string_view name() const override { return "speakers"; }

    void run(const Reading& reading, Draft& draft) const override {
        std::vector<std::uint32_t> order;
        for (std::uint32_t q = 0; q < draft.quotes.size(); ++q)
            if (draft.quotes[q].standing()) order.push_back(q);
        std::stable_sort(order.begin(), order.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return draft.quotes[a].tokens.first < draft.quotes[b].tokens.first; });
        std::map<std::int64_t, std::uint32_t> last;  // by parent (-1: the writer's words): the last quote there with a speaker
        for (const std::uint32_t q : order) {
            QuoteDraft& quote = draft.quotes[q];
            if (quote.speaker) quote.speaker->cluster = resolver_.refer(reading, draft, quote.speaker->tokens);
            if (quote.via) quote.via->cluster = resolver_.refer(reading, draft, quote.via->tokens);
        }
        for (const std::uint32_t q : order) {
            QuoteDraft& quote = draft.quotes[q];
            const std::int64_t level = quote.parent ? static_cast<std::int64_t>(*quote.parent) : -1;
            if (!quote.speaker && quote.rule_file == shapes_) {
                const auto before = last.find(level);
                if (before != last.end() && near(reading, draft.quotes[before->second], quote)) {
                    quote.speaker = draft.quotes[before->second].speaker;
                    quote.anonymous = draft.quotes[before->second].anonymous;
                }
            }
            if (quote.speaker) last[level] = q;
        }
    }

private:
    static bool near(const Reading& reading, const QuoteDraft& before, const QuoteDraft& quote) {
        return quote.parent || reading.paragraph_of(quote.tokens.first) - reading.paragraph_of(before.tokens.last - 1) <= floor_paragraphs;
    }

    Resolver resolver_;
    std::uint16_t shapes_;
};

}  // namespace

std::unique_ptr<Stage> speakers_stage(const LanguageRules& rules) {
    return std::make_unique<Speakers>(rules);
}

}  // namespace dateline
