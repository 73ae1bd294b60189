#include "extractors/speakers.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "extractors/resolver.hpp"

namespace dateline {
namespace {

constexpr std::uint32_t furthest_pronoun = 3;  ///< paragraphs back
constexpr std::uint32_t floor_paragraphs = 1;  ///< a floating quote goes on with the speaker of this many paragraphs before
constexpr std::uint32_t names_between = 200;   ///< of more than these between two mentions one is another person's
constexpr std::uint32_t quotes_back = 64;      ///< that begin before a name are looked at

class Speakers final : public Stage {
public:
    explicit Speakers(const LanguageRules& rules)
        : resolver_(rules), shapes_(rules.file("quote_shapes")), pronouns_(rules.file("speaker_pronouns")) {}

    std::string_view name() const override { return "speakers"; }

    void run(const Reading& reading, Draft& draft) const override {
        std::vector<std::uint32_t> order;
        for (std::uint32_t q = 0; q < draft.quotes.size(); ++q)
            if (draft.quotes[q].standing()) order.push_back(q);
        LastAt last;  // by parent (-1: the writer's words): the last quote there with a speaker
        for (const std::uint32_t q : order) {
            QuoteDraft& quote = draft.quotes[q];
            if (quote.speaker) quote.speaker->cluster = refer(reading, draft, quote, last);
            if (quote.speaker && (quote.speaker->cluster || resolver_.unnamed_person(reading, draft, quote.speaker->naming())))
                last[quote.parent ? static_cast<std::int64_t>(*quote.parent) : -1] = q;
            if (quote.via) quote.via->cluster = resolver_.refer(reading, draft, quote.via->tokens);
        }
        last.clear();
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
    using LastAt = std::map<std::int64_t, std::uint32_t>;

    /// A pronoun that speaks is first of all the one who spoke last on the same level of speech, unless somebody else was named since. Who
    /// spoke may have no name ("a spokesman"): then it stands for those words.
    std::optional<std::uint32_t> refer(const Reading& reading, const Draft& draft, QuoteDraft& quote, const LastAt& last) const {
        const TokenRange mention = quote.speaker->naming();
        const LexiconHit* pronoun = mention.size() == 1 ? reading.hit(mention.first, pronouns_) : nullptr;
        const std::string_view kind =
            pronoun != nullptr ? reading.rules().table(pronouns_).cell(pronoun->row, "class") : std::string_view();
        if (kind == "m" || kind == "f") {
            const auto before = last.find(quote.parent ? static_cast<std::int64_t>(*quote.parent) : -1);
            if (before != last.end()) {
                const QuoteDraft& said = draft.quotes[before->second];
                const Cluster* who = said.speaker->cluster ? &draft.clusters[*said.speaker->cluster] : nullptr;
                const char gender =
                    who != nullptr ? who->gender : resolver_.unnamed_person(reading, draft, said.speaker->naming()).value_or('?');
                const bool fits = (who == nullptr || who->type == EntityType::PERSON) && (gender == '?' || gender == kind.front());
                const std::uint32_t from = std::max(std::min(mention.first, quote.tokens.first), said.tokens.last - 1);
                const bool close = reading.paragraph_of(from) - reading.paragraph_of(said.tokens.last - 1) <= furthest_pronoun;
                if (fits && close && !person_between(draft, said, mention, who)) {
                    if (who == nullptr) quote.speaker->stands_for = said.speaker->naming();
                    return said.speaker->cluster;
                }
            }
        }
        return resolver_.refer(reading, draft, mention);
    }

    /// Whether another person is named outside quotations between a quote and a mention.
    static bool person_between(const Draft& draft, const QuoteDraft& said, TokenRange mention, const Cluster* who) {
        const std::uint32_t from = std::max(said.tokens.last, said.speaker->tokens.last);
        auto name = std::partition_point(draft.names.begin(), draft.names.end(),
                                         [&](const NameDraft& n) { return n.tokens.first < mention.first; });
        for (std::uint32_t looked = 0; name != draft.names.begin() && (--name)->tokens.first >= from; ++looked) {
            if (looked == names_between) return true;
            if (!name->standing() || name->entity.entity_type != EntityType::PERSON || name->tokens.last > mention.first) continue;
            if (&draft.clusters[name->cluster] != who && !quoted(draft, name->tokens)) return true;
        }
        return false;
    }

    static bool quoted(const Draft& draft, TokenRange tokens) {
        auto quote = std::partition_point(draft.quotes.begin(), draft.quotes.end(),
                                          [&](const QuoteDraft& q) { return q.tokens.first <= tokens.first; });
        for (std::uint32_t looked = 0; quote != draft.quotes.begin() && looked < quotes_back; ++looked)
            if ((--quote)->standing() && quote->tokens.contains(tokens)) return true;
        return false;
    }

    static bool near(const Reading& reading, const QuoteDraft& before, const QuoteDraft& quote) {
        return quote.parent || reading.paragraph_of(quote.tokens.first) - reading.paragraph_of(before.tokens.last - 1) <= floor_paragraphs;
    }

    Resolver resolver_;
    std::uint16_t shapes_, pronouns_;
};

}  // namespace

std::unique_ptr<Stage> speakers_stage(const LanguageRules& rules) {
    return std::make_unique<Speakers>(rules);
}

}  // namespace dateline
