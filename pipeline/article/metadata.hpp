#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/article/body.hpp"
#include "pipeline/article/node_table.hpp"
#include "pipeline/article/page_elements.hpp"
#include "pipeline/article/structured.hpp"
#include "schemas/article.hpp"

namespace dateline {

/// What a page says about its article beside the text: JSON-LD first, then <meta>, then microdata, then what stands around the headline.
class Metadata {
public:
    Metadata(const HtmlDocument& document, const PageElements& elements, const StructuredArticle& structured, std::string_view url);

    StatedValue title() const;
    /// `blocks` and `body` tell where the article starts, for bylines and dates that stand only in the text.
    struct Authors {
        std::vector<SourceText> names;
        std::string from;
    };
    Authors authors(const PageBlocks& blocks, const Body& body) const;
    std::optional<StatedTime> published(const PageBlocks& blocks, const Body& body) const;
    std::optional<StatedTime> modified(const PageBlocks& blocks, const Body& body) const;
    StatedValue language() const;
    StatedValue site() const;
    std::string description() const;
    StatedValue canonical_url() const;

private:
    struct Meta {
        std::string name;  ///< of property, name, itemprop or http-equiv, in lower case
        HtmlNode element;
    };

    std::optional<SourceText> meta(std::string_view name) const;
    std::vector<SourceText> all_meta(std::string_view name) const;
    std::optional<StatedTime> stated(const SourceText& written, std::string from) const;
    std::optional<StatedTime> date_from(std::initializer_list<const char*> names) const;
    std::optional<StatedTime> date_in_elements(bool updates) const;
    std::optional<StatedTime> date_in_text(const PageBlocks& blocks, const Body& body, bool updates) const;
    std::optional<StatedTime> date_in_url() const;
    std::optional<StatedTime> local_day(const StatedTime& told) const;
    SourceText document_title() const;
    SourceText first_heading(std::string_view like) const;
    /// The first <h1> that begins with `start`.
    SourceText heading_beginning(std::string_view start) const;
    bool days_come_first() const;
    Hints hints(HtmlNode element) const;
    std::vector<std::string> site_names() const;

    const HtmlDocument& document_;
    const PageElements& elements_;
    const StructuredArticle& structured_;
    std::string url_;
    std::vector<Meta> meta_;
    mutable NodeTable<Hints> hints_;
    bool day_first_ = false;  ///< how "3/4/2013" is read here
};

}  // namespace dateline
