#include <catch2/catch.hpp>
#include <filesystem>

#include "pipeline/feed/feed.hpp"
#include "pipeline/feed/feed_json.hpp"
#include "schemas/digest.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace dateline;

namespace {

/// JSON without the white space between its tokens.
std::string compact(std::string_view json) {
    std::string out;
    bool inside = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (c == '"') inside = !inside;
        if (inside && c == '\\') out.push_back(json[i++]);
        if (inside || (c != ' ' && c != '\n')) out.push_back(json[i]);
    }
    return out;
}

}  // namespace

TEST_CASE("the feeds of the corpus give what is written beside them", "[feed][corpus]") {
    std::size_t cases = 0;
    for (const auto& folder : std::filesystem::directory_iterator("corpus/feeds")) {
        std::filesystem::path in = folder.path() / "in.xml";
        if (!std::filesystem::exists(in)) in = folder.path() / "in.json";
        INFO(in.string());
        RawDocument document;
        document.bytes = tests::bytes_of(in.string());
        document.url = document.final_url = "https://base.example/feeds/feed.xml";
        const std::optional<Feed> feed = read_feed(document);
        REQUIRE(feed);
        CHECK(compact(feed_json(*feed)) == compact(tests::bytes_of((folder.path() / "out.json").string())));
        ++cases;
    }
    CHECK(cases >= 6);
}

TEST_CASE("whatever is cut off a feed of the corpus, or damaged in it, is survived", "[feed][corpus]") {
    for (const auto& folder : std::filesystem::directory_iterator("corpus/feeds")) {
        for (const char* name : {"in.xml", "in.json"}) {
            const std::string whole = tests::bytes_of((folder.path() / name).string());
            for (std::size_t at = 0; at < whole.size(); at += 7) {
                RawDocument document;
                document.bytes = whole.substr(0, at);
                const std::optional<Feed> cut = read_feed(document);
                if (cut) feed_json(*cut);
                document.bytes = whole;
                document.bytes[at] = static_cast<char>(document.bytes[at] ^ (1 << (at % 8)));
                const std::optional<Feed> flipped = read_feed(document);
                if (!flipped) continue;
                // Every character that has bytes has them inside the payload.
                for (const FeedItem& item : flipped->items)
                    for (const SourceText* text : {&item.title, &item.summary, &item.content})
                        for (const RawSpan& range : text->raw(text->all()))
                            REQUIRE((range.begin < range.end && range.end.value <= document.bytes.size()));
            }
        }
    }
}
