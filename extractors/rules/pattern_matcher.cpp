#include "extractors/rules/pattern_matcher.hpp"

#include <algorithm>
#include <cstring>

namespace dateline {
namespace {

constexpr std::uint32_t max_steps = 4000;

}  // namespace

bool PatternMatcher::match(const PatternProgram& program, const PatternAnchor& anchor, std::uint32_t token, Match& out) {
    const std::uint32_t room = token - sentence_.first;
    if (room < anchor.least_before) return false;
    program_ = &program;
    code_ = program.code.data();
    elements_ = program.elements.data();
    anchor_token_ = token;
    std::uint32_t longest = 0;
    if (anchor.only && anchor.most_before > anchor.least_before) {
        // Before all starts are tried: whether the row can go on from here to its end.
        start_ = token;
        best_ = steps_ = 0;
        step(anchor.step, token, false);
        if (best_ == 0) return false;
    }
    for (std::uint32_t before = std::min<std::uint32_t>(room, anchor.most_before);; --before) {
        const std::uint32_t start = token - before;
        if (anchor.most_before == 0 || program.first.meets(look_behind(start))) {
            start_ = start;
            best_ = steps_ = 0;
            if (program.loops) std::memset(visited_, 0, (program.code.size() * (max_pattern_tokens + 1) * 2 / 64 + 1) * sizeof visited_[0]);
            if (!program.captures.empty()) current_ = {};
            step(0, start, false);
            if (best_ > start && best_ - start > longest) {
                longest = best_ - start;
                out = {anchor.row, {start, best_}, best_captures_};
                if (anchor.only) return true;  // a later start ends no later
            }
        }
        if (before == anchor.least_before) return longest > 0;
    }
}

bool PatternMatcher::seen(std::size_t pc, std::uint32_t at, bool anchored) {
    const std::size_t bit = (pc * (max_pattern_tokens + 1) + (at - start_)) * 2 + anchored;
    std::uint64_t& word = visited_[bit / 64];
    const std::uint64_t mask = std::uint64_t{1} << (bit % 64);
    const bool was = word & mask;
    word |= mask;
    return was;
}

void PatternMatcher::step(std::size_t pc, std::uint32_t at, bool anchored) {
    if (++steps_ > max_steps) {
        gave_up_ = true;
        return;
    }
    // The captures of a way that was tried are taken back where it was chosen.
    while (at - start_ <= max_pattern_tokens) {
        if (program_->loops && seen(pc, at, anchored)) return;
        const PatternStep& i = code_[pc];
        switch (i.op) {
            case PatternOp::accept:
                if (anchored && at > best_) {
                    best_ = at;
                    best_captures_ = current_;
                }
                return;
            case PatternOp::jump:
                pc = i.a;
                break;
            case PatternOp::split: {
                if (blocked(i.a, at)) {
                    pc = i.b;
                    break;
                }
                const Captures before = current_;
                step(i.a, at, anchored);
                current_ = before;
                pc = i.b;
                break;
            }
            case PatternOp::open:
            case PatternOp::close: {
                if (++steps_ > max_steps) {
                    gave_up_ = true;
                    return;
                }
                TokenRange& capture = current_[i.a];
                if (i.op == PatternOp::open) capture.first = at;
                capture.last = at;
                ++pc;
                break;
            }
            case PatternOp::deny:
                if (holds(pc + 1, at)) return;
                pc = i.a;
                break;
            case PatternOp::take: {
                const PatternElement& element = elements_[i.a];
                const int length = taken(element, at);
                if (length < 0) return;
                anchored = anchored || (element.anchor && at == anchor_token_);
                at += static_cast<std::uint32_t>(length);
                ++pc;
                break;
            }
        }
    }
}

bool PatternMatcher::blocked(std::size_t pc, std::uint32_t at) const {
    const PatternStep* i = &code_[pc];
    while (i->op == PatternOp::open) ++i;
    return i->op == PatternOp::take && taken(elements_[i->a], at) < 0;
}

bool PatternMatcher::holds(std::size_t pc, std::uint32_t at) {
    while (++steps_ <= max_steps) {
        const PatternStep& i = code_[pc];
        switch (i.op) {
            case PatternOp::accept:
                return true;
            case PatternOp::jump:
                pc = i.a;
                break;
            case PatternOp::split:
                if (holds(i.a, at)) return true;
                pc = i.b;
                break;
            case PatternOp::deny:
                if (holds(pc + 1, at)) return false;
                pc = i.a;
                break;
            case PatternOp::take: {
                const int length = taken(elements_[i.a], at);
                if (length < 0) return false;
                at += static_cast<std::uint32_t>(length);
                ++pc;
                break;
            }
            case PatternOp::open:
            case PatternOp::close:
                ++pc;
        }
    }
    gave_up_ = true;
    return false;
}

int PatternMatcher::taken(const PatternElement& e, std::uint32_t at) const {
    if (at >= sentence_.last) return e.test == PatternTest::end || (e.test == PatternTest::start && at == sentence_.first) ? 0 : -1;
    const Token& token = reading_.token(at);
    switch (e.test) {
        case PatternTest::word:
            if (e.word != no_word) return token.word == e.word ? 1 : -1;
            return reading_.folded(at) == e.text ? 1 : -1;
        case PatternTest::one_of:
            return (e.word_bits & PatternLook::word_bit(token.word)) != 0 &&
                           std::find(e.words.begin(), e.words.end(), token.word) != e.words.end()
                       ? 1
                       : -1;
        case PatternTest::exact:
            return (e.word == no_word || token.word == e.word) && reading_.text(at) == e.text ? 1 : -1;
        case PatternTest::file: {
            if (!(token.families & family_bit(e.file))) return -1;
            const LexiconHit* hit = reading_.hit(at, e.file);
            if (hit == nullptr || at + hit->length > sentence_.last) return -1;
            if (e.cls != 0 && reading_.rules().class_of(e.file, hit->row) != e.cls) return -1;
            return hit->length;
        }
        case PatternTest::span: {
            const SpanIndex::Entry* entry = spans_.at(e.span, at);
            if (entry == nullptr || entry->tokens.last > sentence_.last || (e.type >= 0 && entry->type != e.type)) return -1;
            return static_cast<int>(entry->tokens.size());
        }
        case PatternTest::shape:
            if (e.shape->digits_only() && !token.is_digits()) return -1;
            return e.shape->matches(reading_.folded(at)) ? 1 : -1;
        case PatternTest::regex: {
            const std::string_view folded = reading_.folded(at);
            return re2::RE2::FullMatch(re2::StringPiece(folded.data(), folded.size()), *e.regex) ? 1 : -1;
        }
        case PatternTest::mark:
            return is_mark(at) ? 1 : -1;
        case PatternTest::any:
            return !program_->crosses_marks && is_mark(at) ? -1 : 1;
        case PatternTest::tag:
            return in(static_cast<Tag>(token.tag), e.tags) ? 1 : -1;
        case PatternTest::noun_group: {
            const NounGroup* group = reading_.noun_group_at(at);
            return group != nullptr && group->tokens.first == at ? static_cast<int>(group->tokens.size()) : -1;
        }
        case PatternTest::verb_group: {
            const VerbGroup* group = reading_.verb_group_at(at);
            return group != nullptr && group->tokens.first == at ? static_cast<int>(group->tokens.size()) : -1;
        }
        case PatternTest::start:
            return at == sentence_.first ? 0 : -1;
        case PatternTest::end:
            return -1;
    }
    return -1;
}

bool PatternMatcher::is_mark(std::uint32_t at) const {
    if (reading_.token(at).kind != TokenKind::mark) return false;
    const std::string_view folded = reading_.folded(at);
    return folded == "\"" || folded == "'" || folded == "''" || folded == "``";
}

}  // namespace dateline
