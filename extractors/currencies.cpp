#include "extractors/currencies.hpp"

#include <algorithm>
#include <set>

#include "schemas/error.hpp"

namespace dateline {
namespace {

bool has_capital(std::string_view form) {
    return std::any_of(form.begin(), form.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// "us $" and "US$" are one; blanks inside a sign do not count.
std::string without_blanks(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c != ' ') out += c;
    return out;
}

std::string capitals(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return out;
}

}  // namespace

bool spelled_as(std::string_view text, const std::vector<std::string>& forms) {
    const std::string plain = without_blanks(text);
    return std::any_of(forms.begin(), forms.end(), [&](const std::string& form) {
        const std::string wanted = without_blanks(form);
        return plain == wanted || (wanted.size() > 1 && !has_capital(wanted) && plain == capitals(wanted));
    });
}

Currencies::Currencies(const LanguageRules& rules)
    : currencies_(rules.file("currencies")), names_(rules.file("currency_names")), functions_(rules.file("function_words")) {
    for (const int which : {0, 1}) {
        const Table& table = rules.table(which == 0 ? currencies_ : names_);
        for (std::uint32_t row = 0; row < table.size(); ++row) {
            Money money;
            money.code = table.cell(row, "code");
            money.family = table.cell(row, "family");
            money.cents = table.cell(row, "cents") == "yes";
            money.assumed = table.cell(row, "assumed") == "yes";
            const std::string_view cls = table.cell(row, "class");
            money.glued = cls == "coin_letter";
            money.coin = cls.starts_with("coin");
            if (const std::string_view scale = table.cell(row, "scale"); !scale.empty()) {
                const auto parsed = Decimal::parse(scale);
                if (!parsed) throw Error(Exit::bad_config, table.where(row) + ": bad scale");
                money.scale = *parsed;
            }
            by_row_[which].push_back(std::move(money));
            std::vector<std::string> exact;
            if (cls == "sign" || cls == "code" || cls == "coin_letter") exact = table.list(row, "forms");
            exact_[which].push_back(std::move(exact));
        }
    }
}

std::optional<Currencies::Money> Currencies::at(const Reading& reading, TokenRange range) const {
    for (const std::uint16_t file : {currencies_, names_}) {
        const LexiconHit* hit = reading.hit(range.first, file);
        if (hit == nullptr || hit->length != range.size()) continue;
        const int which = file == currencies_ ? 0 : 1;
        const auto& exact = exact_[which][hit->row];
        if (!exact.empty()) {
            const std::string_view text = reading.text(range);
            // "Us$" and "Nz$" are seen; "us $" is a pronoun before a sign, "all" no lek.
            const bool loose = which == 0 && !by_row_[which][hit->row].glued && has_capital(text);
            if (!loose && !spelled_as(text, exact)) continue;
            // "A $5 bill" begins with an article, not with the Australian dollar.
            if (range.size() > 1 && reading.token(range.first).bytes == 1 && reading.token(range.first + 1).space_before() &&
                reading.hit(range.first, functions_) != nullptr)
                continue;
        }
        return by_row_[which][hit->row];
    }
    return std::nullopt;
}

template <typename Take>
void Currencies::each_mention(const Reading& reading, Take take) const {
    const std::uint64_t mask = (family_bit(currencies_)) | (family_bit(names_));
    for (std::uint32_t t = 0; t < reading.size(); ++t) {
        if (!(reading.token(t).families & mask)) continue;
        for (const LexiconHit& hit : reading.hits(t)) {
            if (hit.file != currencies_ && hit.file != names_) continue;
            const auto money = at(reading, {t, t + hit.length});
            if (money) take(*money);
        }
    }
}

std::string Currencies::of_coins(const Reading& reading) const {
    std::set<std::string> codes;
    each_mention(reading, [&](const auto& money) {
        if (!money.coin && money.cents) codes.insert(money.assumed ? std::string() : money.code);
    });
    return codes.size() == 1 ? *codes.begin() : std::string();
}

std::map<std::string, std::string> Currencies::named(const Reading& reading) const {
    std::map<std::string, std::set<std::string>> found;
    each_mention(reading, [&](const auto& money) {
        if (!money.assumed && !money.family.empty()) found[money.family].insert(money.code);
    });
    std::map<std::string, std::string> out;
    for (const auto& [family, codes] : found)
        if (codes.size() == 1) out[family] = *codes.begin();
    return out;
}

}  // namespace dateline
