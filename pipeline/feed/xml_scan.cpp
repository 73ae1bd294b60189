#include "pipeline/feed/xml_scan.hpp"

#include <algorithm>
#include <string>

#include "schemas/ascii.hpp"

namespace dateline {
namespace {

constexpr auto npos = std::string_view::npos;

bool name_char(char c) {
    return xml_name_start(c) || ascii_digit(c) || c == '-' || c == '.';
}

std::size_t skip_space(std::string_view text, std::size_t at) {
    while (at < text.size() && ascii_space(text[at])) ++at;
    return at;
}

}  // namespace

bool xml_name_start(char c) {
    return ascii_letter(c) || c == '_' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

void XmlScanner::until(XmlPiece& piece, std::string_view close, std::size_t from) const {
    const std::size_t found = text_.find(close, from);
    piece.closed = found != npos;
    piece.end = piece.closed ? found + close.size() : text_.size();
}

std::size_t XmlScanner::next_of(Known& known, std::size_t from) const {
    if (!known.asked || (known.at != npos && known.at < from)) known.at = text_.find(known.close, from);
    known.asked = true;
    return known.at;
}

/// CDATA and comments. One that is not closed before another one opens, or at all, ends before the end tag of the element it stands in:
/// else it would take all entries up to the next one's end along.
void XmlScanner::section(XmlPiece& piece, std::string_view open, Known& close) {
    const std::size_t from = piece.begin + open.size();
    const std::size_t end = next_of(close, from);
    piece.closed = end != npos;
    piece.end = piece.closed ? end + close.close.size() : text_.size();
    std::string_view inside = text_.substr(from, piece.end - from);
    const std::size_t another = inside.find(open);
    if (piece.closed && another == npos) return;
    inside = inside.substr(0, another);
    // The element may be none that text stands in: then the end of an entry.
    std::size_t cut = npos;
    for (const std::string_view name : {last_opened_, std::string_view("item"), std::string_view("entry")}) {
        if (cut != npos || name.empty()) continue;
        cut = inside.find("</" + std::string(name) + ">");
    }
    if (cut == npos) return;
    piece.closed = false;
    piece.end = from + cut;
}

std::size_t XmlScanner::closing_quote(char quote, std::size_t from) {
    bool& none = quote == '"' ? no_double_quote_ : no_single_quote_;
    const std::size_t found = none ? npos : text_.find(quote, from);
    none = found == npos;
    return found;
}

/// `<!DOCTYPE rss [ ... ]>`: up to its ">" outside brackets and quotes. One that is not closed ends with its first ">", so that a stray
/// "<!" costs no more than a line.
void XmlScanner::declaration(XmlPiece& piece) {
    int brackets = 0;
    for (std::size_t i = piece.begin + 2; i < text_.size() && !no_declaration_end_; ++i) {
        const char c = text_[i];
        if ((c == '"' || c == '\'') && brackets > 0) {
            const std::size_t quote = closing_quote(c, i + 1);
            if (quote == npos) break;
            i = quote;
        } else if (c == '[') {
            ++brackets;
        } else if (c == ']') {
            --brackets;
        } else if (c == '>' && brackets <= 0) {
            piece.end = i + 1;
            return;
        }
    }
    no_declaration_end_ = true;
    until(piece, ">", piece.begin);
}

/// Up to ">" or "/>", values quoted or not. A new "<" outside quotes ends the tag too.
void XmlScanner::attributes(XmlPiece& piece, std::size_t at) {
    constexpr std::size_t most = 256;
    const auto name_of = [&](const XmlPiece::Attribute& a) { return text_.substr(a.name_begin, a.name_end - a.name_begin); };
    while (true) {
        at = skip_space(text_, at);
        if (at >= text_.size()) {
            piece.closed = false;
            piece.end = text_.size();
            return;
        }
        if (text_[at] == '>' || text_[at] == '<') {
            piece.end = at + (text_[at] == '>' ? 1 : 0);
            return;
        }
        if (text_[at] == '/' && at + 1 < text_.size() && text_[at + 1] == '>') {
            piece.empty_element = true;
            piece.end = at + 2;
            return;
        }
        if (!xml_name_start(text_[at])) {
            ++at;
            continue;
        }
        XmlPiece::Attribute attribute;
        attribute.name_begin = at;
        while (at < text_.size() && name_char(text_[at])) ++at;
        attribute.name_end = at;
        const std::size_t equals = skip_space(text_, at);
        if (equals < text_.size() && text_[equals] == '=') {
            at = skip_space(text_, equals + 1);
            const char quote = at < text_.size() ? text_[at] : ' ';
            const std::size_t close = quote == '"' || quote == '\'' ? closing_quote(quote, at + 1) : npos;
            attribute.value_begin = close == npos ? at : at + 1;
            if (close == npos)
                while (at < text_.size() && !ascii_space(text_[at]) && text_[at] != '>' && text_[at] != '<') ++at;
            attribute.value_end = close == npos ? at : close;
            if (close != npos) at = close + 1;
        }
        const bool known =
            std::any_of(piece.attributes.begin(), piece.attributes.end(), [&](const auto& a) { return name_of(a) == name_of(attribute); });
        if (!known && piece.attributes.size() < most) piece.attributes.push_back(attribute);
    }
}

bool XmlScanner::next(XmlPiece& piece) {
    if (at_ >= text_.size()) return false;
    piece.attributes.clear();
    piece.begin = at_;
    piece.closed = true;
    piece.empty_element = false;
    const std::string_view rest = text_.substr(at_);
    const bool end_tag = rest.starts_with("</");
    const std::size_t name = at_ + (end_tag ? 2 : 1);
    if (rest.starts_with("<!--")) {
        piece.kind = XmlPiece::Kind::comment;
        section(piece, "<!--", comment_end_);
    } else if (rest.starts_with("<![CDATA[")) {
        piece.kind = XmlPiece::Kind::cdata;
        section(piece, "<![CDATA[", cdata_end_);
    } else if (rest.starts_with("<?")) {
        piece.kind = XmlPiece::Kind::declaration;
        if (!no_instruction_end_) until(piece, "?>", at_ + 2);
        no_instruction_end_ = no_instruction_end_ || !piece.closed;
        if (no_instruction_end_) until(piece, ">", at_ + 2);
    } else if (rest.starts_with("<!") && rest.size() > 2 && (ascii_letter(rest[2]) || rest[2] == '[')) {
        piece.kind = XmlPiece::Kind::declaration;
        declaration(piece);
    } else if (rest[0] == '<' && name < text_.size() && xml_name_start(text_[name])) {
        piece.kind = end_tag ? XmlPiece::Kind::end_tag : XmlPiece::Kind::start_tag;
        piece.name_begin = piece.name_end = name;
        while (piece.name_end < text_.size() && name_char(text_[piece.name_end])) ++piece.name_end;
        if (!end_tag) last_opened_ = text_.substr(piece.name_begin, piece.name_end - piece.name_begin);
        attributes(piece, piece.name_end);
    } else {
        piece.kind = XmlPiece::Kind::text;
        const std::size_t next = text_.find('<', at_ + 1);
        piece.end = next == npos ? text_.size() : next;
    }
    at_ = piece.end;
    return true;
}

}  // namespace dateline
