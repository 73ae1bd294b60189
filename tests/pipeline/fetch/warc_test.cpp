#include "pipeline/fetch/warc.hpp"

#include <catch2/catch.hpp>

#include "pipeline/fetch/gzip_member.hpp"
#include "schemas/digest.hpp"
#include "schemas/error.hpp"
#include "tests/support/gzip.hpp"
#include "tests/support/temporary_folder.hpp"

using namespace dateline;
using namespace dateline::tests;

namespace {

constexpr std::int64_t now = 1700000000;

RawDocument file_document(const std::string& bytes) {
    RawDocument document;
    document.url = document.final_url = "file:///tmp/page.html";
    document.bytes = bytes;
    document.sha256 = sha256(bytes);
    document.fetched_at = now;
    return document;
}

RawDocument web_document(const std::string& bytes) {
    RawDocument document = file_document(bytes);
    document.url = document.final_url = "https://example.org/page";
    document.wire = packed(bytes);
    document.head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n";
    return document;
}

}  // namespace

TEST_CASE("documents come back from a WARC file as they went in", "[warc]") {
    const TemporaryFolder folder;
    const std::string file = folder.path("a.warc.gz");
    const std::string binary("\0\r\n\r\n\xFF WARC/1.1\r\n\r\n", 19);
    RawDocument gzip_file = web_document("<urlset/>");
    gzip_file.head = "HTTP/1.1 200 OK\r\nContent-Type: application/gzip\r\n\r\n";
    std::vector<WarcPlace> places;
    {
        WarcWriter writer(file, now);
        places.push_back(writer.append(file_document(binary)));
        places.push_back(writer.append(web_document("<p>body</p>")));
        places.push_back(writer.append(file_document("")));
        places.push_back(writer.append(gzip_file));
    }
    CHECK(read_warc_record(places[3]).payload == "<urlset/>");
    CHECK(places[1].offset == places[0].offset + places[0].length);
    CHECK(read_warc_record(places[0]).payload == binary);
    CHECK(read_warc_record(places[1]).payload == "<p>body</p>");
    CHECK(read_warc_record(places[2]).payload.empty());

    const WarcRecord resource = read_warc_record(places[0]);
    CHECK(resource.get("WARC-Type") == "resource");
    CHECK(resource.get("WARC-Target-URI") == "file:///tmp/page.html");
    CHECK(resource.get("warc-date") == "2023-11-14T22:13:20Z");
    CHECK(resource.get("WARC-Payload-Digest") == "sha256:" + sha256(binary));
    CHECK(resource.get("WARC-Block-Digest") == "sha256:" + sha256(binary));
    const WarcRecord response = read_warc_record(places[1]);
    CHECK(response.get("WARC-Type") == "response");
    CHECK(response.get("WARC-Payload-Digest") == "sha256:" + sha256(packed("<p>body</p>")));
    CHECK(response.get("WARC-Record-ID") != resource.get("WARC-Record-ID"));
}

TEST_CASE("the file begins with a warcinfo record and is whole gzip to other readers", "[warc]") {
    const TemporaryFolder folder;
    const std::string file = folder.path("a.warc.gz");
    WarcPlace place;
    {
        WarcWriter writer(file, now);
        place = writer.append(web_document("text"));
    }
    CHECK(read_warc_record({file, 0, place.offset}).get("WARC-Type") == "warcinfo");
    const gzFile plain = gzopen(file.c_str(), "rb");
    std::string text(10'000, '\0');
    text.resize(static_cast<std::size_t>(gzread(plain, text.data(), 10'000)));
    gzclose(plain);
    CHECK_THAT(text, Catch::StartsWith("WARC/1.1\r\nWARC-Type: warcinfo\r\n"));
    CHECK_THAT(text, Catch::Contains("\r\nX-Archive-Orig-Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n\x1F\x8B"));
    CHECK(text.ends_with("\r\n\r\n"));
}

TEST_CASE("writing goes on at the end of an existing file, the same bytes in any number of runs", "[warc]") {
    const TemporaryFolder folder;
    {
        WarcWriter once(folder.path("once.warc.gz"), now);
        once.append(file_document("1"));
        once.append(file_document("2"));
    }
    const std::string file = folder.path("twice.warc.gz");
    WarcPlace first;
    {
        WarcWriter writer(file, now);
        first = writer.append(file_document("1"));
    }
    WarcWriter writer(file, now);
    CHECK(writer.cut() == 0);
    const WarcPlace second = writer.append(file_document("2"));
    CHECK(second.offset == first.offset + first.length);
    CHECK(bytes_of(file) == bytes_of(folder.path("once.warc.gz")));
}

TEST_CASE("a record that was half written is cut off, wherever it was cut", "[warc]") {
    const TemporaryFolder folder;
    const std::string file = folder.path("a.warc.gz");
    WarcPlace first;
    WarcPlace second;
    {
        WarcWriter writer(file, now);
        first = writer.append(file_document("first"));
        second = writer.append(file_document("second"));
    }
    const std::string whole = bytes_of(file);
    for (std::uint64_t length = second.offset + 1; length < whole.size(); length += 9) {
        folder.write("a.warc.gz", whole.substr(0, length));
        WarcWriter writer(file, now);
        INFO(length);
        CHECK(writer.size() == second.offset);
        CHECK(writer.cut() == length - second.offset);
        CHECK(writer.append(file_document("second")) == second);
        CHECK(read_warc_record(first).payload == "first");
        CHECK(bytes_of(file) == whole);
    }
    // The right length, but what the crash left in it is not what was written.
    std::string zeroed = whole;
    for (std::size_t i = second.offset + 40; i < zeroed.size(); ++i) zeroed[i] = '\0';
    folder.write("a.warc.gz", zeroed);
    CHECK(WarcWriter(file, now).size() == second.offset);
    // Not even the first record is whole.
    folder.write("a.warc.gz", whole.substr(0, 10));
    CHECK(WarcWriter(file, now).append(file_document("first")) == first);
}

TEST_CASE("a file that is no WARC file of ours is left alone", "[warc]") {
    const TemporaryFolder folder;
    const std::string notes = folder.write("notes.txt", "Remember the milk, and the eggs.");
    CHECK_THROWS_WITH(WarcWriter(notes, now), Catch::Contains("notes.txt: not a WARC file"));
    CHECK(bytes_of(notes) == "Remember the milk, and the eggs.");
    CHECK_THROWS_AS(WarcWriter(folder.path("none/a.warc.gz"), now), Error);
}

TEST_CASE("a full disk is told", "[warc]") {
    CHECK_THROWS_WITH(WarcWriter("/dev/full", now), Catch::Contains("/dev/full") && Catch::Contains("No space left"));
}

TEST_CASE("a place that holds no record is refused", "[warc]") {
    const TemporaryFolder folder;
    const std::string file = folder.path("a.warc.gz");
    WarcPlace place;
    {
        WarcWriter writer(file, now);
        place = writer.append(file_document("text"));
    }
    for (const WarcPlace& wrong :
         {WarcPlace{file, place.offset + 1, place.length - 1}, WarcPlace{file, place.offset, place.length - 1},
          WarcPlace{file, place.offset, place.length + 1}, WarcPlace{file, 0, ~std::uint64_t{0}}, WarcPlace{folder.path("none"), 0, 9}})
        CHECK_THROWS_AS(read_warc_record(wrong), Error);
    const std::string member = pack_gzip_member("no record");
    CHECK_THROWS_AS(read_warc_record({folder.write("gzip", member), 0, member.size()}), Error);
    // A trailer that claims gigabytes costs no memory.
    std::string liar = pack_gzip_member("x");
    liar.replace(liar.size() - 4, 4, "\xFF\xFF\xFF\x0F");
    CHECK_FALSE(unpack_gzip_member(liar, std::size_t{1} << 40));
}

TEST_CASE("an answer stands with its request; a visit that brought nothing new is a revisit record", "[warc]") {
    const TemporaryFolder folder;
    const std::string file = folder.path("a.warc.gz");
    RawDocument page = web_document("<p>body</p>");
    page.request = "GET /page HTTP/1.1\r\nHost: example.org\r\n\r\n";
    WarcPlace answer, same, unchanged;
    {
        WarcWriter writer(file, now);
        answer = writer.append(page);
        same = writer.append(Revisit{"https://example.org/page", page.head, page.request, now + 60, false, sha256(page.wire),
                                     "https://example.org/page", now});
        unchanged = writer.append(Revisit{"https://example.org/page", "HTTP/1.1 304 Not Modified\r\n\r\n", "", now + 120, true, "", "", 0});
        CHECK(writer.size() == unchanged.offset + unchanged.length);
    }
    CHECK(read_warc_record(answer).payload == "<p>body</p>");
    const WarcPlace behind{file, answer.offset + answer.length, same.offset - answer.offset - answer.length};
    const WarcRecord request = read_warc_record(behind);
    CHECK(request.get("WARC-Type") == "request");
    CHECK(request.payload == page.request);
    CHECK(request.get("WARC-Concurrent-To") == read_warc_record(answer).get("WARC-Record-ID"));
    const WarcRecord again = read_warc_record(same);
    CHECK(again.get("WARC-Type") == "revisit");
    CHECK(again.get("WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest");
    CHECK(again.get("WARC-Payload-Digest") == read_warc_record(answer).get("WARC-Payload-Digest"));
    CHECK(again.get("WARC-Refers-To-Target-URI") == "https://example.org/page");
    CHECK(again.get("WARC-Refers-To-Date") == "2023-11-14T22:13:20Z");
    CHECK_THAT(again.payload, Catch::StartsWith("HTTP/1.1 200 OK") && Catch::EndsWith("\r\n\r\n"));
    const WarcRecord not_modified = read_warc_record(unchanged);
    CHECK(not_modified.get("WARC-Profile") == "http://netpreserve.org/warc/1.1/revisit/server-not-modified");
    CHECK(not_modified.get("WARC-Refers-To-Date").empty());
}
