#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/feed/xml_tree.hpp"
#include "schemas/error.hpp"
#include "schemas/source_text.hpp"

namespace dateline {

/// The name behind its prefix: "feed" of "atom:feed".
std::string_view local_name(std::string_view name);

/// The local name of the first tag, by which a format is known; empty where there is none.
std::string_view first_tag_name(std::string_view beginning);

/// The tree of a text as it stands, or of what can be made of it where it is damaged or nested too deeply; `warnings` tell which.
std::unique_ptr<XmlTree> mended_tree(SourceText text, const std::string& url, std::vector<Warning>& warnings);

}  // namespace dateline
