#pragma once

#include <string>

#include "extractors/reading/reading.hpp"

namespace dateline {

/// The characters of some tokens on one line: line breaks and tabs are spaces.
std::string on_one_line(const Reading& reading, TokenRange tokens);

/// The same, long ones by their first and last words.
std::string shortened(const Reading& reading, TokenRange tokens);

/// What the reading knows of one sentence, for people: its tokens with their tags, noun groups with heads, verb groups with tense, voice,
/// negation and subject, and the entries of word files that stand in it. Lines of at most 100 columns where words allow, indented, each
/// with its line end. A sentence of more than 400 tokens is cut, and says so.
///
///     words   Exports/NNS did/VBD not/RB fall/VB by/IN 5/CD percent/NN ./PUNCT
///     nouns   [Exports] [5 *percent*]
///     verbs   did not fall (fall): past, negated, subject Exports
///     lexicon did auxiliaries; fall change_words; percent units:share
std::string explained_sentence(const Reading& reading, const Sentence& sentence);

}  // namespace dateline
