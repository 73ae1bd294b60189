// How fast pages and feeds are read: no network, no store, one thread, one process.
//
//     dateline_web_speed pages|feeds FOLDER [ROUNDS]
//
// Every file under FOLDER is read once into memory and then ROUNDS times (3) into an article or a feed. Time is that of the processor.
// `scripts/bench --web` builds and runs it.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/article/clip.hpp"
#include "pipeline/feed/feed.hpp"
#include "pipeline/normalize/normalize.hpp"

namespace {

using namespace dateline;

struct Sample {
    std::string name;
    RawDocument document;
    double seconds = 0;  ///< of the fastest round
};

double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::vector<Sample> samples_in(const std::filesystem::path& folder) {
    std::vector<Sample> samples;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        Sample sample;
        sample.name = entry.path().filename().string();
        sample.document.bytes.resize(entry.file_size());
        in.read(sample.document.bytes.data(), static_cast<std::streamsize>(sample.document.bytes.size()));
        if (!sample.document.bytes.empty()) samples.push_back(std::move(sample));
    }
    std::sort(samples.begin(), samples.end(), [](const Sample& a, const Sample& b) { return a.name < b.name; });
    return samples;
}

/// Something of the result, so that no step can be left out.
std::size_t read(const RawDocument& document, bool feeds) {
    if (!feeds) return normalize(clip(document)).text.origin().runs().size();
    const auto feed = read_feed(document);
    return feed ? feed->items.size() : 0;
}

int measure(std::vector<Sample> samples, bool feeds, int rounds) {
    double bytes = 0, fastest = 0;
    std::size_t made = 0;
    for (int round = 0; round < rounds; ++round) {
        const double begin = processor_seconds();
        for (Sample& sample : samples) {
            const double from = processor_seconds();
            made += read(sample.document, feeds);
            const double taken = processor_seconds() - from;
            if (round == 0 || taken < sample.seconds) sample.seconds = taken;
        }
        const double taken = processor_seconds() - begin;
        if (round == 0 || taken < fastest) fastest = taken;
    }
    for (const Sample& sample : samples) bytes += static_cast<double>(sample.document.bytes.size());
    std::printf("%zu %s, %.1f MB, best of %d rounds: %.1f MB/s, %.0f a second (%zu %s)\n", samples.size(), feeds ? "feeds" : "pages",
                bytes / 1e6, rounds, bytes / 1e6 / fastest, static_cast<double>(samples.size()) / fastest,
                made / static_cast<std::size_t>(rounds), feeds ? "entries" : "stretches of text");
    // What a document costs for each byte, against the average. Small ones pay for what every document needs.
    std::erase_if(samples, [](const Sample& sample) { return sample.document.bytes.size() < 10000; });
    const auto cost = [](const Sample& sample) { return sample.seconds / static_cast<double>(sample.document.bytes.size()); };
    std::sort(samples.begin(), samples.end(), [&](const Sample& a, const Sample& b) { return cost(a) > cost(b); });
    for (std::size_t i = 0; i < std::min<std::size_t>(samples.size(), 3); ++i)
        std::printf("  dearest for its size: %.0f ns a byte, %.1f times the average: %s\n", cost(samples[i]) * 1e9,
                    cost(samples[i]) / (fastest / bytes), samples[i].name.c_str());
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view what = argc > 1 ? argv[1] : "";
    const int rounds = argc > 3 ? std::atoi(argv[3]) : 3;
    if ((what != "pages" && what != "feeds") || argc < 3 || rounds < 1) {
        std::fputs("usage: dateline_web_speed pages|feeds FOLDER [ROUNDS]\n", stderr);
        return 64;
    }
    std::vector<Sample> samples = samples_in(argv[2]);
    if (what == "feeds") std::erase_if(samples, [](const Sample& sample) { return !is_feed(sample.document); });
    if (samples.empty()) {
        std::fprintf(stderr, "%s: nothing of that kind in it\n", argv[2]);
        return 66;
    }
    return measure(std::move(samples), what == "feeds", rounds);
}
