#include "pipeline/sources.hpp"

#include <algorithm>

#include "schemas/ascii.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

namespace fs = std::filesystem;

bool inside(const fs::path& folder, const fs::path& file) {
    return std::mismatch(folder.begin(), folder.end(), file.begin(), file.end()).first == folder.end();
}

bool of_a_store(const fs::path& path) {
    const std::string name = path.filename().string();
    for (const std::string_view end : {".db", ".db-wal", ".db-shm", ".db.lock", ".db.warc"})
        if (name.ends_with(end)) return true;
    return false;
}

void walk(const fs::path& folder, const fs::path& root, std::vector<fs::path>& out) {
    std::vector<fs::path> entries;
    try {
        for (const fs::directory_entry& entry : fs::directory_iterator(folder)) entries.push_back(entry.path());
    } catch (const fs::filesystem_error& e) {
        throw Error(Exit::no_input, folder.string() + ": cannot be read: " + e.code().message() + "; change its mode or run as its owner");
    }
    std::sort(entries.begin(), entries.end(), [](const fs::path& a, const fs::path& b) { return a.string() < b.string(); });
    for (const fs::path& path : entries) {
        std::error_code failed;
        if (path.filename().string().starts_with('.') || of_a_store(path)) continue;
        const bool link = fs::is_symlink(path, failed);
        if (fs::is_directory(path, failed)) {
            if (!link) walk(path, root, out);
        } else if (fs::is_regular_file(path, failed)) {
            if (!link || inside(root, fs::canonical(path, failed))) out.push_back(path);
        }
    }
}

int hex(char c) {
    c = ascii_lower(c);
    return ascii_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
            out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

}  // namespace

bool is_web(std::string_view source) {
    return ascii_starts_with(source, "http://") || ascii_starts_with(source, "https://");
}

std::string_view other_scheme(std::string_view source) {
    const std::size_t end = source.find("://");
    if (end == std::string_view::npos || end == 0 || is_web(source)) return {};
    const auto fits = [](char c) { return ascii_letter(c) || ascii_digit(c) || c == '+' || c == '-' || c == '.'; };
    const std::string_view scheme = source.substr(0, end);
    return std::all_of(scheme.begin(), scheme.end(), fits) ? source.substr(0, end + 3) : std::string_view();
}

std::vector<fs::path> files_of(const fs::path& folder) {
    std::vector<fs::path> out;
    std::error_code failed;
    walk(folder, fs::canonical(folder, failed), out);
    return out;
}

fs::path linked_file(const fs::path& feed, std::string_view link) {
    const auto refuse = [&](const std::string& why) {
        throw Error(Exit::refused, std::string(link.substr(0, 200)) + ": " + why +
                                       "; a feed in a file may link to files in or below its own folder, by relative link");
    };
    const std::string_view bare = ascii_trimmed(link.substr(0, link.find_first_of("?#")));
    // A scheme (RFC 3986 3.1), a host ("//..."), a path from the root, or a backslash that some systems take for a slash.
    const std::size_t colon = bare.find(':');
    if (colon != std::string_view::npos && bare.find('/') > colon) refuse("not a relative link");
    if (bare.empty() || bare.front() == '/' || bare.find('\\') != std::string_view::npos) refuse("not a relative link");
    const std::string name = percent_decoded(bare);
    if (name.find('\0') != std::string::npos) refuse("not a file name");
    std::error_code failed;
    const fs::path folder = fs::canonical(fs::absolute(feed).parent_path(), failed);
    if (failed) throw Error(Exit::no_input, feed.string() + ": its folder cannot be read: " + failed.message());
    const fs::path file = fs::weakly_canonical(folder / name, failed);
    if (failed)
        throw Error(Exit::no_input, (folder / name).string() + ": cannot be read: " + failed.message() + "; check the link in the feed");
    if (!inside(folder, file)) refuse("leads out of the feed's folder");
    if (!fs::exists(file, failed)) throw Error(Exit::no_input, file.string() + ": no such file; check the link in the feed");
    if (!fs::is_regular_file(file, failed)) refuse("not a plain file");
    return file;
}

}  // namespace dateline
