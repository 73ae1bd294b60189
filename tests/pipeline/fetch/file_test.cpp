#include "pipeline/fetch/file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "schemas/digest.hpp"
#include "schemas/error.hpp"
#include "tests/support/gzip.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace dateline;
using dateline::tests::packed;
using dateline::tests::TemporaryFolder;

namespace {

struct Failure {
    Exit exit = Exit::done;
    std::string message;
};

Failure failure_of(const std::string& path, std::size_t limit = 100) {
    try {
        read_file(path, limit, 0);
        return {};
    } catch (const Error& e) {
        return {e.exit(), e.what()};
    }
}

}  // namespace

TEST_CASE("a file is read whole, with its URL and digest", "[fetch]") {
    const TemporaryFolder folder;
    const RawDocument document = read_file(folder.write("a b%ü.xml", "<rss/>"), 6, 1700000000);
    CHECK(document.bytes == "<rss/>");
    CHECK(document.url == "file://" + folder.path() + "/a%20b%25%C3%BC.xml");
    CHECK(document.final_url == document.url);
    CHECK(path_of_file_url(document.url) == folder.path("a b%ü.xml"));
    CHECK(document.sha256.size() == 64);
    CHECK(document.fetched_at == 1700000000);
    CHECK(read_file(folder.write("empty", ""), 6, 0).bytes.empty());
}

TEST_CASE("a gzip file is read as what it holds, by its bytes and not its name", "[fetch]") {
    const TemporaryFolder folder;
    const std::string map = "<urlset>" + std::string(1000, ' ') + "</urlset>";
    const RawDocument document = read_file(folder.write("map.xml", packed(map)), 2000, 0);
    CHECK(document.bytes == map);
    CHECK(document.sha256 == sha256(map));
    CHECK(read_file(folder.write("plain.xml.gz", map), 2000, 0).bytes == map);
    // Of a damaged one what can be read; what holds too much or is no gzip file stays as it is; a file inside is not opened.
    const std::string cut = packed(map).substr(0, packed(map).size() - 4);
    CHECK(read_file(folder.write("cut.gz", cut), 2000, 0).bytes == map);
    CHECK(read_file(folder.write("large.gz", packed(map)), 500, 0).bytes == packed(map));
    CHECK(read_file(folder.write("odd.gz", "\x1F\x8B\x08 no"), 500, 0).bytes == "\x1F\x8B\x08 no");
    CHECK(read_file(folder.write("twice.gz", packed(packed(map))), 2000, 0).bytes == packed(map));
}

TEST_CASE("what cannot be read is told with its name and what to do", "[fetch]") {
    const TemporaryFolder folder;
    const std::string file = folder.write("seven.txt", "1234567");
    CHECK(failure_of(folder.path("none.xml")).exit == Exit::no_input);
    CHECK_THAT(failure_of(folder.path("none.xml")).message, Catch::Contains("none.xml: no such file"));
    CHECK(failure_of(folder.path()).exit == Exit::no_input);
    CHECK_THAT(failure_of(folder.path()).message, Catch::Contains("is a folder"));
    CHECK_THAT(failure_of(file + "/x").message, Catch::Contains("not a folder"));
    CHECK(failure_of(file, 6).exit == Exit::bad_input);
    CHECK_THAT(failure_of(file, 6).message, Catch::Contains("longer than 6 bytes"));
    CHECK(failure_of(file, 7).exit == Exit::done);
    CHECK(failure_of("/dev/zero").exit == Exit::bad_input);
    if (::geteuid() == 0) return;  // root may read everything
    REQUIRE(::chmod(file.c_str(), 0) == 0);
    CHECK(failure_of(file).exit == Exit::no_input);
    CHECK_THAT(failure_of(file).message, Catch::Contains("no permission"));
}

TEST_CASE("only URLs of this machine's files have a path", "[fetch]") {
    CHECK(path_of_file_url("file:///a/b%20c?x#y") == "/a/b c");
    CHECK(path_of_file_url("FILE:///a") == "/a");
    CHECK(path_of_file_url("file://host/a").empty());
    CHECK(path_of_file_url("http://host/a").empty());
    CHECK(path_of_file_url("file:///a%00b").empty());
    CHECK(path_of_file_url("file:///a%2") == "/a%2");
}
