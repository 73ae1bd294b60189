#include "pipeline/cli/stop_signals.hpp"

#include <signal.h>

#include <array>

namespace dateline {
namespace {

constexpr std::array<int, 3> signals{SIGINT, SIGTERM, SIGHUP};
constexpr int out_of_time = 124;  // as timeout(1) says it

volatile sig_atomic_t noted = 0;

extern "C" void note(int signal) {
    noted = signal;
}

}  // namespace

StopSignals::StopSignals(std::int64_t seconds) {
    end_ = seconds > 0 ? std::chrono::steady_clock::now() + std::chrono::seconds(seconds) : std::chrono::steady_clock::time_point::max();
    struct sigaction action {};
    action.sa_handler = note;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);  // the second signal finds the default again
    for (const int signal : signals) {
        struct sigaction before {};
        // What runs under nohup goes on ignoring what it was told to ignore.
        if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_IGN) continue;
        sigaction(signal, &action, nullptr);
    }
}

StopSignals::~StopSignals() {
    for (const int signal : signals) {
        struct sigaction now {};
        if (sigaction(signal, nullptr, &now) == 0 && now.sa_handler == note) ::signal(signal, SIG_DFL);
    }
}

bool StopSignals::asked() const {
    return noted != 0 || std::chrono::steady_clock::now() >= end_;
}

int StopSignals::exit_code() const {
    return noted != 0 ? 128 + noted : out_of_time;
}

}  // namespace dateline
