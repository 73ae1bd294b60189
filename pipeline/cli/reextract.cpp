#include <ctime>
#include <iostream>

#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/stop_signals.hpp"
#include "pipeline/query/cells.hpp"
#include "pipeline/reextract.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

std::string by_kind(const std::map<std::string, std::int64_t>& facts) {
    std::int64_t total = 0;
    std::string kinds;
    for (const auto& [kind, count] : facts) {
        total += count;
        kinds += (kinds.empty() ? ": " : ", ") + std::to_string(count) + " " + kind;
    }
    return counted(total, "fact", "facts") + kinds;
}

int run(const Arguments& arguments) {
    const auto now = [] { return static_cast<std::int64_t>(std::time(nullptr)); };
    const StopSignals stop(arguments.has("--max-time") ? arguments.number("--max-time", 1, 1'000'000'000) : 0);
    const Extractor extractor(Rules::load(arguments.text("--rules")));
    const std::string path = arguments.text("--store");
    (void)Store(path, Access::read, now());  // what is not there is not made
    Store store(path, Access::write, now());
    store.begin_run(DATELINE_VERSION, extractor.rules().sha256(), now());
    std::ostream silence(nullptr);
    const ReextractResult result = reextract(
        store, extractor, [&] { return stop.asked(); }, arguments.has("--quiet") ? silence : std::cerr);
    const int code = result.stopped ? stop.exit_code() : static_cast<int>(Exit::done);
    store.end_run(now(), code, "{}");
    std::cout << counted(result.articles, "article", "articles") << ": " << result.read << " read again, " << result.articles - result.read
              << " read with these rules before" << (result.stopped ? "; stopped before the end" : "") << '\n';
    if (result.read > 0) std::cout << "before " << by_kind(result.before) << "\nnow    " << by_kind(result.after) << '\n';
    if (result.without_rules > 0)
        std::cout << counted(result.without_rules, "article", "articles") << " without facts: no rules for the language\n";
    std::cout.flush();
    if (!std::cout) throw Error(Exit::cannot_write, "standard output: cannot be written; is the disk full or the reader gone?");
    return code;
}

}  // namespace

Command reextract_command() {
    return {"reextract",
            "read the stored articles again with today's rules",
            "",
            {store_option(),
             {"--rules", "DIR", "rule files that add to the built-in ones or win over them", "", {}},
             {"--max-time", "SECONDS", "end after so long, with all that is done saved (exit code 124)", "", {}},
             {"--quiet", "", "print only the counts", "", {}}},
            run};
}

}  // namespace dateline
