#pragma once

#include "extractors/rules/pattern_anchors.hpp"

namespace dateline {

/// What the first token of a match looks like. Requires: the program's code is complete, for all of these.
PatternLook first_look(const PatternProgram& program);

/// What the token right behind an element looks like, and the one right before it, wherever the element stands in the program.
PatternLook look_behind(const PatternProgram& program, std::uint16_t element);
PatternLook look_before(const PatternProgram& program, std::uint16_t element, PatternMeasures& measures);

}  // namespace dateline
