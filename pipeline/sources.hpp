#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

/// Whether a source is an http(s) URL.
bool is_web(std::string_view source);

/// "ftp://" of "ftp://example.org/feed": the scheme of a source that is written like a URL but no http(s) one; else nothing.
std::string_view other_scheme(std::string_view source);

/// The files of a folder and its sub-folders in order of their names. Left out: hidden ones, links that lead out of it, stores and their
/// archives. Throws Error (no_input) when it cannot be read.
std::vector<std::filesystem::path> files_of(const std::filesystem::path& folder);

/// The file that a feed in the file `feed` may link to: a relative link to a file in or below the feed's own folder, after all links of the
/// file system are followed. Throws Error: refused for any other file, no_input when there is none.
std::filesystem::path linked_file(const std::filesystem::path& feed, std::string_view link);

}  // namespace dateline
