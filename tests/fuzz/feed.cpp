// A feed's bytes -> items and what `dateline feed` prints.
#include "pipeline/feed/feed.hpp"
#include "pipeline/article/clip.hpp"
#include "pipeline/charset/charset.hpp"
#include "pipeline/feed/feed_json.hpp"
#include "pipeline/normalize/normalize.hpp"
#include "pipeline/query/raw_check.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace dateline;
using fuzz::require;

namespace {

class Check {
public:
    explicit Check(const RawDocument& document) : raw_{document.bytes, decide(document.bytes, document.charset, Markup::xml).name} {}

    void operator()(const SourceText& text, std::string_view what) const {
        fuzz::require_sound(text, raw_.bytes.size(), what);
        std::int64_t untraced = 0;
        const auto faults = check_raw(
            text, [&](std::uint16_t) { return &raw_; }, untraced);
        require(faults.empty(), std::string(what) + ": raw ranges decode to the text", faults.empty() ? "" : faults.front().message);
    }

    void operator()(const std::optional<StatedTime>& time, std::string_view what) const {
        if (time) (*this)(time->written, what);
    }

    void operator()(const std::vector<SourceText>& texts, std::string_view what) const {
        for (const SourceText& text : texts) (*this)(text, what);
    }

private:
    RawBytes raw_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const fuzz::Input input(data, size);
    RawDocument document;
    document.url = document.final_url = "https://example.org/news/feed.xml";
    document.bytes = input.bytes();
    const std::optional<Feed> feed = read_feed(document);
    if (!feed) return 0;
    require(is_feed(document), "what is read as a feed is known as one");
    const Check check(document);
    check(feed->title, "feed title");
    fuzz::require_sound(feed->description, document.bytes.size(), "feed description");
    check(feed->authors, "feed author");
    check(feed->published, "feed published");
    check(feed->updated, "feed updated");
    for (const FeedItem& item : feed->items) {
        check(item.title, "title");
        fuzz::require_sound(item.summary, document.bytes.size(), "summary");
        fuzz::require_sound(item.content, document.bytes.size(), "content");
        check(normalize(clip(item.summary, item.summary_base)).text, "text of the summary");
        check(normalize(clip(item.content, item.content_base)).text, "text of the content");
        check(item.authors, "author");
        check(item.published, "published");
        check(item.updated, "updated");
    }
    const std::string json = feed_json(*feed);
    fuzz::require_json(json, "the feed");
    require(feed_json(*read_feed(document)) == json, "the same bytes a second time");
    return 0;
}
