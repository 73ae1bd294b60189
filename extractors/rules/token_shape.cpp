#include "extractors/rules/token_shape.hpp"

#include <bit>
#include <bitset>

#include "schemas/ascii.hpp"

namespace dateline {
namespace {

using Characters = std::bitset<128>;

/// One wanted character: may be left out, may come again.
struct Place {
    Characters takes;
    bool optional = false, repeats = false;
};

Characters digits() {
    Characters all;
    for (char c = '0'; c <= '9'; ++c) all.set(static_cast<std::size_t>(c));
    return all;
}

class Reader {
public:
    explicit Reader(std::string_view regex) : text_(regex) {}

    bool done() const { return at_ >= text_.size(); }
    bool take(char c) {
        if (done() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    /// The places of one alternative; false where it is no simple one.
    bool alternative(std::vector<Place>& places) {
        while (!done() && text_[at_] != '|') {
            Characters takes;
            if (!characters(takes) || !counted(takes, places) || places.size() > 64) return false;
        }
        return !places.empty();
    }

private:
    /// A character, an escape or a class.
    bool characters(Characters& out) {
        if (take('[')) {
            while (!take(']'))
                if (done() || !member(out)) return false;
            return out.any();
        }
        return one(out, ".()^$*+?{}[]");
    }

    bool one(Characters& out, std::string_view special) {
        if (done()) return false;
        const char c = text_[at_++];
        if (c == '\\') {
            if (done()) return false;
            const char escaped = text_[at_++];
            if (escaped == 'd') {
                out |= digits();
                return true;
            }
            if (escaped <= ' ' || escaped > '~' || ascii_letter(escaped) || ascii_digit(escaped)) return false;
            out.set(static_cast<std::size_t>(escaped));
            return true;
        }
        if (c < ' ' || c > '~' || special.find(c) != std::string_view::npos) return false;
        out.set(static_cast<std::size_t>(c));
        return true;
    }

    /// A member of a class: a character, an escape, or a range.
    bool member(Characters& out) {
        const char from = text_[at_];
        if (!one(out, "[^-")) return false;
        if (from == '\\' || at_ + 1 >= text_.size() || text_[at_] != '-' || text_[at_ + 1] == ']') return true;
        const char to = text_[at_ + 1];
        if (to == '\\' || to < from || to > '~') return false;
        at_ += 2;
        for (char c = from; c < to; ++c) out.set(static_cast<std::size_t>(c) + 1);
        return true;
    }

    bool counted(const Characters& takes, std::vector<Place>& places) {
        if (take('?')) {
            places.push_back({takes, true, false});
        } else if (take('*')) {
            places.push_back({takes, true, true});
        } else if (take('+')) {
            places.push_back({takes, false, true});
        } else if (take('{')) {
            std::size_t low = 0, high = 0;
            if (!number(low)) return false;
            high = low;
            if (take(',') && !number(high)) return false;
            if (!take('}') || high < low || high == 0 || high > 64) return false;
            for (std::size_t i = 0; i < high; ++i) places.push_back({takes, i >= low, false});
        } else {
            places.push_back({takes, false, false});
        }
        return done() || std::string_view("?*+{").find(text_[at_]) == std::string_view::npos;  // "x+?": not a simple one
    }

    bool number(std::size_t& out) {
        const std::size_t begin = at_;
        for (out = 0; !done() && ascii_digit(text_[at_]) && at_ - begin < 3; ++at_)
            out = out * 10 + static_cast<std::size_t>(text_[at_] - '0');
        return at_ > begin;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

/// The word that places spell, where each is one character.
std::optional<std::string> word_of(const std::vector<Place>& places) {
    std::string word;
    for (const Place& place : places) {
        if (place.optional || place.repeats || place.takes.count() != 1) return std::nullopt;
        for (std::size_t c = 0; c < 128; ++c)
            if (place.takes[c]) word += static_cast<char>(c);
    }
    return word;
}

}  // namespace

std::optional<TokenShape> TokenShape::parse(std::string_view regex) {
    TokenShape shape;
    Reader reader(regex);
    std::size_t offset = 0;
    bool words = true;
    do {
        std::vector<Place> places;
        if (!reader.alternative(places) || offset + places.size() > 64) return std::nullopt;
        const auto bit = [&](std::size_t place) { return std::uint64_t{1} << (offset + place); };
        // The places that can come when the first `from` are behind; whether the end can.
        const auto from = [&](std::size_t place, std::uint64_t& next) {
            for (; place < places.size(); ++place) {
                next |= bit(place);
                if (!places[place].optional) return false;
            }
            return true;
        };
        from(0, shape.first_);
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (places[i].repeats) shape.behind_[offset + i] |= bit(i);
            if (from(i + 1, shape.behind_[offset + i])) shape.last_ |= bit(i);
            for (std::size_t c = 0; c < 128; ++c)
                if (places[i].takes[c]) shape.takes_[c] |= bit(i);
            if ((places[i].takes & ~digits()).any()) shape.digits_only_ = false;
        }
        if (const auto word = word_of(places))
            shape.words_.push_back(*word);
        else
            words = false;
        offset += places.size();
    } while (reader.take('|'));
    if (!words) shape.words_.clear();
    return shape;
}

bool TokenShape::matches(std::string_view token) const {
    std::uint64_t open = first_, hit = 0;
    for (const char c : token) {
        const auto code = static_cast<unsigned char>(c);
        hit = code < 128 ? open & takes_[code] : 0;
        if (hit == 0) return false;
        open = 0;
        for (std::uint64_t rest = hit; rest != 0; rest &= rest - 1) open |= behind_[static_cast<std::size_t>(std::countr_zero(rest))];
    }
    return (hit & last_) != 0;
}

}  // namespace dateline
