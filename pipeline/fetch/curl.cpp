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
    find(out.easy_strerror, "curl_easy_strerror");
    find(out.multi_init, "curl_multi_init");
    find(out.multi_cleanup, "curl_multi_cleanup");
    find(out.multi_add_handle, "curl_multi_add_handle");
    find(out.multi_remove_handle, "curl_multi_remove_handle");
    find(out.multi_perform, "curl_multi_perform");
    find(out.multi_poll, "curl_multi_poll");
    find(out.multi_info_read, "curl_multi_info_read");
    find(out.multi_strerror, "curl_multi_strerror");
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
