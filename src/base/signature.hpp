#pragma once
/// Messages that their receiver can check: HMAC-SHA256 (RFC 2104) and the base64 that keys and
/// signatures travel in.
#include <optional>
#include <string>
#include <string_view>

namespace maillage::base {

/// 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view text);
/// RFC 4648, section 4, with padding.
std::string base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);

}  // namespace maillage::base
