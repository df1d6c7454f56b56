#include "base/secret.hpp"

#include "base/error.hpp"

#include <sodium.h>

namespace maillage::base {
namespace {

std::string to_hex(std::span<const unsigned char> bytes) {
  std::string hex(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
  hex.pop_back();
  return hex;
}

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

SecretKey random_key() {
  if (sodium_init() < 0) {
    throw Error(ErrorCode::environment, "Le système ne donne pas de nombres au hasard.");
  }
  SecretKey key;
  randombytes_buf(key.data(), key.size());
  return key;
}

std::string random_token() {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  const SecretKey bits = random_key();
  std::string token(sodium_base64_ENCODED_LEN(sizeof(bits), kVariant), '\0');
  sodium_bin2base64(token.data(), token.size(), bits.data(), bits.size(), kVariant);
  token.pop_back();  // the NUL
  return token;
}

std::string keyed_hash(const SecretKey& key, std::string_view purpose, std::string_view text) {
  crypto_generichash_state state;
  unsigned char digest[crypto_generichash_BYTES];
  crypto_generichash_init(&state, key.data(), key.size(), sizeof(digest));
  const auto length = static_cast<unsigned char>(purpose.size());
  crypto_generichash_update(&state, &length, 1);
  crypto_generichash_update(&state, bytes_of(purpose), length);
  crypto_generichash_update(&state, bytes_of(text), text.size());
  crypto_generichash_final(&state, digest, sizeof(digest));
  return to_hex(digest);
}

bool equal_secrets(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace maillage::base
