#include "extractors/reading/universal.hpp"

#include <algorithm>

namespace dateline {
namespace {

class Mapper {
public:
    Mapper(const Reading& reading, TokenRange sentence) : reading_(reading), sentence_(sentence) {}

    std::vector<Universal> run() {
        std::vector<Universal> out;
        out.reserve(sentence_.size());
        for (std::uint32_t t = sentence_.first; t < sentence_.last; ++t) out.push_back(map(t));
        return out;
    }

private:
    Tag tag(std::uint32_t t) const { return t >= sentence_.first && t < sentence_.last ? reading_.tag(t) : Tag::none; }
    GrammarRole role(std::uint32_t t) const { return reading_.rules().grammar_words().role(reading_, t); }
    /// The first token from `t` on (at most 4 further) that is no adverb.
    std::uint32_t past_adverbs(std::uint32_t t) const {
        for (int steps = 0; steps < 4 && in(tag(t), adverb_tags | set_of(Tag::RP)); ++steps) ++t;
        return t;
    }

    Universal map(std::uint32_t t) const {
        using U = UniversalTag;
        switch (tag(t)) {
            case Tag::NN:
            case Tag::NNS:
                return {U::NOUN};
            case Tag::NNP:
            case Tag::NNPS:
                return {U::PROPN};
            case Tag::VB:
            case Tag::VBD:
            case Tag::VBG:
            case Tag::VBN:
            case Tag::VBP:
            case Tag::VBZ:
            case Tag::MD:
                return verb(t);
            case Tag::JJ:
            case Tag::JJR:
            case Tag::JJS:
                return {U::ADJ};
            case Tag::RB:
            case Tag::RBR:
            case Tag::RBS:
                return {role(t) == GrammarRole::particle ? U::PART : U::ADV};
            case Tag::WRB:
                return {U::ADV};
            case Tag::IN:
                return {subordinates(t) ? U::SCONJ : U::ADP};
            case Tag::RP:
                return {U::ADP};
            case Tag::DT:
            case Tag::PDT:
                return {determines(t) ? U::DET : U::PRON};
            case Tag::WDT:
                return {in(tag(t + 1), noun_tags | adjective_tags) && role(t) != GrammarRole::relative ? U::DET : U::PRON};
            case Tag::PRP:
            case Tag::PRPS:
            case Tag::WP:
            case Tag::WPS:
            case Tag::EX:
                return {U::PRON};
            case Tag::CC:
                return {U::CCONJ};
            case Tag::CD:
                return {U::NUM};
            case Tag::TO:
                return {tag(past_adverbs(t + 1)) == Tag::VB ? U::PART : U::ADP};
            case Tag::POS:
                return {U::PART};
            case Tag::UH:
                return {U::INTJ};
            case Tag::PUNCT:
                return {U::PUNCT};
            case Tag::SYM:
                return {U::SYM};
            default:
                return {U::X};
        }
    }

    bool determines(std::uint32_t t) const {
        const Tag next = tag(past_adverbs(t + 1));
        if (role(t) == GrammarRole::quantifier) return true;
        return in(next, noun_tags | adjective_tags | set_of(Tag::CD, Tag::VBN, Tag::VBG, Tag::DT, Tag::PRPS, Tag::POS)) ||
               (tag(t) == Tag::DT && role(t) == GrammarRole::article);
    }

    Universal verb(std::uint32_t t) const {
        const Tag own = tag(t);
        Universal out;
        out.tag = auxiliary(t) ? UniversalTag::AUX : UniversalTag::VERB;
        switch (own) {
            case Tag::VBD:
                out.form = VerbForm::Fin, out.tense = Tense::Past;
                break;
            case Tag::VBP:
            case Tag::VBZ:
                out.form = VerbForm::Fin, out.tense = Tense::Pres;
                break;
            case Tag::MD:
                out.form = VerbForm::Fin;
                break;
            case Tag::VBN:
                out.form = VerbForm::Part;
                break;
            case Tag::VBG:
                out.form = gerund(t) ? VerbForm::Ger : VerbForm::Part;
                break;
            default:
                out.form = infinitive(t) ? VerbForm::Inf : VerbForm::Fin;
        }
        return out;
    }

    bool auxiliary(std::uint32_t t) const {
        if (tag(t) == Tag::MD) return true;
        const GrammarRole r = role(t);
        if (r == GrammarRole::be) return true;
        if (r != GrammarRole::have && r != GrammarRole::do_) return false;
        std::uint32_t next = past_adverbs(t + 1);
        if (in(tag(next), set_of(Tag::PRP)) && tag(t + 1) == Tag::PRP) next = past_adverbs(next + 1);  // a question: did they plan
        if (r == GrammarRole::do_) return tag(next) == Tag::VB;
        return tag(next) == Tag::VBN || (tag(next) == Tag::VBD && next == t + 1);
    }

    bool gerund(std::uint32_t t) const {
        std::uint32_t before = t;
        for (int steps = 0; steps < 3 && before > sentence_.first; ++steps) {
            --before;
            if (in(tag(before), adverb_tags)) continue;
            return in(tag(before), set_of(Tag::IN, Tag::TO)) && role(t) != GrammarRole::be;
        }
        return false;
    }

    /// A base form after to, a modal or do is an infinitive; else an imperative or a present.
    bool infinitive(std::uint32_t t) const {
        for (std::uint32_t back = 1; back <= 6 && t >= sentence_.first + back; ++back) {
            const std::uint32_t before = t - back;
            if (in(tag(before), set_of(Tag::TO, Tag::MD)) || role(before) == GrammarRole::do_ || role(before) == GrammarRole::causative)
                return true;
            if (in(tag(before), set_of(Tag::VBD, Tag::VBZ, Tag::VBP)) && back > 1) break;
        }
        return false;
    }

    bool subordinates(std::uint32_t t) const {
        const GrammarRole r = role(t);
        if (r == GrammarRole::subordinator) return true;
        const std::uint32_t next = past_adverbs(t + 1);
        if (tag(next) == Tag::VBG && reading_.classes(next).lower[0] != Tag::NN) return true;
        return r == GrammarRole::both && clause_follows(t + 1);
    }

    /// Whether a subject and a finite verb follow before anything else ends the phrase.
    bool clause_follows(std::uint32_t from) const {
        bool noun = false;
        for (std::uint32_t t = from; t < sentence_.last && t < from + 9; ++t) {
            if (in(tag(t), finite_tags)) return noun;
            if (in(tag(t), set_of(Tag::PUNCT, Tag::IN, Tag::TO, Tag::CC, Tag::WDT, Tag::WP))) {
                if (tag(t) == Tag::IN && noun) continue;
                return false;
            }
            if (in(tag(t), noun_tags | set_of(Tag::PRP, Tag::EX, Tag::DT))) noun = true;
        }
        return false;
    }

    const Reading& reading_;
    TokenRange sentence_;
};

}  // namespace

std::vector<Universal> universal(const Reading& reading, TokenRange sentence) {
    return Mapper(reading, sentence).run();
}

std::string_view name_of(UniversalTag tag) {
    constexpr std::string_view names[] = {"NOUN",  "PROPN", "VERB", "AUX",  "ADJ",   "ADV", "PRON", "DET", "ADP",
                                          "SCONJ", "CCONJ", "NUM",  "PART", "PUNCT", "SYM", "INTJ", "X"};
    return names[static_cast<std::size_t>(tag)];
}

std::string_view name_of(VerbForm form) {
    constexpr std::string_view names[] = {"none", "Fin", "Inf", "Part", "Ger"};
    return names[static_cast<std::size_t>(form)];
}

std::string_view name_of(Tense tense) {
    constexpr std::string_view names[] = {"none", "Past", "Pres"};
    return names[static_cast<std::size_t>(tense)];
}

}  // namespace dateline
