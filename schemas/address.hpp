#pragma once

#include <cstdint>
#include <string>

namespace dateline {

/// What is remembered of one address between visits. Everything here is told by the server or counted from
/// its answers. Times are seconds since 1970, 0 where there is none.
struct AddressMemory {
    std::string etag, last_modified;  ///< of the last whole answer, verbatim; sent back as they are
    std::string payload;              ///< SHA-256 of that answer's body
    std::int64_t first_seen = 0;      ///< the first whole answer
    std::int64_t last_seen = 0;       ///< the last answer that says how the document is: whole, or not modified
    std::int64_t changed = 0;         ///< when another body came than before
    std::int64_t not_before = 0;      ///< the server asked to wait until then, or what fails is given rest: nobody asks earlier
    std::int64_t due = 0;             ///< when a schedule looks again
    std::int64_t failures = 0;        ///< in a row
    std::string failure;              ///< class of the last one; empty after an answer
    std::int64_t first_failed = 0, last_failed = 0;  ///< of those in a row
    std::string moved_to;                            ///< where redirects for good lead
    bool gone = false;                               ///< the server said so (410): a schedule does not look again

    friend bool operator==(const AddressMemory&, const AddressMemory&) = default;
};

/// `due` of an address that is not looked at again.
constexpr std::int64_t never = INT64_MAX;

}  // namespace dateline
