#pragma once

#include <vector>

#include "pipeline/feed/xml_tree.hpp"
#include "schemas/source_text.hpp"

namespace dateline {

/// The display names that an author element gives: Atom's <name>, "mail@example.org (Name)", "Name <mail@example.org>", or its text. A
/// mail address alone stands for itself.
std::vector<SourceText> persons_of(const XmlElement& element);

/// The display name in one piece of text.
SourceText person_named(const SourceText& text);

}  // namespace dateline
