#include "extractors/rules/pattern_looks.hpp"

namespace dateline {
namespace {

constexpr std::uint8_t any_token = PatternLook::anything & ~PatternLook::edge;

void add_word(PatternLook& look, WordId word) {
    if (word == no_word)
        look.rest |= PatternLook::of_kinds(any_token);
    else
        look.words |= PatternLook::word_bit(word);
}

/// Adds the token that an element of one token takes.
void add_token(PatternLook& look, const PatternElement& element) {
    switch (element.test) {
        case PatternTest::word:
        case PatternTest::exact:
            add_word(look, element.word);
            break;
        case PatternTest::one_of:
            look.words |= element.word_bits;
            break;
        case PatternTest::mark:
            look.rest |= PatternLook::of_kinds(PatternLook::kind_bit(TokenKind::mark));
            break;
        case PatternTest::tag:
            look.rest |= PatternLook::of_tags(element.tags);
            break;
        case PatternTest::shape:
            for (const WordId word : element.words) add_word(look, word);
            if (element.shape->digits_only()) look.rest |= PatternLook::of_kinds(PatternLook::kind_bit(TokenKind::digits));
            if (element.words.empty() && !element.shape->digits_only()) look.rest |= PatternLook::of_kinds(any_token);
            break;
        default:
            look.rest |= PatternLook::of_kinds(any_token);
    }
}

/// Adds the first token of what an element takes.
void add_first(PatternLook& look, const PatternElement& element) {
    if (element.test == PatternTest::file)
        look.families |= family_bit(element.file);
    else if (element.test == PatternTest::span)
        look.rest |= PatternLook::of_spans(set_of(element.span));
    else
        add_token(look, element);
}

/// Adds the last token of what an element takes; of a span, that it ends there.
void add_last(PatternLook& look, const PatternElement& element, PatternMeasures& measures) {
    if (element.test == PatternTest::file && measures.longest_entry(element.file) == 1)
        look.families |= family_bit(element.file);
    else if (element.test == PatternTest::span)
        look.rest |= PatternLook::of_spans(set_of(element.span));
    else
        add_token(look, element);
}

/// Follows the steps from `pending` on without taking a token; adds what is taken first.
void add_next(PatternLook& look, const PatternProgram& program, std::size_t from) {
    std::vector<std::size_t> pending = {from};
    std::vector<bool> seen(program.code.size());
    while (!pending.empty()) {
        const std::size_t pc = pending.back();
        pending.pop_back();
        if (seen[pc]) continue;
        seen[pc] = true;
        const PatternStep& step = program.code[pc];
        switch (step.op) {
            case PatternOp::split:
                pending.push_back(step.a);
                pending.push_back(step.b);
                break;
            case PatternOp::jump:
            case PatternOp::deny:
                pending.push_back(step.a);
                break;
            case PatternOp::open:
            case PatternOp::close:
                pending.push_back(pc + 1);
                break;
            case PatternOp::accept:
                look.rest |= PatternLook::of_kinds(PatternLook::anything);
                break;
            case PatternOp::take: {
                const PatternElement& element = program.elements[step.a];
                if (element.test == PatternTest::start)
                    pending.push_back(pc + 1);
                else if (element.test == PatternTest::end)
                    look.rest |= PatternLook::of_kinds(PatternLook::edge);
                else
                    add_first(look, element);
            }
        }
    }
}

/// From which step which step is reached.
struct Way {
    std::size_t from, to;
};
std::vector<Way> ways(const PatternProgram& program) {
    std::vector<Way> all;
    all.reserve(program.code.size() * 2);
    for (std::size_t pc = 0; pc < program.code.size(); ++pc) {
        const PatternStep& step = program.code[pc];
        switch (step.op) {
            case PatternOp::split:
                all.push_back({pc, step.a});
                all.push_back({pc, step.b});
                break;
            case PatternOp::jump:
            case PatternOp::deny:
                all.push_back({pc, step.a});
                break;
            case PatternOp::open:
            case PatternOp::close:
            case PatternOp::take:
                all.push_back({pc, pc + 1});
                break;
            case PatternOp::accept:
                break;
        }
    }
    return all;
}

template <typename Add>
void for_each_take(const PatternProgram& program, std::uint16_t element, Add add) {
    for (std::size_t pc = 0; pc < program.code.size(); ++pc)
        if (program.code[pc].op == PatternOp::take && program.code[pc].a == element) add(pc);
}

}  // namespace

PatternLook first_look(const PatternProgram& program) {
    PatternLook look;
    add_next(look, program, 0);
    return look;
}

PatternLook look_behind(const PatternProgram& program, std::uint16_t element) {
    PatternLook look;
    for_each_take(program, element, [&](std::size_t pc) { add_next(look, program, pc + 1); });
    return look;
}

PatternLook look_before(const PatternProgram& program, std::uint16_t element, PatternMeasures& measures) {
    PatternLook look;
    const std::vector<Way> all = ways(program);
    std::vector<bool> seen(program.code.size());
    std::vector<std::size_t> pending;
    for_each_take(program, element, [&](std::size_t pc) { pending.push_back(pc); });
    // A step is looked at for what leads to it: the start of the row, or the steps that take a token there.
    while (!pending.empty()) {
        const std::size_t pc = pending.back();
        pending.pop_back();
        if (seen[pc]) continue;
        seen[pc] = true;
        if (pc == 0) look.rest |= PatternLook::of_kinds(PatternLook::anything);
        for (const auto [earlier, to] : all) {
            if (to != pc) continue;
            const PatternStep& step = program.code[earlier];
            if (step.op != PatternOp::take) {
                pending.push_back(earlier);
                continue;
            }
            const PatternElement& taken = program.elements[step.a];
            if (taken.test == PatternTest::start)
                look.rest |= PatternLook::of_kinds(PatternLook::edge);
            else if (taken.test == PatternTest::end)
                pending.push_back(earlier);
            else
                add_last(look, taken, measures);
        }
    }
    return look;
}

}  // namespace dateline
