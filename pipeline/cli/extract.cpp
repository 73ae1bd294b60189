#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <iostream>
#include <mutex>
#include <thread>

#include "extractors/explain.hpp"
#include "extractors/extract.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/cli/inputs.hpp"
#include "pipeline/query/cells.hpp"
#include "schemas/error.hpp"
#include "schemas/fact_json.hpp"

namespace dateline {
namespace {

enum class Output { jsonl, json, table, explain };

struct Settings {
    std::string reference_time, language;
    std::size_t max_text = 0;
    Output output = Output::jsonl;
};

/// One document on its way through: a line of input, then what is printed for it.
struct Work {
    Input input;
    std::string output;     ///< what is not printed yet
    std::string complaint;  ///< instead of output, where that is for people
    bool failed = false;
    bool begun = false;  ///< some of the output is printed
    bool done = false;
};

/// Takes a part of a document's output: prints it, or adds it to what the work holds.
using Pass = std::function<void(Work&, std::string_view)>;

std::string table_of(const Article& article, const Extraction& extraction) {
    std::string out;
    const auto row = [&](const Fact& fact) {
        std::string text(article.zone(fact.place.zone).slice(fact.place.span));
        for (char& c : text)
            if (c == '\n' || c == '\r' || c == '\t') c = ' ';
        if (text.size() > 56) {
            std::size_t cut = 53;
            while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
            text = text.substr(0, cut) + "...";
        }
        const auto padded = [](std::string s, std::size_t width) { return s.size() < width ? s + std::string(width - s.size(), ' ') : s; };
        std::string speakers;
        for (const Attribution& a : fact.attribution)
            if (a.actor) speakers.append(speakers.empty() ? "" : " <- ").append(a.actor->name);
        out += padded(std::string(wire(fact.kind())), 7) + " " + padded(summary(fact), 34) + " " + padded(text, 56) +
               (speakers.empty() ? "" : "  said by " + speakers) + "\n";
    };
    for (const Fact& fact : extraction.title_facts) row(fact);
    for (const Fact& fact : extraction.facts) row(fact);
    for (const Flag& flag : extraction.flags) out += "flag    " + flag.rule + " " + flag.name + ": " + flag.message + "\n";
    if (out.empty()) out = "no facts (language: " + extraction.language + ")\n";
    return out;
}

/// Lines for a terminal, without the last line's end.
std::string printable_lines(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        out += (out.empty() ? "" : "\n") + printable(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

class DocumentRun {
public:
    DocumentRun(const Extractor& extractor, const Settings& settings) : extractor_(extractor), settings_(settings) {}

    /// Gives `pass` the output part by part, or fills the work's output.
    void operator()(Work& work, const Pass& pass) const {
        const auto fail = [&](JsonError error) {
            work.failed = true;
            // A line that cannot be read has its line in the output; what is wrong with a text is said to people.
            if (!work.input.plain && (settings_.output == Output::jsonl || settings_.output == Output::json))
                work.output = error_line(error, work.input.line);
            else
                work.complaint = work.input.where() + ": " + error.message;
        };
        std::variant<InputDocument, JsonError> read = std::move(work.input).document();
        if (JsonError* error = std::get_if<JsonError>(&read)) return fail(std::move(*error));
        InputDocument& document = std::get<InputDocument>(read);
        if (document.text.size() > settings_.max_text)
            return fail(
                {"text_too_long",
                 "text has " + std::to_string(document.text.size()) + " bytes, over --max-text " + std::to_string(settings_.max_text),
                 document.id});
        if (document.language.empty()) document.language = settings_.language;
        if (document.reference_time.empty()) document.reference_time = settings_.reference_time;
        const std::variant<Article, JsonError> made = article_of(std::move(document));
        if (const JsonError* error = std::get_if<JsonError>(&made)) return fail(*error);
        const Article& article = std::get<Article>(made);
        if (settings_.output == Output::explain) {
            std::string report;
            extractor_.explain(article, report);
            work.output = printable_lines(report);
        } else if (settings_.output == Output::table) {
            work.output = table_of(article, extractor_.extract(article));
            work.output.pop_back();
        } else {
            LineWriter line(article, [&](std::string_view part) { pass(work, part); });
            if (!extractor_.extract(article, line)) ++without_rules_;
        }
    }

    /// How many documents were in languages without rules. Not counted where people read the output, which says it of each.
    std::size_t without_rules() const { return without_rules_; }

private:
    const Extractor& extractor_;
    const Settings& settings_;
    mutable std::atomic<std::size_t> without_rules_ = 0;
};

/// Runs documents on `jobs` threads and prints the results in the order they came. At most 4 documents a thread are held at a time.
class OrderedRun {
public:
    /// With `headings`, each file's name stands over what was found in it.
    OrderedRun(const DocumentRun& run, std::size_t jobs, Output output, bool headings)
        : run_(run), limit_(jobs * 4), output_(output), headings_(headings) {
        if (jobs < 2) return;
        for (std::size_t i = 0; i < jobs; ++i) threads_.emplace_back([this] { work(); });
    }

    void add(Work work) {
        if (threads_.empty()) {
            run_(work, [this](Work& of, std::string_view part) { print_part(of, part); });
            print(work);
            return;
        }
        std::unique_lock lock(mutex_);
        queue_.push_back(std::make_unique<Work>(std::move(work)));
        wake_.notify_one();
        while (queue_.size() >= limit_) print_front(lock);
    }

    /// Waits for all; returns whether one failed.
    bool finish() {
        std::unique_lock lock(mutex_);
        while (!queue_.empty()) print_front(lock);
        closing_ = true;
        wake_.notify_all();
        lock.unlock();
        threads_.clear();
        return failed_;
    }

    ~OrderedRun() {
        if (threads_.empty()) return;
        {
            const std::lock_guard lock(mutex_);
            closing_ = true;
            next_ = queue_.size();
        }
        wake_.notify_all();
        first_in_line_.notify_all();
    }

private:
    void work() {
        std::unique_lock lock(mutex_);
        while (true) {
            wake_.wait(lock, [&] { return closing_ || next_ < queue_.size(); });
            if (next_ >= queue_.size()) return;
            Work& mine = *queue_[next_++];
            lock.unlock();
            run_(mine, [this](Work& of, std::string_view part) { hold(of, part); });
            lock.lock();
            mine.done = true;
            done_.notify_one();
        }
    }

    /// A worker whose output grows large waits until it is its turn and prints what there is. The front of the queue is always at work,
    /// so somebody always goes on.
    void hold(Work& work, std::string_view part) {
        work.output += part;
        if (work.output.size() < held_at_most) return;
        {
            std::unique_lock lock(mutex_);
            first_in_line_.wait(lock, [&] { return closing_ || queue_.front().get() == &work; });
            if (closing_ && queue_.front().get() != &work) {
                work.output.clear();
                return;
            }
        }
        print_part(work, work.output);  // nobody else prints until the front is done
        work.output.clear();
    }

    void print_front(std::unique_lock<std::mutex>& lock) {
        Work& front = *queue_.front();
        done_.wait(lock, [&] { return front.done; });
        lock.unlock();
        print(front);
        lock.lock();
        queue_.pop_front();
        --next_;
        first_in_line_.notify_all();
    }

    /// The output so far. That it cannot be written is found by `print`.
    void print_part(Work& work, std::string_view part) {
        begin(work);
        std::cout << part;
    }

    /// What stands before a document's output.
    void begin(Work& work) {
        if (work.begun) return;
        work.begun = true;
        if (headings_ && work.input.name != heading_) {
            heading_ = work.input.name;
            std::cout << (first_ ? "" : "\n") << "==> " << printable(work.input.file()) << " <==\n";
        }
        if (output_ == Output::json) std::cout << (first_ ? "[" : ",\n");
        first_ = false;
    }

    void print(Work& work) {
        failed_ = failed_ || work.failed;
        begin(work);
        if (work.complaint.empty())
            std::cout << work.output << (output_ == Output::json ? "" : "\n");
        else
            std::cerr << "dateline extract: " << printable(work.complaint) << '\n';
        if (!std::cout) throw Error(Exit::cannot_write, "standard output: cannot be written; is the disk full or the reader gone?");
    }

    static constexpr std::size_t held_at_most = 1 << 20;

    const DocumentRun& run_;
    std::size_t limit_;
    Output output_;
    bool headings_;
    std::string heading_;  // the last one printed
    std::mutex mutex_;
    std::condition_variable wake_, done_, first_in_line_;
    std::deque<std::unique_ptr<Work>> queue_;
    std::size_t next_ = 0;  // first of the queue that no thread has taken
    bool closing_ = false, failed_ = false, first_ = true;
    std::vector<std::jthread> threads_;
};

/// Whether documents come one a line.
bool lines_given(const Arguments& arguments) {
    if (const std::string in = arguments.text("--input-format"); !in.empty()) return in == "jsonl";
    return std::any_of(arguments.positional().begin(), arguments.positional().end(),
                       [](const std::string& file) { return file.ends_with(".jsonl"); });
}

int run(const Arguments& arguments) {
    Settings settings;
    settings.reference_time = arguments.text("--reference-time");
    if (!settings.reference_time.empty() && !Moment::parse(settings.reference_time))
        throw Error(Exit::usage,
                    "--reference-time: \"" + settings.reference_time + "\" is not a date like 2013-03-22 or 2016-11-07T00:00:00");
    settings.language = arguments.text("--language");
    settings.max_text = static_cast<std::size_t>(arguments.number("--max-text", 1, std::int64_t{1} << 32));
    const std::string out = arguments.text("--output-format");
    const bool for_reading = out.empty() && ::isatty(STDOUT_FILENO) != 0 && !lines_given(arguments);
    settings.output = arguments.has("--explain")      ? Output::explain
                      : out == "json"                 ? Output::json
                      : out == "table" || for_reading ? Output::table
                                                      : Output::jsonl;
    const std::string in = arguments.text("--input-format");
    const InputFormat input = in == "jsonl"  ? InputFormat::jsonl
                              : in == "json" ? InputFormat::json
                              : in == "text" ? InputFormat::text
                                             : InputFormat::automatic;
    const auto jobs = static_cast<std::size_t>(arguments.number("--jobs", 1, 256));

    std::ios::sync_with_stdio(false);
    const Extractor extractor(Rules::load(arguments.text("--rules")));
    const DocumentRun one(extractor, settings);
    if (!settings.language.empty() && extractor.rules().find(settings.language) == nullptr) {
        std::string known;
        for (const std::string& tag : extractor.rules().languages()) known += (known.empty() ? "" : ", ") + tag;
        std::cerr << "dateline extract: --language " << printable(settings.language)
                  << ": no rules for it, so no facts; there are rules for " << known << '\n';
    }
    const bool for_people = settings.output == Output::table || settings.output == Output::explain;
    OrderedRun all(one, jobs, settings.output, for_people && arguments.positional().size() > 1);
    each_input("extract", arguments.positional(), input, InputFormat::text, [&](Input one_input) {
        Work work;
        work.input = std::move(one_input);
        all.add(std::move(work));
    });
    const bool failed = all.finish();
    if (one.without_rules() > 0)
        std::cerr << "dateline extract: " << counted(static_cast<std::int64_t>(one.without_rules()), "document", "documents")
                  << " without facts: no rules for the language; the flag L02 names it\n";
    if (settings.output == Output::json) std::cout << "]\n";
    std::cout.flush();
    if (!std::cout) throw Error(Exit::cannot_write, "standard output: cannot be written; is the disk full or the reader gone?");
    return static_cast<int>(failed ? Exit::some_failed : Exit::done);
}

}  // namespace

Command extract_command() {
    return {"extract",
            "print the facts of texts",
            "FILE...",
            {{"--input-format",
              "FORMAT",
              "jsonl (documents, one a line; blank lines are none), json (one document) or text; else by the file's ending",
              "",
              {"jsonl", "json", "text"}},
             {"--output-format",
              "FORMAT",
              "jsonl, json or table; else a table on a terminal, but for jsonl input, and jsonl for files and pipes",
              "",
              {"jsonl", "json", "table"}},
             {"--explain",
              "",
              "print what was read of each sentence, each fact with the rule, file and line that made it, what lost to what, and what came "
              "to nothing",
              "",
              {}},
             {"--reference-time", "TIME", "when texts without a reference_time were written", "", {}},
             {"--language", "TAG", "language of texts that do not state one", "", {}},
             {"--max-text", "BYTES", "longest text", "16000000", {}},
             {"--jobs", "N", "threads; the output does not depend on it", "1", {}},
             {"--rules", "DIR", "rule files that add to the built-in ones or win over them", "", {}}},
            run};
}

}  // namespace dateline
