// Lexbor says where a token starts, not where each character of its decoded text came from, nor which node took the text. Both can be
// observed from outside with what its headers offer:
//
// 1. The tokenizer's loop (`lxb_html_tokenizer_chunk`) is run here, one state at a time, so that each character reference is seen going by:
//    the state leaves for "character reference" with its "&" just read and comes back when the reference is done.
// 2. The callback for finished tokens is wrapped. A text token is aligned with the page (alignment.hpp) before the tree builder sees it.
// 3. After the builder had the token, the place where it inserts text holds the node that took it, and that node must have grown by just
//    this text. Where the builder may take only a part (a newline after <pre>, white space before <body>) the token is fed in parts.
//    Text in tables is held back by the builder and located when it is flushed.
//
// This leans on internals that Lexbor does not promise. The version is pinned, and every node is checked: its recorded length must be the
// length of its text, else it is marked as not exact and cites nothing.
#include "pipeline/html/watched_parse.hpp"

#include <ctime>

#include <algorithm>
#include <cstring>
#include <new>
#include <span>
#include <string>
#include <utility>

extern "C" {
#include <lexbor/dom/dom.h>
#include <lexbor/html/html.h>
#include <lexbor/html/tree.h>
#include <lexbor/html/tree/insertion_mode.h>
#include <lexbor/html/tree/open_elements.h>
}

namespace dateline {
namespace {

constexpr std::size_t steps_between_checks = 1024;

std::int64_t processor_milliseconds() {
    std::timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1000000;
}

bool white(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

bool formatting(lxb_tag_id_t tag) {
    switch (tag) {
        case LXB_TAG_A:
        case LXB_TAG_B:
        case LXB_TAG_BIG:
        case LXB_TAG_CODE:
        case LXB_TAG_EM:
        case LXB_TAG_FONT:
        case LXB_TAG_I:
        case LXB_TAG_NOBR:
        case LXB_TAG_S:
        case LXB_TAG_SMALL:
        case LXB_TAG_STRIKE:
        case LXB_TAG_STRONG:
        case LXB_TAG_TT:
        case LXB_TAG_U:
            return true;
        default:
            return false;
    }
}

/// Elements whose start tag changes how the text behind it is read: they must reach the tree whatever the depth.
bool switches_tokenizer(lxb_tag_id_t tag) {
    switch (tag) {
        case LXB_TAG_SCRIPT:
        case LXB_TAG_STYLE:
        case LXB_TAG_TITLE:
        case LXB_TAG_TEXTAREA:
        case LXB_TAG_XMP:
        case LXB_TAG_IFRAME:
        case LXB_TAG_NOEMBED:
        case LXB_TAG_NOFRAMES:
        case LXB_TAG_PLAINTEXT:
            return true;
        default:
            return false;
    }
}

class Watch {
public:
    Watch(std::string_view page, const ParseLimits& limits, WatchedTree& out) : page_(page), limits_(limits), out_(out) {}

    void parse() {
        const std::unique_ptr<lxb_html_parser_t, decltype(&lxb_html_parser_destroy)> parser(lxb_html_parser_create(),
                                                                                            &lxb_html_parser_destroy);
        if (!parser || lxb_html_parser_init(parser.get()) != LXB_STATUS_OK) throw std::bad_alloc();
        lxb_html_parser_dom_opt_set(parser.get(), LXB_DOM_DOCUMENT_OPT_WO_EVENTS);
        out_.document.reset(lxb_html_parse_chunk_begin(parser.get()));
        if (!out_.document) throw std::bad_alloc();
        tokenizer_ = parser->tkz;
        tree_ = parser->tree;
        // Collecting errors costs memory for every one of them, and nobody reads them. Put back before the parser is destroyed.
        const auto tokenizer_errors = std::exchange(tokenizer_->parse_errors, nullptr);
        const auto tree_errors = std::exchange(tree_->parse_errors, nullptr);
        forward_ = tokenizer_->callback_token_done;
        forward_context_ = tokenizer_->callback_token_ctx;
        lxb_html_tokenizer_callback_token_done_set(
            tokenizer_, [](lxb_html_tokenizer_t*, lxb_html_token_t* token, void* self) { return static_cast<Watch*>(self)->token(token); },
            this);
        started_ = processor_milliseconds();
        run();
        finish();
        tokenizer_->parse_errors = tokenizer_errors;
        tree_->parse_errors = tree_errors;
        lxb_html_tokenizer_callback_token_done_set(tokenizer_, forward_, forward_context_);
        lxb_html_tree_open_elements_pop_all(tree_);
        lxb_html_tokenizer_tree_set(tokenizer_, parser->original_tree);
        parser->state = LXB_HTML_PARSER_STATE_END;
        report();
    }

private:
    const lxb_char_t* begin() const { return reinterpret_cast<const lxb_char_t*>(page_.data()); }
    std::uint32_t raw(const lxb_char_t* at) const { return static_cast<std::uint32_t>(at - begin()); }

    /// lxb_html_tokenizer_chunk over the whole page.
    void run() {
        const lxb_char_t* end = begin() + page_.size();
        tokenizer_->is_eof = false;
        tokenizer_->status = LXB_STATUS_OK;
        tokenizer_->last = end;
        const lxb_char_t* at = begin();
        for (std::size_t step = 0; at < end && !stopped_; ++step) {
            if (step % steps_between_checks == 0 && over_budget()) stopped_ = true;
            at = next(at, end, end);
        }
    }

    /// lxb_html_tokenizer_end: a made-up last character, then the end-of-file token.
    void finish() {
        const lxb_char_t* page_end = begin() + page_.size();
        tokenizer_->status = LXB_STATUS_OK;
        tokenizer_->is_eof = true;
        const lxb_char_t* end = lxb_html_tokenizer_eof + 1;
        while (next(lxb_html_tokenizer_eof, end, page_end) < end) {
        }
        tokenizer_->is_eof = false;
        if (tokenizer_->status != LXB_STATUS_OK || !tokenizer_->token) return;
        lxb_html_token_clean(tokenizer_->token);
        tokenizer_->token->tag_id = LXB_TAG__END_OF_FILE;
        tokenizer_->token = token(tokenizer_->token);
    }

    /// One state. `here` is where a reference that ends now ends in the page: at the made-up last character that is the page's end.
    const lxb_char_t* next(const lxb_char_t* at, const lxb_char_t* end, const lxb_char_t* page_end) {
        const auto before = tokenizer_->state;
        at = before(tokenizer_, at, end);
        const auto after = tokenizer_->state;
        const lxb_char_t* here = end == page_end ? at : page_end;
        if (in_reference_) {
            if (after == tokenizer_->state_return) close_reference(here);
        } else if (after != before && tokenizer_->state_return == before && end == page_end && at > begin() && at[-1] == '&' &&
                   tokenizer_->pos > tokenizer_->start && tokenizer_->pos[-1] == '&') {
            in_reference_ = true;
            reference_ = {raw(at - 1), 0, static_cast<std::uint32_t>(tokenizer_->pos - tokenizer_->start - 1), 0};
        }
        return at;
    }

    void close_reference(const lxb_char_t* here) {
        in_reference_ = false;
        if (!tokenizer_->start || tokenizer_->pos < tokenizer_->start + reference_.decoded) return;  // the token was emitted already
        Reference found = reference_;
        found.raw_length = raw(here) - found.raw;
        found.decoded_length = static_cast<std::uint32_t>(tokenizer_->pos - tokenizer_->start) - found.decoded;
        const char* decoded = reinterpret_cast<const char*>(tokenizer_->start) + found.decoded;
        if (found.raw_length == found.decoded_length && std::memcmp(page_.data() + found.raw, decoded, found.raw_length) == 0) return;
        const bool numeric = found.raw + 1 < page_.size() && page_[found.raw + 1] == '#';
        if (!numeric) {
            // "&notit;": only "&not" matched, the rest is plain text.
            if (!tokenizer_->entity_match) return;
            found.raw_length = static_cast<std::uint32_t>(tokenizer_->entity_end - tokenizer_->entity_start + 1);
            found.decoded_length = static_cast<std::uint32_t>(tokenizer_->entity_match->value_len);
        }
        references_.push_back(found);
    }

    bool over_budget() {
        if (processor_milliseconds() - started_ > limits_.milliseconds) {
            why_stopped_ = "page: too costly to parse; the rest was left out";
            return true;
        }
        if (lexbor_dobject_allocated(tokenizer_->tags->entries) + lexbor_dobject_allocated(tokenizer_->attrs->entries) > limits_.names) {
            why_stopped_ = "page: too many different tag and attribute names; the rest was left out";
            return true;
        }
        return false;
    }

    lxb_html_token_t* forward(lxb_html_token_t* token) { return forward_(tokenizer_, token, forward_context_); }

    lxb_html_token_t* token(lxb_html_token_t* token) {
        if (in_reference_) close_reference(begin() + page_.size());
        lxb_html_token_t* done = token->tag_id == LXB_TAG__TEXT ? text(token) : tag(token);
        references_.clear();
        return done;
    }

    lxb_html_token_t* tag(lxb_html_token_t* token) {
        if (skips(token)) return token;
        if (tree_->mode == lxb_html_tree_insertion_mode_in_table_text && !pending_.empty()) flush_table_text(token);
        cut_attributes(token);
        if (!(token->type & LXB_HTML_TOKEN_TYPE_CLOSE))
            for (const lxb_html_token_attr_t* a = token->attr_first; a; a = a->next) attribute(*a);
        return forward(token);
    }

    bool skips(const lxb_html_token_t* token) {
        if (token->tag_id < LXB_TAG__BEGIN) return false;  // comments, doctype, end of file
        if (switches_tokenizer(token->tag_id)) return false;
        if (token->type & LXB_HTML_TOKEN_TYPE_CLOSE) return skipped_.closes(token->tag_id);
        const bool deep = tree_->open_elements->length >= limits_.open_elements;
        const bool tangled = formatting(token->tag_id) && tree_->active_formatting->length >= limits_.formatting_elements;
        if (!deep && !tangled) return false;
        if (!lxb_html_tag_is_void(token->tag_id)) skipped_.skip(token->tag_id);
        ++tags_skipped_;
        return true;
    }

    void cut_attributes(lxb_html_token_t* token) {
        std::size_t count = 0;
        for (lxb_html_token_attr_t* a = token->attr_first; a; a = a->next) {
            if (++count < limits_.attributes || !a->next) continue;
            a->next = nullptr;
            token->attr_last = a;
            attributes_cut_ = true;
        }
    }

    void attribute(const lxb_html_token_attr_t& a) {
        if (!a.value || !a.value_begin || a.value_size == 0) return;
        const std::string_view decoded(reinterpret_cast<const char*>(a.value), a.value_size);
        WatchedTree::AttributeValue value;
        value.raw = raw(a.value_begin);
        value.length = static_cast<std::uint32_t>(a.value_size);
        const std::uint32_t raw_end = a.value_end ? raw(a.value_end) : static_cast<std::uint32_t>(page_.size());
        const auto from = std::lower_bound(references_.begin(), references_.end(), value.raw,
                                           [](const Reference& r, std::uint32_t at) { return r.raw < at; });
        auto to = from;
        while (to != references_.end() && to->raw < raw_end) ++to;
        if (from != to || page_.substr(value.raw, decoded.size()) != decoded)
            value.exact = align(page_, value.raw, decoded, {from, to}, Where::attribute, value.stretches);
        out_.attributes.insert_or_assign(a.value, std::move(value));
    }

    lxb_html_token_t* text(lxb_html_token_t* token) {
        const lxb_char_t* start = token->text_start;
        const std::string_view decoded(reinterpret_cast<const char*>(start), static_cast<std::size_t>(token->text_end - token->text_start));
        stretches_.clear();
        const bool exact = token->begin && align(page_, raw(token->begin), decoded, references_, Where::text, stretches_);
        const lxb_char_t* const whole_end = token->text_end;
        const std::size_t whole_nuls = token->null_count;
        lxb_html_token_t* done = token;
        for (std::uint32_t at = 0; at < decoded.size() && done;) {
            const std::uint32_t to = part_end(decoded, at);
            const auto nuls = whole_nuls == 0 ? 0 : static_cast<std::size_t>(std::count(decoded.begin() + at, decoded.begin() + to, '\0'));
            token->text_start = start + at;
            token->text_end = start + to;
            token->null_count = nuls;
            done = forward(token);
            if (tree_->mode == lxb_html_tree_insertion_mode_in_table_text)
                hold(decoded, at, to, nuls, exact);
            else
                book(text_node(false), decoded, stretches_, at, to, nuls, exact);
            at = to;
        }
        token->text_start = start;
        token->text_end = whole_end;
        token->null_count = whole_nuls;
        return done;
    }

    /// Where the part of the text that the tree takes or leaves as one ends.
    std::uint32_t part_end(std::string_view decoded, std::uint32_t at) const {
        const auto mode = tree_->mode;
        const auto all = static_cast<std::uint32_t>(decoded.size());
        if (mode == lxb_html_tree_insertion_mode_in_body_skip_new_line ||
            mode == lxb_html_tree_insertion_mode_in_body_skip_new_line_textarea)
            return decoded[at] == '\n' ? at + 1 : all;
        if (mode == lxb_html_tree_insertion_mode_in_body || mode == lxb_html_tree_insertion_mode_text ||
            mode == lxb_html_tree_insertion_mode_in_cell || mode == lxb_html_tree_insertion_mode_in_caption ||
            mode == lxb_html_tree_insertion_mode_in_table || mode == lxb_html_tree_insertion_mode_in_table_body ||
            mode == lxb_html_tree_insertion_mode_in_row || mode == lxb_html_tree_insertion_mode_in_table_text ||
            mode == lxb_html_tree_insertion_mode_in_template)
            return all;
        const bool blank = white(decoded[at]);
        if (mode == lxb_html_tree_insertion_mode_in_column_group && !blank) return all;  // white space behind a letter goes its way
        std::uint32_t to = at;
        while (to < all && white(decoded[to]) == blank) ++to;
        return to;
    }

    struct Held {
        std::string decoded;
        Stretches stretches;
        std::size_t nuls;
        bool exact;
    };

    void hold(std::string_view decoded, std::uint32_t at, std::uint32_t to, std::size_t nuls, bool exact) {
        TextRecord part;
        part.append(decoded, stretches_, at, to, Nuls::kept);
        pending_.push_back({std::string(decoded.substr(at, to - at)), std::move(part.stretches), nuls, exact && part.exact});
    }

    void flush_table_text(lxb_html_token_t* token) {
        const bool foster = tree_->pending_table.have_non_ws;
        lxb_html_tree_insertion_mode_in_table_text(tree_, token);  // with a token that is not text it flushes and does nothing more
        lxb_dom_node_t* node = text_node(foster);
        std::uint32_t held = 0;
        bool exact = true;
        TextRecord all;
        for (const Held& piece : pending_) {
            all.append(piece.decoded, piece.stretches.all(), 0, static_cast<std::uint32_t>(piece.decoded.size()), Nuls::dropped);
            held += static_cast<std::uint32_t>(piece.decoded.size() - piece.nuls);
            exact = exact && piece.exact;
        }
        pending_.clear();
        if (!node || held == 0) return;
        TextRecord& record = record_of(node);
        const auto grown = static_cast<std::uint32_t>(data_of(node).size()) - record.length;
        if (grown != held) {
            record.exact = false;
            record.length += grown;
            return;
        }
        const std::string nothing(held, 'x');  // without NULs the bytes do not matter
        record.append(nothing, all.stretches.all(), 0, held, Nuls::kept);
        if (!exact || !all.exact) record.exact = false;
    }

    /// The text node that takes text now, or the last one that took some: the last child at the insertion place.
    lxb_dom_node_t* text_node(bool foster) {
        if (tree_->open_elements->length == 0) return nullptr;
        const bool saved = std::exchange(tree_->foster_parenting, foster);
        lxb_html_tree_insertion_position_t position{};
        lxb_dom_node_t* place = lxb_html_tree_appropriate_place_inserting_node(tree_, nullptr, &position);
        tree_->foster_parenting = saved;
        if (!place) return nullptr;
        lxb_dom_node_t* node = position == LXB_HTML_TREE_INSERTION_POSITION_BEFORE ? place->prev : place->last_child;
        return node && node->local_name == LXB_TAG__TEXT ? node : nullptr;
    }

    static std::string_view data_of(const lxb_dom_node_t* node) {
        const lexbor_str_t& data = reinterpret_cast<const lxb_dom_character_data_t*>(node)->data;
        return {reinterpret_cast<const char*>(data.data), data.length};
    }

    TextRecord& record_of(lxb_dom_node_t* node) {
        if (!node->user) {
            out_.texts.emplace_back();
            node->user = reinterpret_cast<void*>(out_.texts.size());
        }
        return out_.texts[reinterpret_cast<std::uintptr_t>(node->user) - 1];
    }

    void book(lxb_dom_node_t* node, std::string_view decoded, std::span<const Stretch> stretches, std::uint32_t at, std::uint32_t to,
              std::size_t nuls, bool exact) {
        if (!node) return;
        const std::size_t length = data_of(node).size();
        if (!node->user && length == 0) return;
        TextRecord& record = record_of(node);
        const std::size_t grown = length - record.length, fed = to - at;
        if (grown == 0) return;  // the tree dropped it
        if (grown == fed)
            record.append(decoded, stretches, at, to, Nuls::kept);
        else if (grown == fed - nuls)
            record.append(decoded, stretches, at, to, Nuls::dropped);
        else if (grown == fed + 2 * nuls)
            record.append(decoded, stretches, at, to, Nuls::replaced);
        else
            exact = false;
        if (!exact || record.length != length) {
            record.exact = false;
            record.length = static_cast<std::uint32_t>(length);
        }
        if (length > fed) leave_room(node);
    }

    /// Lexbor lengthens a text by what comes, and copies all of it each time. A text that grows by many pieces (tags between them were
    /// skipped) gets room for as much again.
    static void leave_room(lxb_dom_node_t* node) {
        constexpr std::size_t worth_it = 1024;
        lexbor_str_t& text = reinterpret_cast<lxb_dom_character_data_t*>(node)->data;
        if (text.length < worth_it || lexbor_str_size_noi(&text) > text.length + text.length / 4) return;
        lexbor_str_realloc(&text, node->owner_document->text, 2 * text.length);
    }

    void report() {
        if (!why_stopped_.empty()) out_.warnings.push_back({why_stopped_});
        if (tags_skipped_ > 0)
            out_.warnings.push_back(
                {"page: nested too deep; " + std::to_string(tags_skipped_) + " tags were skipped, their text was kept"});
        if (attributes_cut_)
            out_.warnings.push_back(
                {"page: an element has over " + std::to_string(limits_.attributes) + " attributes; the rest was left out"});
    }

    std::string_view page_;
    const ParseLimits& limits_;
    WatchedTree& out_;
    lxb_html_tokenizer_t* tokenizer_ = nullptr;
    lxb_html_tree_t* tree_ = nullptr;
    lxb_html_tokenizer_token_f forward_ = nullptr;
    void* forward_context_ = nullptr;

    bool in_reference_ = false;
    Reference reference_;
    std::vector<Reference> references_;  // of the token in hand, in order
    std::vector<Stretch> stretches_;
    std::vector<Held> pending_;

    SkippedTags skipped_;
    std::size_t tags_skipped_ = 0;
    bool attributes_cut_ = false;
    bool stopped_ = false;
    std::string why_stopped_;
    std::int64_t started_ = 0;
};

}  // namespace

void DocumentDeleter::operator()(lxb_html_document* document) const {
    lxb_html_document_destroy(document);
}

WatchedTree watched_parse(std::string_view page, const ParseLimits& limits) {
    WatchedTree out;
    if (page.size() > limits.page_bytes) {
        std::size_t end = limits.page_bytes;
        while (end > 0 && (static_cast<unsigned char>(page[end]) & 0xC0) == 0x80) --end;
        page = page.substr(0, end);
        out.warnings.push_back({"page: over " + std::to_string(limits.page_bytes) + " bytes; the rest was left out"});
    }
    Watch(page, limits, out).parse();
    return out;
}

}  // namespace dateline
