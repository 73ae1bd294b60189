#include "pipeline/article/page_class.hpp"

#include <string>

#include "pipeline/article/plain_text.hpp"
#include "pipeline/url/url.hpp"

namespace dateline {
namespace {

constexpr std::size_t least_article = 140;  ///< characters: a one-paragraph report
constexpr std::size_t least_free_article = 600;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

bool consent_page(const PageFacts& page) {
    if (const auto parts = url_parts(page.url))
        if (parts->host.substr(0, 8) == "consent.") return true;
    const std::string title = letters_of(page.title);
    return contains(title, "beforeyoucontinue") || title == "cookieconsent" || title == "privacygate";
}

/// A page whose text comes by script, and that says so to readers without.
bool needs_script(const PageFacts& page) {
    for (const HtmlNode node : page.elements.noscripts) {
        const auto said = short_text_of(page.document, node);
        if (!said) continue;
        const std::string text = letters_of(said->utf8());
        if (contains(text, "javascript") && (contains(text, "enable") || contains(text, "need") || contains(text, "aktivieren")))
            return true;
    }
    for (const Block& block : page.blocks.blocks) {
        const std::string text = letters_of(text_of(block));
        if (block.chars < 300 && contains(text, "javascript") && (contains(text, "enable") || contains(text, "disabled"))) return true;
    }
    return false;
}

}  // namespace

PageClass class_of(const PageFacts& page) {
    if (page.body_chars < 2000 && consent_page(page)) return PageClass::consent;
    if (page.free == false && page.body_chars < least_free_article) return PageClass::paywall;
    if (page.body_chars >= least_article || (page.structured && page.body_chars > 0)) return PageClass::article;
    return needs_script(page) ? PageClass::needs_script : PageClass::no_article;
}

}  // namespace dateline
