#include "schemas/digest.hpp"

#include <openssl/evp.h>

#include "schemas/error.hpp"

namespace dateline {

std::string sha256(std::string_view bytes) {
    // Fetched once: looking the algorithm up costs more than hashing a short text (OpenSSL 3).
    static const EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    if (algorithm == nullptr || EVP_Digest(bytes.data(), bytes.size(), digest, &length, algorithm, nullptr) != 1)
        throw Error(Exit::internal, "SHA-256: OpenSSL cannot compute it; check the OpenSSL configuration");
    constexpr char hex[] = "0123456789abcdef";
    std::string out;
    out.reserve(2 * length);
    for (unsigned i = 0; i < length; ++i) {
        out.push_back(hex[digest[i] >> 4]);
        out.push_back(hex[digest[i] & 15]);
    }
    return out;
}

}  // namespace dateline
