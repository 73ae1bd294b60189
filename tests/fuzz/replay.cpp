// Runs a fuzz target over files and folders given as arguments: what CI does with the seeds, and how a finding is looked at.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "tests/fuzz/fuzz.hpp"

int main(int argc, char** argv) {
    namespace fs = std::filesystem;
    std::vector<fs::path> files;
    for (int i = 1; i < argc; ++i) {
        if (fs::is_directory(argv[i])) {
            for (const auto& entry : fs::recursive_directory_iterator(argv[i]))
                if (entry.is_regular_file()) files.push_back(entry.path());
        } else {
            files.emplace_back(argv[i]);
        }
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) {
        std::ifstream in(file, std::ios::binary);
        if (!in) {
            std::cerr << file.string() << ": cannot be read\n";
            return 66;
        }
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        std::cerr << file.string() << std::endl;  // before the run: the last name printed is the one at fault
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    }
    if (files.empty()) {
        std::cerr << "usage: " << argv[0] << " FILE-OR-FOLDER...\n";
        return 64;
    }
    std::cout << files.size() << " of " << files.size() << " inputs hold\n";
}
