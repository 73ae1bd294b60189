#include "pipeline/intake.hpp"

#include <algorithm>
#include <fstream>
#include <ostream>

#include "pipeline/fetch/file.hpp"
#include "pipeline/query/cells.hpp"
#include "pipeline/query/facts.hpp"
#include "pipeline/sniff.hpp"
#include "pipeline/sources.hpp"
#include "pipeline/url/url.hpp"
#include "schemas/ascii.hpp"
#include "schemas/digest.hpp"
#include "schemas/fact.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

constexpr std::size_t batch_entries = 32;

std::string_view name_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::added:
            return "new";
        case Outcome::changed:
            return "changed";
        case Outcome::reextracted:
            return "new rules";
        case Outcome::unchanged:
            return "unchanged";
    }
    return "";
}

std::string_view class_of(const Error& e) {
    return e.exit() == Exit::no_input ? "no_input" : e.exit() == Exit::refused ? "blocked_link" : "bad_input";
}

/// Nothing more can be done after these: every document would meet them again.
bool fatal(const Error& e) {
    return e.exit() != Exit::bad_input && e.exit() != Exit::no_input && e.exit() != Exit::refused;
}

}  // namespace

std::string shown(const RawDocument& document) {
    if (document.url == "-") return "standard input";
    const std::string path = path_of_file_url(document.url);
    return path.empty() ? document.url : path;
}

SourceRow source_row(const std::string& name) {
    if (name == "-") return {"input", name, ""};
    if (is_web(name)) return {"page", name, ""};
    return {"file", file_url(name), ""};
}

std::string address_of(const FeedItem& item, const RawDocument& feed) {
    if (is_web(item.link)) return without_fragment(item.link);
    const std::string path = path_of_file_url(feed.url);
    if (path.empty()) return item.link;
    try {
        return file_url(linked_file(path, item.link_as_written).string());
    } catch (const Error&) {
        return item.link_as_written;  // `linked` says what is wrong with it
    }
}

std::string name_of(const FeedItem& item) {
    return is_web(item.link)               ? item.link
           : !item.link_as_written.empty() ? item.link_as_written
           : !item.guid.empty()            ? item.guid
           : !item.title.empty()           ? std::string(item.title.utf8())
                                           : "an entry without a name";
}

std::string piece_of(std::istream& in) {
    std::string piece(65536, '\0');
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    piece.resize(static_cast<std::size_t>(in.gcount()));
    return piece;
}

std::string start_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        read_file(path.string(), feed_limit, 0);  // says why
        throw Error(Exit::no_input, path.string() + ": cannot be read");
    }
    return piece_of(in);
}

bool starts_feed(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return in && sniff(piece_of(in)) == Content::feed;
}

bool spread_out(std::string_view json) {
    if (json.starts_with("\xEF\xBB\xBF")) json.remove_prefix(3);
    json = ascii_trimmed(json);
    return ascii_trimmed(json.substr(0, json.find('\n'))) == "{";
}

bool named_as_text(const std::filesystem::path& path) {
    return path.extension() == ".txt" || path.extension() == ".text";
}

Unusable too_long_line(const RawDocument& from, std::int64_t number) {
    return {"too_large",
            shown(from) + " line " + std::to_string(number) + ": longer than 8 times --max-text; raise it or split the document"};
}

Intake::Intake(const IngestSettings& settings, const IngestTools& tools, std::vector<std::string> sources)
    : settings_(settings), tools_(tools), archive_(tools.store, tools.clock()), visits_(tools.fetcher, settings.politeness, records()) {
    report_.started = flushed_ = tools.clock();
    report_.sources = std::move(sources);
}

void Intake::each(const std::string& name, const Origin& origin, const std::function<void()>& work) {
    if (!full()) attempt(name, origin, work);
}

void Intake::attempt(const std::string& name, const Origin& origin, const std::function<void()>& work) {
    const auto failed = [&](const std::string& failure, const std::string& message, Exit exit) {
        const bool no_document = failure == "empty" || failure == "binary" || failure == "xml";
        if (!origin.listed && no_document) return skip();
        ++report_.documents;
        report_.failures.push_back({name, failure, message, exit});
        tools_.progress << "failed     " << printable(message) << '\n';
    };
    try {
        work();
    } catch (const Unusable& e) {
        failed(e.failure, e.message, e.exit);
    } catch (const Error& e) {
        if (fatal(e)) throw;
        failed(std::string(class_of(e)), e.what(), e.exit());
    } catch (const std::exception& e) {
        // A fault of ours that this document brings out must not keep the others from being read.
        failed("internal", name + ": internal error: " + e.what() + "; please report it with the document", Exit::internal);
    }
}

bool Intake::full() {
    if (!report_.stopped && tools_.stopped()) report_.stopped = true;
    return report_.stopped || (settings_.limit >= 0 && report_.documents + asked_ >= settings_.limit);
}

void Intake::visit(const std::string& name, const Origin& origin, Visit visit, Work work, Otherwise otherwise) {
    const bool page = visit.rhythm == Rhythm::page;
    if (page) ++asked_;
    visits_.ask(visit, [=, this](Visits::Result result) {
        if (page) --asked_;
        attempt(name, origin, [&] { arrived(origin, visit, std::move(result), work, otherwise); });
    });
}

bool Intake::visited() {
    if (!report_.stopped && tools_.stopped()) report_.stopped = true;
    if (report_.stopped) {
        visits_.drop();
        return false;
    }
    const bool more = visits_.step();
    if (!batch_.empty() && tools_.clock() != flushed_) flush();
    return more;
}

void Intake::arrived(const Origin& origin, const Visit& visit, Visits::Result result, const Work& work, const Otherwise& otherwise) {
    if (const auto* none = std::get_if<NotVisited>(&result)) {
        if (none->why == NotVisited::Why::not_due) {
            ++report_.visits.not_due;
        } else {
            ++report_.visits.skipped;
            warn(none->message);
        }
        return;
    }
    if (auto* document = std::get_if<RawDocument>(&result)) {
        ++report_.visits.done;
        keep(*document, origin.source);
        if (!document->moved_to.empty()) warn(visit.url + ": has moved for good to " + document->moved_to + "; name that from now on");
        return work(std::make_shared<const RawDocument>(std::move(*document)));
    }
    const FetchError& error = std::get<FetchError>(result);
    FetchRow row{origin.source, visit.url, visit.url, tools_.clock(), error.status, "", error.etag, error.last_modified, ""};
    if (error.failure == FetchFailure::not_modified) {
        ++report_.visits.not_modified;
        row.payload = remembered(visit.url).payload;
        if (!row.payload.empty()) archive_.revisited({visit.url, error.head, error.request, row.at, true, "", "", 0}, row.payload);
        batch_.fetches.push_back(row);
        if (visit.rhythm == Rhythm::page) {
            ++report_.documents;
            ++report_.unchanged;
        } else if (auto document = archived(visit.url, row.payload)) {
            work(std::make_shared<const RawDocument>(std::move(*document)));
        }
        return;
    }
    ++report_.visits.failed;
    row.error_class = wire(error.failure);
    batch_.fetches.push_back(row);
    const bool refused = error.failure == FetchFailure::blocked_private || error.failure == FetchFailure::robots;
    const Unusable why{std::string(wire(error.failure)), error.message, refused ? Exit::refused : Exit::all_failed};
    if (!otherwise) throw why;
    otherwise(why);
}

VisitRecords Intake::records() {
    return {[this](const std::string& url) { return remembered(url); },
            [this](const std::string& url, AddressMemory memory) { memories_[url] = std::move(memory); },
            [this](const std::string& sha256) -> std::optional<std::string> {
                auto document = archived("", sha256);
                if (!document) return std::nullopt;
                return std::move(document->bytes);
            },
            [this](const RawDocument& document) { batch_.payloads.push_back(archive_.keep(document)); }, tools_.clock};
}

AddressMemory Intake::remembered(const std::string& url) const {
    const auto found = memories_.find(url);
    return found != memories_.end() ? found->second : tools_.store.address(url);
}

/// What an address held the last time. Nothing where the archive lacks it: then it is asked for anew the next time.
std::optional<RawDocument> Intake::archived(const std::string& url, const std::string& sha256) const {
    const std::optional<PayloadRow> row = tools_.store.payload(sha256);
    if (!row) return std::nullopt;
    RawDocument document;
    document.url = document.final_url = url;
    document.media_type = row->media_type;
    document.charset = row->charset;
    try {
        document.bytes = Archive::bytes_of(tools_.store, *row);
    } catch (const Error& e) {
        if (fatal(e)) throw;
        return std::nullopt;
    }
    document.sha256 = sha256;
    document.fetched_at = tools_.clock();
    return document;
}

RawDocument Intake::file(const std::filesystem::path& path) {
    RawDocument document = read_file(path.string(), size_limit(), tools_.clock());
    document.charset = settings_.charset;
    return document;
}

RawDocument Intake::rest(std::istream& in, std::string start, const std::string& url) const {
    RawDocument document = line_source(url);
    document.bytes = std::move(start);
    while (in) {
        document.bytes += piece_of(in);
        if (document.bytes.size() > size_limit())
            throw Unusable{"too_large",
                           shown(document) + ": longer than " + std::to_string(size_limit()) + " bytes; raise --max-text or split it"};
    }
    document.sha256 = sha256(document.bytes);
    document.charset = settings_.charset;
    return document;
}

RawDocument Intake::line_source(const std::string& url) const {
    RawDocument document;
    document.url = document.final_url = url;
    document.fetched_at = tools_.clock();
    return document;
}

RawDocument Intake::linked(const RawDocument& feed, const FeedItem& item) {
    const std::string path = path_of_file_url(feed.url);
    if (path.empty())
        throw Unusable{
            "blocked_link",
            std::string(utf8_prefix(item.link_as_written, 200)) + ": not an http or https link; only a feed in a file may link to files",
            Exit::refused};
    try {
        return file(linked_file(path, item.link_as_written));
    } catch (const Error& e) {
        if (fatal(e)) throw;
        throw Unusable{std::string(class_of(e)), e.what(), e.exit()};
    }
}

void Intake::feed_read(const RawDocument& document, const Feed& feed, const Origin& origin) {
    ++report_.feeds;
    keep(document, origin.source);
    for (const Warning& warning : feed.warnings) warn(shown(document) + ": " + warning.message);
}

bool Intake::first_time(const std::string& address) {
    if (address == "-" || addresses_.insert(address).second) return true;
    ++report_.repeated;
    return false;
}

void Intake::warn(const std::string& message) {
    report_.warnings.push_back(message);
    tools_.progress << "note       " << printable(message) << '\n';
}

void Intake::keep(const RawDocument& document, const SourceRow& source) {
    if (!kept_.insert(document.url + ' ' + document.sha256).second) return;
    batch_.payloads.push_back(archive_.keep(document));
    batch_.fetches.push_back({source, document.url, document.final_url, document.fetched_at, document.status, "", document.etag,
                              document.last_modified, document.sha256});
}

bool Intake::stored(const Article& article, const Origin& origin) const {
    return tools_.store.has(identity_of(article, origin.source.url));
}

void Intake::save(Article article, const RawDocument& document, const Origin& origin) {
    if (article.text.utf8().size() > settings_.max_text)
        throw Unusable{"too_large", shown(document) + ": its text has " + std::to_string(article.text.utf8().size()) +
                                        " bytes, over --max-text " + std::to_string(settings_.max_text) + "; raise it or split the text"};
    if (article.text.empty()) throw Unusable{"not_article", shown(document) + ": no article text was found; name a page with an article"};
    EntryRow row;
    row.source = origin.source;
    row.identity = identity_of(article, origin.source.url);
    row.rules_sha256 = tools_.extractor.rules().sha256();
    row.seen_at = document.fetched_at;
    if (pending_.contains(row.identity)) flush();  // what is wanted is asked of the store, so the store must know
    if (tools_.store.wants(row.identity, article, row.rules_sha256)) {
        row.extraction = tools_.extractor.extract(article);
        row.has_rules = tools_.extractor.rules().find(row.extraction->language) != nullptr;
    }
    keep(document, origin.source);
    pending_.insert(row.identity);
    row.article = std::move(article);
    batch_.entries.push_back(std::move(row));
    ++report_.documents;
    if (batch_.entries.size() >= batch_entries || tools_.clock() != flushed_) flush();
}

void Intake::flush() {
    for (auto& [url, memory] : memories_) batch_.addresses.push_back({url, std::move(memory)});
    memories_.clear();
    if (batch_.empty()) return;
    const std::vector<Saved> saved = tools_.store.save(batch_);
    for (std::size_t i = 0; i < saved.size(); ++i) {
        const EntryRow& entry = batch_.entries[i];
        switch (saved[i].outcome) {
            case Outcome::added:
                ++report_.added;
                break;
            case Outcome::changed:
                ++report_.changed;
                break;
            case Outcome::reextracted:
                ++report_.reextracted;
                break;
            case Outcome::unchanged:
                ++report_.unchanged;
                break;
        }
        if (saved[i].outcome != Outcome::unchanged) {
            for (const std::vector<Fact>* facts : {&entry.extraction->title_facts, &entry.extraction->facts})
                for (const Fact& fact : *facts) ++report_.facts[std::string(wire(fact.kind()))];
            if (!entry.has_rules) {
                ++report_.without_rules;
                report_.warnings.push_back(entry.article.url + ": stored without facts: no rules for the language \"" +
                                           entry.extraction->language + "\"");
            }
        }
        if (std::find(articles_.begin(), articles_.end(), saved[i].article_id) == articles_.end()) articles_.push_back(saved[i].article_id);
        tools_.progress << progress_line(entry, saved[i].outcome) << '\n';
    }
    tools_.progress.flush();
    tools_.store.note_progress(counted(report_.documents, "document", "documents") + " done");
    batch_ = {};
    pending_.clear();
    flushed_ = tools_.clock();
}

std::string Intake::progress_line(const EntryRow& entry, Outcome outcome) const {
    std::string line = fitted(name_of(outcome), 11);
    std::string found;
    if (outcome != Outcome::unchanged)
        found = entry.has_rules ? counted(static_cast<std::int64_t>(entry.extraction->facts.size() + entry.extraction->title_facts.size()),
                                          "fact", "facts")
                                : "no rules: " + entry.extraction->language;
    const SourceText& shown_text = entry.article.title.empty() ? entry.article.text : entry.article.title;
    const Span start{{0}, {std::min<std::uint32_t>(shown_text.end().value, 80)}};
    line += fitted(found, 14) + fitted_end(short_address(entry.article.url), 30) + "  " + fitted(shown_text.slice(start), 43);
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

IngestResult Intake::finish() {
    flush();
    report_.ended = tools_.clock();
    return {std::move(report_), std::move(articles_)};
}

}  // namespace dateline
