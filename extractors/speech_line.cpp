#include "extractors/speech_line.hpp"

#include <algorithm>

#include "extractors/reading/sentences.hpp"

namespace dateline {
namespace {

bool terminal(std::string_view mark) {
    return mark.front() == '.' || mark.front() == '!' || mark.front() == '?' || mark == "\xE2\x80\xA6";
}

class LineMaker {
public:
    LineMaker(const Reading& reading, const std::vector<MarkedStretch>& stretches) : reading_(reading), stretches_(stretches) {
        children_.resize(stretches.size() + 1);
        for (std::uint32_t s = 0; s < stretches.size(); ++s) children_[stretches[s].parent ? *stretches[s].parent + 1 : 0].push_back(s);
    }

    std::vector<SpeechLine> run() {
        for (std::uint32_t p = 0; p < reading_.paragraphs().size(); ++p)
            if (reading_.paragraphs()[p].zone == Zone::text) line(reading_.paragraphs()[p].tokens, std::nullopt, p);
        for (std::uint32_t s = 0; s < stretches_.size(); ++s)
            for (const TokenRange part : stretches_[s].parts) line(part, s, reading_.paragraph_of(part.first));
        return std::move(lines_);
    }

private:
    /// The tokens of stretch `s` in `range`, with its marks.
    TokenRange extent(std::uint32_t s, TokenRange range) const {
        const MarkedStretch& stretch = stretches_[s];
        TokenRange out{range.last, range.first};
        for (const TokenRange part : stretch.parts) {
            if (!part.overlaps(range)) continue;
            out.first = std::min(out.first, part.first);
            out.last = std::max(out.last, part.last);
        }
        if (out.empty()) return {};
        // Its mark stands right before each part that has one.
        if (out.first > range.first &&
            (stretch.open + 1 == out.first || reading_.token(out.first - 1).paragraph_start() || out.first - 1 == range.first) &&
            reading_.token(out.first - 1).kind == TokenKind::mark)
            --out.first;
        if (stretch.close && *stretch.close == out.last && out.last < range.last) ++out.last;
        return out;
    }

    void line(TokenRange range, std::optional<std::uint32_t> within, std::uint32_t paragraph) {
        SpeechLine line;
        line.within = within;
        line.paragraph = paragraph;
        const std::vector<std::uint32_t>& inside = children_[within ? *within + 1 : 0];
        // Children are in order of their opening marks: those that end before the range are passed over.
        auto child = std::partition_point(inside.begin(), inside.end(),
                                          [&](std::uint32_t s) { return stretches_[s].parts.back().last <= range.first; });
        for (std::uint32_t t = range.first; t < range.last;) {
            TokenRange taken;
            if (child != inside.end()) taken = extent(*child, range);
            if (!taken.empty() && t >= taken.first) {
                line.items.push_back({true, *child, taken, false});
                t = std::max(t + 1, taken.last);
                ++child;
                continue;
            }
            const TokenRange sentence = reading_.sentences()[reading_.sentence_of(t)].tokens;
            const bool ends = t + 1 == sentence.last && ((reading_.token(t).kind == TokenKind::mark && terminal(reading_.text(t))) ||
                                                         sentence.size() >= shortest_cut);
            line.items.push_back({false, t, {t, t + 1}, ends});
            ++t;
        }
        if (!line.items.empty()) lines_.push_back(std::move(line));
    }

    const Reading& reading_;
    const std::vector<MarkedStretch>& stretches_;
    std::vector<std::vector<std::uint32_t>> children_;
    std::vector<SpeechLine> lines_;
};

}  // namespace

std::vector<SpeechLine> speech_lines(const Reading& reading, const std::vector<MarkedStretch>& stretches) {
    return LineMaker(reading, stretches).run();
}

}  // namespace dateline
