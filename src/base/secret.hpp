#pragma once
/// Secrets that open doors: random tokens to give away, keyed hashes to keep in their stead. Who
/// reads the database without the key learns no token, and can't tell a right one from a wrong one.
#include <array>
#include <string>
#include <string_view>

namespace maillage::base {

using SecretKey = std::array<unsigned char, 32>;

SecretKey random_key();
/// 256 random bits in 43 characters that addresses and cookies hold as they are.
std::string random_token();

/// BLAKE2b-256 (RFC 7693) of the text under the key, as 64 hexadecimal digits. `purpose` keeps
/// hashes of one text for different uses apart.
std::string keyed_hash(const SecretKey& key, std::string_view purpose, std::string_view text);
/// Takes as long whatever differs.
bool equal_secrets(std::string_view a, std::string_view b);

}  // namespace maillage::base
