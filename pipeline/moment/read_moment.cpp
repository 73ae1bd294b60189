// A text is cut into numbers, words and marks; the first place where the tokens make a date is taken, then a time and a zone are looked
// for beside it. Feeds and pages write dates in so many orders that one grammar per format would miss half of them, while the parts (a day
// number, a month's name, "8:30", "EST") are few and unmistakable.
#include "pipeline/moment/read_moment.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "pipeline/moment/moment_words.hpp"
#include "schemas/utf8.hpp"

namespace dateline {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::year_month_day;

constexpr std::size_t max_tokens = 400;

struct Token {
    enum class Kind { number, word, mark } kind = Kind::mark;
    std::string text;  ///< folded
    int value = 0;     ///< of a number of up to 9 digits
    std::size_t begin = 0, end = 0;
    bool spaced = false;  ///< white space stands before it

    bool digits(std::size_t low, std::size_t high) const { return kind == Kind::number && text.size() >= low && text.size() <= high; }
    bool is(std::string_view wanted) const { return text == wanted; }
};

bool digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}
bool space(char32_t c) {
    return c == U' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x202F || c == 0x2009;
}
bool letter(char32_t c) {
    return (c | 32) >= U'a' ? (c | 32) <= U'z' || (c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c < 0x2C00)) : false;
}

std::vector<Token> tokens_of(std::string_view text) {
    std::vector<Token> out;
    bool spaced = false;
    for (std::size_t at = 0; at < text.size() && out.size() < max_tokens;) {
        const Decoded first = decode_at(text, at);
        if (space(first.code_point)) {
            spaced = true;
            at += first.length;
            continue;
        }
        Token token;
        token.begin = at;
        token.spaced = spaced;
        spaced = false;
        // 年, 月 and 日 part the numbers of a date and never join a word.
        const auto ideograph = [](char32_t c) { return c >= 0x3000 && c < 0xA000; };
        token.kind = digit(first.code_point)                                    ? Token::Kind::number
                     : letter(first.code_point) && !ideograph(first.code_point) ? Token::Kind::word
                                                                                : Token::Kind::mark;
        at += first.length;
        while (token.kind != Token::Kind::mark && at < text.size()) {
            const Decoded next = decode_at(text, at);
            const bool joins =
                token.kind == Token::Kind::number ? digit(next.code_point) : letter(next.code_point) && !ideograph(next.code_point);
            if (!joins) break;
            at += next.length;
        }
        token.end = at;
        token.text = folded(text.substr(token.begin, at - token.begin));
        if (token.digits(1, 9))
            for (const char c : token.text) token.value = token.value * 10 + (c - '0');
        out.push_back(std::move(token));
    }
    return out;
}

struct Date {
    year_month_day day{};
    std::size_t next = 0;  ///< the token after it
};
struct Time {
    seconds since_midnight{};
    std::size_t next = 0;
};

class Reader {
public:
    Reader(const std::vector<Token>& tokens, const MomentOptions& options) : tokens_(tokens), options_(options) {}

    std::optional<FoundMoment> first() const {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            if (const auto date = date_at(i)) return whole(i, *date);
        }
        return std::nullopt;
    }

private:
    const Token& at(std::size_t i) const {
        static const Token none;
        return i < tokens_.size() ? tokens_[i] : none;
    }

    static std::optional<Date> made(int y, int m, int d, std::size_t next) {
        if (y < 1000 || y > 9999 || m < 1 || m > 12 || d < 1) return std::nullopt;
        const year_month_day day =
            std::chrono::year{y} / std::chrono::month{static_cast<unsigned>(m)} / std::chrono::day{static_cast<unsigned>(d)};
        if (!day.ok()) return std::nullopt;
        return Date{day, next};
    }

    /// RFC 2822 4.3: two digits from 50 on are of the last century. 69 is what systems' clocks agree on.
    static int full_year(int two_digits) { return two_digits + (two_digits < 69 ? 2000 : 1900); }

    std::optional<int> month_at(std::size_t i) const {
        if (at(i).kind != Token::Kind::word) return std::nullopt;
        const auto month = month_named(at(i).text);
        if (!month) return std::nullopt;
        return static_cast<int>(*month);
    }

    /// Skips what stands between the parts of a written date: commas, full stops, hyphens, "of", "de", "del".
    std::size_t over_joints(std::size_t i) const {
        const auto joint = [](const Token& t) {
            return t.is(",") || t.is(".") || t.is("-") || t.is("/") || t.is("of") || t.is("de") || t.is("del") || t.is("–") || t.is("'") ||
                   t.is("’");
        };
        for (int skipped = 0; skipped < 3 && joint(at(i)); ++skipped) ++i;
        return i;
    }

    std::optional<int> year_at(std::size_t i, bool two_digits) const {
        if (at(i).digits(4, 4) && at(i).value >= 1000 && !at(i + 1).is(":")) return at(i).value;
        if (two_digits && at(i).digits(2, 2) && !at(i + 1).is(":")) return full_year(at(i).value);
        return std::nullopt;
    }

    std::optional<Date> date_at(std::size_t i) const {
        if (i > 0 && at(i).kind == Token::Kind::number && !at(i).spaced && (at(i - 1).is(".") || at(i - 1).is(":")) && i > 1 &&
            !at(i - 1).spaced && at(i - 2).kind == Token::Kind::number)
            return std::nullopt;  // inside of another number
        if (at(i).kind == Token::Kind::word) return month_first(i);
        if (at(i).kind != Token::Kind::number) return std::nullopt;
        if (auto date = year_first(i)) return date;
        if (auto date = all_numbers(i)) return date;
        if (auto date = day_first(i)) return date;
        return partial(i);
    }

    /// 2013-03-22, 2013/3/22, 2013.03.22, 2013年3月22日, 20130322, 2013-081 (the 81st day).
    std::optional<Date> year_first(std::size_t i) const {
        const Token &y = at(i), &sep = at(i + 1), &m = at(i + 2), &sep2 = at(i + 3), &d = at(i + 4);
        if (y.digits(8, 8)) return made(y.value / 10000, y.value / 100 % 100, y.value % 100, i + 1);
        if (y.digits(14, 14)) {
            const auto part = [&](std::size_t from, std::size_t n) {
                int value = 0;
                for (std::size_t k = from; k < from + n; ++k) value = value * 10 + (y.text[k] - '0');
                return value;
            };
            return made(part(0, 4), part(4, 2), part(6, 2), i + 1);
        }
        if (!y.digits(4, 4)) return std::nullopt;
        if (sep.is("年") && m.digits(1, 2) && sep2.is("月") && d.digits(1, 2))
            return made(y.value, m.value, d.value, i + (at(i + 5).is("日") ? 6 : 5));
        if (!(sep.is("-") || sep.is("/") || sep.is("."))) return std::nullopt;
        if (m.digits(1, 2) && sep2.text == sep.text && d.digits(1, 2)) return made(y.value, m.value, d.value, i + 5);
        if (sep.is("-") && m.digits(3, 3) && m.value >= 1 && m.value <= 366) {
            const year_month_day day = std::chrono::sys_days{std::chrono::year{y.value} / 1 / 1} + std::chrono::days{m.value - 1};
            if (static_cast<int>(day.year()) == y.value) return Date{day, i + 3};
        }
        if (const auto month = month_at(i + 2); month && d.digits(1, 2)) return made(y.value, *month, d.value, i + 5);
        return std::nullopt;
    }

    /// 22.03.2013, 03/22/2013, 22-3-13.
    std::optional<Date> all_numbers(std::size_t i) const {
        const Token &a = at(i), &sep = at(i + 1), &b = at(i + 2), &sep2 = at(i + 3), &y = at(i + 4);
        if (!a.digits(1, 2) || !b.digits(1, 2) || !(sep.is(".") || sep.is("/") || sep.is("-")) || sep2.text != sep.text)
            return std::nullopt;
        if (!y.digits(4, 4) && !y.digits(2, 2)) return std::nullopt;
        const int year = y.digits(4, 4) ? y.value : full_year(y.value);
        const bool day_first = sep.is(".") || a.value > 12 || (b.value <= 12 && (options_.day_first || sep.is("-")));
        return day_first ? made(year, b.value, a.value, i + 5) : made(year, a.value, b.value, i + 5);
    }

    /// 22 March 2013, 22nd of March, 2013, 22. März 2013, 22-Mar-13, 22 de marzo de 2013.
    std::optional<Date> day_first(std::size_t i) const {
        if (!at(i).digits(1, 2)) return std::nullopt;
        std::size_t k = over_ordinal(i + 1);
        k = over_joints(k);
        const auto month = month_at(k);
        if (!month) return std::nullopt;
        ++k;
        if (at(k).is("/") && month_at(k + 1) == month) k += 2;  // Arabic pages name it twice, "نيسان / أبريل"
        k = over_joints(k);
        if (const auto year = year_at(k, true)) return made(*year, *month, at(i).value, k + 1);
        return std::nullopt;
    }

    /// March 22, 2013; Mar. 22nd 2013; Mar 22 08:30:00 EDT 2013 (asctime).
    std::optional<Date> month_first(std::size_t i) const {
        const auto month = month_at(i);
        if (!month) return std::nullopt;
        std::size_t k = over_joints(i + 1);
        if (!at(k).digits(1, 2)) return std::nullopt;
        const int day = at(k).value;
        k = over_joints(over_ordinal(k + 1));
        if (const auto year = year_at(k, false)) return made(*year, *month, day, k + 1);
        if (const auto time = time_at(k)) {
            std::size_t year_place = time->next;
            for (int skipped = 0; skipped < 4 && !at(year_place).digits(4, 4); ++skipped) ++year_place;
            if (at(year_place).digits(4, 4) && at(year_place).value >= 1000) return made(at(year_place).value, *month, day, k);
        }
        return std::nullopt;
    }

    std::size_t over_ordinal(std::size_t i) const {
        const Token& t = at(i);
        const bool ordinal =
            !t.spaced && (t.is("st") || t.is("nd") || t.is("rd") || t.is("th") || t.is("er") || t.is("º") || t.is("°") || t.is("ª"));
        return ordinal ? i + 1 : i;
    }

    /// 2013-03, 2013.
    std::optional<Date> partial(std::size_t i) const {
        if (!options_.partial || i != 0 || !at(0).digits(4, 4)) return std::nullopt;
        if (tokens_.size() == 1) return made(at(0).value, 1, 1, 1);
        if (tokens_.size() == 3 && at(1).is("-") && at(2).digits(2, 2)) return made(at(0).value, at(2).value, 1, 3);
        return std::nullopt;
    }

    /// 8:30, 08:30:00.123, 8.30 pm, 08.30 Uhr, 8h30, 8 pm, and T0830 or T083000 after a date.
    std::optional<Time> time_at(std::size_t i) const {
        std::size_t k = i;
        const bool after_t = at(k).is("t") && at(k + 1).kind == Token::Kind::number;
        if (after_t) ++k;
        const Token& h = at(k);
        if (after_t && (h.digits(4, 4) || h.digits(6, 6))) {
            const int value = h.digits(4, 4) ? h.value * 100 : h.value;
            return timed(value / 10000, value / 100 % 100, value % 100, over_fraction(k + 1));
        }
        if (!h.digits(1, 2)) return std::nullopt;
        const Token &sep = at(k + 1), &m = at(k + 2);
        const bool pair = m.digits(2, 2) && !m.spaced;
        if (sep.is(":") && m.digits(1, 2)) {
            if (at(k + 3).is(":") && at(k + 4).digits(1, 2)) return halved(h.value, m.value, at(k + 4).value, over_fraction(k + 5));
            return halved(h.value, m.value, 0, k + 3);
        }
        if (sep.is(".") && pair && (half_at(k + 3) || at(k + 3).is("uhr") || at(k + 3).is("h")))
            return halved(h.value, m.value, 0, k + 3 + (half_at(k + 3) ? 0u : 1u));
        if (sep.is(".") && pair && at(k + 3).kind == Token::Kind::word && at(k + 3).text.size() > 1 && zone_named(at(k + 3).text))
            return timed(h.value, m.value, 0, k + 3);  // "09.30 CEST"
        if (sep.is("h") && m.digits(2, 2)) return timed(h.value, m.value, 0, k + 3);
        if (sep.is("時") && m.digits(1, 2)) return timed(h.value, m.value, 0, k + 3);
        if (half_at(k + 1)) return halved(h.value, 0, 0, k + 1);
        return std::nullopt;
    }

    std::size_t over_fraction(std::size_t i) const {
        return (at(i).is(".") || at(i).is(",")) && at(i + 1).kind == Token::Kind::number && !at(i + 1).spaced ? i + 2 : i;
    }

    struct Half {
        bool afternoon;
        std::size_t next;
    };
    /// "am", "pm", "a.m.", "p.m.".
    std::optional<Half> half_at(std::size_t i) const {
        if (at(i).is("am") || at(i).is("pm")) return Half{at(i).is("pm"), i + 1};
        if ((at(i).is("a") || at(i).is("p")) && at(i + 1).is(".") && at(i + 2).is("m"))
            return Half{at(i).is("p"), i + (at(i + 3).is(".") ? 4 : 3)};
        return std::nullopt;
    }

    std::optional<Time> halved(int h, int m, int s, std::size_t next) const {
        if (const auto half = half_at(next)) {
            if (h < 13) h = h % 12 + (half->afternoon ? 12 : 0);
            next = half->next;
        }
        return timed(h, m, s, next);
    }

    static std::optional<Time> timed(int h, int m, int s, std::size_t next) {
        if (h > 24 || m > 59 || s > 60 || (h == 24 && (m > 0 || s > 0))) return std::nullopt;
        return Time{std::chrono::hours{h} + minutes{m} + seconds{std::min(s, 59)}, next};  // a leap second is the second before
    }

    struct Offset {
        minutes east{};
        std::size_t next = 0;
    };
    /// "Z", "EST", "ET", "+0400", "-04:00", "GMT+4", "(UTC+04:00)". The day decides whether "ET" is summer time.
    std::optional<Offset> offset_at(std::size_t i, const year_month_day& day) const {
        if (at(i).is("(") || at(i).is(",")) ++i;
        if (at(i).kind == Token::Kind::word) {
            const std::string& word = at(i).text;
            if (at(i + 1).is("/"))
                if (const auto place = place_at(i, day)) return place;
            if (const auto us = us_time(word, day)) return Offset{*us, i + 1};
            const auto zone = zone_named(word);
            if (!zone) return std::nullopt;
            if (word == "gmt" || word == "utc" || word == "ut")
                if (const auto signed_part = signed_offset(i + 1)) return signed_part;
            return Offset{*zone, i + 1};
        }
        return signed_offset(i);
    }

    /// "Europe/Berlin", "America/New_York".
    std::optional<Offset> place_at(std::size_t i, const year_month_day& day) const {
        std::string name = at(i).text + "/";
        std::size_t next = i + 2;
        for (; at(next).kind == Token::Kind::word || (at(next).is("_") && !at(next).spaced); ++next) {
            if (at(next).spaced) break;
            if (at(next).kind == Token::Kind::word) name += at(next).text;
        }
        const auto zone = zone_of_place(name);
        if (!zone) return std::nullopt;
        const bool summer = (zone->summer == PlaceZone::Summer::american && american_summer(day)) ||
                            (zone->summer == PlaceZone::Summer::european && european_summer(day));
        return Offset{zone->standard + minutes{summer ? 60 : 0}, next};
    }

    /// By the laws in force since 2007 and 1996; the hours of the day of change apart.
    static bool american_summer(const year_month_day& day) {
        using namespace std::chrono;
        return sys_days{day} >= sys_days{day.year() / March / Sunday[2]} && sys_days{day} < sys_days{day.year() / November / Sunday[1]};
    }
    static bool european_summer(const year_month_day& day) {
        using namespace std::chrono;
        return sys_days{day} >= sys_days{day.year() / March / Sunday[last]} &&
               sys_days{day} < sys_days{day.year() / October / Sunday[last]};
    }

    std::optional<Offset> signed_offset(std::size_t i) const {
        const bool west = at(i).is("-") || at(i).is("−");
        if (!west && !at(i).is("+")) return std::nullopt;
        const Token& h = at(i + 1);
        if (h.spaced) return std::nullopt;
        int hours = 0, rest = 0;
        std::size_t next = i + 2;
        if (h.digits(3, 4)) {
            hours = h.value / 100;
            rest = h.value % 100;
        } else if (h.digits(1, 2)) {
            hours = h.value;
            if (at(i + 2).is(":") && at(i + 3).digits(2, 2)) {
                rest = at(i + 3).value;
                next = i + 4;
            }
        } else {
            return std::nullopt;
        }
        if (hours > 18 || rest > 59) return std::nullopt;
        return Offset{minutes{(west ? -1 : 1) * (hours * 60 + rest)}, next};
    }

    /// The four zones of North America written without season.
    static std::optional<minutes> us_time(std::string_view word, const year_month_day& day) {
        const int standard = word == "et" ? -300 : word == "ct" ? -360 : word == "mt" ? -420 : word == "pt" ? -480 : 0;
        if (standard == 0) return std::nullopt;
        return minutes{standard + (american_summer(day) ? 60 : 0)};
    }

    FoundMoment whole(std::size_t i, const Date& date) const {
        FoundMoment found;
        found.moment.day = date.day;
        found.begin = at(i).begin;
        found.end = at(date.next - 1).end;
        if (at(i).digits(14, 14)) {  // 20130322083000
            const auto part = [&](std::size_t from) { return (at(i).text[from] - '0') * 10 + at(i).text[from + 1] - '0'; };
            if (const auto time = timed(part(8), part(10), part(12), i + 1)) set_time(found, *time);
            return found;
        }
        // "2013-03-22T08:30", "March 22, 2013 at 8:30 am", "22.03.2013 um 08:30 Uhr", "22.03.2013 | 08:30": a few words or marks between.
        for (std::size_t k = date.next; k < std::min(date.next + 5, tokens_.size()); ++k) {
            if (const auto time = time_at(k)) {
                set_time(found, *time);
                return found;
            }
            if (at(k).kind == Token::Kind::number) break;
        }
        // "8:30 am ET, Friday, March 22, 2013"
        for (std::size_t back = i; back > 0 && i - back < 14; --back) {
            const auto time = time_at(back - 1);
            if (!time || (back >= 2 && (at(back - 2).is(":") || at(back - 2).is(".")))) continue;
            if (time->next > i) continue;
            found.begin = at(back - 1).begin;
            set_time(found, *time, false);
            break;
        }
        return found;
    }

    void set_time(FoundMoment& found, const Time& time, bool moves_end = true) const {
        found.moment.time = time.since_midnight;
        std::size_t next = time.next;
        if (const auto offset = offset_at(next, found.moment.day)) {
            found.moment.utc_offset = offset->east;
            next = offset->next;
        }
        if (moves_end) found.end = std::max(found.end, at(next - 1).end);
        if (time.since_midnight == std::chrono::hours{24}) {
            found.moment.day = std::chrono::sys_days{found.moment.day} + std::chrono::days{1};
            found.moment.time = seconds{0};
        }
    }

    const std::vector<Token>& tokens_;
    const MomentOptions& options_;
};

/// Seconds or milliseconds since 1970, from 1990 to 2099.
std::optional<Moment> since_1970(const std::vector<Token>& tokens) {
    if (tokens.size() != 1 || !(tokens[0].digits(9, 10) || tokens[0].digits(12, 13))) return std::nullopt;
    std::int64_t count = 0;
    for (const char c : tokens[0].text) count = count * 10 + (c - '0');
    if (tokens[0].digits(12, 13)) count /= 1000;
    if (count < 631152000 || count >= 4102444800) return std::nullopt;
    const std::chrono::sys_seconds instant{seconds{count}};
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    return Moment{year_month_day{day}, instant - day, minutes{0}};
}

}  // namespace

std::optional<Moment> read_moment(std::string_view text, const MomentOptions& options) {
    if (first_invalid_utf8(text)) return std::nullopt;
    const std::vector<Token> tokens = tokens_of(text);
    if (const auto instant = since_1970(tokens)) return instant;
    const auto found = Reader(tokens, options).first();
    if (!found) return std::nullopt;
    return found->moment;
}

std::optional<FoundMoment> find_moment(std::string_view text, const MomentOptions& options) {
    if (first_invalid_utf8(text)) return std::nullopt;
    std::vector<Token> tokens = tokens_of(text);
    for (Token& token : tokens)
        if (token.kind == Token::Kind::number && token.text.size() > 4) token.kind = Token::Kind::mark;
    return Reader(tokens, options).first();
}

}  // namespace dateline
