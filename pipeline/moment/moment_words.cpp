#include "pipeline/moment/moment_words.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <vector>

#include "schemas/utf8.hpp"

namespace dateline {
namespace {

struct Word {
    std::string_view word;
    int value;
};

// Month names and their usual short forms, as feeds and pages write them. One line a language:
// en, de, fr, es, it, pt, nl, da/sv/no, pl, cs, ro, tr, az, hu, fi, ru, uk, el, ar.
constexpr std::array<std::string_view, 12> month_words = {
    "january jan  januar jänner jän  janvier janv  enero ene  gennaio gen  janeiro  januari  stycznia styczeń sty  ledna leden  ianuarie "
    "ian  "
    "ocak oca  yanvar  január  tammikuu tammikuuta  января январь янв  січня січень січ  ιανουαρίου ιαν"
    "  يناير",
    "february feb  februar feber  février févr fév fevr  febrero  febbraio febbr  fevereiro fev  februari  lutego luty lut  února únor  "
    "februarie  "
    "şubat şub  fevral  február  helmikuu helmikuuta  февраля февраль фев февр  лютого лютий лют  φεβρουαρίου φεβ"
    "  فبراير شباط",
    "march mar  märz mär mrz  mars  marzo  março  maart mrt  marts  marca marzec  března březen  martie  mart  március márc  maaliskuu "
    "maaliskuuta  "
    "марта март мар  березня березень бер  μαρτίου μαρ"
    "  مارس آذار",
    "april apr  avril avr  abril abr  aprile  kwietnia kwiecień kwi  dubna duben  aprilie  nisan nis  aprel  április ápr  huhtikuu "
    "huhtikuuta  "
    "апреля апрель апр  квітня квітень кві  απριλίου απρ"
    "  أبريل ابريل نيسان",
    "may  mai  mayo  maggio mag  maio  mei  maj  maja  května květen  mayıs  május máj  toukokuu toukokuuta  мая май  травня травень тра  "
    "μαΐου μαΐ μαι"
    "  مايو أيار",
    "june jun  juni  juin  junio  giugno giu  junho  czerwca czerwiec cze  června červen  iunie iun  haziran haz  iyun  június jún  "
    "kesäkuu kesäkuuta  "
    "июня июнь июн  червня червень чер  ιουνίου ιουν"
    "  يونيو حزيران",
    "july jul  juli  juillet juil  julio  luglio lug  julho  lipca lipiec lip  července červenec  iulie iul  temmuz tem  iyul  július júl  "
    "heinäkuu heinäkuuta  "
    "июля июль июл  липня липень лип  ιουλίου ιουλ"
    "  يوليو تموز",
    "august aug  août aout  agosto ago  augustus  augusti  sierpnia sierpień sie  srpna srpen  ağustos ağu  avqust  augusztus  elokuu "
    "elokuuta  "
    "августа август авг  серпня серпень сер  αυγούστου αυγ"
    "  أغسطس اغسطس آب",
    "september sep sept  septembre  septiembre  settembre set sett  setembro  września wrzesień wrz  září  septembrie  eylül eyl  sentyabr "
    " szeptember szept  "
    "syyskuu syyskuuta  сентября сентябрь сен сент  вересня вересень вер  σεπτεμβρίου σεπ"
    "  سبتمبر أيلول",
    "october oct  oktober okt  octobre  octubre  ottobre ott  outubro out  października październik paź  října říjen  octombrie  ekim eki  "
    "oktyabr  október  "
    "lokakuu lokakuuta  октября октябрь окт  жовтня жовтень жов  οκτωβρίου οκτ"
    "  أكتوبر اكتوبر",
    "november nov  novembre  noviembre  novembro  listopada listopad lis  noiembrie noi  kasım kas  noyabr  marraskuu marraskuuta  "
    "ноября ноябрь ноя нояб  листопада листопад лис  νοεμβρίου νοε"
    "  نوفمبر",
    "december dec  dezember dez  décembre déc decembre  diciembre dic  dicembre  dezembro  desember des  grudnia grudzień gru  prosince "
    "prosinec  decembrie  "
    "aralık ara  dekabr  joulukuu joulukuuta  декабря декабрь дек  грудня грудень гру  δεκεμβρίου δεκ"
    "  ديسمبر",
};

// Zone abbreviations of RFC 822 and those that newsrooms write; what is ambiguous has the meaning usual in English news.
constexpr Word zone_words[] = {
    {"acdt", 630}, {"acst", 570}, {"adt", -180}, {"aedt", 660}, {"aest", 600}, {"akdt", -480}, {"akst", -540}, {"art", -180},
    {"ast", -240}, {"awst", 480}, {"azt", 240},  {"brt", -180}, {"bst", 60},   {"cat", 120},   {"cdt", -300},  {"cest", 120},
    {"cet", 60},   {"cst", -360}, {"eat", 180},  {"edt", -240}, {"eest", 180}, {"eet", 120},   {"est", -300},  {"gmt", 0},
    {"gst", 240},  {"hkt", 480},  {"hst", -600}, {"ist", 330},  {"jst", 540},  {"kst", 540},   {"mdt", -360},  {"mest", 120},
    {"mesz", 120}, {"mez", 60},   {"msd", 240},  {"msk", 180},  {"mst", -420}, {"ndt", -150},  {"nst", -210},  {"nzdt", 780},
    {"nzst", 720}, {"pdt", -420}, {"pht", 480},  {"pkt", 300},  {"pst", -480}, {"sast", 120},  {"sgt", 480},   {"trt", 180},
    {"ut", 0},     {"utc", 0},    {"wat", 60},   {"west", 60},  {"wet", 0},    {"wib", 420},   {"z", 0},
};

using Summer = PlaceZone::Summer;
struct Place {
    std::string_view word;
    int standard;
    Summer summer;
};

// Names of the tz database that content systems write instead of an offset, sorted.
constexpr Place places[] = {{"africa/johannesburg", 120, Summer::none},
                            {"africa/lagos", 60, Summer::none},
                            {"africa/nairobi", 180, Summer::none},
                            {"america/bogota", -300, Summer::none},
                            {"america/chicago", -360, Summer::american},
                            {"america/denver", -420, Summer::american},
                            {"america/detroit", -300, Summer::american},
                            {"america/halifax", -240, Summer::american},
                            {"america/lima", -300, Summer::none},
                            {"america/losangeles", -480, Summer::american},
                            {"america/newyork", -300, Summer::american},
                            {"america/phoenix", -420, Summer::none},
                            {"america/saopaulo", -180, Summer::none},
                            {"america/toronto", -300, Summer::american},
                            {"america/vancouver", -480, Summer::american},
                            {"asia/baku", 240, Summer::none},
                            {"asia/bangkok", 420, Summer::none},
                            {"asia/calcutta", 330, Summer::none},
                            {"asia/dubai", 240, Summer::none},
                            {"asia/hongkong", 480, Summer::none},
                            {"asia/jakarta", 420, Summer::none},
                            {"asia/karachi", 300, Summer::none},
                            {"asia/kolkata", 330, Summer::none},
                            {"asia/manila", 480, Summer::none},
                            {"asia/seoul", 540, Summer::none},
                            {"asia/shanghai", 480, Summer::none},
                            {"asia/singapore", 480, Summer::none},
                            {"asia/taipei", 480, Summer::none},
                            {"asia/tbilisi", 240, Summer::none},
                            {"asia/tokyo", 540, Summer::none},
                            {"asia/yerevan", 240, Summer::none},
                            {"etc/gmt", 0, Summer::none},
                            {"etc/utc", 0, Summer::none},
                            {"europe/amsterdam", 60, Summer::european},
                            {"europe/athens", 120, Summer::european},
                            {"europe/belgrade", 60, Summer::european},
                            {"europe/berlin", 60, Summer::european},
                            {"europe/bratislava", 60, Summer::european},
                            {"europe/brussels", 60, Summer::european},
                            {"europe/bucharest", 120, Summer::european},
                            {"europe/budapest", 60, Summer::european},
                            {"europe/copenhagen", 60, Summer::european},
                            {"europe/dublin", 0, Summer::european},
                            {"europe/helsinki", 120, Summer::european},
                            {"europe/istanbul", 180, Summer::none},
                            {"europe/kiev", 120, Summer::european},
                            {"europe/kyiv", 120, Summer::european},
                            {"europe/lisbon", 0, Summer::european},
                            {"europe/ljubljana", 60, Summer::european},
                            {"europe/london", 0, Summer::european},
                            {"europe/luxembourg", 60, Summer::european},
                            {"europe/madrid", 60, Summer::european},
                            {"europe/malta", 60, Summer::european},
                            {"europe/minsk", 180, Summer::none},
                            {"europe/monaco", 60, Summer::european},
                            {"europe/moscow", 180, Summer::none},
                            {"europe/oslo", 60, Summer::european},
                            {"europe/paris", 60, Summer::european},
                            {"europe/prague", 60, Summer::european},
                            {"europe/riga", 120, Summer::european},
                            {"europe/rome", 60, Summer::european},
                            {"europe/sarajevo", 60, Summer::european},
                            {"europe/sofia", 120, Summer::european},
                            {"europe/stockholm", 60, Summer::european},
                            {"europe/tallinn", 120, Summer::european},
                            {"europe/vienna", 60, Summer::european},
                            {"europe/vilnius", 120, Summer::european},
                            {"europe/warsaw", 60, Summer::european},
                            {"europe/zagreb", 60, Summer::european},
                            {"europe/zurich", 60, Summer::european}};

const std::vector<Word>& months() {
    static const std::vector<Word> sorted = [] {
        std::vector<Word> words;
        for (std::size_t month = 0; month < month_words.size(); ++month) {
            std::string_view rest = month_words[month];
            while (!rest.empty()) {
                const std::size_t end = std::min(rest.find(' '), rest.size());
                if (end > 0) words.push_back({rest.substr(0, end), static_cast<int>(month) + 1});
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
        std::stable_sort(words.begin(), words.end(), [](const Word& a, const Word& b) { return a.word < b.word; });
        return words;
    }();
    return sorted;
}

template <typename Words>
const Word* find(const Words& words, std::string_view word) {
    const auto at =
        std::lower_bound(std::begin(words), std::end(words), word, [](const Word& w, std::string_view wanted) { return w.word < wanted; });
    return at != std::end(words) && at->word == word ? &*at : nullptr;
}

}  // namespace

std::string folded(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Decoded c = decode_at(text, at);
        append_utf8(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(c.code_point))));
        at += c.length;
    }
    return out;
}

std::optional<unsigned> month_named(std::string_view word) {
    const Word* found = find(months(), word);
    if (!found) return std::nullopt;
    return static_cast<unsigned>(found->value);
}

std::optional<PlaceZone> zone_of_place(std::string_view name) {
    const auto at =
        std::lower_bound(std::begin(places), std::end(places), name, [](const Place& p, std::string_view n) { return p.word < n; });
    if (at == std::end(places) || at->word != name) return std::nullopt;
    return PlaceZone{std::chrono::minutes{at->standard}, at->summer};
}

std::optional<std::chrono::minutes> zone_named(std::string_view word) {
    const Word* found = find(zone_words, word);
    if (!found) return std::nullopt;
    return std::chrono::minutes{found->value};
}

}  // namespace dateline
