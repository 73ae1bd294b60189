#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <thread>

#include "pipeline/charset/charset.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/stop_signals.hpp"
#include "pipeline/ingest.hpp"
#include "pipeline/query/cells.hpp"
#include "pipeline/query/facts.hpp"

namespace dateline {
namespace {

constexpr std::int64_t first_facts = 20;

/// The run's report, written beside its place and renamed, so that who reads it never sees half of it. That it can be made shows before the
/// run begins.
class ReportFile {
public:
    explicit ReportFile(std::string path)
        : path_(std::move(path)), fresh_(path_ + ".new"), out_(fresh_, std::ios::binary | std::ios::trunc) {
        if (!out_)
            throw Error(Exit::cannot_create,
                        path_ + ": " + std::strerror(errno) + "; name a file in a folder you may write to with --report");
    }
    ~ReportFile() {
        std::error_code ignored;
        if (!written_) std::filesystem::remove(fresh_, ignored);
    }
    ReportFile(const ReportFile&) = delete;
    ReportFile& operator=(const ReportFile&) = delete;

    void write(const std::string& json) {
        out_ << json << '\n';
        if (!out_.flush()) throw Error(Exit::cannot_write, path_ + ": cannot be written: " + std::strerror(errno));
        out_.close();
        if (std::rename(fresh_.c_str(), path_.c_str()) != 0)
            throw Error(Exit::cannot_create, path_ + ": cannot be written: " + std::strerror(errno));
        written_ = true;
    }

private:
    std::string path_, fresh_;
    std::ofstream out_;
    bool written_ = false;
};

void print_first_facts(const Store& store, const IngestResult& result) {
    Filter filter;
    filter.articles = result.articles;
    filter.limit = first_facts;
    if (filter.articles.empty()) return;
    std::cout << '\n';
    const std::int64_t shown = print_facts(store, filter, FactFormat::table, std::cout, terminal_columns());
    const std::string where = " --store " + store.path().string();
    if (shown == 0)
        std::cout << "no facts\n";
    else
        std::cout << "\nmore: dateline query" << where << "     one fact: dateline fact ID" << where << '\n';
}

/// The store, when nobody else writes to it: waited for as long as --wait says.
Store opened(const Arguments& arguments, const std::function<std::int64_t()>& clock) {
    const std::int64_t until = clock() + (arguments.has("--wait") ? arguments.number("--wait", 0, 1'000'000'000) : 0);
    for (;;) {
        try {
            return Store(arguments.text("--store"), Access::write, clock());
        } catch (const Error& e) {
            if (e.exit() != Exit::locked || clock() >= until) throw;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
}

/// The feeds of the store's list.
std::vector<std::string> listed(const std::string& path) {
    std::vector<std::string> sources;
    if (std::filesystem::exists(path))
        for (SubscriptionRow& feed : Store(path, Access::read, std::time(nullptr)).subscriptions()) sources.push_back(std::move(feed.url));
    if (sources.empty())
        throw Error(Exit::usage,
                    "no source; name a feed, page, file or folder: dateline ingest SOURCE..., or feeds to visit by itself: "
                    "dateline feeds add URL...");
    return sources;
}

int run(const Arguments& arguments) {
    std::vector<std::string> sources = arguments.positional();
    IngestSettings settings;
    settings.only_due = sources.empty();
    if (sources.empty()) sources = listed(arguments.text("--store"));
    settings.max_text = static_cast<std::size_t>(arguments.number("--max-text", 1, std::int64_t{1} << 30));
    if (arguments.has("--limit")) settings.limit = arguments.number("--limit", 1, 1'000'000'000'000);
    settings.charset = arguments.text("--charset");
    if (!settings.charset.empty() && !charset_named(settings.charset))
        throw Error(Exit::usage, "--charset: \"" + settings.charset + "\" is no charset that is known; utf-8, windows-1252 and koi8-r are");
    settings.politeness.robots = !arguments.has("--ignore-robots");
    settings.politeness.between = std::chrono::milliseconds(arguments.number("--host-delay", 0, 3'600'000));
    FetchOptions fetching;
    fetching.allow_private = arguments.has("--allow-private");
    const StopSignals stop(arguments.has("--max-time") ? arguments.number("--max-time", 1, 1'000'000'000) : 0);

    std::optional<ReportFile> report;
    if (const auto path = arguments.get("--report")) report.emplace(*path);
    const auto clock = [] { return static_cast<std::int64_t>(std::time(nullptr)); };
    const Extractor extractor(Rules::load(arguments.text("--rules")));
    Store store = opened(arguments, clock);
    store.begin_run(DATELINE_VERSION, extractor.rules().sha256(), clock());
    Fetcher fetcher(std::move(fetching), clock);
    std::ostream silence(nullptr);
    const bool quiet = arguments.has("--quiet");
    const IngestResult result =
        ingest(sources, settings, {fetcher, extractor, store, clock, quiet ? silence : std::cerr, [&] { return stop.asked(); }});
    const int code = result.report.stopped ? stop.exit_code() : static_cast<int>(result.report.exit());
    store.end_run(clock(), code, result.report.json());
    for (const auto& [from, to] : store.follow_moves())
        std::cerr << "dateline ingest: " << printable(from) << ": is in the list of feeds as " << printable(to) << " from now on\n";

    if (report) report->write(result.report.json());
    if (quiet) {
        for (const IngestFailure& failure : result.report.failures) std::cerr << "dateline ingest: " << failure.message << '\n';
        return code;
    }
    std::cout << result.report.text();
    const Store::Counts counts = store.counts();
    std::cout << "store " << store.path().string() << ": " << counted(counts.articles, "article, ", "articles, ")
              << counted(counts.versions, "version, ", "versions, ") << counted(counts.facts, "fact", "facts") << '\n';
    print_first_facts(store, result);
    std::cout.flush();
    if (!std::cout) throw Error(Exit::cannot_write, "standard output: cannot be written; is the disk full or the reader gone?");
    return code;
}

}  // namespace

Command ingest_command() {
    return {"ingest",
            "read feeds, pages, texts or folders into a store; without a SOURCE, the feeds of the list that are due",
            "SOURCE...",
            {store_option(),
             {"--max-text", "BYTES", "longest text of one article", "16000000", {}},
             {"--limit", "N", "at most so many documents", "", {}},
             {"--charset", "LABEL", "charset of files that do not say theirs", "", {}},
             {"--allow-private", "", "fetch also from addresses that are not on the public internet", "", {}},
             {"--ignore-robots", "", "visit also what a site's robots.txt does not allow", "", {}},
             {"--host-delay", "MS", "milliseconds between two requests to the same host, at least", "500", {}},
             {"--max-time", "SECONDS", "end after so long, with all that is done saved (exit code 124)", "", {}},
             {"--wait", "SECONDS", "wait so long for another run on the same store to end", "", {}},
             {"--report", "FILE", "write the run's report there as JSON", "", {}},
             {"--rules", "DIR", "rule files that add to the built-in ones or win over them", "", {}},
             {"--quiet", "", "print failures only", "", {}}},
            run};
}

}  // namespace dateline
