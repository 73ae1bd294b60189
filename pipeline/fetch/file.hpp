#pragma once

#include <cstdint>
#include <string>

#include "schemas/article.hpp"

namespace dateline {

/// The whole file at `path` as a document; its URL is file://, absolute, percent-encoded. `now` (seconds since 1970) is kept as the time
/// of fetching. Throws Error: no_input when it does not exist, is a directory or may not be read; bad_input when over `limit` bytes.
RawDocument read_file(const std::string& path, std::size_t limit, std::int64_t now);

/// Standard input to its end; the URL is "-". Throws Error like `read_file`.
RawDocument read_standard_input(std::size_t limit, std::int64_t now);

/// "file:///a/b%20c.xml" of "/a/b c.xml" (a relative path counts from the current folder), and back; empty when `url` is no file URL.
std::string file_url(const std::string& path);
std::string path_of_file_url(const std::string& url);

}  // namespace dateline
