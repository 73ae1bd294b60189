#include "pipeline/fetch/curl.hpp"

#include <dlfcn.h>

#include <string>
#include <type_traits>

#include "schemas/error.hpp"

namespace dateline {
namespace {

Curl loaded() {
    void* library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr) throw Error(Exit::internal, std::string("libcurl cannot be loaded: ") + dlerror());
    const auto find = [&](auto& function, const char* name) {
        void* found = dlsym(library, name);
        if (found == nullptr) throw Error(Exit::internal, std::string("libcurl is too old: it lacks ") + name);
        function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(found);
    };
    Curl out{};
    find(out.global_init, "curl_global_init");
    find(out.easy_init, "curl_easy_init");
    find(out.easy_cleanup, "curl_easy_cleanup");
    find(out.easy_setopt, "curl_easy_setopt");
    find(out.easy_perform, "curl_easy_perform");
    find(out.easy_strerror, "curl_easy_strerror");
    find(out.slist_append, "curl_slist_append");
    find(out.slist_free_all, "curl_slist_free_all");
    find(out.url, "curl_url");
    find(out.url_cleanup, "curl_url_cleanup");
    find(out.url_set, "curl_url_set");
    find(out.url_get, "curl_url_get");
    find(out.free, "curl_free");
    find(out.getdate, "curl_getdate");
    if (const CURLcode code = out.global_init(CURL_GLOBAL_DEFAULT); code != CURLE_OK)
        throw Error(Exit::internal, std::string("libcurl cannot start: ") + out.easy_strerror(code));
    return out;
}

}  // namespace

const Curl& curl() {
    static const Curl library = loaded();
    return library;
}

}  // namespace dateline
