#include "extractors/reading/word_classes.hpp"

#include <algorithm>

#include "extractors/rules/table.hpp"
#include "schemas/error.hpp"

namespace dateline {

WordClass word_class(const Table& table, std::size_t row) {
    return {tag_list(table.list(row, "lower"), table.where(row)), tag_list(table.list(row, "capital"), table.where(row)), true};
}

std::uint16_t WordClasses::number_of(const WordClass& classes) {
    std::array<Tag, 10> both{};
    std::copy(classes.lower.begin(), classes.lower.end(), both.begin());
    std::copy(classes.capital.begin(), classes.capital.end(), both.begin() + 5);
    const auto [place, made] = numbers_.emplace(both, static_cast<std::uint16_t>(classes_.size()));
    if (made) classes_.push_back({classes.lower, classes.capital, true});
    return place->second;
}

void WordClasses::add(std::string_view folded, const WordClass& classes) {
    const WordKey key = word_key(folded);
    if (folded.empty() || find(folded, key) != none) return;
    table_.add(key, static_cast<WordId>(words_.size()));
    words_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint16_t>(folded.size()), number_of(classes)});
    text_.append(folded.begin(), folded.end());
}

WordClasses WordClasses::view() const {
    WordClasses out;
    out.table_ = table_.view();
    out.words_ = words_.view();
    out.classes_ = classes_.view();
    out.text_ = text_.view();
    return out;
}

bool WordClasses::find(std::string_view folded, WordClass& out) const {
    const std::uint32_t number = find(folded, word_key(folded));
    if (number == none) return false;
    out = classes_[number];
    return true;
}

}  // namespace dateline
