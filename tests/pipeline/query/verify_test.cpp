#include "pipeline/query/verify.hpp"

#include <catch2/catch.hpp>
#include <sstream>

#include "pipeline/archive.hpp"
#include "pipeline/ingest.hpp"
#include "tests/support/scratch.hpp"

using namespace dateline;

namespace {

constexpr std::int64_t noon = 1363953600;  // 2013-03-22T12:00:00Z

void fill(const Scratch& scratch) {
    scratch.write(
        "one.txt",
        "Trade rose by 20.7 percent to between $3 million and $5 million in May 2012, said Rauf Hasanli, the head of the port.\n\n"
        "\"We will buy three new cranes,\" he told reporters in Baku on Tuesday.\n");
    scratch.write("two.txt", "Trade fell by 3 percent.\n");
    const Extractor extractor(Rules::load());
    Store store(scratch / "news.db", Access::write, noon);
    store.begin_run("test", extractor.rules().sha256(), noon);
    Fetcher fetcher({}, [] { return noon; });
    std::ostringstream lines;
    const IngestResult result = ingest({(scratch / "one.txt").string(), (scratch / "two.txt").string()}, {},
                                       {fetcher, extractor, store, [] { return noon; }, lines});
    REQUIRE(result.report.added == 2);
}

std::vector<std::string> faults_in(const std::filesystem::path& path) {
    const Store store(path, Access::read, noon);
    return verify(store, {}, [&](const PayloadRow& row) { return Archive::bytes_of(store, row); }).faults;
}

}  // namespace

TEST_CASE("verify names every kind of damage to values, counts and pointers, and nothing in a store that is whole", "[verify]") {
    const Scratch scratch;
    fill(scratch);
    CHECK(faults_in(scratch / "news.db") == std::vector<std::string>{});
    struct Case {
        std::string sql, says;
    };
    const std::string percent = " WHERE kind = 'figure' AND value_text = '20.7'", quote = " WHERE kind = 'quote'";
    const Case cases[] = {
        {"UPDATE fact SET low = 21.5" + percent, "column low says 21.5, its JSON 20.65"},
        {"UPDATE fact SET high = NULL" + percent, "column high says nothing, its JSON 20.75"},
        {"UPDATE fact SET low = 4000000.0 WHERE low = 3000000.0 AND value_text IS NULL", "column low says 4000000.0"},
        {"UPDATE fact SET value_text = '207'" + percent, "column value_text says 207, its JSON 20.7"},
        {"UPDATE fact SET unit = 'USD'" + percent, "column unit says USD, its JSON percent"},
        {"UPDATE fact SET measure = 'profit'" + percent, "column measure says profit"},
        {"UPDATE fact SET subject_name = 'Someone'" + quote, "column subject_name says Someone, its JSON nothing"},
        {"UPDATE fact SET speaker_name = 'Someone'" + quote, "column speaker_name says Someone"},
        {"UPDATE fact SET speaker_name = 'Someone' WHERE kind = 'date'", "column speaker_name says Someone"},
        {"UPDATE fact SET rule = 'en/other.tsv:x'" + percent, "column rule says en/other.tsv:x"},
        {"UPDATE fact SET kind = 'date'" + percent, "column kind says date, its JSON figure"},
        {"UPDATE fact SET zone = 'caption'" + percent, "column zone says caption, its JSON text"},
        {"UPDATE fact SET start = start - 1" + percent, "column start says"},
        {"UPDATE fact SET \"end\" = \"end\" + 1" + percent, "column end says"},
        {"UPDATE fact SET modality = 'planned'" + percent, "column modality says planned"},
        {"UPDATE fact SET polarity = 'negative'" + percent, "column polarity says negative"},
        {"UPDATE fact SET confidence = 0.001" + percent, "column confidence says 0.001"},
        {"UPDATE fact SET period_start = '1999-01-01' WHERE kind = 'date'", "column period_start says 1999-01-01"},
        {"UPDATE fact SET id = '0123456789abcdef:f1-2'" + percent, "fact 0123456789abcdef:f1-2: column id says"},
        {"UPDATE fact SET passage_id = (SELECT max(id) FROM passage) WHERE passage_id = (SELECT min(id) FROM passage)",
         "its passage is not its sentence"},
        // Column and JSON changed alike.
        {"UPDATE fact SET value_text = '207', json = json_set(json, '$.value_text', '207')" + percent, "is not what was stored"},
        {"UPDATE fact SET json = '{' || json" + percent, "its JSON is damaged"},
        {"DELETE FROM fact" + percent, "were stored"},
        {"DELETE FROM name WHERE canonical LIKE '%Baku%'", "of its facts \"Baku\" with 1"},
        {"UPDATE name SET mentions = mentions + 5", "with 6 mentions"},
        {"UPDATE extraction SET flags = '[{}]'", "is not what was stored"},
        {"UPDATE version SET charsets = '[\"klingon\"]'", "the charset \"klingon\" is not known"},
        {"UPDATE version SET charsets = '[]'", "charsets of 0"},
        {"UPDATE article SET current_version = (SELECT max(id) FROM version)", "its current version belongs to another article"},
        {"UPDATE article SET current_version = NULL", "has no current version"},
        {"UPDATE version SET seq = 2", "a version is missing"},
        {"UPDATE version SET current_extraction = (SELECT max(id) FROM extraction)", "its current extraction belongs to another version"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.sql);
        const std::filesystem::path copy = scratch / "copy.db";
        std::filesystem::copy_file(scratch / "news.db", copy, std::filesystem::copy_options::overwrite_existing);
        std::filesystem::remove(copy.string() + "-wal");
        std::filesystem::remove(copy.string() + "-shm");
        std::filesystem::remove_all(copy.string() + ".warc");
        std::filesystem::copy(scratch / "news.db.warc", copy.string() + ".warc");
        {
            SQLite::Database db(copy.string(), SQLite::OPEN_READWRITE);
            REQUIRE(db.exec(c.sql) > 0);
        }
        std::string all;
        for (const std::string& fault : faults_in(copy)) all += fault + "\n";
        CHECK_THAT(all, Catch::Contains(c.says));
    }
}
