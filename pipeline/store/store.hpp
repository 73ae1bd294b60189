#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/store/database.hpp"
#include "pipeline/store/lock.hpp"
#include "pipeline/store/rows.hpp"

namespace dateline {

/// All that was read and found, in one SQLite file. The raw bytes lie in WARC files in the folder STORE.warc beside it.
///
/// Nothing stored is overwritten: a changed article is a new version, other rules make a new extraction. Facts are keyed by
/// (extraction, id), so copies of a text and versions stand side by side.
class Store {
public:
    /// Opens the store at `path`. Access::write takes the writers' lock for the life of this object. `now`: seconds since 1970.
    /// Throws Error: locked, bad_config (a newer store, another file), cannot_create, cannot_write, no_input (reading what is not there).
    Store(const std::filesystem::path& path, Access access, std::int64_t now);

    const std::filesystem::path& path() const { return path_; }
    /// The folder of the WARC files of the store at `path`.
    static std::filesystem::path archive_of(const std::filesystem::path& path) { return path.string() + ".warc"; }

    // Writing ---------------------------------------------------------------------------------------------------------------------------

    /// Notes that a run began; everything saved from now on belongs to it.
    void begin_run(const std::string& program, const std::string& rules_sha256, std::int64_t now);
    void end_run(std::int64_t now, int exit_code, const std::string& counters_json);

    /// How far this run is, told to others who want to write: "120 documents".
    void note_progress(const std::string& progress) const {
        if (lock_) lock_->note(progress);
    }

    /// Where the payload lies, if it is stored.
    std::optional<PayloadRow> payload(const std::string& sha256) const;

    /// What is remembered of `url`; nothing of one that was never visited.
    AddressMemory address(const std::string& url) const;

    /// Is this text, read with these rules, new to the store? False: it need not be extracted, `save` would find it unchanged.
    bool wants(const std::string& identity, const Article& article, const std::string& rules_sha256) const;

    /// Is there an article of this identity?
    bool has(const std::string& identity) const;

    /// Writes `batch` in one transaction: all of it or, on Error, nothing. Gives what became of each entry. An unwanted entry may come
    /// without its facts.
    std::vector<Saved> save(const Batch& batch);

    /// Adds a feed to those visited without being named, or takes it off. False when it was there, or was not.
    bool subscribe(const std::string& url, const std::string& name, std::int64_t now);
    bool unsubscribe(const std::string& url);
    /// Gives feeds that have moved for good their new address in the list: from, to.
    std::vector<std::pair<std::string, std::string>> follow_moves();

    // Reading ---------------------------------------------------------------------------------------------------------------------------

    /// The facts that pass `filter`, by article, zone and place, one after another. Stops when `take` gives false.
    void find(const Filter& filter, const std::function<bool(const FactRow&)>& take) const;

    /// Every fact of this id: of copies in other articles, of older versions, of other rules.
    std::vector<FactRow> fact(const std::string& id) const;

    /// The ids whose digest starts with that of `short_id` and whose rest is the same: "0f3a1b2c:f12-20".
    std::vector<std::string> ids_like(const std::string& short_id) const;

    /// The units that stored figures have, sorted.
    std::vector<std::string> units() const;

    VersionRow version(std::int64_t id) const;
    std::vector<std::int64_t> versions() const;
    std::vector<std::int64_t> current_versions() const;
    std::vector<FactRow> facts_of_version(std::int64_t version_id) const;
    std::vector<PayloadRow> payloads() const;
    /// When and from where a payload came first.
    std::optional<FetchRow> first_fetch(const std::string& payload_sha256) const;

    std::vector<SubscriptionRow> subscriptions() const;

    struct Counts {
        std::int64_t articles = 0, versions = 0, facts = 0;
    };
    Counts counts() const;

    /// What is wrong with the file as SQLite checks it, with what points where, and with the current versions; empty when all is well.
    std::vector<std::string> check() const;

    /// Where columns, counts, names and digests of the version's extractions do not agree with the facts' JSON; empty when all is well.
    std::vector<std::string> damage_of_version(std::int64_t version_id) const;

private:
    std::filesystem::path path_;
    std::unique_ptr<StoreLock> lock_;
    mutable SQLite::Database db_;
    std::int64_t run_ = 0;
};

}  // namespace dateline
