#include "extractors/speech/quote_marks.hpp"

#include <algorithm>

namespace dateline {
namespace {

constexpr std::size_t max_depth = 64;
constexpr std::uint32_t max_open_paragraphs = 12;

enum class Side : std::uint8_t { open, close, either, none };

/// What a mark looks like, whatever it does where it stands.
enum class Glyph : std::uint8_t { none, opening, closing, straight, single_opening, single_closing };

struct Mark {
    std::uint32_t token = 0;
    std::uint32_t paragraph = 0;
    Side side = Side::none;
    bool single = false;
    bool starts_paragraph = false;
};

Glyph glyph_of(std::string_view mark) {
    switch (mark.size()) {
        case 1:
            return mark[0] == '"'    ? Glyph::straight
                   : mark[0] == '\'' ? Glyph::single_closing
                   : mark[0] == '`'  ? Glyph::single_opening
                                     : Glyph::none;
        case 2:
            if (mark == "``" || mark == "\xC2\xAB") return Glyph::opening;
            if (mark == "\xC2\xBB") return Glyph::closing;
            return mark == "''" ? Glyph::straight : Glyph::none;
        case 3:
            if (mark[0] != '\xE2' || mark[1] != '\x80') return Glyph::none;
            switch (mark[2]) {
                case '\x9C':
                case '\x9E':
                    return Glyph::opening;
                case '\x9D':
                    return Glyph::closing;
                case '\x9F':
                    return Glyph::straight;
                case '\x98':
                case '\x9A':
                case '\xB9':
                    return Glyph::single_opening;
                case '\x99':
                case '\xBA':
                    return Glyph::single_closing;
                default:
                    return Glyph::none;
            }
        default:
            return Glyph::none;
    }
}

class MarkReader {
public:
    explicit MarkReader(const Reading& reading)
        : reading_(reading),
          text_(reading.article().zone(Zone::text).utf8()),
          own_marks_(reading.rules().grammar_words().has_quote_marks()) {}

    std::vector<Mark> run() {
        const std::span<const Token> tokens = reading_.tokens();
        std::uint32_t p = 0;
        for (const std::uint32_t t : reading_.marks()) {
            if (reading_.zone_of(t) != Zone::text) break;  // its tokens come first
            if (tokens[t].bytes == 1 && !may_quote(text_[tokens[t].byte])) continue;
            const Glyph glyph = glyph_at(t);
            if (glyph == Glyph::none) continue;
            while (reading_.paragraphs()[p].tokens.last <= t) ++p;
            add(t, p, glyph, reading_.paragraphs()[p].tokens);
        }
        return std::move(marks_);
    }

private:
    /// Commas and stops are most marks.
    bool may_quote(char mark) const { return mark == '"' || mark == '\'' || mark == '`' || own_marks_; }
    std::string_view mark_text(std::uint32_t t) const { return text_.substr(reading_.token(t).byte, reading_.token(t).bytes); }

    Glyph glyph_at(std::uint32_t t) const {
        const auto own = reading_.rules().grammar_words().quote_mark(mark_text(t));
        if (!own) return glyph_of(mark_text(t));
        switch (*own) {
            case QuoteMark::opening:
                return Glyph::opening;
            case QuoteMark::closing:
                return Glyph::closing;
            case QuoteMark::either:
                return Glyph::straight;
            case QuoteMark::single_opening:
                return Glyph::single_opening;
            case QuoteMark::single_closing:
                return Glyph::single_closing;
        }
        return Glyph::none;
    }

    void add(std::uint32_t t, std::uint32_t p, Glyph glyph, TokenRange paragraph) {
        Mark mark{t, p, Side::none, glyph == Glyph::single_opening || glyph == Glyph::single_closing, t == paragraph.first};
        mark.side = side(t, glyph, paragraph);
        if (mark.side == Side::none) return;
        if (!mark.single) open_double_ = mark.side == Side::open || (mark.side == Side::either && !open_double_);
        marks_.push_back(mark);
    }

    Side side(std::uint32_t t, Glyph glyph, TokenRange paragraph) const {
        const bool blank_before = t == paragraph.first || reading_.token(t).space_before();
        const bool blank_after = t + 1 >= paragraph.last || reading_.token(t + 1).space_before();
        switch (glyph) {
            case Glyph::opening:
                // A curly opening mark behind a word and before a blank is a slip for a closing one.
                return !blank_before && blank_after ? Side::close : Side::open;
            case Glyph::closing:
                return blank_before && !blank_after ? Side::open : Side::close;
            case Glyph::straight: {
                const bool inches = !blank_before && reading_.token(t - 1).is_digits() && mark_text(t) == "\"" && !open_double_;
                return inches ? Side::none : side_by_blanks(t, paragraph, blank_before, blank_after);
            }
            case Glyph::single_opening:
                return blank_before || opens_before(t) ? Side::open : Side::none;
            case Glyph::single_closing:
                return single_side(t, paragraph, blank_before, blank_after);
            case Glyph::none:
                break;
        }
        return Side::none;
    }

    Side side_by_blanks(std::uint32_t t, TokenRange paragraph, bool blank_before, bool blank_after) const {
        if (t == paragraph.first) return Side::open;
        if (blank_before && !blank_after) return Side::open;
        if (!blank_before && blank_after) return Side::close;
        if (!blank_before && opens_before(t)) return Side::open;
        if (!blank_after && !blank_before) {
            // "safe". or ("safe") or "safe"-like: a mark behind closes; a letter behind a bracket or dash opens.
            const Token& next = reading_.token(t + 1);
            return next.kind == TokenKind::mark ? Side::close : Side::either;
        }
        return Side::either;
    }

    Side single_side(std::uint32_t t, TokenRange paragraph, bool blank_before, bool blank_after) const {
        if ((blank_before || opens_before(t)) && !blank_after) {
            // '90s and 'em are elisions.
            if (t + 1 < paragraph.last && reading_.token(t + 1).is_digits()) return Side::none;
            return mark_text(t) == "\xE2\x80\x99" ? Side::none : Side::open;
        }
        if (!blank_before) return Side::close;
        return Side::none;
    }

    /// A bracket, dash or another opening mark right before.
    bool opens_before(std::uint32_t t) const {
        if (t == 0 || reading_.token(t).space_before() || reading_.token(t - 1).kind != TokenKind::mark) return false;
        const std::string_view before = mark_text(t - 1);
        if (before == "(" || before == "[" || before == "\xE2\x80\x94" || before == "\xE2\x80\x93" || before == "-" || before == "--" ||
            before == "\xE2\x80\x9C" || before == "\xE2\x80\x98" || before == "\xC2\xAB")
            return true;
        const bool straight = before == "\"" || before == "'";
        return straight && (t == 1 || reading_.token(t - 1).space_before() || reading_.token(t - 1).line_start());
    }

    const Reading& reading_;
    std::string_view text_;
    bool own_marks_;  // the language has marks of its own
    std::vector<Mark> marks_;
    bool open_double_ = false;  // a double mark was opened and not closed so far
};

class Pairing {
public:
    Pairing(const Reading& reading, std::vector<Mark> marks) : reading_(reading), marks_(std::move(marks)) {}

    MarkedStretches run() {
        for (std::uint32_t i = 0; i < marks_.size(); ++i) {
            leave_paragraphs(i);
            const Mark& mark = marks_[i];
            if (mark.single)
                single(i, mark);
            else
                double_mark(mark);
        }
        while (!stack_.empty()) close_unclosed(stack_.size() - 1);
        sort_parts();
        drop_failed();
        return std::move(done_);
    }

private:
    struct Open {
        std::uint32_t stretch;     // index in done_
        std::uint32_t part_begin;  // first token of the part that runs
        std::uint32_t paragraph;   // of the part that runs
        std::uint32_t first_paragraph;
    };
    struct Part {
        std::uint32_t stretch;
        TokenRange tokens;
    };

    /// The first double mark from mark `i` on, or null. Asked with growing `i`, it walks over the marks once.
    const Mark* next_double(std::uint32_t i) {
        next_double_ = std::max(next_double_, i);
        while (next_double_ < marks_.size() && marks_[next_double_].single) ++next_double_;
        return next_double_ < marks_.size() ? &marks_[next_double_] : nullptr;
    }

    /// Whether the first single mark from mark `i` on is sure to close.
    bool next_single_closes(std::uint32_t i) {
        next_single_ = std::max(next_single_, i);
        while (next_single_ < marks_.size() && !marks_[next_single_].single) ++next_single_;
        return next_single_ < marks_.size() && marks_[next_single_].side == Side::close && sure_close(marks_[next_single_].token);
    }

    /// A single closing mark behind punctuation is no apostrophe.
    bool sure_close(std::uint32_t t) const { return t > 0 && reading_.token(t - 1).kind == TokenKind::mark; }

    TokenRange paragraph(std::uint32_t p) const { return reading_.paragraphs()[p].tokens; }
    MarkedStretch& stretch(const Open& open) { return done_.list[open.stretch]; }

    /// Ends, carries on or gives up what is open when the paragraphs before mark `i` end.
    void leave_paragraphs(std::uint32_t i) {
        const Mark& mark = marks_[i];
        while (!stack_.empty() && stack_.front().paragraph < mark.paragraph) {
            const std::uint32_t here = stack_.front().paragraph;
            const bool single = stretch(stack_.front()).single;
            const bool reopened =
                mark.starts_paragraph && mark.paragraph == here + 1 && !mark.single && !single && mark.side != Side::close;
            const Mark* next = single ? nullptr : next_double(i);
            const bool closes_later =
                next != nullptr && next->side == Side::close && next->paragraph - stack_.front().first_paragraph <= max_open_paragraphs;
            if (!reopened && !closes_later) {
                close_unclosed(0);
                continue;
            }
            for (Open& open : stack_) {
                end_part(open, paragraph(open.paragraph).last);
                ++open.paragraph;
                open.part_begin = paragraph(open.paragraph).first;
                if (!reopened) stretch(open).balanced = stretch(open).single && stretch(open).balanced;
            }
            if (reopened) {
                for (Open& open : stack_) open.part_begin = mark.token + 1;
                reopening_ = mark.token;
                return;
            }
        }
    }

    void end_part(const Open& open, std::uint32_t end) {
        if (open.part_begin >= end) return;
        parts_.push_back({open.stretch, {open.part_begin, end}});
        ++stretch(open).part_count;
    }

    void push(const Mark& mark) {
        if (stack_.size() >= max_depth) return;
        MarkedStretch stretch;
        stretch.open = mark.token;
        stretch.single = mark.single;
        if (!stack_.empty()) stretch.parent = stack_.back().stretch;
        stack_.push_back({done_.size(), mark.token + 1, mark.paragraph, mark.paragraph});
        done_.list.push_back(stretch);
    }

    /// Closes the open stretch at `depth` and what is open inside it.
    void close(std::size_t depth, const Mark& mark) {
        while (stack_.size() > depth) {
            const Open open = stack_.back();
            stack_.pop_back();
            end_part(open, mark.token);
            if (stack_.size() > depth)
                stretch(open).balanced = false;  // ended by the mark of the outer one
            else
                stretch(open).close = mark.token;
            // Marks with nothing between them: no stretch.
            if (stretch(open).part_count == 0 && open.stretch + 1 == done_.size()) done_.list.pop_back();
        }
    }

    void close_unclosed(std::size_t depth) {
        while (stack_.size() > depth) {
            const Open open = stack_.back();
            stack_.pop_back();
            end_part(open, paragraph(open.paragraph).last);
            stretch(open).balanced = false;
        }
    }

    void double_mark(const Mark& mark) {
        if (reopening_ == mark.token) return;
        std::size_t depth = stack_.size();
        while (depth > 0 && stretch(stack_[depth - 1]).single) --depth;
        const bool open_double = depth > 0;
        if (mark.side == Side::open || (mark.side == Side::either && !open_double)) {
            push(mark);
        } else if (open_double) {
            close(depth - 1, mark);
        }
        // A closing mark with nothing open: its opening mark is missing; the words before it are not known to be a quotation.
    }

    void single(std::uint32_t i, const Mark& mark) {
        if (mark.side == Side::open) {
            push(mark);
            return;
        }
        if (stack_.empty() || !stretch(stack_.back()).single) return;  // an apostrophe
        // "the countries' rule": an apostrophe, if a surer closing mark follows.
        if (!sure_close(mark.token) && reading_.token(mark.token - 1).is_word() && ends_as_plural(mark.token - 1) &&
            next_single_closes(i + 1))
            return;
        close(stack_.size() - 1, mark);
    }

    bool ends_as_plural(std::uint32_t t) const {
        const std::string& ending = reading_.rules().grammar_words().plural_ending();
        return !ending.empty() && reading_.folded(t).ends_with(ending);
    }

    /// Puts the parts of each stretch together.
    void sort_parts() {
        std::uint32_t at = 0;
        for (MarkedStretch& stretch : done_.list) {
            stretch.first_part = at;
            at += stretch.part_count;
            stretch.part_count = 0;
        }
        done_.all_parts.resize(at);
        for (const Part& part : parts_) {
            MarkedStretch& stretch = done_.list[part.stretch];
            done_.all_parts[stretch.first_part + stretch.part_count++] = part.tokens;
        }
    }

    /// A single mark that nothing closed and that stands in no quotation was an apostrophe; stretches without content are none.
    void drop_failed() {
        constexpr std::uint32_t none = 0xFFFFFFFF;
        std::vector<std::uint32_t> moved(done_.size());  // of one that was dropped: where the one around it went
        std::uint32_t kept = 0;
        for (std::uint32_t i = 0; i < done_.size(); ++i) {
            MarkedStretch s = done_[i];
            const std::uint32_t parent = s.parent ? moved[*s.parent] : none;
            moved[i] = parent;
            if (s.part_count == 0 || (s.single && !s.close && (parent == none || done_.parts(i).front().size() < 4))) continue;
            s.parent = parent == none ? std::nullopt : std::optional(parent);
            moved[i] = kept;
            done_.list[kept++] = s;
        }
        done_.list.resize(kept);
    }

    const Reading& reading_;
    std::vector<Mark> marks_;
    std::uint32_t next_double_ = 0, next_single_ = 0;
    std::vector<Open> stack_;
    std::vector<Part> parts_;  // in the order they ended
    MarkedStretches done_;
    std::uint32_t reopening_ = 0xFFFFFFFF;
};

}  // namespace

MarkedStretches marked_stretches(const Reading& reading) {
    return Pairing(reading, MarkReader(reading).run()).run();
}

}  // namespace dateline
