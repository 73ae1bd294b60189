#include "extractors/datelines.hpp"

#include <algorithm>

namespace dateline {
namespace {

constexpr std::size_t paragraphs_looked_at = 5;  // a headline, a byline and a date may stand before
constexpr std::uint32_t longest_place = 8;       // tokens

class Shaper {
public:
    Shaper(const NameWords& words, TokenRange paragraph)
        : words_(words), reading_(words.reading()), at_(paragraph.first), end_(paragraph.last), first_(paragraph.first) {}

    std::optional<DatelineShape> run() {
        DatelineShape shape;
        shape.place = capitals();
        if (shape.place.empty()) return std::nullopt;
        if (mark(Mark::comma) && at_ + 1 < end_ && !dated(at_ + 1)) {
            ++at_;
            shape.region = capitals();
            if (shape.region.empty()) return std::nullopt;
        }
        if (mark(Mark::comma) && at_ + 1 < end_ && dated(at_ + 1)) ++at_;
        shape.date = date();
        if (mark(Mark::open_bracket)) {
            ++at_;
            shape.agency = capitals();
            if (shape.agency.empty() || !mark(Mark::close_bracket)) return std::nullopt;
            ++at_;
        }
        if (mark(Mark::comma) && at_ + 1 < end_ && dated(at_ + 1) && shape.date.empty()) {
            ++at_;
            shape.date = date();
        }
        const bool dash = at_ < end_ && (mark(Mark::hyphen) || mark(Mark::dash)) && reading_.token(at_).space_before();
        const bool stop = at_ < end_ && (mark(Mark::stop) || mark(Mark::colon));
        if (dash || (stop && (!shape.date.empty() || !shape.agency.empty()))) {
            shape.all = {first_, at_ + 1};
        } else if (!shape.agency.empty() && !shape.date.empty()) {
            shape.all = {first_, at_};
        } else {
            return std::nullopt;
        }
        if (shape.all.last >= end_) return std::nullopt;  // nothing is told after it: a line of its own
        const bool shouted = reading_.token(shape.place.first).shape == Shape::upper;
        const auto listed = words_.listed(shape.place.first, shape.place.last);
        const bool known =
            listed && listed->length == shape.place.size() && listed->type != EntityType::ORG && listed->type != EntityType::NORP;
        const bool other = listed && listed->length == shape.place.size() && !known;  // "NATO - a body of many members -"
        if ((other || (!shouted && !known)) && shape.agency.empty() && shape.date.empty()) return std::nullopt;
        return shape;
    }

private:
    bool mark(Mark wanted) const { return at_ < end_ && words_.mark(at_) == wanted; }

    bool dated(std::uint32_t t) const {
        if (reading_.token(t).is_digits()) return true;
        const NotName no = words_.not_name(t);
        return no == NotName::month || no == NotName::weekday;
    }

    TokenRange capitals() {
        const std::uint32_t begin = at_;
        while (at_ < end_ && at_ - begin < longest_place) {
            const Token& token = reading_.token(at_);
            const bool word = token.is_word() && token.capitalized() && !dated(at_);
            const bool inner = at_ > begin && at_ + 1 < end_ && !token.space_before() &&
                               (mark(Mark::stop) || mark(Mark::hyphen) || reading_.rules().grammar_words().owner(reading_, at_)) &&
                               reading_.token(at_ + 1).is_word() && (!mark(Mark::stop) || reading_.token(at_ - 1).bytes <= 2);
            const bool small = at_ > begin && token.shape == Shape::lower && words_.particle(at_) == Particle::person;
            if (!word && !inner && !small) break;
            ++at_;
        }
        return {begin, at_};
    }

    TokenRange date() {
        const std::uint32_t begin = at_;
        if (at_ >= end_ || !dated(at_)) return {begin, begin};
        std::uint32_t last = at_;
        while (at_ < end_ && at_ - begin < 9) {
            if (dated(at_)) {
                last = ++at_;
                continue;
            }
            const bool inner = mark(Mark::comma) || (mark(Mark::stop) && at_ + 1 < end_ && reading_.token(at_ + 1).is_digits());
            if (!inner || at_ + 1 >= end_ || !dated(at_ + 1)) break;
            ++at_;
        }
        at_ = last;
        return {begin, last};
    }

    const NameWords& words_;
    const Reading& reading_;
    std::uint32_t at_, end_, first_;
};

}  // namespace

std::optional<DatelineShape> dateline_shape(const NameWords& words) {
    std::size_t looked = 0;
    for (const Paragraph& paragraph : words.reading().paragraphs()) {
        if (paragraph.zone != Zone::text || ++looked > paragraphs_looked_at) break;
        if (auto shape = Shaper(words, paragraph.tokens).run()) return shape;
    }
    return std::nullopt;
}

std::optional<Draft::DatelineDraft> dateline_of(const DatelineShape& shape, const Draft& draft) {
    Draft::DatelineDraft found;
    found.tokens = shape.all;
    for (std::uint32_t i = 0; i < draft.names.size() && draft.names[i].tokens.first < shape.all.last; ++i) {
        const TokenRange tokens = draft.names[i].tokens;
        if (!found.place && tokens.overlaps(shape.place)) found.place = i;
        if (!shape.agency.empty() && tokens.overlaps(shape.agency)) found.agency = i;
    }
    for (std::uint32_t i = 0; i < draft.dates.size(); ++i)
        if (!shape.date.empty() && draft.dates[i].tokens.overlaps(shape.date)) {
            found.date = i;
            break;
        }
    return found.place ? std::optional(found) : std::nullopt;
}

}  // namespace dateline
