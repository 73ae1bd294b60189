#include "pipeline/feed/mended_tree.hpp"

#include "pipeline/feed/xml_repair.hpp"
#include "pipeline/feed/xml_scan.hpp"

namespace dateline {

std::string_view local_name(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view first_tag_name(std::string_view beginning) {
    XmlScanner scanner(beginning);
    for (XmlPiece piece; scanner.next(piece);)
        if (piece.kind == XmlPiece::Kind::start_tag)
            return local_name(beginning.substr(piece.name_begin, piece.name_end - piece.name_begin));
    return {};
}

std::unique_ptr<XmlTree> mended_tree(SourceText text, const std::string& url, std::vector<Warning>& warnings) {
    RepairedXml mended = repaired(std::move(text), warnings);
    std::unique_ptr<XmlTree> tree;
    if (!mended.too_deep) tree = std::make_unique<XmlTree>(mended.text, url);
    if (!tree || !tree->complete()) {
        warnings.push_back({mended.too_deep ? "nested too deeply; the inner elements were read as text"
                                            : "not well-formed XML; read as far as it makes sense"});
        tree = std::make_unique<XmlTree>(balanced(mended.text), url);
    }
    for (const std::string& prefix : tree->undeclared_prefixes()) warnings.push_back({"prefix \"" + prefix + "\" is not declared"});
    return tree;
}

}  // namespace dateline
