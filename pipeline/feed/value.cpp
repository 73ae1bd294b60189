#include "pipeline/feed/value.hpp"

#include "pipeline/feed/construct.hpp"
#include "pipeline/moment/read_moment.hpp"
#include "pipeline/url/url.hpp"
#include "schemas/ascii.hpp"

namespace dateline {

std::string resolved(const std::string& link, const XmlElement& at) {
    const std::string trimmed(ascii_trimmed(link));
    if (trimmed.empty()) return {};
    return is_absolute_link(trimmed) ? trimmed : resolve(trimmed, at.base()).value_or(trimmed);
}

std::optional<StatedTime> stated_time(const XmlElement& element) {
    SourceText written = element.text();
    std::optional<Moment> moment = read_moment(written.utf8());
    if (!moment) moment = read_moment(written.utf8(), {false, true});
    if (!moment) return std::nullopt;
    return StatedTime{*moment, std::move(written), element.name()};
}

void take_terms(std::string_view list, std::vector<std::string>& terms) {
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        const std::string_view term = ascii_trimmed(list.substr(0, comma));
        list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
        if (!term.empty()) terms.emplace_back(term);
    }
}

}  // namespace dateline
