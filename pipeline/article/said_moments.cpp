#include "pipeline/article/said_moments.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "pipeline/article/blocks.hpp"
#include "pipeline/moment/moment_words.hpp"
#include "schemas/ascii.hpp"

namespace dateline {
namespace {

constexpr std::size_t most_moments = 8;

// The beginnings of words, as pages write them before a date.
constexpr auto update_words = std::to_array<std::string_view>(
    {"updat",   "modif",   "revis",    "edited",   "build",     "aktualis", "aktualiz",  "geändert", "actualiz", "à jour",  "aggiorna",
     "atualiz", "bijgewe", "uppdater", "oppdater", "opdateret", "güncelle", "yeniləndi", "обновл",   "изменен",  "оновлен", "更新"});
constexpr auto publication_words =
    std::to_array<std::string_view>({"publi", "post", "created", "issued", "released", "first", "veröffentlicht", "erstellt", "erschienen",
                                     "pubblic", "gepubl", "skrev", "yayınlan", "dərc", "опублик", "размещен", "公開", "发布"});

/// What the last word says that is known: an update or not; nothing where none is.
std::optional<bool> said_before(std::string_view text) {
    const std::string plain = folded(text);
    const auto last = [&](const auto& words) {
        std::size_t at = 0;  // behind the word's begin
        for (const std::string_view word : words)
            if (const std::size_t found = plain.rfind(word); found != std::string::npos) at = std::max(at, found + 1);
        return at;
    };
    const std::size_t update = last(update_words), publication = last(publication_words);
    if (update == publication) return std::nullopt;  // neither
    return update > publication;
}

}  // namespace

std::vector<SaidMoment> moments_in(std::string_view text, const MomentOptions& options) {
    std::vector<SaidMoment> out;
    std::size_t begin = 0;
    while (out.size() < most_moments) {
        auto found = find_moment(text.substr(begin), options);
        if (!found) break;
        found->begin += begin;
        found->end += begin;
        const std::optional<bool> update = said_before(text.substr(begin, found->begin - begin));
        out.push_back({*found, update.value_or(false), update.has_value()});
        begin = found->end;
    }
    return out;
}

bool states_update(HtmlNode element) {
    constexpr int most_levels = 3, most_nodes = 100;
    if (const auto property = element.attribute("itemprop"); property && *property == "dateModified") return true;
    if (const auto names = element.attribute("class")) {
        const std::string plain = ascii_lower(*names);
        const bool update = plain.find("updat") != std::string::npos || plain.find("modif") != std::string::npos;
        const bool publication = plain.find("publi") != std::string::npos;  // the first date is both
        if (update || publication) return update && !publication;
    }
    HtmlNode around = element.parent();
    for (int climbed = 0; climbed < most_levels && around; ++climbed, around = around.parent()) {
        std::string before;
        int nodes = 0;
        for (HtmlNode at = around.next(around); at && at != element; at = at.next(around)) {
            if (++nodes == most_nodes) return false;
            if (at.is_text()) before += at.text();
            if (before.size() > 400) return false;
        }
        if (const auto said = said_before(before)) return *said;
        if (block_level(around) && before.find_first_not_of(" \t\r\n") != std::string::npos) break;
    }
    return false;
}

}  // namespace dateline
