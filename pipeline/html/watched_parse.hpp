#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "pipeline/html/guards.hpp"
#include "pipeline/html/text_record.hpp"
#include "schemas/error.hpp"

struct lxb_html_document;

namespace dateline {

struct DocumentDeleter {
    void operator()(lxb_html_document* document) const;
};

/// A tree and, for each of its text nodes and attribute values, the bytes of the page it came from. A text node's `user` is the number of
/// its record plus one.
struct WatchedTree {
    std::unique_ptr<lxb_html_document, DocumentDeleter> document;
    std::vector<TextRecord> texts;
    /// By the address of the value, which the tree shares with the token it came from.
    struct AttributeValue {
        std::uint32_t raw = 0;
        std::uint32_t length = 0;  ///< of the decoded value; there byte for byte where `stretches` is empty
        bool exact = true;
        std::vector<Stretch> stretches;
    };
    std::unordered_map<const void*, AttributeValue> attributes;
    std::vector<Warning> warnings;
};

/// Parses `page` (valid UTF-8) by the HTML standard. Always gives a tree; what was cut short is in `warnings`.
WatchedTree watched_parse(std::string_view page, const ParseLimits& limits);

}  // namespace dateline
