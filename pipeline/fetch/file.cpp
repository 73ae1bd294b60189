#include "pipeline/fetch/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "pipeline/fetch/content_coding.hpp"
#include "schemas/ascii.hpp"
#include "schemas/digest.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr std::string_view scheme = "file://";

/// Closes what it holds.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }

private:
    int fd_;
};

[[noreturn]] void cannot_read(const std::string& name, int code) {
    const std::string reason = code == ENOENT    ? "no such file; check the path"
                               : code == EACCES  ? "no permission to read it; change its mode or run as its owner"
                               : code == ENOTDIR ? "a part of the path is not a folder; check the path"
                                                 : std::string("cannot be read: ") + std::strerror(code);
    throw Error(Exit::no_input, name + ": " + reason);
}

RawDocument read_all(int fd, const std::string& name, std::size_t limit, std::int64_t now) {
    RawDocument document;
    std::array<char, 65536> buffer;
    while (true) {
        const ssize_t got = ::read(fd, buffer.data(), buffer.size());
        if (got < 0) {
            if (errno == EINTR) continue;
            cannot_read(name, errno);
        }
        if (got == 0) break;
        document.bytes.append(buffer.data(), static_cast<std::size_t>(got));
        if (document.bytes.size() > limit)
            throw Error(Exit::bad_input, name + ": longer than " + std::to_string(limit) +
                                             " bytes, the limit for one document; split it or raise the limit");
    }
    if (auto content = unpacked_gzip(document.bytes, {limit})) document.bytes = std::move(*content);
    document.sha256 = sha256(document.bytes);
    document.fetched_at = now;
    return document;
}

}  // namespace

RawDocument read_file(const std::string& path, std::size_t limit, std::int64_t now) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) cannot_read(path, errno);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) cannot_read(path, errno);
    if (S_ISDIR(status.st_mode)) throw Error(Exit::no_input, path + ": is a folder; name a file in it");
    RawDocument document = read_all(file.get(), path, limit, now);
    document.url = file_url(path);
    document.final_url = document.url;
    return document;
}

RawDocument read_standard_input(std::size_t limit, std::int64_t now) {
    RawDocument document = read_all(STDIN_FILENO, "standard input", limit, now);
    document.url = "-";
    document.final_url = "-";
    return document;
}

std::string file_url(const std::string& path) {
    constexpr std::string_view plain = "-._~/!$&'()*+,;=:@";
    constexpr char hex[] = "0123456789ABCDEF";
    std::string out(scheme);
    for (const char c : std::filesystem::absolute(path).lexically_normal().string()) {
        if (ascii_letter(c) || ascii_digit(c) || plain.find(c) != std::string_view::npos) {
            out.push_back(c);
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += {'%', hex[byte >> 4], hex[byte & 15]};
    }
    return out;
}

std::string path_of_file_url(const std::string& url) {
    if (!ascii_starts_with(url, scheme)) return {};
    std::string_view rest = std::string_view(url).substr(scheme.size());
    rest = rest.substr(0, rest.find_first_of("?#"));
    if (rest.empty() || rest.front() != '/') return {};  // a host: not this machine's file
    const auto digit = [](char c) {
        c = ascii_lower(c);
        return ascii_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    };
    std::string path;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        if (rest[i] == '%' && i + 2 < rest.size() && digit(rest[i + 1]) >= 0 && digit(rest[i + 2]) >= 0) {
            path.push_back(static_cast<char>(digit(rest[i + 1]) * 16 + digit(rest[i + 2])));
            i += 2;
        } else {
            path.push_back(rest[i]);
        }
    }
    return path.find('\0') == std::string::npos ? path : std::string();
}

}  // namespace dateline
