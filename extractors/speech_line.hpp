#pragma once

#include <vector>

#include "extractors/quote_marks.hpp"
#include "extractors/reading/reading.hpp"

namespace dateline {

/// What stands at one level of speech in one paragraph: tokens, and each marked stretch as one item. So `"A," Cole said, "B."` is
/// [A] , Cole said , [B] to the rules of speech, and what is inside the marks is a line of its own.
struct SpeechLine {
    struct Item {
        bool stretch = false;
        std::uint32_t index = 0;  ///< token or stretch
        TokenRange tokens;        ///< the token, or what of the stretch (with its marks) stands in this paragraph
        bool ends_sentence = false;
    };
    std::vector<Item> items;
    std::optional<std::uint32_t> within;  ///< the stretch whose content this is; nothing for the writer's own words
    std::uint32_t paragraph = 0;
};

/// The lines of the body in order; those of a stretch after the line it stands in.
std::vector<SpeechLine> speech_lines(const Reading& reading, const std::vector<MarkedStretch>& stretches);

}  // namespace dateline
