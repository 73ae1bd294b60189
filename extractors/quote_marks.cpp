#include "extractors/quote_marks.hpp"

#include <algorithm>

namespace dateline {
namespace {

constexpr std::size_t max_depth = 64;
constexpr std::uint32_t max_open_paragraphs = 12;

enum class Side : std::uint8_t { open, close, either, none };

struct Mark {
    std::uint32_t token = 0;
    bool single = false;
    Side side = Side::none;
    bool starts_paragraph = false;
    std::uint32_t paragraph = 0;
};

bool is_any(std::string_view text, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

class MarkReader {
public:
    explicit MarkReader(const Reading& reading) : reading_(reading) {}

    std::vector<Mark> run() {
        const TokenRange body = reading_.zone_tokens(Zone::text);
        std::uint32_t paragraph = 0;
        for (std::uint32_t t = body.first; t < body.last; ++t) {
            while (paragraph < reading_.paragraphs().size() && t >= reading_.paragraphs()[paragraph].tokens.last) ++paragraph;
            if (reading_.token(t).kind != TokenKind::mark) continue;
            Mark mark = read(t, reading_.paragraphs()[paragraph].tokens);
            mark.paragraph = paragraph;
            if (mark.side == Side::none) continue;
            if (!mark.single) open_double_ = mark.side == Side::open || (mark.side == Side::either && !open_double_);
            marks_.push_back(mark);
        }
        return std::move(marks_);
    }

private:
    Mark read(std::uint32_t t, TokenRange paragraph) const {
        const std::string_view text = reading_.text(t);
        Mark mark;
        mark.token = t;
        mark.starts_paragraph = t == paragraph.first;
        const bool blank_before = t == paragraph.first || reading_.token(t).space_before();
        const bool blank_after = t + 1 >= paragraph.last || reading_.token(t + 1).space_before();
        const bool glued_to_digit = !blank_before && reading_.token(t - 1).is_digits();
        if (is_any(text, {"\xE2\x80\x9C", "\xC2\xAB", "\xE2\x80\x9E", "``"})) {
            mark.side = Side::open;
            // A curly opening mark behind a word and before a blank is a slip for a closing one.
            if (!blank_before && blank_after) mark.side = Side::close;
        } else if (is_any(text, {"\xE2\x80\x9D", "\xC2\xBB"})) {
            mark.side = blank_before && !blank_after ? Side::open : Side::close;
        } else if (is_any(text, {"\"", "''", "\xE2\x80\x9F"})) {
            if (glued_to_digit && text == "\"" && !open_double_) return mark;  // inches
            mark.side = side_by_blanks(t, paragraph, blank_before, blank_after);
        } else if (is_any(text, {"\xE2\x80\x98", "\xE2\x80\x9A", "\xE2\x80\xB9", "`"})) {
            mark.single = true;
            mark.side = blank_before || opens_before(t) ? Side::open : Side::none;
        } else if (is_any(text, {"'", "\xE2\x80\x99", "\xE2\x80\xBA"})) {
            mark.single = true;
            mark.side = single_side(t, paragraph, blank_before, blank_after);
        }
        return mark;
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
            return reading_.text(t) == "\xE2\x80\x99" ? Side::none : Side::open;
        }
        if (!blank_before) return Side::close;
        return Side::none;
    }

    /// A bracket, dash or another opening mark right before.
    bool opens_before(std::uint32_t t) const {
        if (t == 0 || reading_.token(t).space_before() || reading_.token(t - 1).kind != TokenKind::mark) return false;
        const std::string_view before = reading_.text(t - 1);
        if (is_any(before, {"(", "[", "\xE2\x80\x94", "\xE2\x80\x93", "-", "\xE2\x80\x9C", "\xE2\x80\x98", "--", "\xC2\xAB"})) return true;
        return is_any(before, {"\"", "'"}) && (t == 1 || reading_.token(t - 1).space_before() || reading_.token(t - 1).line_start());
    }

    const Reading& reading_;
    std::vector<Mark> marks_;
    bool open_double_ = false;  // a double mark was opened and not closed so far
};

class Pairing {
public:
    Pairing(const Reading& reading, std::vector<Mark> marks) : reading_(reading), marks_(std::move(marks)) { look_ahead(); }

    std::vector<MarkedStretch> run() {
        for (std::size_t i = 0; i < marks_.size(); ++i) {
            leave_paragraphs(i);
            const Mark& mark = marks_[i];
            if (mark.single)
                single(i, mark);
            else
                double_mark(mark);
        }
        while (!stack_.empty()) close_unclosed(stack_.size() - 1);
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

    /// For each mark: whether the next double mark from there on closes.
    void look_ahead() {
        next_double_closes_.assign(marks_.size() + 1, false);
        next_single_closes_.assign(marks_.size() + 1, false);
        next_double_paragraph_.assign(marks_.size() + 1, 0xFFFFFFFF);
        for (std::size_t i = marks_.size(); i-- > 0;) {
            next_double_closes_[i] = marks_[i].single ? next_double_closes_[i + 1] : marks_[i].side == Side::close;
            next_double_paragraph_[i] = marks_[i].single ? next_double_paragraph_[i + 1] : marks_[i].paragraph;
            next_single_closes_[i] =
                !marks_[i].single ? next_single_closes_[i + 1] : marks_[i].side == Side::close && sure_close(marks_[i].token);
        }
    }

    /// A single closing mark behind punctuation is no apostrophe.
    bool sure_close(std::uint32_t t) const { return t > 0 && reading_.token(t - 1).kind == TokenKind::mark; }

    TokenRange paragraph(std::uint32_t p) const { return reading_.paragraphs()[p].tokens; }

    /// Ends, carries on or gives up what is open when the paragraphs before mark `i` end.
    void leave_paragraphs(std::size_t i) {
        const Mark& mark = marks_[i];
        while (!stack_.empty() && stack_.front().paragraph < mark.paragraph) {
            const std::uint32_t here = stack_.front().paragraph;
            const bool reopened = mark.starts_paragraph && mark.paragraph == here + 1 && !mark.single &&
                                  !done_[stack_.front().stretch].single && mark.side != Side::close;
            const bool closes_later =
                !done_[stack_.front().stretch].single
                    ? next_double_closes_[i] && next_double_paragraph_[i] - stack_.front().first_paragraph <= max_open_paragraphs
                    : false;
            if (!reopened && !closes_later) {
                close_unclosed(0);
                continue;
            }
            for (Open& open : stack_) {
                end_part(open, paragraph(open.paragraph).last);
                ++open.paragraph;
                open.part_begin = paragraph(open.paragraph).first;
                if (!reopened) done_[open.stretch].balanced = done_[open.stretch].single && done_[open.stretch].balanced;
            }
            if (reopened) {
                for (Open& open : stack_) open.part_begin = mark.token + 1;
                reopening_ = mark.token;
                return;
            }
        }
    }

    void end_part(const Open& open, std::uint32_t end) {
        if (open.part_begin < end) done_[open.stretch].parts.push_back({open.part_begin, end});
    }

    void push(const Mark& mark) {
        if (stack_.size() >= max_depth) return;
        MarkedStretch stretch;
        stretch.open = mark.token;
        stretch.single = mark.single;
        if (!stack_.empty()) stretch.parent = stack_.back().stretch;
        stack_.push_back({static_cast<std::uint32_t>(done_.size()), mark.token + 1, mark.paragraph, mark.paragraph});
        done_.push_back(stretch);
    }

    /// Closes the open stretch at `depth` and what is open inside it.
    void close(std::size_t depth, const Mark& mark) {
        while (stack_.size() > depth) {
            const Open open = stack_.back();
            stack_.pop_back();
            MarkedStretch& stretch = done_[open.stretch];
            end_part(open, mark.token);
            if (stack_.size() > depth)
                stretch.balanced = false;  // ended by the mark of the outer one
            else
                stretch.close = mark.token;
        }
    }

    void close_unclosed(std::size_t depth) {
        while (stack_.size() > depth) {
            const Open open = stack_.back();
            stack_.pop_back();
            end_part(open, paragraph(open.paragraph).last);
            done_[open.stretch].balanced = false;
        }
    }

    void double_mark(const Mark& mark) {
        if (reopening_ == mark.token) return;
        std::size_t depth = stack_.size();
        while (depth > 0 && done_[stack_[depth - 1].stretch].single) --depth;
        const bool open_double = depth > 0;
        if (mark.side == Side::open || (mark.side == Side::either && !open_double)) {
            push(mark);
        } else if (open_double) {
            close(depth - 1, mark);
        }
        // A closing mark with nothing open: its opening mark is missing; the words before it are not known to be a quotation.
    }

    void single(std::size_t i, const Mark& mark) {
        if (mark.side == Side::open) {
            push(mark);
            return;
        }
        if (stack_.empty() || !done_[stack_.back().stretch].single) return;  // an apostrophe
        // "the countries' rule": an apostrophe, if a surer closing mark follows.
        if (!sure_close(mark.token) && reading_.token(mark.token - 1).is_word() && ends_in_s(mark.token - 1) && next_single_closes_[i + 1])
            return;
        close(stack_.size() - 1, mark);
    }

    bool ends_in_s(std::uint32_t t) const { return reading_.folded(t).back() == 's'; }

    /// A single mark that nothing closed and that stands in no quotation was an apostrophe; stretches without content are none.
    void drop_failed() {
        std::vector<std::uint32_t> moved(done_.size(), 0xFFFFFFFF);
        std::vector<MarkedStretch> kept;
        for (std::uint32_t i = 0; i < done_.size(); ++i) {
            MarkedStretch& s = done_[i];
            std::optional<std::uint32_t> parent = s.parent;
            while (parent && moved[*parent] == 0xFFFFFFFF) parent = done_[*parent].parent;
            const bool failed = s.parts.empty() || (s.single && !s.close && (!parent || s.parts.front().size() < 4));
            if (failed) continue;
            s.parent = parent ? std::optional(moved[*parent]) : std::nullopt;
            moved[i] = static_cast<std::uint32_t>(kept.size());
            kept.push_back(s);
        }
        done_ = std::move(kept);
    }

    const Reading& reading_;
    std::vector<Mark> marks_;
    std::vector<bool> next_double_closes_, next_single_closes_;
    std::vector<std::uint32_t> next_double_paragraph_;
    std::vector<Open> stack_;
    std::vector<MarkedStretch> done_;
    std::uint32_t reopening_ = 0xFFFFFFFF;
};

}  // namespace

std::vector<MarkedStretch> marked_stretches(const Reading& reading) {
    return Pairing(reading, MarkReader(reading).run()).run();
}

}  // namespace dateline
