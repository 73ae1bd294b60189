#include "pipeline/feed/xml_repair.hpp"

#include <algorithm>
#include <array>

#include "pipeline/feed/references.hpp"
#include "pipeline/feed/xml_scan.hpp"
#include "schemas/ascii.hpp"
#include "schemas/text_builder.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

using Kind = XmlPiece::Kind;

/// Copies stretches of a text, so that what is left out or put in between keeps the map true.
class Rewriter {
public:
    explicit Rewriter(const SourceText& source) : source_(source) {}

    void keep(std::size_t begin, std::size_t end) {
        if (begin >= end) return;
        builder_.append(source_, {at(begin), at(end)});
    }
    void keep_escaped(std::size_t begin, std::size_t end) { append_escaped(builder_, source_, begin, end); }
    void replace(std::size_t begin, std::size_t end, char32_t with) { builder_.append(with, source_.raw({at(begin), at(end)})); }
    void insert(std::string_view text) { builder_.insert(text); }
    SourceText build() { return std::move(builder_).build(); }

private:
    CharOffset at(std::size_t byte) const { return source_.char_of(static_cast<std::uint32_t>(byte)); }

    const SourceText& source_;
    TextBuilder builder_;
};

/// XML 1.0, section 2.2: no control characters but tab and line ends. Those of C1 (0xC2 before them in UTF-8) are windows-1252 that
/// somebody took for Latin-1.
bool suspect(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == '\xC2';
}

SourceText without_control_characters(SourceText text, std::vector<Warning>& warnings) {
    const std::string_view bytes = text.utf8();
    Rewriter out(text);
    std::size_t kept = 0;
    std::size_t count = 0;
    for (auto found = std::find_if(bytes.begin(), bytes.end(), suspect); found != bytes.end();
         found = std::find_if(found + 1, bytes.end(), suspect)) {
        const auto at = static_cast<std::size_t>(found - bytes.begin());
        const char32_t c = decode_at(bytes, at).code_point;
        const char32_t meant = windows_1252_meaning(c);
        if (c >= 0x20 && c == meant) continue;
        out.keep(kept, at);
        kept = at + utf8_length(c);
        if (c >= 0x20) out.replace(at, kept, meant);
        ++count;
    }
    if (count == 0) return text;
    out.keep(kept, bytes.size());
    warnings.push_back(
        {std::to_string(count) + (count == 1 ? " control character" : " control characters") + " dropped or read as windows-1252"});
    return out.build();
}

std::string_view local_name(std::string_view name) {
    const std::size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// An entry never stands inside an entry.
bool is_entry(std::string_view name) {
    return ascii_equal(local_name(name), "item") || ascii_equal(local_name(name), "entry");
}

/// Elements that hold no other element of a feed: a new one of those shows that the end tag is missing.
bool holds_text_only(std::string_view name) {
    constexpr std::array<std::string_view, 9> names{"title", "link", "guid", "pubdate", "published", "updated", "id", "date", "category"};
    return std::any_of(names.begin(), names.end(), [&](std::string_view known) { return ascii_equal(local_name(name), known); });
}

bool is_part_of_entry(std::string_view name) {
    constexpr std::array<std::string_view, 8> names{"description", "summary", "content",   "encoded",
                                                    "author",      "creator", "enclosure", "source"};
    return holds_text_only(name) ||
           std::any_of(names.begin(), names.end(), [&](std::string_view known) { return ascii_equal(local_name(name), known); });
}

class Balancer {
public:
    explicit Balancer(const SourceText& source) : text_(source.utf8()), out_(source) {}

    SourceText run() {
        XmlScanner scanner(text_);
        for (XmlPiece piece; scanner.next(piece);) take(piece);
        while (!open_.empty()) close_last();
        return out_.build();
    }

private:
    std::string_view bytes(std::size_t begin, std::size_t end) const { return text_.substr(begin, end - begin); }

    void close_last() {
        out_.insert("</");
        out_.insert(open_.back());
        out_.insert(">");
        open_.pop_back();
    }

    void take(const XmlPiece& piece) {
        switch (piece.kind) {
            case Kind::text:
                take_text(piece);
                break;
            case Kind::cdata:
                if (open_.empty()) break;
                out_.keep(piece.begin, piece.end);
                if (!piece.closed) out_.insert("]]>");
                break;
            case Kind::start_tag:
                take_start(piece);
                break;
            case Kind::end_tag:
                take_end(piece);
                break;
            case Kind::comment:
            case Kind::declaration:
                break;
        }
    }

    void take_text(const XmlPiece& piece) {
        if (open_.empty()) return;
        std::size_t from = piece.begin;
        if (text_[from] == '<') out_.keep_escaped(from, from + 1), ++from;
        out_.keep(from, piece.end);
    }

    void take_start(const XmlPiece& piece) {
        if (!piece.closed) return;  // cut inside a tag
        const std::string_view name = bytes(piece.name_begin, piece.name_end);
        if (is_entry(name)) {
            const auto entry = std::find_if(open_.begin(), open_.end(), is_entry);
            const auto left = static_cast<std::size_t>(entry - open_.begin());
            while (open_.size() > left) close_last();
        }
        if (!open_.empty() && is_part_of_entry(name) && holds_text_only(open_.back())) close_last();
        if (open_.size() >= deepest_element) {
            if (!piece.empty_element) skipped_.push_back(name);
            return;
        }
        out_.insert("<");
        out_.keep(piece.name_begin, piece.name_end);
        for (const XmlPiece::Attribute& a : piece.attributes) {
            out_.insert(" ");
            out_.keep(a.name_begin, a.name_end);
            const bool double_quote = bytes(a.value_begin, a.value_end).find('"') != std::string_view::npos;
            const std::size_t end = double_quote ? std::min(a.value_end, text_.find('\'', a.value_begin)) : a.value_end;
            out_.insert(double_quote ? "='" : "=\"");
            out_.keep(a.value_begin, end);
            out_.insert(double_quote ? "'" : "\"");
        }
        out_.insert(piece.empty_element ? "/>" : ">");
        if (!piece.empty_element) open_.push_back(name);
    }

    void take_end(const XmlPiece& piece) {
        const std::string_view name = bytes(piece.name_begin, piece.name_end);
        if (!skipped_.empty() && ascii_equal(skipped_.back(), name)) {
            skipped_.pop_back();
            return;
        }
        const auto found = std::find_if(open_.rbegin(), open_.rend(), [&](std::string_view open) { return ascii_equal(open, name); });
        if (found == open_.rend()) return;
        // An end tag inside an entry does not reach out of it, unless it is one of the feed's own.
        const auto entry = std::find_if(open_.rbegin(), open_.rend(), is_entry);
        const std::string_view local = local_name(name);
        const bool of_feed =
            ascii_equal(local, "channel") || ascii_equal(local, "rss") || ascii_equal(local, "feed") || ascii_equal(local, "rdf");
        if (found > entry && !of_feed) return;
        skipped_.clear();
        for (auto left = found - open_.rbegin() + 1; left > 0; --left) close_last();
    }

    std::string_view text_;
    Rewriter out_;
    std::vector<std::string_view> open_;
    std::vector<std::string_view> skipped_;
};

}  // namespace

RepairedXml repaired(SourceText given, std::vector<Warning>& warnings) {
    RepairedXml result;
    SourceText text = without_control_characters(std::move(given), warnings);
    const std::string_view bytes = text.utf8();
    Rewriter out(text);
    std::size_t kept = 0;
    std::size_t depth = 0;
    std::size_t bare = 0;
    bool begun = false;
    bool changed = false;
    XmlScanner scanner(bytes);
    for (XmlPiece piece; scanner.next(piece);) {
        if (piece.kind == Kind::text) {
            if (!begun) {
                const std::string_view junk = bytes.substr(piece.begin, piece.end - piece.begin);
                if (ascii_trimmed(junk).empty()) continue;
                warnings.push_back({"text before the document dropped"});
                kept = piece.end;
                changed = true;
            } else if (bytes[piece.begin] == '<') {
                out.keep(kept, piece.begin);
                out.keep_escaped(piece.begin, piece.begin + 1);
                kept = piece.begin + 1;
                changed = true;
                ++bare;
            }
            continue;
        }
        begun = true;
        if (!piece.closed && piece.end < bytes.size() && (piece.kind == Kind::cdata || piece.kind == Kind::comment)) {
            const bool cdata = piece.kind == Kind::cdata;
            out.keep(kept, cdata ? piece.end : piece.begin);
            if (cdata) out.insert("]]>");
            kept = piece.end;
            changed = true;
            warnings.push_back({std::string(cdata ? "CDATA" : "a comment") + " that is not closed ends with its element"});
        }
        if (piece.kind == Kind::start_tag && !piece.empty_element) {
            ++depth;
            if (depth > deepest_element) result.too_deep = true;
        } else if (piece.kind == Kind::end_tag && depth > 0) {
            --depth;
        }
    }
    if (bare > 0) warnings.push_back({std::to_string(bare) + " bare \"<\" read as text"});
    if (changed) {
        out.keep(kept, bytes.size());
        result.text = out.build();
    } else {
        result.text = std::move(text);
    }
    return result;
}

SourceText balanced(const SourceText& text) {
    return Balancer(text).run();
}

}  // namespace dateline
