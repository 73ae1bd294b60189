#include "extractors/figures/currencies.hpp"

#include <algorithm>

#include "schemas/error.hpp"

namespace dateline {
namespace {

bool has_capital(std::string_view form) {
    return std::any_of(form.begin(), form.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

char capital(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

/// Whether `text` is `form`, in capitals where these are wanted; "us $" and "US$" are one: blanks inside a sign do not count.
bool same(std::string_view text, std::string_view form, bool capitals) {
    std::size_t i = 0, j = 0;
    while (true) {
        while (i < text.size() && text[i] == ' ') ++i;
        while (j < form.size() && form[j] == ' ') ++j;
        if (i == text.size() || j == form.size()) return i == text.size() && j == form.size();
        if (text[i++] != (capitals ? capital(form[j]) : form[j])) return false;
        ++j;
    }
}

}  // namespace

bool spelled_as(std::string_view text, const std::vector<std::string>& forms) {
    return std::any_of(forms.begin(), forms.end(), [&](const std::string& form) {
        return same(text, form, false) || (form.size() > 1 && !has_capital(form) && same(text, form, true));
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

const Currencies::Money* Currencies::at(const Reading& reading, TokenRange range) const {
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
        return &by_row_[which][hit->row];
    }
    return nullptr;
}

void ArticleMoney::read() {
    known_ = true;
    bool coins_clash = false, coins_assumed = false;
    const auto take = [&](const Currencies::Money& money) {
        if (!money.coin && money.cents) {
            if (money.assumed)
                coins_assumed = true;
            else if (coins_ == nullptr)
                coins_ = &money.code;
            else if (*coins_ != money.code)
                coins_clash = true;
        }
        if (money.assumed || money.family.empty()) return;
        const auto family = std::find_if(families_.begin(), families_.end(), [&](const Family& f) { return f.name == money.family; });
        if (family == families_.end())
            families_.push_back({money.family, &money.code});
        else if (family->code != nullptr && *family->code != money.code)
            family->code = nullptr;
    };
    const std::uint64_t mask = family_bit(currencies_.currencies_) | family_bit(currencies_.names_);
    for (std::uint32_t t = 0; t < reading_.size(); ++t) {
        if (!(reading_.token(t).families & mask)) continue;
        for (const LexiconHit& hit : reading_.hits(t)) {
            if (hit.file != currencies_.currencies_ && hit.file != currencies_.names_) continue;
            if (const Currencies::Money* money = currencies_.at(reading_, {t, t + hit.length})) take(*money);
        }
    }
    if (coins_clash || coins_assumed) coins_ = nullptr;
}

const std::string* ArticleMoney::named(std::string_view family) {
    if (!known_) read();
    const auto found = std::find_if(families_.begin(), families_.end(), [&](const Family& f) { return f.name == family; });
    return found == families_.end() ? nullptr : found->code;
}

const std::string* ArticleMoney::of_coins() {
    if (!known_) read();
    return coins_;
}

}  // namespace dateline
