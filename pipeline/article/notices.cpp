// Sites put these lines between paragraphs without any name that tells them apart, in nearly the same words everywhere. They are compared
// by their letters alone, so that marks, case and blanks do not matter. Only short lines are looked at: a sentence about newsletters in an
// article is longer, or begins otherwise.
#include "pipeline/article/notices.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "pipeline/article/plain_text.hpp"

namespace dateline {
namespace {

constexpr std::size_t longest = 400;  // characters of a notice
constexpr std::size_t longest_label = 120, longest_sign_up = 260;

constexpr auto whole_labels =
    std::to_array<std::string_view>({"ad",      "ads",        "advert",     "advertentie", "advertisement", "advertising",      "annonce",
                                     "anzeige", "pubblicità", "publicidad", "publicité",   "reklam",        "reklama",          "sponsored",
                                     "werbung", "реклама",    "playvideo",  "readmore",    "sharethis",     "sharethisarticle", "loading"});

constexpr auto label_starts = std::to_array<std::string_view>(
    {"storycontinuesbelow",         "articlecontinuesbelow",  "articlecontinuesafter",     "continuereadingbelow",
     "textcontinuesbelow",          "scrolltocontinue",       "advertisementscrollto",     "advertisementcontinue",
     "skipadvertisement",           "listentothisarticle",    "listentothestory",          "yourbrowserdoesnotsupport",
     "thisbrowserdoesnotsupport",   "pleaseenablejavascript", "javascriptisrequired",      "toviewthisvideoplease",
     "thisvideocannotbeplayed",     "ihrbrowserunterstützt",  "derartikelwirdnachwerbung", "nachwerbunggehtesweiter",
     "hierkönnensiedenartikelhören"});

constexpr auto sign_up_starts = std::to_array<std::string_view>(
    {"signupfor",         "signupto",     "subscribeto", "subscribefor",    "followuson",           "followus",
     "likeuson",          "joinuson",     "getourdaily", "getthelatest",    "getallthelatest",      "clickheretosubscribe",
     "clickheretosignup", "downloadour",  "receiveour",  "enteryouremail",  "wantmorenews",         "abonnierensie",
     "meldensiesich",     "folgensieuns", "folgtuns",    "jetztabonnieren", "newsletterabonnieren", "inscrivezvous",
     "abonnezvousànotre", "suscríbetea",  "síguenosen",  "подписывайтесьна"});
constexpr auto sign_up_things =
    std::to_array<std::string_view>({"newsletter", "inbox", "email", "alerts", "updates", "facebook", "twitter", "instagram", "telegram",
                                     "whatsapp", "youtube", "podcast", "ourapp", "channel", "bulletin", "boletín", "канал"});

constexpr auto cookie_starts = std::to_array<std::string_view>(
    {"weusecookies", "weandourpartners", "thissiteusescookies", "thiswebsiteusescookies", "thispageusescookies", "oursiteusescookies",
     "ourwebsiteusescookies", "bycontinuingtouse", "bycontinuingtobrowse", "wirverwendencookies", "wirnutzencookies",
     "diesewebsiteverwendetcookies", "diesewebsitenutztcookies", "nousutilisonsdescookies", "utilizamoscookies", "usiamocookie",
     "мыиспользуемcookie", "мыиспользуемфайлыcookie"});

constexpr auto gate_phrases = std::to_array<std::string_view>({"subscribetocontinue",
                                                               "subscribetoread",
                                                               "subscribenowtoread",
                                                               "subscribetokeepreading",
                                                               "tocontinuereading",
                                                               "tokeepreadingthis",
                                                               "toreadthefullarticle",
                                                               "toreadthefullstory",
                                                               "toreadtherest",
                                                               "registertocontinue",
                                                               "registertoread",
                                                               "signintocontinue",
                                                               "logintocontinue",
                                                               "loginorsubscribe",
                                                               "thisarticleisforsubscribers",
                                                               "thisarticleisforpremium",
                                                               "thisarticleisexclusiveto",
                                                               "thiscontentisforsubscribers",
                                                               "thisstoryisforsubscribers",
                                                               "onlyavailabletosubscribers",
                                                               "availabletosubscribersonly",
                                                               "forsubscribersonly",
                                                               "exclusivetosubscribers",
                                                               "unlockthisarticle",
                                                               "unlockthisstory",
                                                               "alreadyasubscriberlogin",
                                                               "alreadyasubscribersignin",
                                                               "umweiterzulesen",
                                                               "diesenartikelweiterlesen",
                                                               "weiterlesenmit",
                                                               "nurfürabonnenten",
                                                               "exklusivfürabonnenten",
                                                               "dieserartikelistfürabonnenten",
                                                               "réservéauxabonnés",
                                                               "réservéànosabonnés",
                                                               "abonnezvouspourlire",
                                                               "suscríbeteparaseguirleyendo",
                                                               "contenidoexclusivoparasuscriptores",
                                                               "толькодляподписчиков",
                                                               "доступнатолькоподписчикам"});

template <std::size_t n>
bool starts(std::string_view said, const std::array<std::string_view, n>& with) {
    return std::any_of(with.begin(), with.end(), [&](std::string_view start) { return said.substr(0, start.size()) == start; });
}

template <std::size_t n>
bool holds(std::string_view said, const std::array<std::string_view, n>& any) {
    return std::any_of(any.begin(), any.end(), [&](std::string_view part) { return said.find(part) != std::string_view::npos; });
}

}  // namespace

Notice notice_of(const Block& block) {
    if (block.chars > longest) return Notice::none;
    const std::string said = letters_of(text_of(block));
    if (std::find(whole_labels.begin(), whole_labels.end(), said) != whole_labels.end()) return Notice::label;
    if (block.chars <= longest_label && starts(said, label_starts)) return Notice::label;
    if (block.chars <= longest_sign_up && starts(said, sign_up_starts) && holds(said, sign_up_things)) return Notice::sign_up;
    if (starts(said, cookie_starts)) return Notice::cookies;
    return holds(said, gate_phrases) ? Notice::gate : Notice::none;
}

}  // namespace dateline
