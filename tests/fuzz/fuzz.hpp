#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/source_text.hpp"
#include "schemas/utf8.hpp"

/// What libFuzzer calls, and what replay.cpp calls for each seed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace dateline::fuzz {

/// A copy of the input in a buffer of just its size: reading one byte too many is seen by ASan.
class Input {
public:
    Input(const std::uint8_t* data, std::size_t size) : bytes_(data, data + size) {}
    std::string_view bytes() const { return {bytes_.data(), bytes_.size()}; }

private:
    std::vector<char> bytes_;
};

/// Ends the program with a message when a property does not hold.
inline void require(bool holds, std::string_view property, std::string_view detail = {}) {
    if (holds) return;
    std::fprintf(stderr, "does not hold: %s\n  %s\n", std::string(property).c_str(), std::string(detail).c_str());
    std::abort();
}

inline void require_json(std::string_view json, std::string_view what) {
    require(!first_invalid_utf8(json), std::string(what) + " is valid UTF-8", json);
    require(nlohmann::json::accept(json), std::string(what) + " is valid JSON", json);
}

/// The text is valid UTF-8, its map covers it without gaps, and every raw range lies in a payload of `payload_bytes` bytes.
inline void require_sound(const SourceText& text, std::size_t payload_bytes, std::string_view what) {
    const std::string name(what);
    require(!first_invalid_utf8(text.utf8()), name + ": valid UTF-8", text.utf8());
    require(count_code_points(text.utf8()) == text.end().value, name + ": characters are counted", text.utf8());
    std::uint32_t at = 0;
    for (const OffsetRun& run : text.origin().runs()) {
        require(run.text_begin == at, name + ": runs without gaps", text.utf8());
        at += run.length;
        if (run.kind == RunKind::inserted) continue;
        require(std::uint64_t{run.raw_begin} + run.raw_length <= payload_bytes, name + ": raw ranges lie in the payload", text.utf8());
        if (run.kind == RunKind::copy)
            require(run.length == 0 || text.slice({{run.text_begin}, {at}}).size() == run.raw_length,
                    name + ": a copied run is as long as its bytes", text.utf8());
    }
    require(at == text.end().value, name + ": runs cover the text", text.utf8());
}

}  // namespace dateline::fuzz
