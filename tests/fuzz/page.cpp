// A page's bytes -> clipping -> article.
#include "pipeline/article/clip.hpp"
#include "pipeline/normalize/normalize.hpp"
#include "pipeline/query/raw_check.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace dateline;
using fuzz::require;

namespace {

void check(const SourceText& text, const RawBytes& raw, std::string_view what) {
    fuzz::require_sound(text, raw.bytes.size(), what);
    std::int64_t untraced = 0;
    const auto faults = check_raw(
        text, [&](std::uint16_t) { return &raw; }, untraced);
    require(faults.empty(), std::string(what) + ": raw ranges decode to the text", faults.empty() ? "" : faults.front().message);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const fuzz::Input input(data, size);
    RawDocument page;
    page.url = page.final_url = "https://example.org/news/1.html";
    page.bytes = input.bytes();
    const RawBytes raw{page.bytes, charset_of(page)};
    const Clipping clipping = clip(page);
    fuzz::require_sound(clipping.title, raw.bytes.size(), "clipped title");
    for (const SourceText& paragraph : clipping.paragraphs) fuzz::require_sound(paragraph, raw.bytes.size(), "clipped paragraph");
    for (const SourceText& caption : clipping.captions) fuzz::require_sound(caption, raw.bytes.size(), "clipped caption");
    for (const SourceText& author : clipping.authors) fuzz::require_sound(author, raw.bytes.size(), "clipped author");
    if (clipping.published) fuzz::require_sound(clipping.published->written, raw.bytes.size(), "published");
    if (clipping.modified) fuzz::require_sound(clipping.modified->written, raw.bytes.size(), "modified");
    require(0 <= clipping.confidence && clipping.confidence <= 1000, "a confidence is per mille", std::to_string(clipping.confidence));

    const Article article = normalize(clipping);
    check(article.title, raw, "title");
    check(article.text, raw, "text");
    check(article.captions, raw, "captions");
    require(article.text.utf8().find("\n\n\n") == std::string_view::npos, "one empty line between paragraphs", article.text.utf8());
    const Article again = normalize(clip(page));
    require(again.text.utf8() == article.text.utf8() && again.text.origin() == article.text.origin(), "the same text a second time");
    return 0;
}
