#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "pipeline/store/store.hpp"

namespace dateline {

/// What `verify` looked at and what it found wrong.
struct VerifyResult {
    std::int64_t articles = 0, versions = 0, facts = 0, payloads = 0;
    std::int64_t untraced = 0;        ///< letters of texts whose raw bytes are not known
    std::vector<std::string> faults;  ///< what is wrong and where, one line each
};

/// Checks that every stored fact stands in its text, every text in its raw bytes, and all digests hold. `ids`: only the versions that hold
/// one of these facts; empty: everything. `bytes_of` reads a payload from the archive and throws Error where it cannot.
VerifyResult verify(const Store& store, const std::vector<std::string>& ids, const std::function<std::string(const PayloadRow&)>& bytes_of);

}  // namespace dateline
