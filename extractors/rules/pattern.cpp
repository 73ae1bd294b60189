#include "extractors/rules/pattern.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <cstring>

#include "extractors/reading/characters.hpp"
#include "schemas/error.hpp"
#include "schemas/fact.hpp"

// A row is compiled to a small backtracking program (Split, Jump, Take, Open, Close, Accept) over tokens. One element, the anchor, is
// chosen: a scan looks only at tokens where an anchor can stand, tries the starts from which the anchor can be reached, and keeps the
// longest match that uses the anchor there. A set of visited (instruction, token) pairs bounds the work for each start, so hostile text
// costs no more than its hits.

namespace dateline {
namespace {

constexpr std::uint32_t max_tokens = 40;
constexpr std::size_t max_code = 256;
constexpr std::uint32_t max_anchors_a_sentence = 200;

enum class Test : std::uint8_t { word, exact, file, span, regex, mark, any, start, end };

struct Element {
    Test test = Test::word;
    bool anchor = false;
    WordId word = no_word;
    std::string text;  // exact spelling
    std::uint16_t file = 0;
    std::uint16_t cls = 0;  // class of a file's rows; 0: any
    bool frequent = false;  // a grammar word: a bad anchor
    SpanKind span = SpanKind::number;
    int type = -1;  // of a span; -1: any
    std::unique_ptr<re2::RE2> regex;
};

enum class Op : std::uint8_t { take, split, jump, open, close, deny, accept };

struct Instruction {
    Op op;
    std::uint16_t a = 0;  // element, target or capture
    std::uint16_t b = 0;  // second target (tried after a)
};

// The syntax tree, only between parsing and code.
struct Node {
    enum class Kind { element, sequence, alternatives, repeat, capture, deny } kind = Kind::sequence;
    std::uint16_t element = 0;
    std::uint16_t low = 0, high = 0;  // repeat
    std::uint16_t capture = 0;
    std::vector<Node> children;
};

}  // namespace

struct PatternSet::Program {
    std::vector<Element> elements;
    std::vector<Instruction> code;
    std::vector<std::string> captures;
    std::uint32_t reach = 0;  // most tokens that can stand before the anchor
    bool crosses_marks = false;
    bool branches = false;  // has a split: ways must be remembered
    // What can come first in a match, and what can come right behind each element: looked at before the program is run.
    struct Next {
        std::vector<std::uint16_t> elements;
        bool anything = false;  // any token, a sentence's edge, or the end of the match
    };
    Next first;
    std::vector<Next> behind;  // by element; filled for anchors
};

namespace {

class Parser {
public:
    Parser(const LanguageRules& rules, const Table& table, std::uint32_t row, PatternSet::Program& program)
        : rules_(rules), table_(table), row_(row), program_(program), text_(table.cell(row, "pattern")) {}

    Node parse() {
        Node root = alternatives();
        skip_blanks();
        if (at_ < text_.size()) fail("unexpected \"" + std::string(text_.substr(at_, 1)) + "\"");
        return root;
    }

    [[noreturn]] void fail(const std::string& what) const { throw Error(Exit::bad_config, table_.where(row_) + ": pattern: " + what); }

private:
    void skip_blanks() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    }
    bool take(std::string_view s) {
        if (text_.substr(at_, s.size()) != s) return false;
        at_ += s.size();
        return true;
    }

    Node alternatives() {
        Node node{Node::Kind::alternatives, 0, 0, 0, 0, {}};
        node.children.push_back(sequence());
        skip_blanks();
        while (take("|")) {
            node.children.push_back(sequence());
            skip_blanks();
        }
        return node.children.size() == 1 ? std::move(node.children.front()) : node;
    }

    Node sequence() {
        Node node;
        for (skip_blanks(); at_ < text_.size() && text_[at_] != '|' && text_[at_] != ')'; skip_blanks()) node.children.push_back(item());
        if (node.children.empty()) fail("an empty alternative");
        return node;
    }

    Node item() {
        if (take("..")) {
            std::uint16_t most = 0;
            const std::size_t digits = at_;
            while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9')
                most = static_cast<std::uint16_t>(most * 10 + (text_[at_++] - '0'));
            if (at_ == digits || most > max_tokens) fail("\"..\" takes a number of tokens up to 40");
            Element any;
            any.test = Test::any;
            return repeat(leaf(std::move(any)), 0, most);
        }
        if (take("?")) return repeat(item(), 0, 1);
        if (take("!")) {
            Node node{Node::Kind::deny, 0, 0, 0, 0, {}};
            node.children.push_back(item());
            return node;
        }
        std::size_t name = at_;
        while (name < text_.size() && (std::islower(static_cast<unsigned char>(text_[name])) || text_[name] == '_')) ++name;
        if (name > at_ && name < text_.size() && text_[name] == '=') {
            Node node{Node::Kind::capture, 0, 0, 0, 0, {}};
            const std::string capture(text_.substr(at_, name - at_));
            const auto known = std::find(program_.captures.begin(), program_.captures.end(), capture);
            node.capture = static_cast<std::uint16_t>(known - program_.captures.begin());
            if (known == program_.captures.end()) program_.captures.push_back(capture);
            if (program_.captures.size() > std::tuple_size_v<decltype(Match::captures)>) fail("more than 8 names");
            at_ = name + 1;
            node.children.push_back(item());
            return node;
        }
        Node node = primary();
        if (take("*")) return repeat(std::move(node), 0, max_tokens);
        if (take("+")) return repeat(std::move(node), 1, max_tokens);
        return node;
    }

    static Node repeat(Node child, std::uint16_t low, std::uint16_t high) {
        Node node{Node::Kind::repeat, 0, low, high, 0, {}};
        node.children.push_back(std::move(child));
        return node;
    }

    Node leaf(Element element) {
        program_.elements.push_back(std::move(element));
        return Node{Node::Kind::element, static_cast<std::uint16_t>(program_.elements.size() - 1), 0, 0, 0, {}};
    }

    Node primary() {
        if (at_ >= text_.size()) fail("ends too early");
        if (take("(")) {
            Node node = alternatives();
            skip_blanks();
            if (!take(")")) fail("\")\" is missing");
            return node;
        }
        Element element;
        if (take("^")) {
            element.test = Test::start;
            return leaf(std::move(element));
        }
        if (take("$") && (at_ == text_.size() || text_[at_] == ' ' || text_[at_] == ')')) {
            element.test = Test::end;
            return leaf(std::move(element));
        }
        if (take("\"")) return quoted();
        if (take("/")) return regex();
        if (take("{")) return braces();
        return words();
    }

    Node quoted() {
        const std::size_t end = text_.find('"', at_);
        if (end == std::string_view::npos) fail("a quotation mark is missing");
        const std::string_view exact = text_.substr(at_, end - at_);
        at_ = end + 1;
        return tokens(exact, true);
    }

    Node words() {
        std::size_t end = at_;
        while (end < text_.size() && std::strchr(" |()*+", text_[end]) == nullptr) ++end;
        // A mark alone may be one of the signs above, escaped with a backslash.
        if (text_[at_] == '\\') {
            end = at_ + 2;
            ++at_;
        }
        if (end <= at_ || end > text_.size()) fail("unexpected \"" + std::string(text_.substr(at_, 1)) + "\"");
        const std::string_view word = text_.substr(at_, end - at_);
        at_ = end;
        return tokens(word, false);
    }

    /// The tokens of `word` one after the other.
    Node tokens(std::string_view word, bool exact) {
        std::vector<Token> found;
        tokenize(word, rules_.clitics(), found);
        if (found.empty()) fail("\"" + std::string(word) + "\" holds no token");
        Node node;
        std::string folded;
        for (const Token& token : found) {
            Element element;
            const std::string_view text = word.substr(token.byte, token.bytes);
            fold(text, folded);
            element.test = exact ? Test::exact : Test::word;
            element.text = exact ? std::string(text) : folded;
            element.word = rules_.lexicon().find(folded);
            element.frequent = frequent(element.word);
            node.children.push_back(leaf(std::move(element)));
        }
        return node.children.size() == 1 ? std::move(node.children.front()) : node;
    }

    /// Whether a word is one of function_words.tsv.
    bool frequent(WordId word) const {
        if (word == no_word || !rules_.has_file("function_words")) return false;
        Token token;
        token.word = word;
        std::vector<LexiconHit> hits;
        rules_.lexicon().hits_at(&token, 0, 1, hits);
        const std::uint16_t file = rules_.file("function_words");
        return std::any_of(hits.begin(), hits.end(), [&](const LexiconHit& hit) { return hit.file == file; });
    }

    Node regex() {
        const std::size_t end = text_.find('/', at_);
        if (end == std::string_view::npos) fail("the closing \"/\" is missing");
        Element element;
        element.test = Test::regex;
        element.regex = std::make_unique<re2::RE2>(re2::StringPiece(text_.data() + at_, end - at_), re2::RE2::Quiet);
        if (!element.regex->ok()) fail(element.regex->error());
        at_ = end + 1;
        return leaf(std::move(element));
    }

    Node braces() {
        const std::size_t end = text_.find('}', at_);
        if (end == std::string_view::npos) fail("\"}\" is missing");
        std::string name(text_.substr(at_, end - at_)), cls;
        at_ = end + 1;
        if (const std::size_t colon = name.find(':'); colon != std::string::npos) {
            cls = name.substr(colon + 1);
            name.resize(colon);
        }
        Element element;
        if (name == "mark") {
            element.test = Test::mark;
            program_.crosses_marks = true;
            return leaf(std::move(element));
        }
        constexpr std::string_view spans[span_kinds] = {"number", "date", "figure", "name", "quote"};
        for (std::size_t kind = 0; kind < span_kinds; ++kind) {
            if (name != spans[kind]) continue;
            element.test = Test::span;
            element.span = static_cast<SpanKind>(kind);
            if (!cls.empty()) element.type = span_type(element.span, cls);
            if (!cls.empty() && element.type < 0) fail("{" + name + ":" + cls + "}: no such type");
            return leaf(std::move(element));
        }
        if (!rules_.has_file(name)) fail("no word file \"" + name + "\"");
        element.test = Test::file;
        element.file = rules_.file(name);
        element.cls = cls.empty() ? std::uint16_t{0} : rules_.class_number(element.file, cls);
        if (rules_.table(element.file).setting("kind") != "words") fail("\"" + name + "\" is not a word file");
        if (!cls.empty() && element.cls == 0) fail("no row of \"" + name + "\" has the class \"" + cls + "\"");
        return leaf(std::move(element));
    }

    static int span_type(SpanKind kind, std::string_view cls) {
        const auto value = [](const auto& e) { return e ? static_cast<int>(*e) : -1; };
        switch (kind) {
            case SpanKind::figure:
                return value(from_wire<FigureType>(cls));
            case SpanKind::name:
                return value(from_wire<EntityType>(cls));
            case SpanKind::date:
                return value(from_wire<TimexType>(cls));
            case SpanKind::quote:
                return value(from_wire<QuoteType>(cls));
            case SpanKind::number:
                return cls == "ordinal" ? 1 : cls == "cardinal" ? 0 : -1;
        }
        return -1;
    }

    const LanguageRules& rules_;
    const Table& table_;
    std::uint32_t row_;
    PatternSet::Program& program_;
    std::string_view text_;
    std::size_t at_ = 0;
};

class Emitter {
public:
    explicit Emitter(PatternSet::Program& program) : program_(program) {}

    void emit(const Node& node) {
        switch (node.kind) {
            case Node::Kind::element:
                put(Op::take, node.element);
                break;
            case Node::Kind::sequence:
                for (const Node& child : node.children) emit(child);
                break;
            case Node::Kind::alternatives:
                alternatives(node);
                break;
            case Node::Kind::repeat:
                repeat(node);
                break;
            case Node::Kind::capture:
                put(Op::open, node.capture);
                emit(node.children.front());
                put(Op::close, node.capture);
                break;
            case Node::Kind::deny: {
                const std::size_t deny = put(Op::deny);
                emit(node.children.front());
                put(Op::accept);
                program_.code[deny].a = here();
                break;
            }
        }
    }

    std::size_t put(Op op, std::uint16_t a = 0) {
        program_.code.push_back({op, a, 0});
        return program_.code.size() - 1;
    }

private:
    std::uint16_t here() const { return static_cast<std::uint16_t>(program_.code.size()); }

    void alternatives(const Node& node) {
        std::vector<std::size_t> exits;
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            if (i + 1 == node.children.size()) {
                emit(node.children[i]);
                break;
            }
            const std::size_t split = put(Op::split);
            program_.code[split].a = here();
            emit(node.children[i]);
            exits.push_back(put(Op::jump));
            program_.code[split].b = here();
        }
        for (const std::size_t exit : exits) program_.code[exit].a = here();
    }

    void repeat(const Node& node) {
        const Node& child = node.children.front();
        for (std::uint16_t i = 0; i < node.low; ++i) emit(child);
        if (node.high >= max_tokens) {
            const std::size_t split = put(Op::split);
            program_.code[split].a = here();
            emit(child);
            program_.code[put(Op::jump)].a = static_cast<std::uint16_t>(split);
            program_.code[split].b = here();
            return;
        }
        std::vector<std::size_t> splits;
        for (std::uint16_t i = node.low; i < node.high; ++i) {
            splits.push_back(put(Op::split));
            program_.code[splits.back()].a = here();
            emit(child);
        }
        for (const std::size_t split : splits) program_.code[split].b = here();
    }

    PatternSet::Program& program_;
};

/// Most tokens that a node can take.
std::uint32_t width(const PatternSet::Program& program, const Node& node) {
    switch (node.kind) {
        case Node::Kind::element: {
            const Test test = program.elements[node.element].test;
            if (test == Test::start || test == Test::end) return 0;
            return test == Test::file ? 6 : test == Test::span ? 12 : 1;
        }
        case Node::Kind::deny:
            return 0;
        case Node::Kind::repeat:
            return std::min<std::uint32_t>(max_tokens, node.high * width(program, node.children.front()));
        case Node::Kind::alternatives: {
            std::uint32_t most = 0;
            for (const Node& child : node.children) most = std::max(most, width(program, child));
            return most;
        }
        default: {
            std::uint32_t sum = 0;
            for (const Node& child : node.children) sum += width(program, child);
            return std::min(sum, max_tokens);
        }
    }
}

struct AnchorChoice {
    std::vector<std::uint16_t> elements;
    std::uint32_t cost = 0xFFFFFFFF;
    std::uint32_t before = 0;
};

std::uint32_t element_cost(const Element& element) {
    switch (element.test) {
        case Test::exact:
            return element.frequent ? 40 : 2;
        case Test::word:
            return element.frequent ? 60 : element.word == no_word ? 1 : 4;
        case Test::file:
            return 8;
        case Test::mark:
            return 30;
        case Test::span:
            return element.span == SpanKind::number ? 12 : 16;
        default:
            return 0xFFFFFFFF;
    }
}

/// The cheapest element (or set of elements, one for each alternative) without which the node cannot match.
AnchorChoice anchor(const PatternSet::Program& program, const Node& node) {
    AnchorChoice best;
    switch (node.kind) {
        case Node::Kind::element:
            best.cost = element_cost(program.elements[node.element]);
            if (best.cost != 0xFFFFFFFF) best.elements = {node.element};
            break;
        case Node::Kind::capture:
            return anchor(program, node.children.front());
        case Node::Kind::repeat:
            if (node.low > 0) return anchor(program, node.children.front());
            break;
        case Node::Kind::deny:
            break;
        case Node::Kind::alternatives: {
            AnchorChoice all;
            all.cost = 0;
            for (const Node& child : node.children) {
                const AnchorChoice one = anchor(program, child);
                if (one.elements.empty()) return best;
                all.elements.insert(all.elements.end(), one.elements.begin(), one.elements.end());
                all.cost += one.cost;
                all.before = std::max(all.before, one.before);
            }
            return all;
        }
        case Node::Kind::sequence: {
            std::uint32_t before = 0;
            for (const Node& child : node.children) {
                AnchorChoice one = anchor(program, child);
                if (!one.elements.empty() && one.cost < best.cost) {
                    one.before = std::min(max_tokens, one.before + before);
                    best = std::move(one);
                }
                before += width(program, child);
            }
            break;
        }
    }
    return best;
}

/// Runs one program from one start; keeps the longest way that takes the anchor at `anchor_token`.
class Run {
public:
    Run(const PatternSet::Program& program, const Reading& reading, const SpanIndex& spans, TokenRange sentence, std::uint32_t anchor_token)
        : program_(program), reading_(reading), spans_(spans), sentence_(sentence), anchor_token_(anchor_token) {}

    /// Whether the anchor's element is there.
    bool anchored_by(std::uint16_t element) const {
        const int length = taken(program_.elements[element], anchor_token_);
        return length >= 0 && can_go_on(program_.behind[element], anchor_token_ + static_cast<std::uint32_t>(length));
    }
    /// Whether a match can begin at `start`.
    bool opens(std::uint32_t start) const { return can_go_on(program_.first, start); }

    /// Returns the end of the longest match from `start`, or 0.
    std::uint32_t from(std::uint32_t start, std::array<TokenRange, 8>& captures) {
        start_ = start;
        best_ = 0;
        steps_ = 0;
        if (program_.branches) std::memset(visited_, 0, (program_.code.size() * (max_tokens + 1) * 2 / 64 + 1) * sizeof visited_[0]);
        current_ = {};
        step(0, start, false);
        if (best_ != 0) captures = best_captures_;
        return best_;
    }

private:
    bool can_go_on(const PatternSet::Program::Next& next, std::uint32_t at) const {
        return next.anything || std::any_of(next.elements.begin(), next.elements.end(),
                                            [&](std::uint16_t e) { return taken(program_.elements[e], at) >= 0; });
    }

    bool seen(std::size_t pc, std::uint32_t at, bool anchored) {
        const std::size_t bit = (pc * (max_tokens + 1) + (at - start_)) * 2 + anchored;
        std::uint64_t& word = visited_[bit / 64];
        const std::uint64_t mask = std::uint64_t{1} << (bit % 64);
        const bool was = word & mask;
        word |= mask;
        return was;
    }

    void step(std::size_t pc, std::uint32_t at, bool anchored) {
        if (at - start_ > max_tokens || ++steps_ > 4000 || (program_.branches && seen(pc, at, anchored))) return;
        const Instruction& i = program_.code[pc];
        switch (i.op) {
            case Op::accept:
                if (anchored && at > best_) {
                    best_ = at;
                    best_captures_ = current_;
                }
                return;
            case Op::jump:
                step(i.a, at, anchored);
                return;
            case Op::split:
                step(i.a, at, anchored);
                step(i.b, at, anchored);
                return;
            case Op::open: {
                const TokenRange before = current_[i.a];
                current_[i.a] = {at, at};
                step(pc + 1, at, anchored);
                current_[i.a] = before;
                return;
            }
            case Op::close: {
                const TokenRange before = current_[i.a];
                current_[i.a].last = at;
                step(pc + 1, at, anchored);
                current_[i.a] = before;
                return;
            }
            case Op::deny:
                if (!holds(pc + 1, at)) step(i.a, at, anchored);
                return;
            case Op::take: {
                const Element& e = program_.elements[i.a];
                const int length = taken(e, at);
                if (length < 0) return;
                step(pc + 1, at + static_cast<std::uint32_t>(length), anchored || (e.anchor && at == anchor_token_));
                return;
            }
        }
    }

    /// Whether the elements of a "not here" match at `at`.
    bool holds(std::size_t pc, std::uint32_t at) {
        for (std::size_t guard = 0; guard < max_code; ++guard) {
            const Instruction& i = program_.code[pc];
            switch (i.op) {
                case Op::accept:
                    return true;
                case Op::jump:
                    pc = i.a;
                    break;
                case Op::split: {
                    if (holds(i.a, at)) return true;
                    pc = i.b;
                    break;
                }
                case Op::take: {
                    const int length = taken(program_.elements[i.a], at);
                    if (length < 0) return false;
                    at += static_cast<std::uint32_t>(length);
                    ++pc;
                    break;
                }
                default:
                    ++pc;
            }
        }
        return false;
    }

    /// Tokens that an element takes at `at`, or -1.
    int taken(const Element& e, std::uint32_t at) const {
        if (e.test == Test::start) return at == sentence_.first ? 0 : -1;
        if (e.test == Test::end) return at == sentence_.last ? 0 : -1;
        if (at >= sentence_.last) return -1;
        const Token& token = reading_.token(at);
        switch (e.test) {
            case Test::word:
                if (e.word != no_word) return token.word == e.word ? 1 : -1;
                return reading_.folded(at) == e.text ? 1 : -1;
            case Test::exact:
                return reading_.text(at) == e.text ? 1 : -1;
            case Test::file: {
                const LexiconHit* hit = reading_.hit(at, e.file);
                if (hit == nullptr || at + hit->length > sentence_.last) return -1;
                if (e.cls != 0 && reading_.rules().class_of(e.file, hit->row) != e.cls) return -1;
                return hit->length;
            }
            case Test::span: {
                const SpanIndex::Entry* entry = spans_.at(e.span, at);
                if (entry == nullptr || entry->tokens.last > sentence_.last || (e.type >= 0 && entry->type != e.type)) return -1;
                return static_cast<int>(entry->tokens.size());
            }
            case Test::regex: {
                const std::string_view folded = reading_.folded(at);
                return re2::RE2::FullMatch(re2::StringPiece(folded.data(), folded.size()), *e.regex) ? 1 : -1;
            }
            case Test::mark:
                return is_mark(at) ? 1 : -1;
            case Test::any:
                return !program_.crosses_marks && is_mark(at) ? -1 : 1;
            default:
                return -1;
        }
    }

    bool is_mark(std::uint32_t at) const {
        if (reading_.token(at).kind != TokenKind::mark) return false;
        const std::string_view folded = reading_.folded(at);
        return folded == "\"" || folded == "'" || folded == "''" || folded == "``";
    }

    const PatternSet::Program& program_;
    const Reading& reading_;
    const SpanIndex& spans_;
    TokenRange sentence_;
    std::uint32_t anchor_token_;
    std::uint32_t start_ = 0, best_ = 0, steps_ = 0;
    std::uint64_t visited_[max_code * (max_tokens + 1) * 2 / 64 + 1];
    std::array<TokenRange, 8> current_{}, best_captures_{};
};

/// The elements that can come next when the program stands at `from`.
PatternSet::Program::Next next_elements(const PatternSet::Program& program, std::size_t from) {
    PatternSet::Program::Next next;
    std::vector<std::size_t> pending = {from};
    std::vector<bool> seen(program.code.size());
    while (!pending.empty()) {
        const std::size_t pc = pending.back();
        pending.pop_back();
        if (seen[pc]) continue;
        seen[pc] = true;
        const Instruction& i = program.code[pc];
        switch (i.op) {
            case Op::split:
                pending.push_back(i.a);
                pending.push_back(i.b);
                break;
            case Op::jump:
            case Op::deny:
                pending.push_back(i.a);
                break;
            case Op::open:
            case Op::close:
                pending.push_back(pc + 1);
                break;
            case Op::accept:
                next.anything = true;
                break;
            case Op::take: {
                const Test test = program.elements[i.a].test;
                if (test == Test::any || test == Test::start || test == Test::end)
                    next.anything = true;
                else
                    next.elements.push_back(i.a);
            }
        }
    }
    return next;
}

/// What can come behind an element, wherever it stands in the program.
PatternSet::Program::Next elements_behind(const PatternSet::Program& program, std::uint16_t element) {
    PatternSet::Program::Next all;
    for (std::size_t pc = 0; pc < program.code.size(); ++pc) {
        if (program.code[pc].op != Op::take || program.code[pc].a != element) continue;
        const PatternSet::Program::Next here = next_elements(program, pc + 1);
        all.anything = all.anything || here.anything;
        all.elements.insert(all.elements.end(), here.elements.begin(), here.elements.end());
    }
    return all;
}

}  // namespace

void SpanIndex::set(SpanKind kind, std::vector<Entry> entries) {
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return a.tokens.first != b.tokens.first ? a.tokens.first < b.tokens.first : a.tokens.last > b.tokens.last;
    });
    entries.erase(
        std::unique(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.tokens.first == b.tokens.first; }),
        entries.end());
    std::vector<std::uint64_t>& starts = starts_[static_cast<std::size_t>(kind)];
    starts.assign(entries.empty() ? 0 : entries.back().tokens.first / 64 + 1, 0);
    for (const Entry& e : entries) starts[e.tokens.first / 64] |= std::uint64_t{1} << (e.tokens.first % 64);
    entries_[static_cast<std::size_t>(kind)] = std::move(entries);
}

const SpanIndex::Entry* SpanIndex::at(SpanKind kind, std::uint32_t token) const {
    const std::vector<std::uint64_t>& starts = starts_[static_cast<std::size_t>(kind)];
    if (token / 64 >= starts.size() || !(starts[token / 64] >> (token % 64) & 1)) return nullptr;
    const std::vector<Entry>& list = all(kind);
    const auto found =
        std::lower_bound(list.begin(), list.end(), token, [](const Entry& e, std::uint32_t t) { return e.tokens.first < t; });
    return found != list.end() && found->tokens.first == token ? &*found : nullptr;
}

PatternSet::PatternSet(const LanguageRules& rules, std::string_view file) : table_(&rules.table(file)), file_(rules.file(file)) {
    if (table_->setting("kind") != "patterns") throw Error(Exit::bad_config, table_->name() + ":1: not a pattern file");
    for (const char* column : {"name", "pattern", "makes", "example"})
        if (!table_->has(column)) throw Error(Exit::bad_config, table_->name() + ":1: no column \"" + column + "\"");
    for (std::uint32_t row = 0; row < table_->size(); ++row) compile(rules, row);
}

PatternSet::~PatternSet() = default;
PatternSet::PatternSet(PatternSet&&) noexcept = default;

void PatternSet::compile(const LanguageRules& rules, std::uint32_t row) {
    auto program = std::make_unique<Program>();
    Parser parser(rules, *table_, row, *program);
    if (table_->cell(row, "example").empty()) throw Error(Exit::bad_config, table_->where(row) + ": a pattern without an example");
    const Node root = parser.parse();
    Emitter emitter(*program);
    emitter.emit(root);
    emitter.put(Op::accept);
    if (program->code.size() > max_code) parser.fail("too long: " + std::to_string(program->code.size()) + " steps, at most 256");
    const AnchorChoice choice = anchor(*program, root);
    if (choice.elements.empty()) parser.fail("no element that it can be found by; add a word, a file or a span that must be there");
    program->reach = choice.before;
    program->branches = std::any_of(program->code.begin(), program->code.end(), [](const Instruction& i) { return i.op == Op::split; });
    program->first = next_elements(*program, 0);
    program->behind.resize(program->elements.size());
    for (const std::uint16_t element : choice.elements) program->behind[element] = elements_behind(*program, element);
    for (const std::uint16_t index : choice.elements) {
        Element& element = program->elements[index];
        element.anchor = true;
        std::vector<Anchor>* rows = nullptr;
        switch (element.test) {
            case Test::file:
                rows = &by_file_[element.file];
                families_ |= family_bit(element.file);
                break;
            case Test::span:
                rows = &by_span_[static_cast<std::size_t>(element.span)];
                break;
            case Test::mark:
                rows = &by_mark_;
                break;
            default:
                if (element.word == no_word)
                    parser.fail("\"" + element.text + "\" must be a word of some rule file to be found by; put it into one");
                rows = &by_word_[element.word];
        }
        if (element.test == Test::word || element.test == Test::exact) {
            if (element.word / 64 >= anchor_words_.size()) anchor_words_.resize(element.word / 64 + 1);
            anchor_words_[element.word / 64] |= std::uint64_t{1} << (element.word % 64);
        }
        rows->push_back({row, index});
    }
    programs_.push_back(std::move(program));
}

void PatternSet::scan(const Reading& reading, const SpanIndex& spans, TokenRange sentence, std::vector<Match>& out) const {
    std::uint32_t anchors = 0;
    const auto before = static_cast<std::ptrdiff_t>(out.size());
    const auto look = [&](std::uint32_t token, const std::vector<Anchor>& rows) {
        if (++anchors > max_anchors_a_sentence) return;
        for (const auto& [row, element] : rows) {
            const Program& program = *programs_[row];
            Run run(program, reading, spans, sentence, token);
            if (!run.anchored_by(element)) continue;
            Match best;
            const std::uint32_t earliest = token - std::min(token - sentence.first, program.reach);
            for (std::uint32_t start = earliest; start <= token; ++start) {
                if (!run.opens(start)) continue;
                std::array<TokenRange, 8> captures{};
                const std::uint32_t end = run.from(start, captures);
                if (end <= start || end - start <= best.tokens.size()) continue;
                best = {row, {start, end}, captures};
            }
            if (best.tokens.empty()) continue;
            // Two anchors of one row can lead to the same place ("no no no 5"): the longest stays.
            const auto mine = out.begin() + before;
            if (std::any_of(mine, out.end(), [&](const Match& m) { return m.row == row && m.tokens.contains(best.tokens); })) continue;
            out.erase(std::remove_if(mine, out.end(), [&](const Match& m) { return m.row == row && best.tokens.contains(m.tokens); }),
                      out.end());
            out.push_back(best);
        }
    };
    for (std::uint32_t t = sentence.first; t < sentence.last; ++t) {
        const Token& token = reading.token(t);
        if (token.word / 64 < anchor_words_.size() && (anchor_words_[token.word / 64] >> (token.word % 64) & 1))
            look(t, by_word_.find(token.word)->second);
        if (token.families & families_)
            for (const LexiconHit& hit : reading.hits(t))
                if (const auto found = by_file_.find(hit.file); found != by_file_.end()) look(t, found->second);
        if (!by_mark_.empty() && token.kind == TokenKind::mark) look(t, by_mark_);
        for (std::size_t kind = 0; kind < span_kinds; ++kind)
            if (!by_span_[kind].empty() && spans.at(static_cast<SpanKind>(kind), t) != nullptr) look(t, by_span_[kind]);
    }
}

std::optional<TokenRange> PatternSet::capture(const Match& match, std::string_view name) const {
    const std::vector<std::string>& names = programs_[match.row]->captures;
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    const TokenRange range = match.captures[static_cast<std::size_t>(found - names.begin())];
    return range.empty() ? std::nullopt : std::optional(range);
}

void PatternSet::require_productions(const std::vector<std::string_view>& productions) const {
    for (std::uint32_t row = 0; row < table_->size(); ++row)
        if (std::find(productions.begin(), productions.end(), makes(row)) == productions.end())
            throw Error(Exit::bad_config, table_->where(row) + ": \"makes\": no production \"" + std::string(makes(row)) + "\"");
}

}  // namespace dateline
