#pragma once

#include <chrono>
#include <cstdint>

namespace dateline {

/// Lets a run end cleanly, with what is done saved, when it is told to (SIGINT, SIGTERM, SIGHUP) or out of time. The first signal is noted,
/// the second one ends the process at once, as it would have without this. One object a process, for as long as the run goes.
class StopSignals {
public:
    /// `seconds`: the time the run may take; 0 for any.
    explicit StopSignals(std::int64_t seconds);
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    bool asked() const;
    /// Of a run that was stopped: 124 when it was out of time, else 128 and the signal.
    int exit_code() const;

private:
    std::chrono::steady_clock::time_point end_;
};

}  // namespace dateline
