#include "pipeline/article/metadata.hpp"

#include <algorithm>
#include <array>

#include "pipeline/article/byline_blocks.hpp"
#include "pipeline/article/bylines.hpp"
#include "pipeline/article/plain_text.hpp"
#include "pipeline/article/said_moments.hpp"
#include "pipeline/article/stamp_lines.hpp"
#include "pipeline/moment/read_moment.hpp"
#include "pipeline/url/url.hpp"
#include "schemas/ascii.hpp"
#include "schemas/text_builder.hpp"

namespace dateline {
namespace {

SourceText part(const SourceText& text, std::size_t begin, std::size_t end) {
    TextBuilder builder;
    builder.append(text, {text.char_of(static_cast<std::uint32_t>(begin)), text.char_of(static_cast<std::uint32_t>(end))});
    return trimmed(std::move(builder).build());
}

constexpr std::size_t longest_title = 4000;  // bytes; what is longer is looked for nowhere

constexpr auto title_separators =
    std::to_array<std::string_view>({" | ", " - ", " – ", " — ", " » ", " « ", " :: ", " / ", " · ", " • ", " ∙ "});

/// Whether `part` names the site: its name, its publisher, or the name in its host ("apnews" of "apnews.com").
bool names_site(std::string_view part, const std::vector<std::string>& names) {
    const std::string said = letters_of(part);
    if (said.empty()) return true;
    for (const std::string& name : names) {
        const std::string known = letters_of(name);
        if (known.size() < 2) continue;
        if (said == known || (said.size() >= 3 && known.find(said) != std::string::npos) ||
            (known.size() >= 3 && said.find(known) != std::string::npos && said.size() < 3 * known.size()))
            return true;
    }
    return false;
}

/// The bytes of a title before the site's name at its end and the marks between: "Headline~The Site". The whole where it is not there.
std::size_t before_name(std::string_view title, const std::vector<std::string>& names) {
    constexpr std::size_t longest_name = 100;
    constexpr std::size_t shortest_title = 8;
    constexpr std::string_view marks[] = {" ", "\xC2\xA0", "|", "-", "–", "—", "~", ":", "·", "•", "∙", "»", "«", "◂", "‹", "›", "/"};
    const auto mark_at_end = [&](std::size_t end) {
        const auto mark =
            std::find_if(std::begin(marks), std::end(marks), [&](std::string_view m) { return title.substr(0, end).ends_with(m); });
        return mark == std::end(marks) ? std::string_view() : *mark;
    };
    for (std::size_t at = title.size(); at > shortest_title && title.size() - at < longest_name; --at) {
        if (mark_at_end(at).empty()) continue;
        const std::string tail = letters_of(title.substr(at));
        if (tail.size() < 3 || std::none_of(names.begin(), names.end(), [&](const std::string& name) { return letters_of(name) == tail; }))
            continue;
        std::size_t end = at;
        bool parted = false;  // by more than a blank
        for (std::string_view mark = mark_at_end(end); !mark.empty(); mark = mark_at_end(end)) {
            end -= mark.size();
            parted = parted || (mark != marks[0] && mark != marks[1]);
        }
        if (parted && end >= shortest_title) return end;
    }
    return title.size();
}

/// "The Daily Example - news, sport, weather"
bool begins_with_site(std::string_view title, const std::vector<std::string>& names) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        return name.size() >= 3 && title.size() > name.size() && ascii_equal(title.substr(0, name.size()), name) &&
               (title.substr(name.size()).starts_with(" - ") || title.substr(name.size()).starts_with(" | ") ||
                title.substr(name.size()).starts_with(" – "));
    });
}

/// A title that was cut off: its words before the ellipsis; nothing where it is whole.
std::string_view before_ellipsis(std::string_view title) {
    for (const std::string_view mark : {"...", "…", " ..", "[…]"})
        if (title.ends_with(mark)) return title.substr(0, title.size() - mark.size());
    return {};
}

/// "Headline | The Site", "Headline - Section - Site", "The Site: Headline": without the parts that name the site. A part behind a
/// separator that headlines do not have, and a short last part, go too when `loose`.
SourceText without_site(const SourceText& title, const std::vector<std::string>& names, bool loose) {
    SourceText out = title;
    if (const std::size_t end = before_name(title.utf8(), names); end < title.utf8().size()) out = part(title, 0, end);
    std::string_view cut_before;  // the separator that was cut at
    for (int round = 0; round < 3; ++round) {
        const std::string_view text = out.utf8();
        std::size_t cut = std::string_view::npos;
        std::string_view separator;
        for (const std::string_view mark : title_separators) {
            const std::size_t at = text.rfind(mark);
            if (at != std::string_view::npos && (cut == std::string_view::npos || at > cut)) {
                cut = at;
                separator = mark;
            }
        }
        if (cut == std::string_view::npos || cut < 8) break;
        const std::string_view tail = text.substr(cut + separator.size());
        const bool no_headline_mark = separator != " - " && separator != " – " && separator != " — ";
        const bool shorter = tail.size() < 30 && cut > 2 * tail.size();
        // "Headline » Section » Site": a separator of sites that comes again parts off the section.
        const bool again = no_headline_mark && separator == cut_before;
        const bool loosely = loose && (round == 0 || again) && (no_headline_mark ? tail.size() < cut : shorter);
        if (!names_site(tail, names) && !loosely) break;
        cut_before = separator;
        out = part(out, 0, cut);
    }
    // "The Site: Headline", "The Site | Headline"
    for (const std::string_view separator : {std::string_view(": "), std::string_view(" | "), std::string_view(" - ")}) {
        const std::string_view text = out.utf8();
        const std::size_t at = text.find(separator);
        if (at == std::string_view::npos || at > 40 || text.size() - at < 12) continue;
        const std::string head = letters_of(text.substr(0, at));
        const bool is_name = std::any_of(names.begin(), names.end(), [&](const std::string& name) { return head == letters_of(name); });
        if (is_name) return part(out, at + separator.size(), text.size());
    }
    return out;
}

}  // namespace

Metadata::Metadata(const HtmlDocument& document, const PageElements& elements, const StructuredArticle& structured, std::string_view url)
    : document_(document), elements_(elements), structured_(structured), url_(url) {
    for (const HtmlNode node : elements.metas) {
        for (const char* name : {"property", "name", "itemprop", "http-equiv"})
            if (const auto value = node.attribute(name); value && !value->empty()) meta_.push_back({ascii_lower(*value), node});
    }
    day_first_ = days_come_first();
}

std::optional<SourceText> Metadata::meta(std::string_view name) const {
    for (const Meta& m : meta_) {
        if (m.name != name) continue;
        SourceText content = trimmed(unmarked(*document_.attribute(m.element, "content")));
        if (!content.empty()) return content;
    }
    return std::nullopt;
}

std::vector<SourceText> Metadata::all_meta(std::string_view name) const {
    std::vector<SourceText> out;
    for (const Meta& m : meta_) {
        if (m.name != name) continue;
        SourceText content = trimmed(unmarked(*document_.attribute(m.element, "content")));
        if (!content.empty()) out.push_back(std::move(content));
    }
    return out;
}

SourceText Metadata::document_title() const {
    for (const HtmlNode node : elements_.titles)
        if (node.first_child().is_text()) return trimmed(document_.text(node.first_child()));
    return {};
}

/// The first <h1> that says what `like` says, or a part of it; with an empty `like` the first one with a text.
SourceText Metadata::first_heading(std::string_view like) const {
    if (like.size() > longest_title) return {};
    const std::string wanted = letters_of(like);
    for (const HtmlNode node : elements_.headings) {
        if (hidden(node)) continue;
        const auto heading = short_text_of(document_, node);
        if (!heading) continue;
        SourceText text = trimmed(*heading);
        const std::string said = letters_of(text.utf8());
        if (said.empty()) continue;
        if (wanted.empty() || said == wanted || (said.size() > 12 && wanted.find(said) != std::string::npos)) return text;
    }
    return {};
}

SourceText Metadata::heading_beginning(std::string_view start) const {
    const std::string wanted = letters_of(start);
    for (const HtmlNode node : elements_.headings) {
        if (hidden(node)) continue;
        const auto heading = short_text_of(document_, node);
        if (heading && letters_of(heading->utf8()).starts_with(wanted)) return trimmed(*heading);
    }
    return {};
}

std::vector<std::string> Metadata::site_names() const {
    std::vector<std::string> names;
    if (std::string name = site().value; !name.empty()) names.push_back(std::move(name));
    if (!structured_.publisher.empty()) names.emplace_back(structured_.publisher.utf8());
    if (const auto name = meta("application-name")) names.emplace_back(name->utf8());
    if (const auto parts = url_parts(url_); parts && !parts->host.empty()) {
        // The longest label of the host but for its last one.
        std::string_view host = parts->host, longest;
        while (host.find('.') != std::string_view::npos) {
            const std::string_view label = host.substr(0, host.find('.'));
            if (label.size() > longest.size()) longest = label;
            host.remove_prefix(label.size() + 1);
        }
        if (longest.size() >= 3) names.emplace_back(longest);
    }
    return names;
}

Hints Metadata::hints(HtmlNode element) const {
    if (!element.has_attributes()) return {};
    return hints_.at(element, [&] { return hints_of(element); }).first;
}

StatedValue Metadata::title() const {
    const std::vector<std::string> names = site_names();
    const auto told = [](SourceText written, std::string from) {
        std::string value(written.utf8());
        return StatedValue{std::move(value), std::move(written), std::move(from)};
    };
    SourceText shared;
    std::string shared_from;
    for (const char* name : {"og:title", "twitter:title", "dc.title", "headline"})
        if (auto content = meta(name); content && shared.empty()) {
            shared = without_site(*content, names, false);
            shared_from = std::string("meta:") + name;
        }
    if (!shared.empty() && names_site(shared.utf8(), names)) shared = SourceText();  // the same on every page
    // Where a heading says the same it is cited, since it is what readers see; more so where it says all of it.
    if (const std::string_view start = before_ellipsis(shared.utf8()); start.size() > 12)
        if (SourceText heading = heading_beginning(start); !heading.empty()) return told(std::move(heading), "h1");
    if (!shared.empty()) {
        if (SourceText heading = first_heading(shared.utf8()); !heading.empty()) return told(std::move(heading), "h1");
        if (structured_.found && !structured_.headline.empty() &&
            letters_of(shared.utf8()).find(letters_of(structured_.headline.utf8())) == 0)
            return told(structured_.headline, "json-ld");
        return told(std::move(shared), std::move(shared_from));
    }
    const SourceText whole = document_title();
    for (const SourceText* like : {&structured_.headline, &whole})
        if (!like->empty())
            if (SourceText heading = first_heading(like->utf8()); !heading.empty()) return told(std::move(heading), "h1");
    if (structured_.found && !structured_.headline.empty()) return told(structured_.headline, "json-ld");
    SourceText heading = first_heading({});
    if (!whole.empty()) {
        SourceText cut = without_site(whole, names, true);
        // "Home", the site's name or what it offers: the same on every page.
        const std::string said = letters_of(cut.utf8()), seen = letters_of(heading.utf8());
        const bool of_site = names_site(cut.utf8(), names) || said.size() < 8 || begins_with_site(whole.utf8(), names);
        if (!of_site || seen.size() < 16 || names_site(heading.utf8(), names)) return told(std::move(cut), "title");
    }
    return told(std::move(heading), "h1");
}

Metadata::Authors Metadata::authors(const PageBlocks& blocks, const Body& body) const {
    std::string name = site().value;
    if (name.empty()) {  // "Headline | The Site"
        const SourceText whole = document_title();
        if (const std::size_t bar = whole.utf8().rfind(" | "); bar != std::string_view::npos) name = whole.utf8().substr(bar + 3);
    }
    std::vector<SourceText> out;
    const auto take = [&](std::vector<SourceText> authors) {
        for (SourceText& author : authors)
            if (std::none_of(out.begin(), out.end(),
                             [&](const SourceText& known) { return letters_of(known.utf8()) == letters_of(author.utf8()); }))
                out.push_back(std::move(author));
    };
    const auto add = [&](const SourceText& byline) { take(names_in_byline(byline, name)); };
    // A publisher that stands beside authors is none; alone it answers for the article.
    const std::string publisher = letters_of(structured_.publisher.utf8());
    for (const SourceText& author : structured_.authors)
        if (structured_.authors.size() == 1 || letters_of(author.utf8()) != publisher) take(names_in_field(author));
    if (!out.empty()) return {std::move(out), "json-ld"};
    for (const char* key : {"author", "article:author", "og:article:author", "byl", "parsely-author", "sailthru.author", "dc.creator",
                            "dcterms.creator", "cxenseparse:author", "article:author_name"}) {
        for (const SourceText& author : all_meta(key)) add(author);
        if (!out.empty()) return {std::move(out), std::string("meta:") + key};
    }
    for (const HtmlNode node : elements_.authors) {
        if (const auto text = short_text_of(document_, node)) add(*text);
        if (out.size() > 8) break;
    }
    if (!out.empty()) return {std::move(out), "microdata"};
    take(names_in_blocks(document_, blocks, body, name));
    if (out.empty()) return {};
    return {std::move(out), "byline"};
}

bool Metadata::days_come_first() const {
    const std::string tag = ascii_lower(language().value);
    return !tag.empty() && tag != "en" && !tag.starts_with("en-us") && !tag.starts_with("en-ca");
}

std::optional<StatedTime> Metadata::stated(const SourceText& written, std::string from) const {
    const auto moment = read_moment(written.utf8(), {.day_first = day_first_});
    if (!moment || static_cast<int>(moment->day.year()) < 1980) return std::nullopt;
    return StatedTime{*moment, written, std::move(from)};
}

std::optional<StatedTime> Metadata::date_from(std::initializer_list<const char*> names) const {
    for (const char* name : names)
        for (const SourceText& written : all_meta(name))
            if (auto time = stated(written, std::string("meta:") + name)) return time;
    return std::nullopt;
}

/// <time>, microdata and elements that are named after a date, the first one that states a moment; those of updates apart.
std::optional<StatedTime> Metadata::date_in_elements(bool updates) const {
    std::optional<StatedTime> named, plain;
    for (const HtmlNode node : elements_.dates) {
        const auto property = node.attribute("itemprop");
        const bool is_published = (property && (*property == "datePublished" || *property == "dateCreated")) || node.has("pubdate");
        if (updates != (!is_published && states_update(node))) continue;
        std::optional<StatedTime> time;
        for (const char* name : {"datetime", "content", "title", "data-timestamp"}) {
            if (time) break;
            if (const auto value = document_.attribute(node, name)) time = stated(*value, std::string(node.name()) + "@" + name);
        }
        if (!time)
            if (const auto text = short_text_of(document_, node)) time = stated(trimmed(*text), std::string(node.name()));
        if (!time) continue;
        if (is_published) {
            named = std::move(time);
            break;
        }
        if (!plain && !hints(node.parent()).side) plain = std::move(time);
    }
    return named ? named : plain;
}

std::optional<StatedTime> Metadata::date_in_url() const {
    // .../2013/03/22/..., .../2013-03-22-..., .../20130322/...
    const auto parts = url_parts(url_);
    if (!parts) return std::nullopt;
    const auto found = find_moment(parts->path, {.day_first = true});
    if (!found || found->moment.time || static_cast<int>(found->moment.day.year()) < 1990) return std::nullopt;
    TextBuilder builder;
    builder.insert(std::string_view(parts->path).substr(found->begin, found->end - found->begin));
    return StatedTime{Moment{found->moment.day, {}, {}}, std::move(builder).build(), "url"};
}

/// A date in a line that is a stamp, near the headline or at the start of the article's text; of an update where it is called so.
std::optional<StatedTime> Metadata::date_in_text(const PageBlocks& blocks, const Body& body, bool updates) const {
    const std::size_t first = body.paragraphs.empty() ? blocks.blocks.size() : body.paragraphs.front();
    const auto try_block = [&](std::size_t i) -> std::optional<StatedTime> {
        const Block& block = blocks.blocks[i];
        if (block.chars > 200 || !block.digits) return std::nullopt;
        const SourceText text = source_of(document_, block);
        for (const SaidMoment& said : moments_in(text.utf8(), {.day_first = day_first_}))
            if (said.update == updates && static_cast<int>(said.found.moment.day.year()) >= 1990)
                return StatedTime{said.found.moment, part(text, said.found.begin, said.found.end), "text"};
        return std::nullopt;
    };
    // What stands above the headline and not with it is the masthead, with the day of today.
    std::size_t headline = 0;
    HtmlNode around_headline;
    for (std::size_t i = 0; i < std::min(first, blocks.blocks.size()) && !around_headline; ++i)
        if (blocks.blocks[i].element.is("h1")) {
            headline = i;
            around_headline = blocks.blocks[i].element;
        }
    for (int climbed = 0; climbed < 4 && around_headline && !around_headline.parent().is("body"); ++climbed)
        around_headline = around_headline.parent();
    const auto in_masthead = [&](std::size_t i) {
        if (!around_headline || i >= headline) return false;
        for (HtmlNode at = blocks.blocks[i].element; at; at = at.parent())
            if (at == around_headline) return false;
        const SourceText text = trimmed(source_of(document_, blocks.blocks[i]));
        const auto said = moments_in(text.utf8(), {.day_first = day_first_});
        return !said.empty() && !said.front().named && !ascii_starts_with(text.utf8(), "by ");
    };
    const auto try_stamp = [&](std::size_t i) { return stamp_line(blocks.blocks[i]) && !in_masthead(i) ? try_block(i) : std::nullopt; };
    // A line that is named after a date, the nearest above the text first.
    const auto named = [&](const Block& block) {
        int climbed = 0;
        for (HtmlNode at = block.element; at && climbed < 3; at = at.parent(), ++climbed)
            if (hints(at).date) return true;
        return false;
    };
    for (std::size_t i = std::min(first, blocks.blocks.size()); i > 0; --i)
        if (named(blocks.blocks[i - 1]))
            if (auto time = try_block(i - 1)) return time;
    for (std::size_t back = 0; back < 12 && back < first; ++back)
        if (auto time = try_stamp(first - 1 - back)) return time;
    for (std::size_t i = first; i < std::min(first + 3, blocks.blocks.size()); ++i)
        if (auto time = try_stamp(i)) return time;
    const std::size_t last = body.paragraphs.empty() ? 0 : body.paragraphs.back();
    for (std::size_t i = last + 1; i < std::min(last + 6, blocks.blocks.size()); ++i)
        if (auto time = try_stamp(i)) return time;
    // A line that is nothing but a date, wherever it stands.
    for (std::size_t i = 0; i < blocks.blocks.size(); ++i) {
        if (blocks.blocks[i].chars > 60 || blocks.aside(blocks.blocks[i])) continue;
        if (auto time = try_block(i); time && time->written.end().value * 2 > blocks.blocks[i].chars && !in_masthead(i)) return time;
    }
    return std::nullopt;
}

/// The day that the page shows its readers as its own, where it differs by one from `told`, an instant in UTC: the day of the place it was
/// published at, which is what "today" means in the text. Nothing where they agree.
std::optional<StatedTime> Metadata::local_day(const StatedTime& told) const {
    if (!told.moment.time || told.moment.utc_offset != std::chrono::minutes{0}) return std::nullopt;
    for (const HtmlNode node : elements_.dates) {
        if (node.attribute("itemprop") != "datePublished" || node.has("content") || node.has("datetime")) continue;
        const auto text = short_text_of(document_, node);
        auto shown = text ? stated(trimmed(*text), std::string(node.name())) : std::nullopt;
        if (!shown || shown->moment.time) return std::nullopt;
        const auto apart = std::chrono::sys_days{shown->moment.day} - std::chrono::sys_days{told.moment.day};
        return std::chrono::abs(apart) == std::chrono::days{1} ? shown : std::nullopt;
    }
    return std::nullopt;
}

std::optional<StatedTime> Metadata::published(const PageBlocks& blocks, const Body& body) const {
    if (structured_.published && structured_.found) {
        if (auto time = stated(*structured_.published, "json-ld")) {
            auto local = local_day(*time);
            return local ? local : time;
        }
    }
    if (auto time = date_from({"article:published_time",
                               "og:article:published_time",
                               "og:published_time",
                               "datepublished",
                               "article:published",
                               "publishdate",
                               "publish-date",
                               "publish_date",
                               "published_time",
                               "pubdate",
                               "publicationdate",
                               "publication_date",
                               "parsely-pub-date",
                               "sailthru.date",
                               "cxenseparse:recs:publishtime",
                               "dc.date.issued",
                               "dcterms.issued",
                               "dcterms.created",
                               "dc.date.created",
                               "dcterms.date",
                               "dc.date",
                               "date",
                               "article.published",
                               "article.created",
                               "displaydate",
                               "originalpublicationdate",
                               "rnews:datepublished",
                               "ptime",
                               "datecreated",
                               "created",
                               "cse.publishdate",
                               "dc.terms.issued",
                               "article_date_original",
                               "pub_date",
                               "article:post_date",
                               "timestamp"}))
        return time;
    if (auto time = date_in_elements(false)) return time;
    if (structured_.published)
        if (auto time = stated(*structured_.published, "json-ld")) return time;
    if (auto time = date_in_url()) {
        // The same day with its hour, where the page shows it.
        auto shown = date_in_text(blocks, body, false);
        return shown && shown->moment.time && shown->moment.day == time->moment.day ? shown : time;
    }
    return date_in_text(blocks, body, false);
}

std::optional<StatedTime> Metadata::modified(const PageBlocks& blocks, const Body& body) const {
    if (structured_.modified)
        if (auto time = stated(*structured_.modified, "json-ld")) return time;
    if (auto time = date_from({"article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
                               "dc.date.modified", "last-modified", "lastmod", "revised"}))
        return time;
    if (auto time = date_in_elements(true)) return time;
    return date_in_text(blocks, body, true);
}

StatedValue Metadata::language() const {
    const auto tidy = [](const SourceText& written, std::string from) {
        const std::string_view tag = written.utf8();
        const SourceText first = part(written, 0, std::min(tag.find_first_of(" ,;"), tag.size()));
        std::string value(first.utf8());
        std::replace(value.begin(), value.end(), '_', '-');
        return value.size() >= 2 && value.size() <= 35 ? StatedValue{value, first, std::move(from)} : StatedValue();
    };
    for (const char* name : {"lang", "xml:lang"})
        if (const auto tag = document_.attribute(document_.html(), name))
            if (StatedValue language = tidy(*tag, "html"); !language.value.empty()) return language;
    if (StatedValue language = tidy(structured_.language, "json-ld"); !language.value.empty()) return language;
    for (const char* name : {"og:locale", "content-language", "language", "dc.language", "dcterms.language", "inlanguage"})
        if (const auto tag = meta(name))
            if (StatedValue language = tidy(*tag, std::string("meta:") + name); !language.value.empty()) return language;
    if (const auto tag = document_.attribute(document_.body(), "lang")) return tidy(*tag, "body");
    return {};
}

StatedValue Metadata::site() const {
    const auto told = [](const SourceText& name, std::string from) { return StatedValue{std::string(name.utf8()), name, std::move(from)}; };
    if (const auto name = meta("og:site_name")) return told(*name, "meta:og:site_name");
    if (!structured_.publisher.empty() && structured_.publisher.utf8().find("://") == std::string::npos)
        return told(structured_.publisher, "json-ld");
    for (const char* key : {"application-name", "publisher", "dc.publisher", "apple-mobile-web-app-title"})
        if (const auto name = meta(key)) return told(*name, std::string("meta:") + key);
    return {};
}

std::string Metadata::description() const {
    for (const char* key : {"og:description", "description", "twitter:description"})
        if (const auto text = meta(key)) return std::string(text->utf8());
    return {};
}

StatedValue Metadata::canonical_url() const {
    std::vector<StatedValue> candidates;
    for (const HtmlNode node : elements_.links)
        if (ascii_equal(*node.attribute("rel"), "canonical"))
            if (auto target = document_.attribute(node, "href")) candidates.push_back({{}, std::move(*target), "link:canonical"});
    if (auto url = meta("og:url")) candidates.push_back({{}, std::move(*url), "meta:og:url"});
    for (StatedValue& candidate : candidates) {
        auto url = resolve(candidate.written.utf8(), url_.starts_with("http") ? std::string_view(url_) : std::string_view());
        if (!url) continue;
        const auto parts = url_parts(*url);
        if (!parts || (parts->scheme != "http" && parts->scheme != "https")) continue;
        if (url_.starts_with("http")) {
            if (!same_host(*url, url_)) continue;
            // A canonical URL that is the home page stands on every page of a badly set up site.
            const auto own = url_parts(url_);
            if (parts->path == "/" && parts->query.empty() && own && own->path != "/") continue;
        }
        candidate.value = without_tracking(without_fragment(*url));
        return candidate;
    }
    return {};
}

}  // namespace dateline
