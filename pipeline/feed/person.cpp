#include "pipeline/feed/person.hpp"

#include "pipeline/feed/construct.hpp"
#include "schemas/ascii.hpp"
#include "schemas/text_builder.hpp"

namespace dateline {
namespace {

SourceText part(const SourceText& text, std::size_t begin, std::size_t end) {
    TextBuilder builder;
    builder.append(text, {text.char_of(static_cast<std::uint32_t>(begin)), text.char_of(static_cast<std::uint32_t>(end))});
    return spaced(std::move(builder).build());
}

bool is_mail(std::string_view text) {
    text = ascii_trimmed(text);
    return text.find('@') != std::string_view::npos && text.find_first_of(" \t\n<>()") == std::string_view::npos;
}

}  // namespace

SourceText person_named(const SourceText& given) {
    // Creators are HTML in some feeds ("<a href=...>Name</a>"), yet "Name <mail>" is no tag.
    const std::string_view raw = given.utf8();
    const std::size_t angle = raw.find('<');
    const std::size_t close = angle == std::string_view::npos ? angle : raw.find('>', angle);
    if (close != std::string_view::npos && is_mail(raw.substr(angle + 1, close - angle - 1))) {
        SourceText name = part(given, 0, angle);
        return name.empty() ? part(given, angle + 1, close) : name;
    }
    const SourceText text = visible_text(given);
    const std::string_view bytes = text.utf8();
    const std::size_t open = bytes.find('(');
    if (open != std::string_view::npos && bytes.ends_with(')')) {
        const std::string_view inside = bytes.substr(open + 1, bytes.size() - open - 2);
        if (is_mail(bytes.substr(0, open)) && !inside.empty()) return part(text, open + 1, bytes.size() - 1);
        if (is_mail(inside)) return part(text, 0, open);
    }
    // "mail@example.org Name"
    const std::size_t space = bytes.find(' ');
    if (space != std::string_view::npos && is_mail(bytes.substr(0, space)) && !is_mail(bytes.substr(space + 1)))
        return part(text, space + 1, bytes.size());
    return text;
}

std::vector<SourceText> persons_of(const XmlElement& element) {
    std::vector<SourceText> out;
    for (XmlElement child = element.first_child(); child; child = child.next_sibling())
        if (const std::string name = child.name(); name == "name" || name == "foaf:name")
            if (SourceText text = spaced(child.text()); !text.empty()) out.push_back(std::move(text));
    if (!out.empty()) return out;
    for (const char* fallback : {"email", "uri"})
        if (const XmlElement child = element.child(fallback)) return {spaced(child.text())};
    return {person_named(element.text())};
}

}  // namespace dateline
