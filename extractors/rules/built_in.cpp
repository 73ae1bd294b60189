#include "extractors/rules/rulebook.hpp"

extern "C" const char dateline_rules_begin[], dateline_rules_end[];  // in built_in.S

std::string_view dateline::built_in_rules() {
    return {dateline_rules_begin, static_cast<std::size_t>(dateline_rules_end - dateline_rules_begin)};
}
