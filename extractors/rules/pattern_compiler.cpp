#include "extractors/rules/pattern_compiler.hpp"

#include <algorithm>
#include <span>

#include "extractors/rules/pattern_looks.hpp"
#include "extractors/rules/pattern_parser.hpp"

namespace dateline {
namespace {

/// Writes the steps of a syntax tree.
class Emitter {
public:
    explicit Emitter(PatternProgram& program) : program_(program) {}

    void emit(const PatternNode& node) {
        if (program_.code.size() > max_pattern_code) return;  // an error soon; repeats of repeats would go on for long
        switch (node.kind) {
            case PatternNode::Kind::element:
                put(PatternOp::take, node.element);
                break;
            case PatternNode::Kind::sequence:
                for (const PatternNode& child : node.children) emit(child);
                break;
            case PatternNode::Kind::alternatives:
                alternatives(node);
                break;
            case PatternNode::Kind::repeat:
                repeat(node);
                break;
            case PatternNode::Kind::capture:
                put(PatternOp::open, node.capture);
                emit(node.children.front());
                put(PatternOp::close, node.capture);
                break;
            case PatternNode::Kind::deny: {
                const std::size_t deny = put(PatternOp::deny);
                emit(node.children.front());
                put(PatternOp::accept);
                program_.code[deny].a = here();
                break;
            }
        }
    }

    std::size_t put(PatternOp op, std::uint16_t a = 0) {
        program_.code.push_back({op, a, 0});
        return program_.code.size() - 1;
    }

private:
    std::uint16_t here() const { return static_cast<std::uint16_t>(program_.code.size()); }

    void alternatives(const PatternNode& node) {
        std::vector<std::size_t> exits;
        for (std::size_t i = 0; i < node.children.size();) {
            const std::size_t words = words_from(node.children, i);
            const auto alternative = [&] {
                if (words > 1)
                    put(PatternOp::take, one_of(std::span(node.children).subspan(i, words)));
                else
                    emit(node.children[i]);
            };
            const std::size_t next = i + std::max<std::size_t>(words, 1);
            if (next == node.children.size()) {
                alternative();
                break;
            }
            const std::size_t split = put(PatternOp::split);
            program_.code[split].a = here();
            alternative();
            exits.push_back(put(PatternOp::jump));
            program_.code[split].b = here();
            i = next;
        }
        for (const std::size_t exit : exits) program_.code[exit].a = here();
    }

    /// How many nodes from `first` on are plain words, which are looked for together; none of them finds the row.
    std::size_t words_from(const std::vector<PatternNode>& nodes, std::size_t first) const {
        std::size_t end = first;
        for (; end < nodes.size() && nodes[end].kind == PatternNode::Kind::element; ++end) {
            const PatternElement& element = program_.elements[nodes[end].element];
            if (element.test != PatternTest::word || element.word == no_word || element.anchor) break;
        }
        return end - first;
    }

    std::uint16_t one_of(std::span<const PatternNode> words) {
        PatternElement all;
        all.test = PatternTest::one_of;
        for (const PatternNode& node : words) {
            all.words.push_back(program_.elements[node.element].word);
            all.word_bits |= PatternLook::word_bit(all.words.back());
        }
        program_.elements.push_back(std::move(all));
        return static_cast<std::uint16_t>(program_.elements.size() - 1);
    }

    void repeat(const PatternNode& node) {
        const PatternNode& child = node.children.front();
        for (std::uint16_t i = 0; i < node.low; ++i) emit(child);
        if (node.high >= max_pattern_tokens) {
            const std::size_t split = put(PatternOp::split);
            program_.code[split].a = here();
            emit(child);
            program_.code[put(PatternOp::jump)].a = static_cast<std::uint16_t>(split);
            program_.code[split].b = here();
            return;
        }
        std::vector<std::size_t> splits;
        for (std::uint16_t i = node.low; i < node.high; ++i) {
            splits.push_back(put(PatternOp::split));
            program_.code[splits.back()].a = here();
            emit(child);
        }
        for (const std::size_t split : splits) program_.code[split].b = here();
    }

    PatternProgram& program_;
};

/// Whether something in a node is repeated; and whether what is repeated without end can be nothing.
bool repeats(const PatternNode& node) {
    return (node.kind == PatternNode::Kind::repeat && node.high > 1) || std::any_of(node.children.begin(), node.children.end(), repeats);
}
bool repeats_nothing(PatternMeasures& measures, const PatternProgram& program, const PatternNode& node) {
    if (node.kind == PatternNode::Kind::repeat && node.high >= max_pattern_tokens &&
        measures.width(program, node.children.front()).least == 0)
        return true;
    return std::any_of(node.children.begin(), node.children.end(),
                       [&](const PatternNode& child) { return repeats_nothing(measures, program, child); });
}

std::uint16_t wanted_by(const PatternElement& element) {
    if (element.test == PatternTest::file) return element.cls;
    return element.test == PatternTest::span ? static_cast<std::uint16_t>(element.type + 1) : std::uint16_t{0};
}

}  // namespace

std::unique_ptr<PatternProgram> compile_pattern(const LanguageRules& rules, PatternMeasures& measures, const Table& table,
                                                std::uint32_t row) {
    auto program = std::make_unique<PatternProgram>();
    program->elements.reserve(24);
    program->code.reserve(64);
    const PatternNode root = parse_pattern(rules, table, row, *program);
    if (repeats_nothing(measures, *program, root)) fail_pattern(table, row, "repeats something that can be nothing");
    const AnchorChoice choice = choose_anchor(measures, *program, root);
    if (choice.places.empty())
        fail_pattern(table, row, "no element that it can be found by; add a word, a file or a span that must be there");
    for (const AnchorChoice::Place& place : choice.places) program->elements[place.element].anchor = true;
    Emitter emitter(*program);
    emitter.emit(root);
    emitter.put(PatternOp::accept);
    if (program->code.size() > max_pattern_code)
        fail_pattern(table, row, "too long: more than " + std::to_string(max_pattern_code) + " steps");
    program->loops = repeats(root);
    program->first = first_look(*program);
    for (const AnchorChoice::Place& place : choice.places) {
        const PatternElement& element = program->elements[place.element];
        PatternAnchor anchor;
        anchor.row = row;
        anchor.element = place.element;
        anchor.wanted = wanted_by(element);
        anchor.least_before = static_cast<std::uint8_t>(place.before.least);
        anchor.most_before = static_cast<std::uint8_t>(place.before.most);
        anchor.before = look_before(*program, place.element, measures);
        anchor.behind = look_behind(*program, place.element);
        const auto takes_it = [&](const PatternStep& step) { return step.op == PatternOp::take && step.a == place.element; };
        const auto first = std::find_if(program->code.begin(), program->code.end(), takes_it);
        anchor.step = static_cast<std::uint16_t>(first - program->code.begin());
        anchor.only = choice.places.size() == 1 && !program->loops && std::none_of(first + 1, program->code.end(), takes_it);
        program->anchors.push_back(anchor);
    }
    return program;
}

}  // namespace dateline
