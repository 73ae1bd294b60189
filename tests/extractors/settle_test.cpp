#include "extractors/settle.hpp"

#include <catch2/catch.hpp>

#include "tests/support/marked.hpp"

using namespace dateline;
using namespace dateline::testing;

namespace {

/// What is proposed for one marked span, in the order of their starts.
struct Proposed {
    Kind kind = Kind::figure;
    EntityType type = EntityType::ORG;
    std::uint32_t evidence = 0;
    FigureType figure = FigureType::count;
};

/// Proposals for the marked spans of a text, settled; what stands of them, in order, then what lost and to what.
class Settled {
public:
    Settled(const std::string& marked, const std::vector<Proposed>& proposed, const std::string& block = {})
        : text_(unmarked(marked)), article_(article_of(text_.text)), reading_(article_, rules()) {
        Draft draft;
        if (!block.empty()) {
            const std::size_t at = text_.text.find(block);
            draft.blocks.push_back(
                tokens({CharOffset{static_cast<std::uint32_t>(at)}, CharOffset{static_cast<std::uint32_t>(at + block.size())}}));
        }
        REQUIRE(text_.spans.size() == proposed.size());
        for (std::size_t i = 0; i < proposed.size(); ++i) add(draft, proposed[i], tokens(text_.spans[i]));
        settle_stage(rules())->run(reading_, draft);
        const auto tell = [&](const Proposal& p) {
            const std::string words(reading_.text(p.tokens));
            if (p.standing())
                standing.push_back(words);
            else
                lost.push_back(words + " to " + lost_to(reading_, p));
        };
        for (const DateDraft& d : draft.dates) tell(d);
        for (const FigureDraft& f : draft.figures) tell(f);
        for (const NameDraft& n : draft.names) tell(n);
    }

    std::vector<std::string> standing, lost;  ///< dates, figures, names

private:
    static const LanguageRules& rules() { return *extractor().rules().find("en"); }

    TokenRange tokens(Span span) const {
        TokenRange range{0, 0};
        while (reading_.token(range.first).character < span.begin.value) ++range.first;
        range.last = range.first;
        while (range.last < reading_.size() && reading_.token(range.last).character < span.end.value) ++range.last;
        return range;
    }

    static void add(Draft& draft, const Proposed& p, TokenRange tokens) {
        const auto fill = [&](Proposal& proposal) {
            proposal.tokens = tokens;
            proposal.evidence = p.evidence;
        };
        switch (p.kind) {
            case Kind::date:
                fill(draft.dates.emplace_back());
                break;
            case Kind::figure:
                fill(draft.figures.emplace_back());
                draft.figures.back().figure.figure_type = p.figure;
                break;
            default:
                fill(draft.names.emplace_back());
                draft.names.back().entity.entity_type = p.type;
                break;
        }
    }

    Marked text_;
    Article article_;
    Reading reading_;
};

using Words = std::vector<std::string>;
constexpr Proposed figure{}, date{Kind::date}, org{Kind::entity}, product{Kind::entity, EntityType::PRODUCT},
    money{Kind::figure, EntityType::ORG, 0, FigureType::money}, norp{Kind::entity, EntityType::NORP},
    event{Kind::entity, EntityType::EVENT};

}  // namespace

TEST_CASE("of a date and a figure with one span the date stays", "[settle]") {
    CHECK(Settled("It grew in [[[[2024]]]].", {figure, date}).standing == Words{"2024"});
    CHECK(Settled("It grew in [[[[2024]]]].", {figure, date}).lost.size() == 1);
    check(Kind::figure, {{"Sales fell in 2019.", {}}, {"Sales fell by [[2,019]].", {"number 2019"}}}, "2025-04-22");
}

TEST_CASE("of two that overlap the longer stays, whatever its kind", "[settle]") {
    CHECK(Settled("The [[Alder [[737]]]] landed.", {product, figure}).standing == Words{"Alder 737"});
    CHECK(Settled("It took [[[[three]] days]].", {date, figure}).standing == Words{"three days"});
    CHECK(Settled("It sold [[19 [[May]]]] of them.", {date, org}).standing == Words{"19 May"});
    CHECK(Settled("We saw [[four [[Alder Cup]] medals]].", {figure, event}).standing == Words{"four Alder Cup medals"});
}

TEST_CASE("of two with one span the one with more evidence stays, before any order of kinds", "[settle]") {
    const Proposed sure{Kind::figure, EntityType::ORG, evidence::inside};
    CHECK(Settled("It grew by [[[[2024]]]].", {date, sure}).lost.front().find("2024 to figure") == 0);
    CHECK(Settled("It grew by [[[[2024]]]].", {sure, date}).lost.front().find("2024 to figure") == 0);
}

TEST_CASE("the rows of overlaps.tsv keep both: the people in what is counted", "[settle]") {
    CHECK(Settled("It has [[375 [[Chinese]] firms]].", {figure, norp}).standing == Words{"375 Chinese firms", "Chinese"});
    CHECK(Settled("It has [[12 [[Alder]] members]].", {figure, org}).standing == Words{"12 Alder members", "Alder"});
    CHECK(Settled("It paid [[[[US]]$12m]] for it.", {money, org}).standing == Words{"US$12m"});
    CHECK(Settled("It has [[[[Chinese]]]] firms.", {figure, norp}).standing.size() == 1);  // one span: no part of the other
}

TEST_CASE("a figure or date that touches a block goes, a name stays", "[settle]") {
    CHECK(Settled("Write to box [[44]] of [[Alder]].", {figure, org}, "box 44").standing == Words{"Alder"});
    CHECK(Settled("Write to box [[44]] of [[Alder]].", {figure, org}, "box 44").lost ==
          Words{"44 to a block: part of an address, number or code"});
    CHECK(Settled("Ask [[Alder]] at 44.", {org}, "Ask Alder").standing == Words{"Alder"});
}

TEST_CASE("a name that is made of dates alone is no name, one that says more stays", "[settle]") {
    CHECK(Settled("It was won on [[3 [[November]]]] there.", {org, date}).standing == Words{"November"});
    CHECK(Settled("It was won by [[3 [[November]] Alder]] there.", {org, date}).standing == Words{"3 November Alder"});
    CHECK(Settled("It ran [[[[July]]-[[November]]]].", {org, date, date}).standing == Words{"July", "November"});
}
