#include "extractors/rules/user_rows.hpp"

#include <algorithm>
#include <set>

#include "extractors/rules/nearest.hpp"
#include "schemas/error.hpp"

namespace dateline {
namespace {

std::vector<std::string_view> views(const std::set<std::string>& names) {
    std::vector<std::string_view> out;
    for (const std::string& name : names)
        if (!name.empty()) out.push_back(name);
    return out;
}

/// What stands in a cell of the head that lists columns.
template <typename Use>
void each_column(const std::vector<const Table*>& known, std::string_view setting, Use use) {
    for (const Table* table : known) {
        const std::string list = table->setting(setting);
        for (std::size_t begin = 0, end = 0; begin < list.size(); begin = end + 1) {
            end = std::min(list.find('|', begin), list.size());
            use(list.substr(begin, end - begin));
        }
    }
}

void check_needed(const Table& added, const std::string& column) {
    for (std::size_t row = 0; row < added.size(); ++row)
        if (added.cell(row, column).empty())
            throw Error(Exit::bad_config, added.where(row) + ": no \"" + column + "\"; every row of " + added.name() + " has one");
}

void check_closed(const Table& added, const std::vector<const Table*>& known, const std::string& column) {
    if (!added.has(column)) return;
    std::set<std::string> values;
    for (const Table* table : known)
        for (std::size_t row = 0; row < table->size(); ++row)
            for (std::string& part : table->list(row, column)) values.insert(std::move(part));
    for (std::size_t row = 0; row < added.size(); ++row)
        for (const std::string& part : added.list(row, column)) {
            if (part.empty() || values.count(part) > 0) continue;
            throw Error(Exit::bad_config, added.where(row) + ": \"" + column + "\": there is no \"" + part + "\"; there are " +
                                              nearest_first(views(values), part));
        }
}

/// The names that a pattern gives to its elements. What is quoted, and expressions, hold none.
std::set<std::string> captures(std::string_view pattern) {
    std::set<std::string> out;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const char c = pattern[at];
        if (c == '"' || c == '/') {
            at = std::min(pattern.find(c, at + 1), pattern.size() - 1);
            begin = at + 1;
        } else if (c == '=' && at > begin) {
            out.emplace(pattern.substr(begin, at - begin));
            begin = at + 1;
        } else if (!((c >= 'a' && c <= 'z') || c == '_')) {
            begin = at + 1;
        }
    }
    return out;
}

void check_captures(const Table& added, const std::vector<const Table*>& known) {
    for (std::size_t row = 0; row < added.size(); ++row) {
        const std::string_view makes = added.cell(row, "makes");
        std::set<std::string> names;
        bool made = false;
        for (const Table* table : known)
            for (std::size_t r = 0; r < table->size(); ++r)
                if (table->cell(r, "makes") == makes) {
                    made = true;
                    names.merge(captures(table->cell(r, "pattern")));
                }
        if (!made) continue;  // an unknown production is said when the patterns are compiled
        for (const std::string& name : captures(added.cell(row, "pattern")))
            if (names.count(name) == 0)
                throw Error(Exit::bad_config, added.where(row) + ": pattern: \"" + std::string(makes) + "\" knows no \"" + name + "=\"" +
                                                  (names.empty() ? std::string() : "; it knows " + nearest_first(views(names), name)));
    }
}

}  // namespace

void check_user_rows(const Table& added, const std::vector<const Table*>& known) {
    if (known.empty()) return;
    if (known.front()->setting("kind") == "patterns") return check_captures(added, known);
    each_column(known, "needed", [&](const std::string& column) { check_needed(added, column); });
    each_column(known, "closed", [&](const std::string& column) { check_closed(added, known, column); });
}

}  // namespace dateline
