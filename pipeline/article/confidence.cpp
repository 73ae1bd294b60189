// Points for and against, added up. Each was weighed by how much better or worse the texts of pages with and without it are on pages whose
// text is known (scripts/page_confidence.py); they are round numbers on purpose, so that they hold elsewhere too.
#include "pipeline/article/confidence.hpp"

#include <algorithm>
#include <string>

#include "pipeline/article/passage_index.hpp"
#include "pipeline/article/plain_text.hpp"

namespace dateline {
namespace {

constexpr int start = 890;
constexpr int least = 20, most = 990;

class Weighing {
public:
    Weighing(const PageFacts& page, const BodyClues& clues) : page_(page), clues_(clues) {
        for (const std::size_t i : page.body.paragraphs) {
            const Block& block = page.blocks.blocks[i];
            chars_ += block.chars;
            links_ += block.link_chars;
            sentences_ += block.ends_sentence ? block.chars : 0;
        }
        for (const Block& block : page.blocks.blocks) {
            if (!block.is_prose()) continue;
            prose_ += block.chars;
        }
    }

    Estimate weigh() {
        if (chars_ == 0) return {};
        length();
        share_of_page();
        links();
        sentences();
        agreement();
        headline();
        beginning();
        container();
        announced();
        int sum = start;
        for (const Reason& reason : out_.reasons) sum += reason.points;
        out_.confidence = std::clamp(sum, least, most);
        return std::move(out_);
    }

private:
    void add(std::string what, int points) { out_.reasons.push_back({std::move(what), points}); }

    void length() {
        if (chars_ < 400)
            add("very short: " + std::to_string(chars_) + " characters", -220);
        else if (chars_ < 1000)
            add("short: " + std::to_string(chars_) + " characters", -30);
        else if (chars_ > 2500)
            add("long: " + std::to_string(chars_) + " characters", 10);
    }

    void share_of_page() {
        const std::size_t percent = 100 * chars_ / std::max(std::max(prose_, chars_), std::size_t{1});
        const std::string told = std::to_string(percent) + " % of the page's sentences";
        if (percent < 30)
            add("only " + told, -120);
        else if (percent < 60)
            add(told, -70);
        else if (percent >= 85)
            add(told, 20);
    }

    void links() {
        const std::size_t percent = 100 * links_ / chars_;
        if (percent >= 15)
            add(std::to_string(percent) + " % of the text is links", -60);
        else if (percent >= 6)
            add(std::to_string(percent) + " % of the text is links", -10);
    }

    void sentences() {
        if (10 * sentences_ < 7 * chars_) add("lines that end no sentence", -20);
    }

    /// With the text that structured data gives.
    void agreement() {
        const std::string stated = letters_of(clues_.stated_body);
        if (stated.size() < 200) return;
        const PassageIndex passages(stated);
        std::size_t found = 0, all = 0;
        for (const std::size_t i : page_.body.paragraphs) {
            const std::string said = letters_of(text_of(page_.blocks.blocks[i]));
            if (said.size() < PassageIndex::shortest) continue;
            all += said.size();
            if (passages.holds(said)) found += said.size();
        }
        const std::size_t covered = 100 * std::min(found, stated.size()) / stated.size();
        const std::size_t shared = all == 0 ? 0 : 100 * found / all;
        if (covered >= 80 && shared >= 80)
            add("agrees with the text in JSON-LD", 30);
        else if (covered < 40)
            add("has little of the text in JSON-LD", -80);
        else
            add("differs from the text in JSON-LD", -30);
    }

    void headline() {
        const std::string title = letters_of(page_.title);
        const std::size_t first = page_.body.paragraphs.front();
        if (title.empty()) return add("no headline", -20);
        for (std::size_t i = first + 1; i > 0 && first - (i - 1) < 60; --i) {
            const Block& block = page_.blocks.blocks[i - 1];
            if (block.role != Block::Role::heading || letters_of(text_of(block)) != title) continue;
            std::size_t between = 0;
            for (std::size_t k = i; k < first; ++k) between += page_.blocks.blocks[k].role != Block::Role::caption;
            if (between <= 12) return add("right under the headline", 30);
            return add(std::to_string(between) + " lines below the headline", -30);
        }
        add("no headline above it", -10);
    }

    /// Whether the text, or the line above it, begins as the page's description says.
    void beginning() {
        constexpr std::size_t compared = 40;
        const std::string description = letters_of(clues_.description);
        if (description.size() < compared) return;
        for (const std::size_t i : page_.body.paragraphs)
            if (letters_of(text_of(page_.blocks.blocks[i])).find(description.substr(0, compared)) != std::string::npos)
                return add("says what the page's description says", 20);
    }

    void container() {
        if (page_.body.rule == "named-container") add("in an element named as the article's", 20);
        if (page_.body.rule == "live-blog") add("the posts of a live blog, and what stands over them", -120);
        for (HtmlNode at = page_.body.container; at; at = at.parent())
            if (at.is("article")) return add("in an <article>", 20);
        if (page_.body.container.is("body")) add("from all over the page", -20);
    }

    void announced() {
        if (page_.structured.found) return add("JSON-LD names the page " + page_.structured.type, 0);
        for (const HtmlNode meta : page_.elements.metas)
            if (meta.attribute("property") == "og:type" && meta.attribute("content") == "article") return;
        add("not said to be an article", -20);
    }

    const PageFacts& page_;
    const BodyClues& clues_;
    std::size_t chars_ = 0, links_ = 0, sentences_ = 0, prose_ = 0;
    Estimate out_;
};

}  // namespace

Estimate confidence_of(const PageFacts& page, const BodyClues& clues) {
    return Weighing(page, clues).weigh();
}

}  // namespace dateline
