#include <ctime>
#include <iostream>

#include "pipeline/archive.hpp"
#include "pipeline/cli/commands.hpp"
#include "pipeline/query/card.hpp"
#include "pipeline/query/cells.hpp"
#include "pipeline/query/verify.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

int run(const Arguments& arguments) {
    const Store store(arguments.text("--store"), Access::read, std::time(nullptr));
    std::vector<std::string> ids;
    for (const std::string& given : arguments.positional()) {
        const std::vector<std::string> meant = ids_meant(store, given);
        if (meant.empty()) ids.push_back(given);  // `verify` says that it is not there
        ids.insert(ids.end(), meant.begin(), meant.end());
    }
    const VerifyResult result = verify(store, ids, [&](const PayloadRow& payload) { return Archive::bytes_of(store, payload); });
    for (const std::string& fault : result.faults) std::cout << printable(fault) << '\n';
    std::cout << (result.faults.empty() ? "all is well: "
                                        : counted(static_cast<std::int64_t>(result.faults.size()), "fault in ", "faults in "))
              << counted(result.articles, "article, ", "articles, ") << counted(result.versions, "version, ", "versions, ")
              << counted(result.facts, "fact, ", "facts, ") << counted(result.payloads, "payload", "payloads") << '\n';
    if (result.untraced > 0) std::cout << counted(result.untraced, "letter", "letters") << " whose raw bytes are not known\n";
    std::cout.flush();
    if (!std::cout) throw Error(Exit::cannot_write, "standard output: cannot be written; is the disk full or the reader gone?");
    return static_cast<int>(result.faults.empty() ? Exit::done : Exit::some_failed);
}

}  // namespace

Command verify_command() {
    return {"verify",
            "check that stored facts stand in their texts, texts in their raw bytes, and digests hold",
            "ID...",
            {store_option()},
            run};
}

}  // namespace dateline
