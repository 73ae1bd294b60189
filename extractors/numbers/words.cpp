#include "extractors/numbers/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "schemas/error.hpp"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 22> class_names = {"unit",
                                                          "teen",
                                                          "ten",
                                                          "hundred",
                                                          "magnitude",
                                                          "magnitude_letter",
                                                          "dozen",
                                                          "vague",
                                                          "and",
                                                          "article",
                                                          "point",
                                                          "sign",
                                                          "half",
                                                          "fraction",
                                                          "fraction_sign",
                                                          "ordinal_unit",
                                                          "ordinal_teen",
                                                          "ordinal_ten",
                                                          "ordinal_hundred",
                                                          "ordinal_magnitude",
                                                          "ordinal_suffix",
                                                          "mixed"};

using ClassSet = std::uint32_t;
constexpr ClassSet bit(NumberClass cls) {
    return ClassSet{1} << static_cast<unsigned>(cls);
}
template <typename... Classes>
constexpr ClassSet any_of(Classes... classes) {
    return (bit(classes) | ...);
}

using enum NumberClass;
constexpr ClassSet inner = any_of(magnitude_letter, and_, point, fraction, ordinal_suffix, dozen, none);  // no number begins with these
constexpr ClassSet behind_article =
    any_of(hundred, magnitude, dozen, half, fraction, ordinal_unit, ordinal_teen, ordinal_hundred, ordinal_magnitude);

/// The value of a row: a decimal number or a fraction ("1/3").
Decimal value_of(const Table& table, std::uint32_t row) {
    const std::string_view text = table.cell(row, "value");
    if (text.empty()) return {};
    std::optional<Decimal> value;
    if (const std::size_t slash = text.find('/'); slash != std::string_view::npos) {
        const auto above = Decimal::parse(text.substr(0, slash)), below = Decimal::parse(text.substr(slash + 1));
        if (const auto quotient = above && below ? above->over(*below) : std::nullopt) value = quotient->value;
    } else {
        value = Decimal::parse(text);
    }
    // A number is a product of such values: what is beyond these bounds is a slip of the pen.
    const bool multiplies = table.cell(row, "class").find("magnitude") != std::string_view::npos;
    const auto within = [&](const Decimal& v) {
        return multiplies ? Decimal::scaled(1, -30) <= v && v <= Decimal::scaled(1, 100) : v.absolute() <= Decimal::scaled(1, 100);
    };
    if (!value || !within(*value))
        throw Error(Exit::bad_config, table.where(row) + ": \"value\": \"" + std::string(text) + "\" is no number " +
                                          (multiplies ? "above 0" : "from -1e100") + " and up to 1e100, nor a fraction like 1/3");
    return *value;
}

/// A whole number below a thousand, or zero.
int small_value(const Decimal& value) {
    const std::string text = value.text();
    int out = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
    return code == std::errc() && end == text.data() + text.size() && out > 0 && out < 1000 ? out : 0;
}

}  // namespace

NumberWords::NumberWords(const LanguageRules& rules)
    : file_(rules.file("number_words")),
      currencies_(rules.file("currencies")),
      codes_(rules.file("currency_names")),
      units_(rules.file("units")),
      singulars_(rules.file("singulars")),
      partitives_(rules.file("count_partitives")),
      functions_(rules.file("function_words")),
      hedges_(rules.file("hedges")),
      family_(family_bit(file_)),
      plural_ending_(rules.table("singular_suffixes").setting("plural_ending")),
      no_plural_(rules.table("singular_suffixes").setting("no_plural")),
      decimal_comma_(rules.table(file_).setting("decimal") == "comma"),
      ordinal_point_(rules.table(file_).setting("ordinal") == "point"),
      joined_(rules) {
    const Table& table = rules.table(file_);
    if (const std::string shortest = table.setting("shortest_magnitude"); shortest.size() == 1)
        shortest_magnitude_ = static_cast<std::uint32_t>(shortest.front() - '0');
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        const std::string_view name = table.cell(row, "class");
        const auto found = std::find(class_names.begin(), class_names.end(), name);
        if (found == class_names.end())
            throw Error(Exit::bad_config, table.where(row) + ": no class \"" + std::string(name) + "\" of number words");
        classes_.push_back(static_cast<NumberClass>(found - class_names.begin()));
        values_.push_back(value_of(table, row));
        small_values_.push_back(small_value(values_.back()));
        const std::string_view glued = table.cell(row, "glued");
        letters_.push_back({glued == "always"    ? Glued::always
                            : glued == "capital" ? Glued::capital
                            : glued == "money"   ? Glued::money
                                                 : Glued::noun,
                            table.cell(row, "apart") == "capital"});
    }
    const Table& money = rules.table(currencies_);
    for (std::uint32_t row = 0; row < money.size(); ++row) {
        const std::string_view kind = money.cell(row, "class");
        before_amounts_.push_back(kind == "sign" || kind == "code");
    }
}

bool NumberWords::opens(const Reading& reading, std::uint32_t token, std::uint32_t end) const {
    const NumberClass c = cls(reading, token);
    if (reading.token(token).kind == TokenKind::mark) return true;
    if (bit(c) & inner) return false;
    return c != article || (token + 1 < end && (bit(cls(reading, token + 1)) & behind_article) != 0);
}

bool NumberWords::is_suffix(const Reading& reading, std::uint32_t token) const {
    return (bit(cls(reading, token)) & any_of(magnitude, magnitude_letter, ordinal_suffix)) != 0;
}

bool NumberWords::currency_before(const Reading& reading, std::uint32_t token) const {
    if (token == 0) return false;
    const LexiconHit* hit = reading.hit(token - 1, currencies_);
    if (hit != nullptr && hit->length == 1 && before_amounts_[hit->row]) return true;
    return currency_code(reading, token - 1);  // "EUR 2m"
}

bool NumberWords::currency_code(const Reading& reading, std::uint32_t token) const {
    const LexiconHit* code = reading.hit(token, codes_);
    return code != nullptr && code->length == 1 && reading.token(token).shape == Shape::upper;
}

bool NumberWords::inside_hedge(const Reading& reading, std::uint32_t token) const {
    for (std::uint32_t back = 1; back <= 3 && back <= token; ++back)
        if (const LexiconHit* hit = reading.hit(token - back, hedges_); hit != nullptr && hit->length > back) return true;
    return false;
}

bool NumberWords::plural(const Reading& reading, std::uint32_t token) const {
    for (const std::uint16_t file : {units_, singulars_, currencies_})
        if (reading.hit(token, file) != nullptr) return true;
    const std::string_view word = reading.folded(token);
    return !plural_ending_.empty() && word.size() > 3 && word.ends_with(plural_ending_) && !word.ends_with(no_plural_);
}

}  // namespace dateline
