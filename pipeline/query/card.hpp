#pragma once

#include <functional>
#include <string>

#include "pipeline/store/store.hpp"

namespace dateline {

/// All that the store knows of where a fact comes from, for people: the sentence with the fact marked, article, version, address, time of
/// fetching, digests, offsets in the text and in the raw bytes, rule. `rule_place` gives the file and line of a rule ("en/units.tsv:41"),
/// or nothing where there is no such rule now.
std::string card(const Store& store, const FactRow& fact, const std::function<std::string(const std::string& rule)>& rule_place);

/// The ids that `given` may mean: itself, or those that start with its digest's first digits ("0f3a1b2c:f12-20").
std::vector<std::string> ids_meant(const Store& store, const std::string& given);

}  // namespace dateline
