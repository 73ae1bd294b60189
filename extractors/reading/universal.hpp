#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "extractors/reading/reading.hpp"

namespace dateline {

enum class UniversalTag : std::uint8_t { NOUN, PROPN, VERB, AUX, ADJ, ADV, PRON, DET, ADP, SCONJ, CCONJ, NUM, PART, PUNCT, SYM, INTJ, X };
enum class VerbForm : std::uint8_t { none, Fin, Inf, Part, Ger };
enum class Tense : std::uint8_t { none, Past, Pres };

/// A token's class in the Universal scheme (universaldependencies.org): told from its own tag and its neighbours'.
struct Universal {
    UniversalTag tag = UniversalTag::X;
    VerbForm form = VerbForm::none;
    Tense tense = Tense::none;
};

/// The classes of the tokens of one sentence, in order.
std::vector<Universal> universal(const Reading& reading, TokenRange sentence);

std::string_view name_of(UniversalTag tag);
std::string_view name_of(VerbForm form);
std::string_view name_of(Tense tense);

}  // namespace dateline
