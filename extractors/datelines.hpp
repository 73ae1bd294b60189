#pragma once

#include <memory>
#include <optional>

#include "extractors/names/vocabulary.hpp"
#include "extractors/stages.hpp"

namespace dateline {

/// The shape of a dateline at the start of an article: "BAKU, Azerbaijan, April 22.", "LONDON (Reuters) -", "WASHINGTON, March 3 (AP) --".
struct DatelineShape {
    TokenRange all;
    TokenRange place;
    TokenRange region;  ///< "Azerbaijan"; empty: none
    TokenRange date;    ///< empty: none
    TokenRange agency;  ///< empty: none
};

/// The dateline of the text, read from its first paragraphs.
std::optional<DatelineShape> dateline_shape(const Reading& reading, const NameVocabulary& vocabulary);

/// Phase recognise, after dates and names: writes Draft::dateline.
std::unique_ptr<Stage> datelines_stage(std::shared_ptr<const NameVocabulary> vocabulary);

}  // namespace dateline
