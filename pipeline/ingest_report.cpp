#include "pipeline/ingest_report.hpp"

#include <algorithm>

#include "pipeline/query/cells.hpp"
#include "schemas/json.hpp"
#include "schemas/moment.hpp"

namespace dateline {
namespace {

std::map<std::string, std::int64_t> by_class(const std::vector<IngestFailure>& failures) {
    std::map<std::string, std::int64_t> out;
    for (const IngestFailure& f : failures) ++out[f.failure];
    return out;
}

}  // namespace

Exit IngestReport::exit() const {
    if (failures.empty()) return Exit::done;
    if (static_cast<std::int64_t>(failures.size()) < documents) return Exit::some_failed;
    const Exit first = failures.front().exit;
    const bool alike = std::all_of(failures.begin(), failures.end(), [&](const IngestFailure& f) { return f.exit == first; });
    return alike ? first : Exit::all_failed;
}

std::string IngestReport::text() const {
    std::string out =
        counted(documents, "document", "documents") + ": " + std::to_string(added) + " new, " + std::to_string(changed) + " changed, ";
    if (reextracted > 0) out += std::to_string(reextracted) + " read again with other rules, ";
    out += std::to_string(unchanged) + " unchanged, " + std::to_string(failures.size()) + " failed";
    if (feeds > 0) out += "; " + counted(feeds, "feed", "feeds");
    if (repeated > 0) out += "; " + std::to_string(repeated) + " met twice";
    if (skipped > 0) out += "; " + counted(skipped, "file", "files") + " skipped";
    if (visits.not_modified > 0) out += "; " + std::to_string(visits.not_modified) + " not modified";
    if (visits.not_due > 0) out += "; " + std::to_string(visits.not_due) + " not due yet";
    if (visits.skipped > 0) out += "; " + std::to_string(visits.skipped) + " not visited, as their servers asked";
    if (stopped) out += "; stopped before the end";
    out += "\n";
    std::int64_t total = 0;
    std::string kinds;
    for (const auto& [kind, count] : facts) {
        total += count;
        kinds += (kinds.empty() ? ": " : ", ") + std::to_string(count) + " " + kind;
    }
    out += counted(total, "new fact", "new facts") + kinds + "\n";
    if (without_rules > 0) out += counted(without_rules, "article", "articles") + " stored without facts: no rules for the language\n";
    for (const auto& [name, count] : by_class(failures)) out += std::to_string(count) + " failed: " + name + "\n";
    return out;
}

std::string IngestReport::json() const {
    std::string out;
    JsonWriter json(out);
    json.object().field("started", Moment::at(started).iso()).field("ended", Moment::at(ended).iso());
    json.field("exit_code", static_cast<std::int64_t>(exit())).key("sources").array();
    for (const std::string& s : sources) json.value(s);
    json.close().field("feeds", feeds).field("documents", documents).field("new", added).field("changed", changed);
    json.field("reextracted", reextracted).field("unchanged", unchanged).field("failed", static_cast<std::int64_t>(failures.size()));
    json.field("without_rules", without_rules).field("repeated", repeated).field("skipped", skipped).field("stopped", stopped);
    json.key("visits").object().field("due", visits.due()).field("done", visits.done).field("not_modified", visits.not_modified);
    json.field("skipped", visits.skipped)
        .field("failed", visits.failed)
        .field("not_due", visits.not_due)
        .close()
        .key("failed_by_class")
        .object();
    for (const auto& [name, count] : by_class(failures)) json.field(name, count);
    json.close().key("facts").object();
    for (const auto& [kind, count] : facts) json.field(kind, count);
    json.close().key("failures").array();
    for (const IngestFailure& f : failures)
        json.object().field("where", f.where).field("class", f.failure).field("message", f.message).close();
    json.close().key("warnings").array();
    for (const std::string& w : warnings) json.value(w);
    json.close().close();
    return out;
}

}  // namespace dateline
