#include "extractors/attribution.hpp"

#include <catch2/catch.hpp>

#include "tests/support/marked.hpp"

using namespace dateline;
using namespace dateline::testing;

namespace {

/// Who says the one figure of a text, outermost first: "Garayev told; Aliyev said via Xinhua", "somebody" where no name is given.
std::string said_by(const std::string& text) {
    std::string out;
    for (const Fact& fact : extractor().extract(article_of(text, "2025-04-22")).facts) {
        if (fact.kind() != Kind::figure) continue;
        for (const Attribution& link : fact.attribution) {
            if (!out.empty()) out += "; ";
            out.append(link.actor ? link.actor->name : "somebody").append(" ").append(wire(link.kind));
            if (link.via) out.append(" via ").append(link.via->name);
        }
        return out;
    }
    return "no figure";
}

/// A quote over some tokens, spoken by the words `speaker`.
QuoteDraft quote(TokenRange tokens, TokenRange speaker) {
    QuoteDraft out;
    out.tokens = tokens;
    out.parts = {tokens};
    out.speaker = Reference{speaker, std::nullopt};
    return out;
}

std::vector<std::uint32_t> quotes_over(const Draft& draft, TokenRange tokens, std::optional<std::uint32_t> self = std::nullopt) {
    std::vector<std::uint32_t> out;
    SpeechIndex(draft).over(tokens, self, out);
    return out;
}

using Indexes = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("the speaker of a quotation says the figures in it, and no others", "[attribution]") {
    CHECK(said_by("\"We sold 375 tractors,\" Anna Berg said.") == "Anna Berg said");
    CHECK(said_by("Anna Berg said the plant sold 375 tractors.") == "Anna Berg said");
    CHECK(said_by("The plant sold 375 tractors. \"We are glad of it,\" Anna Berg said.") == "");
}

TEST_CASE("a quotation in a quotation has both speakers, the outer one first", "[attribution]") {
    CHECK(said_by("\"Our partner Nils Holm told us, 'We sold 375 tractors this year,' and left,\" Anna Berg said.")
              .find("Anna Berg said; ") == 0);
}

TEST_CASE("hearsay is a link without a name", "[attribution]") {
    CHECK(said_by("The plant reportedly sold 375 tractors.") == "somebody report");
    CHECK(said_by("The plant really sold 375 tractors.") == "");
}

TEST_CASE("links are ordered by how much they hold, and a quote is not said by itself", "[attribution]") {
    Draft draft;
    draft.quotes = {quote({5, 9}, {1, 2}), quote({2, 20}, {0, 1}), quote({30, 40}, {29, 30})};
    CHECK(quotes_over(draft, {6, 7}) == Indexes{1, 0});
    CHECK(quotes_over(draft, {10, 11}) == Indexes{1});
    CHECK(quotes_over(draft, {8, 10}) == Indexes{1});  // it only overlaps the inner one
    CHECK(quotes_over(draft, {21, 22}) == Indexes{});
    CHECK(quotes_over(draft, {5, 9}, 0) == Indexes{1});
    CHECK(quotes_over(draft, {2, 20}, 1) == Indexes{});
}

TEST_CASE("one index is asked for tokens in any order, and finds what holds others that end early", "[attribution]") {
    Draft draft;
    draft.quotes = {quote({0, 50}, {60, 61}), quote({2, 8}, {0, 1}), quote({3, 5}, {0, 1}), quote({10, 12}, {0, 1}),
                    quote({70, 80}, {0, 1})};
    SpeechIndex index(draft);
    Indexes found;
    const auto over = [&](TokenRange tokens) {
        index.over(tokens, std::nullopt, found);
        return found;
    };
    CHECK(over({71, 72}) == Indexes{4});
    CHECK(over({20, 30}) == Indexes{0});
    CHECK(over({4, 5}) == Indexes{0, 1, 2});
    CHECK(over({11, 12}) == Indexes{0, 3});
    CHECK(over({49, 51}) == Indexes{});
    CHECK(over({60, 61}) == Indexes{});
    CHECK(over({6, 8}) == Indexes{0, 1});
}

TEST_CASE("words between the parts of a quote are the reporter's", "[attribution]") {
    Draft draft;
    draft.quotes = {quote({2, 20}, {9, 10})};
    draft.quotes[0].parts = {{2, 8}, {12, 20}};
    CHECK(quotes_over(draft, {3, 4}) == Indexes{0});
    CHECK(quotes_over(draft, {9, 10}) == Indexes{});
    CHECK(quotes_over(draft, {13, 14}) == Indexes{0});
}

TEST_CASE("a quote that lost, or that nobody is said to speak, gives no link", "[attribution]") {
    Draft draft;
    draft.quotes = {quote({2, 20}, {0, 1}), quote({3, 19}, {0, 1}), quote({4, 18}, {0, 1})};
    draft.quotes[0].loss = Loss::same_quote;
    draft.quotes[1].speaker.reset();
    CHECK(quotes_over(draft, {6, 7}) == Indexes{2});
    draft.quotes[1].anonymous = true;
    CHECK(quotes_over(draft, {6, 7}) == Indexes{1, 2});
}

TEST_CASE("hearsay comes after the speakers, and a chain has its longest length", "[attribution]") {
    Draft draft;
    for (std::uint32_t i = 0; i < 40; ++i) draft.quotes.push_back(quote({i, 200 - i}, {0, 1}));
    draft.hearsay = {{{90, 110}, {90, 91}}};
    CHECK(quotes_over(draft, {100, 101}).size() == SpeechIndex::longest_chain);
    draft.quotes.resize(2);
    CHECK(quotes_over(draft, {100, 101}) == Indexes{0, 1, 2});
}
