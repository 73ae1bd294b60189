#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace dateline {

/// One piece of XML-like text, as bytes `begin` to `end`.
struct XmlPiece {
    enum class Kind { text, start_tag, end_tag, cdata, comment, declaration };
    Kind kind = Kind::text;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool closed = true;  ///< false: the text ended inside it

    struct Attribute {
        std::size_t name_begin = 0, name_end = 0;
        std::size_t value_begin = 0, value_end = 0;
    };
    std::size_t name_begin = 0, name_end = 0;  ///< of tags
    std::vector<Attribute> attributes;         ///< of start tags; of two with one name the first
    bool empty_element = false;                ///< "<a/>"
};

/// Whether a tag name may begin with this byte.
bool xml_name_start(char c);

/// Cuts text into pieces, whatever it is. A "<" that begins nothing is text, up to the next "<". Linear in the text, also when nothing
/// that opens is ever closed.
class XmlScanner {
public:
    explicit XmlScanner(std::string_view text) : text_(text) {}
    /// False at the end. The piece's attributes are used again by the next call.
    bool next(XmlPiece& piece);

private:
    /// Where `close` stands at or behind `from`; looked for once, however often it is asked.
    struct Known {
        std::string_view close;
        std::size_t at = 0;
        bool asked = false;
    };
    std::size_t next_of(Known& known, std::size_t from) const;
    void section(XmlPiece& piece, std::string_view open, Known& close);
    void until(XmlPiece& piece, std::string_view close, std::size_t from) const;
    void declaration(XmlPiece& piece);
    void attributes(XmlPiece& piece, std::size_t at);
    std::size_t closing_quote(char quote, std::size_t from);

    std::string_view text_;
    std::size_t at_ = 0;
    // Looked for once in vain: there is none further on either.
    bool no_instruction_end_ = false;
    bool no_declaration_end_ = false;
    bool no_double_quote_ = false;
    bool no_single_quote_ = false;
    Known cdata_end_{"]]>"}, comment_end_{"-->"};
    std::string_view last_opened_;  ///< name of the last start tag
};

}  // namespace dateline
