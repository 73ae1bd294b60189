#include "pipeline/normalize/normalize.hpp"

#include <unicode/uchar.h>

#include "pipeline/normalize/compose.hpp"
#include "schemas/text_builder.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

bool white(char32_t c) {
    return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0;
}

/// Characters that nobody sees.
bool unseen(char32_t c) {
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return !white(c);
    switch (c) {
        case 0x00AD:  // soft hyphen
        case 0x061C:  // direction marks
        case 0x200B:  // zero-width space
        case 0x200E:
        case 0x200F:
        case 0x2060:  // word joiner
        case 0xFEFF:
            return true;
        default:
            return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || (c >= 0xFFF9 && c <= 0xFFFB);
    }
}

/// The characters of `text` that stay, handed on in stretches as long as may be: a text without anything odd is one.
class Tidying {
public:
    explicit Tidying(const SourceText& text) : text_(text), utf8_(text.utf8()) {}

    SourceText tidy() {
        while (at_ < utf8_.size()) {
            const Decoded c = decode_at(utf8_, at_);
            const bool kept = white(c.code_point) ? lone_space(c.code_point) : !unseen(c.code_point);
            if (kept) {
                at_ += c.length;
                ++here_;
                continue;
            }
            keep();
            blank();
        }
        keep();
        return std::move(builder_).build();
    }

private:
    bool blank_at(std::size_t at) const {
        const char32_t c = decode_at(utf8_, at).code_point;
        return white(c) || unseen(c);
    }

    /// One space between two characters that stay.
    bool lone_space(char32_t c) const { return c == U' ' && (here_ > kept_from_) && at_ + 1 < utf8_.size() && !blank_at(at_ + 1); }

    void keep() {
        if (here_ > kept_from_) builder_.append(text_, {{kept_from_}, {here_}});
        kept_from_ = here_;
    }

    /// White space and what nobody sees, up to the next character that stays: one space with the raw bytes of the white ones, or nothing.
    void blank() {
        std::vector<RawSpan> raw;
        bool any = false;
        while (at_ < utf8_.size() && blank_at(at_)) {
            const Decoded c = decode_at(utf8_, at_);
            if (white(c.code_point)) {
                any = true;
                for (const RawSpan& span : text_.raw({{here_}, {here_ + 1}})) {
                    if (!raw.empty() && raw.back().payload == span.payload && raw.back().end == span.begin)
                        raw.back().end = span.end;
                    else
                        raw.push_back(span);
                }
            }
            at_ += c.length;
            ++here_;
        }
        kept_from_ = here_;
        if (any && !builder_.empty() && at_ < utf8_.size()) builder_.append(U' ', raw);
    }

    const SourceText& text_;
    std::string_view utf8_;
    std::size_t at_ = 0;
    std::uint32_t here_ = 0, kept_from_ = 0;
    TextBuilder builder_;
};

/// `begins`, where wanted, gets the place of each part, or of what comes next where nothing is left of it.
SourceText zone_of(const std::vector<SourceText>& parts, std::vector<CharOffset>* begins = nullptr) {
    TextBuilder builder;
    std::string before;
    for (const SourceText& part : parts) {
        const SourceText text = normalized(part);
        if (begins != nullptr) begins->push_back({builder.chars() + (builder.empty() ? 0 : 2)});
        if (text.empty() || text.utf8() == before) continue;
        before = std::string(text.utf8());
        if (!builder.empty()) builder.insert("\n\n");
        builder.append(text);
    }
    return std::move(builder).build();
}

}  // namespace

SourceText normalized(const SourceText& text) {
    return composed(Tidying(text).tidy());
}

Article normalize(const Clipping& clipping, std::vector<CharOffset>* paragraphs) {
    Article article;
    article.title = normalized(clipping.title);
    article.text = zone_of(clipping.paragraphs, paragraphs);
    article.captions = zone_of(clipping.captions);
    for (const SourceText& author : clipping.authors) article.authors.emplace_back(normalized(author).utf8());
    if (clipping.published) article.published = clipping.published->moment;
    if (clipping.modified) article.modified = clipping.modified->moment;
    article.reference_time = article.published ? article.published : article.modified;
    article.language = clipping.language.value;
    article.source = clipping.site.value;
    article.canonical_url = clipping.canonical_url.value;
    article.body_rule = clipping.body_rule;
    article.confidence = clipping.confidence;
    article.warnings = clipping.warnings;
    return article;
}

Article normalize_text(const SourceText& text) {
    Article article;
    const std::string_view utf8 = text.utf8();
    TextBuilder builder;
    std::uint32_t at = 0, here = 0, kept_from = 0;
    const auto keep = [&] {
        if (here > kept_from) builder.append(text, {{kept_from}, {here}});
    };
    while (at < utf8.size()) {
        const Decoded c = decode_at(utf8, at);
        const bool line_end = c.code_point == U'\r';
        if (!line_end && !unseen(c.code_point)) {
            at += c.length;
            ++here;
            continue;
        }
        keep();
        std::uint32_t taken = 1;
        if (line_end) {
            if (utf8.substr(at, 2) == "\r\n") taken = 2;
            builder.append(U'\n', text.raw({{here}, {here + taken}}));
        }
        at += line_end ? taken : c.length;
        here += taken;
        kept_from = here;
    }
    keep();
    article.text = composed(std::move(builder).build());
    article.body_rule = "plain-text";
    article.confidence = 1000;
    return article;
}

}  // namespace dateline
