#include "extractors/speech/line.hpp"

#include "extractors/reading/sentences.hpp"

namespace dateline {
namespace {

bool terminal(std::string_view mark) {
    return mark.front() == '.' || mark.front() == '!' || mark.front() == '?' || mark == "\xE2\x80\xA6";
}

}  // namespace

std::uint32_t SpeechLine::limit_of(std::size_t i) const {
    const auto found = std::upper_bound(stops_.begin(), stops_.end(), i);
    const std::size_t limit = found == stops_.end() ? items_.size() : *found - 1;
    return limit > i ? items_[limit - 1].tokens.last : items_[i].tokens.first;
}

std::size_t SpeechLine::item_of(std::uint32_t t) const {
    // An item holds one token or more, so it stands no farther along than its token.
    const std::size_t furthest = t < items_.front().tokens.first ? 0 : t - items_.front().tokens.first;
    if (furthest < items_.size() && items_[furthest].tokens.first == t) return furthest;
    const auto end = items_.begin() + static_cast<std::ptrdiff_t>(std::min(furthest, items_.size()));
    const auto found =
        std::lower_bound(items_.begin(), end, t, [](const Item& item, std::uint32_t token) { return item.tokens.first < token; });
    return static_cast<std::size_t>(found - items_.begin());
}

SpeechLines::SpeechLines(const Reading& reading, const MarkedStretches& stretches, std::span<const std::uint32_t> cues)
    : reading_(reading),
      stretches_(stretches),
      cues_(cues),
      first_child_(stretches.size() + 1, none),
      next_sibling_(stretches.size()),
      line_(reading) {
    for (std::uint32_t s = stretches.size(); s-- > 0;) {
        std::uint32_t& first = first_child_[stretches[s].parent ? *stretches[s].parent + 1 : 0];
        next_sibling_[s] = first;
        first = s;
    }
    child_ = first_child_[0];
}

const SpeechLine* SpeechLines::next() {
    while (paragraph_ < reading_.paragraphs().size()) {
        const Paragraph& paragraph = reading_.paragraphs()[paragraph_++];
        line_.within_.reset();
        if (paragraph.zone == Zone::text && fill(paragraph.tokens, child_)) return &line_;
    }
    while (stretch_ < stretches_.size()) {
        const std::span<const TokenRange> parts = stretches_.parts(stretch_);
        if (part_ == parts.size()) {
            ++stretch_;
            part_ = 0;
            continue;
        }
        if (part_ == 0) child_ = first_child_[stretch_ + 1];
        line_.within_ = stretch_;
        if (fill(parts[part_++], child_)) return &line_;
    }
    return nullptr;
}

/// The tokens of a stretch in `range`, with its marks.
TokenRange SpeechLines::extent(std::uint32_t s, TokenRange range) const {
    const std::span<const TokenRange> parts = stretches_.parts(s);
    const auto first =
        std::lower_bound(parts.begin(), parts.end(), range.first, [](TokenRange part, std::uint32_t t) { return part.last <= t; });
    if (first == parts.end() || first->first >= range.last) return {};
    TokenRange out = *first;
    for (auto part = first; part != parts.end() && part->first < range.last; ++part) out.last = part->last;
    // Its mark stands right before each part that has one.
    const MarkedStretch& stretch = stretches_[s];
    if (out.first > range.first &&
        (stretch.open + 1 == out.first || reading_.token(out.first - 1).paragraph_start() || out.first - 1 == range.first) &&
        reading_.token(out.first - 1).kind == TokenKind::mark)
        --out.first;
    if (stretch.close && *stretch.close == out.last && out.last < range.last) ++out.last;
    return out;
}

/// Makes the line of `range`; false when nothing stands in it. `child` is the first stretch inside that may reach into it; those that end
/// before are passed over for good.
bool SpeechLines::fill(TokenRange range, std::uint32_t& child) {
    while (child != none && stretches_.parts(child).back().last <= range.first) child = next_sibling_[child];
    std::uint32_t inside = child;
    TokenRange stretch = inside == none ? TokenRange() : extent(inside, range);
    const auto cue = std::lower_bound(cues_.begin(), cues_.end(), range.first);
    if (stretch.empty() && (cue == cues_.end() || *cue >= range.last)) return false;
    next_cue_ = static_cast<std::size_t>(cue - cues_.begin());
    sentence_ = reading_.sentence_of(range.first);
    line_.items_.clear();
    line_.items_.reserve(range.size());
    line_.sentence_ends_.clear();
    line_.stops_.clear();
    line_.cues_.clear();
    line_.stretches_.clear();
    for (std::uint32_t t = range.first; t < range.last;) {
        if (stretch.empty() || t < stretch.first) {
            const std::uint32_t end = stretch.empty() ? range.last : std::min(stretch.first, range.last);
            add_tokens({t, end});
            t = end;
            continue;
        }
        line_.stretches_.push_back(static_cast<std::uint32_t>(line_.items_.size()));
        line_.items_.push_back({stretch, inside, true, false});
        line_.stops_.push_back(static_cast<std::uint32_t>(line_.items_.size()));
        t = std::max(t + 1, stretch.last);
        inside = next_sibling_[inside];
        stretch = inside == none ? TokenRange() : extent(inside, range);
    }
    return true;
}

void SpeechLines::add_tokens(TokenRange range) {
    while (next_cue_ < cues_.size() && cues_[next_cue_] < range.first) ++next_cue_;
    for (; next_cue_ < cues_.size() && cues_[next_cue_] < range.last; ++next_cue_)
        line_.cues_.push_back(static_cast<std::uint32_t>(line_.items_.size()) + cues_[next_cue_] - range.first);
    for (std::uint32_t t = range.first; t < range.last;) {
        while (reading_.sentences()[sentence_].tokens.last <= t) ++sentence_;
        const TokenRange sentence = reading_.sentences()[sentence_].tokens;
        const std::uint32_t end = std::min(sentence.last, range.last);
        const std::size_t before = line_.items_.size();
        line_.items_.resize(before + (end - t));
        for (std::size_t i = before; t < end; ++t, ++i) line_.items_[i].tokens = {t, t + 1};
        const std::uint32_t last = sentence.last - 1;
        if (end == sentence.last &&
            (sentence.size() >= shortest_cut || (reading_.token(last).kind == TokenKind::mark && terminal(reading_.text(last))))) {
            line_.items_.back().ends_sentence = true;
            line_.sentence_ends_.push_back(static_cast<std::uint32_t>(line_.items_.size()));
            line_.stops_.push_back(static_cast<std::uint32_t>(line_.items_.size()));
        }
    }
}

}  // namespace dateline
