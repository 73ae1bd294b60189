#include <algorithm>
#include <ctime>
#include <iostream>
#include <set>

#include "pipeline/cli/commands.hpp"
#include "pipeline/feed/feed.hpp"
#include "pipeline/feed/opml.hpp"
#include "pipeline/fetch/file.hpp"
#include "pipeline/fetch/target.hpp"
#include "pipeline/query/cells.hpp"
#include "pipeline/store/store.hpp"
#include "schemas/error.hpp"
#include "schemas/json.hpp"
#include "schemas/moment.hpp"

namespace dateline {
namespace {

constexpr std::size_t longest_list = 64u << 20;

std::int64_t now() {
    return std::time(nullptr);
}

std::string time_text(std::int64_t seconds) {
    return seconds == 0 ? "-" : seconds == never ? "never" : Moment::at(seconds).iso();
}

/// "ok", "new", "failing", "waits" or "gone".
std::string_view state_of(const AddressMemory& memory) {
    if (memory.gone) return "gone";
    if (memory.not_before > now()) return "waits";
    if (memory.failures > 0) return "failing";
    return memory.last_seen > 0 ? "ok" : "new";
}

std::string explained(const AddressMemory& memory) {
    if (memory.failures == 0) return "";
    return counted(memory.failures, "failure", "failures") + " in a row since " + time_text(memory.first_failed) + ", the last " +
           memory.failure;
}

/// The address as the URL standard writes it. Throws Error (usage) for what is no web address.
std::string address_named(const std::string& given) {
    const std::optional<Target> target = web_target(given);
    if (!target) throw Error(Exit::usage, "\"" + given + "\" is not an http or https URL of a feed");
    return target->href;
}

int list(const Store& store, bool broken, bool json) {
    bool any = false;
    if (!json) std::cout << fitted("STATE", 9) << fitted("LAST SEEN", 22) << fitted("NEXT", 22) << fitted("ARTICLES", 10) << "FEED\n";
    for (const SubscriptionRow& feed : store.subscriptions()) {
        const std::string_view state = state_of(feed.memory);
        const bool is_broken = state == "gone" || state == "failing";
        any = any || is_broken;
        if (broken && !is_broken) continue;
        if (json) {
            std::string out;
            JsonWriter writer(out);
            writer.object().field("url", feed.url).field("name", feed.name).field("state", state).field("articles", feed.articles);
            writer.field("added", time_text(feed.added_at)).field("last_seen", time_text(feed.memory.last_seen));
            writer.field("changed", time_text(feed.memory.changed)).field("due", time_text(feed.memory.due));
            writer.field("failures", feed.memory.failures).field("failure", feed.memory.failure);
            writer.field("first_failed", time_text(feed.memory.first_failed)).close();
            std::cout << out << '\n';
            continue;
        }
        std::cout << fitted(state, 9) << fitted(time_text(feed.memory.last_seen), 22) << fitted(time_text(feed.memory.due), 22)
                  << fitted(std::to_string(feed.articles), 10) << printable(feed.url)
                  << (feed.name.empty() ? "" : "  (" + printable(feed.name) + ")") << '\n';
        if (const std::string why = explained(feed.memory); !why.empty()) std::cout << "         " << why << '\n';
    }
    return static_cast<int>(broken && any ? Exit::some_failed : Exit::done);
}

int add(Store& store, const std::vector<std::string>& urls) {
    std::vector<std::string> addresses;
    std::transform(urls.begin(), urls.end(), std::back_inserter(addresses), address_named);  // all of them or none
    std::int64_t added = 0;
    for (const std::string& url : addresses) added += store.subscribe(url, "", now()) ? 1 : 0;
    std::cout << counted(added, "feed", "feeds") << " added, " << store.subscriptions().size() << " in the list\n";
    return 0;
}

int remove(Store& store, const std::vector<std::string>& urls) {
    bool missing = false;
    for (const std::string& url : urls)
        if (!store.unsubscribe(url) && !store.unsubscribe(address_named(url))) {
            std::cerr << "dateline feeds: " << printable(url) << ": not in the list; dateline feeds shows it\n";
            missing = true;
        }
    std::cout << store.subscriptions().size() << " in the list; what was read of a feed that is removed stays\n";
    return static_cast<int>(missing ? Exit::some_failed : Exit::done);
}

/// The feeds of OPML lists. What is no web address is named and left out.
int import(Store& store, const std::vector<std::string>& files) {
    std::int64_t added = 0, known = 0, refused = 0;
    for (const std::string& file : files) {
        const std::optional<Feed> feeds =
            read_feed(file == "-" ? read_standard_input(longest_list, now()) : read_file(file, longest_list, now()));
        if (!feeds || !feeds->lists_feeds)
            throw Error(Exit::bad_input,
                        file + ": not an OPML list; export one from your reader, or name feeds: dateline feeds add URL...");
        for (const FeedItem& item : feeds->items) {
            const std::optional<Target> target = web_target(item.link);
            if (!target) {
                std::cerr << "dateline feeds: " << printable(file) << ": \"" << printable(item.link_as_written)
                          << "\" is not an http or https URL; left out\n";
                ++refused;
            } else if (store.subscribe(target->href, std::string(item.title.utf8()), now())) {
                ++added;
            } else {
                ++known;
            }
        }
    }
    std::cout << counted(added, "feed", "feeds") << " added, " << known << " in the list before, " << refused << " left out\n";
    return static_cast<int>(refused > 0 ? Exit::some_failed : Exit::done);
}

int write(const Store& store) {
    Feed list;
    for (const SubscriptionRow& feed : store.subscriptions()) {
        FeedItem item;
        item.link = feed.url;
        item.title = SourceText(feed.name.empty() ? feed.url : feed.name);
        list.items.push_back(std::move(item));
    }
    std::cout << opml_of(list);
    return 0;
}

int run(const Arguments& arguments) {
    const std::vector<std::string>& words = arguments.positional();
    const std::string what = words.empty() ? "list" : words.front();
    const std::vector<std::string> rest(words.empty() ? words.begin() : words.begin() + 1, words.end());
    const std::string path = arguments.text("--store");
    int code = 0;
    if (what == "list" || what == "export") {
        const Store store(path, Access::read, now());
        code = what == "export" ? write(store) : list(store, arguments.has("--broken"), arguments.text("--format") == "jsonl");
    } else if (what == "add" || what == "remove" || what == "import") {
        if (rest.empty()) throw Error(Exit::usage, what + ": name " + (what == "import" ? "an OPML file" : "the URL of a feed"));
        if (what == "add") std::for_each(rest.begin(), rest.end(), address_named);  // before a store is made
        Store store(path, Access::write, now());
        code = what == "add" ? add(store, rest) : what == "remove" ? remove(store, rest) : import(store, rest);
    } else {
        throw Error(Exit::usage, "\"" + what + "\" is none of list, add, remove, import, export");
    }
    std::cout.flush();
    if (!std::cout) throw Error(Exit::cannot_write, "standard output: cannot be written; is the disk full or the reader gone?");
    return code;
}

}  // namespace

Command feeds_command() {
    return {"feeds",
            "the feeds that ingest visits by itself: list, add URL..., remove URL..., import FILE... (OPML), export",
            "ACTION...",
            {store_option(),
             {"--broken", "", "list only those that fail or are gone; exit code 1 when there are any", "", {}},
             {"--format", "FORMAT", "of the list", "table", {"table", "jsonl"}}},
            run};
}

}  // namespace dateline
