#include "pipeline/article/next_page.hpp"

#include <algorithm>
#include <string>

#include "pipeline/article/plain_text.hpp"
#include "pipeline/url/url.hpp"
#include "schemas/ascii.hpp"

namespace dateline {
namespace {

constexpr int most_pages = 50;

bool separates(char c) {
    return std::string_view("/-_,.=?&;").find(c) != std::string_view::npos;
}

/// The number in what two addresses differ by: "-2", "/page/2", "&seite=2". Nothing when other things stand there.
std::optional<int> page_number(std::string_view part) {
    std::size_t at = 0;
    const auto skip = [&] {
        while (at < part.size() && separates(part[at])) ++at;
    };
    skip();
    for (const std::string_view word : {"pagina", "page", "seite", "part", "teil", "pg", "p", "s"})
        if (ascii_starts_with(part.substr(at), word)) {
            at += word.size();
            break;
        }
    skip();
    int number = 0;
    std::size_t digits = 0;
    for (; at < part.size() && ascii_digit(part[at]) && digits < 3; ++at, ++digits) number = number * 10 + (part[at] - '0');
    skip();
    if (digits == 0 || at != part.size() || number > most_pages) return std::nullopt;
    return number;
}

std::string path_and_query(std::string_view url) {
    const auto parts = url_parts(url);
    return parts ? parts->path + parts->query : std::string();
}

}  // namespace

std::optional<int> next_number(std::string_view current, std::string_view next) {
    if (!same_host(current, next)) return std::nullopt;
    const std::string here = path_and_query(without_tracking(current)), there = path_and_query(without_tracking(next));
    const std::size_t shorter = std::min(here.size(), there.size());
    std::size_t same = 0, same_end = 0;
    while (same < shorter && here[same] == there[same]) ++same;
    // Numbers are not cut.
    const auto goes_on = [](const std::string& text, std::size_t at) { return at < text.size() && ascii_digit(text[at]); };
    if (goes_on(here, same) || goes_on(there, same))
        while (same > 0 && ascii_digit(here[same - 1])) --same;
    while (same_end < shorter - same && here[here.size() - 1 - same_end] == there[there.size() - 1 - same_end]) ++same_end;
    const auto begun_before = [&](const std::string& text) {
        return same_end < text.size() && ascii_digit(text[text.size() - same_end - 1]) && text.size() - same_end > same;
    };
    if (begun_before(here) || begun_before(there))
        while (same_end > 0 && ascii_digit(here[here.size() - same_end])) --same_end;
    const std::string_view from = std::string_view(here).substr(same, here.size() - same - same_end);
    const std::string_view to = std::string_view(there).substr(same, there.size() - same - same_end);
    const auto number = page_number(to);
    if (!number) return std::nullopt;
    const bool first = std::all_of(from.begin(), from.end(), separates);
    const auto own = first ? std::optional<int>(1) : page_number(from);
    return own && *number == *own + 1 ? number : std::nullopt;
}

StatedValue next_page_of(const HtmlDocument& document, const PageElements& elements, std::string_view url) {
    if (!ascii_starts_with(url, "http")) return {};
    const auto taken = [&](HtmlNode node, std::string from) -> StatedValue {
        auto written = document.attribute(node, "href");
        if (!written) return {};
        auto target = resolve(written->utf8(), url);
        if (!target || !next_number(url, *target)) return {};
        return {without_fragment(*target), *std::move(written), std::move(from)};
    };
    for (const HtmlNode link : elements.links)
        if (ascii_equal(*link.attribute("rel"), "next"))
            if (StatedValue found = taken(link, "link:next"); !found.value.empty()) return found;
    // In the page: what is called next, or is a number, or says so.
    std::size_t looked = 0;
    const HtmlNode body = document.body();
    for (HtmlNode node = body; node && looked < 3000; node = node.next(body)) {
        if (!node.is("a") || !node.has("href")) continue;
        ++looked;
        const std::string_view href = *node.attribute("href");
        if (href.size() > 500 || href.find("comment") != std::string_view::npos || href.find("cpage") != std::string_view::npos) continue;
        if (std::none_of(href.begin(), href.end(), ascii_digit)) continue;
        if (StatedValue found = taken(node, "a"); !found.value.empty()) return found;
    }
    return {};
}

}  // namespace dateline
