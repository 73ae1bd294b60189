#include "extractors/datelines.hpp"

#include <algorithm>

namespace dateline {
namespace {

constexpr std::size_t paragraphs_looked_at = 5;  // a headline, a byline and a date may stand before
constexpr std::uint32_t longest_place = 8;       // tokens

class Shaper {
public:
    Shaper(const Reading& reading, const NameVocabulary& vocabulary, TokenRange paragraph)
        : reading_(reading), vocabulary_(vocabulary), at_(paragraph.first), end_(paragraph.last), first_(paragraph.first) {}

    std::optional<DatelineShape> run() {
        DatelineShape shape;
        shape.place = capitals();
        if (shape.place.empty()) return std::nullopt;
        if (mark(",") && at_ + 1 < end_ && !dated(at_ + 1)) {
            ++at_;
            shape.region = capitals();
            if (shape.region.empty()) return std::nullopt;
        }
        if (mark(",") && at_ + 1 < end_ && dated(at_ + 1)) ++at_;
        shape.date = date();
        if (mark("(")) {
            ++at_;
            shape.agency = capitals();
            if (shape.agency.empty() || !mark(")")) return std::nullopt;
            ++at_;
        }
        if (mark(",") && at_ + 1 < end_ && dated(at_ + 1) && shape.date.empty()) {
            ++at_;
            shape.date = date();
        }
        const bool dash =
            at_ < end_ && (mark("-") || mark("--") || mark("\xE2\x80\x93") || mark("\xE2\x80\x94")) && reading_.token(at_).space_before();
        const bool stop = at_ < end_ && (mark(".") || mark(":"));
        if (dash || (stop && (!shape.date.empty() || !shape.agency.empty()))) {
            shape.all = {first_, at_ + 1};
        } else if (!shape.agency.empty() && !shape.date.empty()) {
            shape.all = {first_, at_};
        } else {
            return std::nullopt;
        }
        if (shape.all.last >= end_) return std::nullopt;  // nothing is told after it: a line of its own
        const bool shouted = reading_.token(shape.place.first).shape == Shape::upper;
        const auto listed = vocabulary_.listed(reading_, shape.place.first, shape.place.last);
        const bool known =
            listed && listed->length == shape.place.size() && listed->type != EntityType::ORG && listed->type != EntityType::NORP;
        const bool other = listed && listed->length == shape.place.size() && !known;  // "NATO - a body of many members -"
        if ((other || (!shouted && !known)) && shape.agency.empty() && shape.date.empty()) return std::nullopt;
        return shape;
    }

private:
    bool mark(std::string_view wanted) const { return at_ < end_ && reading_.text(at_) == wanted; }

    bool dated(std::uint32_t t) const {
        if (reading_.token(t).is_digits()) return true;
        const std::string_view no = vocabulary_.not_name(reading_, t);
        return no == "month" || no == "weekday";
    }

    TokenRange capitals() {
        const std::uint32_t begin = at_;
        while (at_ < end_ && at_ - begin < longest_place) {
            const Token& token = reading_.token(at_);
            const bool word = token.is_word() && token.capitalized() && !dated(at_);
            const bool inner = at_ > begin && at_ + 1 < end_ && !token.space_before() && (mark(".") || mark("-") || mark("'s")) &&
                               reading_.token(at_ + 1).is_word() && (!mark(".") || reading_.token(at_ - 1).bytes <= 2);
            const bool small = at_ > begin && token.shape == Shape::lower && vocabulary_.particle(reading_, at_) == "person";
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
            const bool inner = mark(",") || (mark(".") && at_ + 1 < end_ && reading_.token(at_ + 1).is_digits());
            if (!inner || at_ + 1 >= end_ || !dated(at_ + 1)) break;
            ++at_;
        }
        at_ = last;
        return {begin, last};
    }

    const Reading& reading_;
    const NameVocabulary& vocabulary_;
    std::uint32_t at_, end_, first_;
};

class Datelines : public Stage {
public:
    explicit Datelines(std::shared_ptr<const NameVocabulary> vocabulary) : vocabulary_(std::move(vocabulary)) {}
    std::string_view name() const override { return "datelines"; }
    void run(const Reading& reading, Draft& draft) const override {
        const auto shape = dateline_shape(reading, *vocabulary_);
        if (!shape) return;
        Draft::DatelineDraft found;
        found.tokens = shape->all;
        for (std::uint32_t i = 0; i < draft.names.size() && draft.names[i].tokens.first < shape->all.last; ++i) {
            const TokenRange tokens = draft.names[i].tokens;
            if (!found.place && tokens.overlaps(shape->place)) found.place = i;
            if (!shape->agency.empty() && tokens.overlaps(shape->agency)) found.agency = i;
        }
        for (std::uint32_t i = 0; i < draft.dates.size(); ++i)
            if (!shape->date.empty() && draft.dates[i].tokens.overlaps(shape->date)) {
                found.date = i;
                break;
            }
        if (found.place) draft.dateline = found;
    }

private:
    std::shared_ptr<const NameVocabulary> vocabulary_;
};

}  // namespace

std::optional<DatelineShape> dateline_shape(const Reading& reading, const NameVocabulary& vocabulary) {
    std::size_t looked = 0;
    for (const Paragraph& paragraph : reading.paragraphs()) {
        if (paragraph.zone != Zone::text || ++looked > paragraphs_looked_at) break;
        if (auto shape = Shaper(reading, vocabulary, paragraph.tokens).run()) return shape;
    }
    return std::nullopt;
}

std::unique_ptr<Stage> datelines_stage(std::shared_ptr<const NameVocabulary> vocabulary) {
    return std::make_unique<Datelines>(std::move(vocabulary));
}

}  // namespace dateline
