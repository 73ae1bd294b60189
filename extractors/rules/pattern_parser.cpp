#include "extractors/rules/pattern_parser.hpp"

#include <algorithm>
#include <cstring>

#include "extractors/reading/characters.hpp"
#include "extractors/rules/match.hpp"
#include "extractors/rules/nearest.hpp"
#include "schemas/error.hpp"
#include "schemas/fact.hpp"

namespace dateline {
namespace {

/// The names that word classes have in patterns: those of Universal Dependencies that a token's own tag tells (auxiliaries are verbs).
constexpr std::pair<std::string_view, TagSet> word_classes[] = {
    {"ADJ", adjective_tags},
    {"ADV", adverb_tags},
    {"CCONJ", set_of(Tag::CC)},
    {"DET", set_of(Tag::DT, Tag::PDT)},
    {"NOUN", set_of(Tag::NN, Tag::NNS)},
    {"NUM", set_of(Tag::CD)},
    {"PRON", set_of(Tag::PRP, Tag::PRPS, Tag::WP, Tag::WPS, Tag::EX)},
    {"PROPN", set_of(Tag::NNP, Tag::NNPS)},
    {"VERB", verb_tags | set_of(Tag::MD)},
    {"VERB:Fin", finite_tags},
    {"VERB:Ger", set_of(Tag::VBG)},
    {"VERB:Inf", set_of(Tag::VB)},
    {"VERB:Part", set_of(Tag::VBN)},
};

/// Reads one row by recursive descent.
class Parser {
public:
    Parser(const LanguageRules& rules, const Table& table, std::uint32_t row, PatternProgram& program)
        : rules_(rules), table_(table), row_(row), program_(program), text_(table.cell(row, "pattern")) {}

    PatternNode parse() {
        PatternNode root = alternatives();
        skip_blanks();
        if (at_ < text_.size()) fail("unexpected \"" + std::string(text_.substr(at_, 1)) + "\"");
        return root;
    }

    [[noreturn]] void fail(const std::string& what) const { fail_pattern(table_, row_, what); }

private:
    void skip_blanks() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    }
    bool take(std::string_view s) {
        if (text_.substr(at_, s.size()) != s) return false;
        at_ += s.size();
        return true;
    }

    PatternNode alternatives() {
        PatternNode node{PatternNode::Kind::alternatives, 0, 0, 0, 0, {}};
        node.children.push_back(sequence());
        skip_blanks();
        while (take("|")) {
            node.children.push_back(sequence());
            skip_blanks();
        }
        return node.children.size() == 1 ? std::move(node.children.front()) : node;
    }

    PatternNode sequence() {
        PatternNode node;
        for (skip_blanks(); at_ < text_.size() && text_[at_] != '|' && text_[at_] != ')'; skip_blanks()) node.children.push_back(item());
        if (node.children.empty()) fail("an empty alternative");
        return node;
    }

    PatternNode item() {
        if (take("..")) {
            std::uint16_t most = 0;
            const std::size_t digits = at_;
            while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9')
                most = static_cast<std::uint16_t>(most * 10 + (text_[at_++] - '0'));
            if (at_ == digits || most > max_pattern_tokens) fail("\"..\" takes a number of tokens up to 40");
            PatternElement any;
            any.test = PatternTest::any;
            return repeat(leaf(std::move(any)), 0, most);
        }
        if (take("?")) return repeat(item(), 0, 1);
        if (take("!")) {
            PatternNode node{PatternNode::Kind::deny, 0, 0, 0, 0, {}};
            node.children.push_back(item());
            return node;
        }
        std::size_t name = at_;
        while (name < text_.size() && (std::islower(static_cast<unsigned char>(text_[name])) || text_[name] == '_')) ++name;
        if (name > at_ && name < text_.size() && text_[name] == '=') {
            PatternNode node{PatternNode::Kind::capture, 0, 0, 0, 0, {}};
            const std::string capture(text_.substr(at_, name - at_));
            const auto known = std::find(program_.captures.begin(), program_.captures.end(), capture);
            node.capture = static_cast<std::uint16_t>(known - program_.captures.begin());
            if (known == program_.captures.end()) program_.captures.push_back(capture);
            if (program_.captures.size() > std::tuple_size_v<Captures>) fail("more than 8 names");
            at_ = name + 1;
            node.children.push_back(item());
            return node;
        }
        PatternNode node = primary();
        if (take("*")) return repeat(std::move(node), 0, max_pattern_tokens);
        if (take("+")) return repeat(std::move(node), 1, max_pattern_tokens);
        return node;
    }

    static PatternNode repeat(PatternNode child, std::uint16_t low, std::uint16_t high) {
        PatternNode node{PatternNode::Kind::repeat, 0, low, high, 0, {}};
        node.children.push_back(std::move(child));
        return node;
    }

    PatternNode leaf(PatternElement element) {
        program_.elements.push_back(std::move(element));
        return PatternNode{PatternNode::Kind::element, static_cast<std::uint16_t>(program_.elements.size() - 1), 0, 0, 0, {}};
    }

    PatternNode primary() {
        if (at_ >= text_.size()) fail("ends too early");
        if (take("(")) {
            PatternNode node = alternatives();
            skip_blanks();
            if (!take(")")) fail("\")\" is missing");
            return node;
        }
        PatternElement element;
        if (take("^")) {
            element.test = PatternTest::start;
            return leaf(std::move(element));
        }
        if (take("$") && (at_ == text_.size() || text_[at_] == ' ' || text_[at_] == ')')) {
            element.test = PatternTest::end;
            return leaf(std::move(element));
        }
        if (take("\"")) return quoted();
        if (take("/")) return regex();
        if (take("{")) return braces();
        if (take("<")) return word_class();
        return words();
    }

    PatternNode quoted() {
        const std::size_t end = text_.find('"', at_);
        if (end == std::string_view::npos) fail("a quotation mark is missing");
        const std::string_view exact = text_.substr(at_, end - at_);
        at_ = end + 1;
        return tokens(exact, true);
    }

    PatternNode words() {
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
    PatternNode tokens(std::string_view word, bool exact) {
        std::vector<Token> found;
        tokenize(word, rules_.clitics(), found);
        if (found.empty()) fail("\"" + std::string(word) + "\" holds no token");
        PatternNode node;
        std::string folded;
        for (const Token& token : found) {
            PatternElement element;
            const std::string_view text = word.substr(token.byte, token.bytes);
            fold(text, folded);
            element.test = exact ? PatternTest::exact : PatternTest::word;
            element.text = exact ? std::string(text) : folded;
            element.word = rules_.lexicon().find(folded);
            node.children.push_back(leaf(std::move(element)));
        }
        return node.children.size() == 1 ? std::move(node.children.front()) : node;
    }

    PatternNode regex() {
        const std::size_t end = text_.find('/', at_);
        if (end == std::string_view::npos) fail("the closing \"/\" is missing");
        const std::string_view regex = text_.substr(at_, end - at_);
        PatternElement element;
        element.text = regex;
        if (auto shape = TokenShape::parse(regex)) {
            element.test = PatternTest::shape;
            for (const std::string& word : shape->words()) element.words.push_back(rules_.lexicon().find(word));
            element.shape = std::make_unique<TokenShape>(std::move(*shape));
        } else {
            element.test = PatternTest::regex;
            element.regex = std::make_unique<re2::RE2>(re2::StringPiece(regex.data(), regex.size()), re2::RE2::Quiet);
            if (!element.regex->ok()) fail(element.regex->error());
        }
        at_ = end + 1;
        return leaf(std::move(element));
    }

    PatternNode braces() {
        const std::size_t end = text_.find('}', at_);
        if (end == std::string_view::npos) fail("\"}\" is missing");
        const std::size_t begin = at_;
        std::string name(text_.substr(at_, end - at_)), cls;
        at_ = end + 1;
        if (const std::size_t colon = name.find(':'); colon != std::string::npos) {
            cls = name.substr(colon + 1);
            name.resize(colon);
        }
        PatternElement element;
        element.text = text_.substr(begin, end - begin);
        if (name == "mark") {
            element.test = PatternTest::mark;
            program_.crosses_marks = true;
            return leaf(std::move(element));
        }
        if (name == "noun_group" || name == "verb_group") {
            if (!cls.empty()) fail("{" + name + ":" + cls + "}: a group has no classes");
            element.test = name == "noun_group" ? PatternTest::noun_group : PatternTest::verb_group;
            return leaf(std::move(element));
        }
        constexpr std::string_view spans[span_kinds] = {"number", "date", "figure", "name", "quote"};
        for (std::size_t kind = 0; kind < span_kinds; ++kind) {
            if (name != spans[kind]) continue;
            element.test = PatternTest::span;
            element.span = static_cast<SpanKind>(kind);
            if (!cls.empty()) element.type = static_cast<std::int16_t>(span_type(element.span, cls));
            if (!cls.empty() && element.type < 0) fail("{" + name + ":" + cls + "}: no such type");
            return leaf(std::move(element));
        }
        if (!rules_.has_file(name)) fail("no word file \"" + name + "\"; nearest: " + nearest_first(word_files(), name));
        element.test = PatternTest::file;
        element.file = rules_.file(name);
        element.cls = cls.empty() ? std::uint16_t{0} : rules_.class_number(element.file, cls);
        if (rules_.table(element.file).setting("kind") != "words") fail("\"" + name + "\" is not a word file");
        if (!cls.empty() && element.cls == 0)
            fail("no row of \"" + name + "\" has the class \"" + cls + "\"; there are " +
                 nearest_first(classes(rules_.table(element.file)), cls));
        return leaf(std::move(element));
    }

    /// "<NOUN>", "<VERB:Fin>".
    PatternNode word_class() {
        const std::size_t end = text_.find('>', at_);
        if (end == std::string_view::npos) fail("\">\" is missing");
        PatternElement element;
        element.test = PatternTest::tag;
        element.text = text_.substr(at_, end - at_);
        at_ = end + 1;
        for (const auto& [name, tags] : word_classes)
            if (name == element.text) element.tags = tags;
        if (element.tags == 0) {
            std::vector<std::string_view> known;
            for (const auto& [name, tags] : word_classes) known.push_back(name);
            fail("no word class \"" + element.text + "\"; there are " + nearest_first(known, element.text));
        }
        return leaf(std::move(element));
    }

    std::vector<std::string_view> word_files() const {
        std::vector<std::string_view> out;
        for (const Table& table : rules_.tables())
            if (table.setting("kind") == "words") out.push_back(table.stem());
        return out;
    }

    static std::vector<std::string_view> classes(const Table& table) {
        std::vector<std::string_view> out;
        for (std::size_t row = 0; row < table.size(); ++row)
            if (const std::string_view name = table.cell(row, "class"); !name.empty()) out.push_back(name);
        return out;
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
    PatternProgram& program_;
    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

void fail_pattern(const Table& table, std::uint32_t row, const std::string& what) {
    throw Error(Exit::bad_config, table.where(row) + ": pattern: " + what);
}

PatternNode parse_pattern(const LanguageRules& rules, const Table& table, std::uint32_t row, PatternProgram& program) {
    return Parser(rules, table, row, program).parse();
}

}  // namespace dateline
