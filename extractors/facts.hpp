#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/draft.hpp"
#include "extractors/reading/reading.hpp"
#include "schemas/extraction.hpp"

namespace dateline {

/// Gives a sink the facts of what is left of an article's drafts, with ids, links and attribution chains, in the contract's order: section
/// by section, each fact made when it is given away. Keeps references to the sink, which must outlive it.
class ArticleFacts {
public:
    ArticleFacts(const Article& article, std::string_view language, FactSink& sink);

    /// The facts of the next section. The title and the dateline are those of the first, captions of the last.
    void add(const Reading& reading, const Draft& draft);
    /// The flags of all sections, and the end. Call once, after at least one section.
    void end();

private:
    std::string language_;
    FactSink& sink_;
    std::array<std::string, 3> digests_;  // by Zone; empty where the zone is
    std::uint32_t clusters_ = 0;          // of the sections before
    bool begun_ = false;
    std::vector<Flag> flags_;
};

}  // namespace dateline
