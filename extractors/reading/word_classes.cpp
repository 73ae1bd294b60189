#include "extractors/reading/word_classes.hpp"

#include "extractors/rules/lexicon.hpp"
#include "extractors/rules/table.hpp"
#include "schemas/error.hpp"

namespace dateline {

WordClass word_class(const Table& table, std::size_t row) {
    return {tag_list(table.list(row, "lower"), table.where(row)), tag_list(table.list(row, "capital"), table.where(row)), true};
}

std::size_t WordClasses::slot_of(std::string_view folded) const {
    std::size_t slot = word_hash(folded) & (slots_.size() - 1);
    for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
        const Record& record = records_[slots_[slot] - 1];
        if (std::string_view(text_.data() + record.begin, record.length) == folded) break;
    }
    return slot;
}

void WordClasses::grow() {
    slots_ = std::vector<std::uint32_t>(slots_.empty() ? 16 : slots_.size() * 2);
    for (std::uint32_t i = 0; i < records_.size(); ++i)
        slots_.edit(slot_of({text_.data() + records_[i].begin, records_[i].length})) = i + 1;
}

void WordClasses::add(std::string_view folded, const WordClass& classes) {
    if ((records_.size() + 1) * 2 > slots_.size()) grow();
    const std::size_t slot = slot_of(folded);
    if (slots_[slot] != 0) return;
    records_.push_back(
        {static_cast<std::uint32_t>(text_.size()), static_cast<std::uint16_t>(folded.size()), classes.lower, classes.capital});
    text_.append(folded.begin(), folded.end());
    slots_.edit(slot) = static_cast<std::uint32_t>(records_.size());
}

WordClasses WordClasses::view() const {
    WordClasses out;
    out.slots_ = slots_.view();
    out.records_ = records_.view();
    out.text_ = text_.view();
    return out;
}

bool WordClasses::find(std::string_view folded, WordClass& out) const {
    if (slots_.empty()) return false;
    const std::uint32_t entry = slots_[slot_of(folded)];
    if (entry == 0) return false;
    out = {records_[entry - 1].lower, records_[entry - 1].capital, true};
    return true;
}

}  // namespace dateline
