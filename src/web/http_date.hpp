#pragma once
/// Dates in the headers of HTTP (RFC 9110, 5.6.7): "Wed, 13 May 2026 08:30:00 GMT".
#include "base/date.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace maillage::web {

std::string http_date(base::Instant instant);
/// Nothing for anything but the form above, which all clients of this century send.
std::optional<base::Instant> parse_http_date(std::string_view text);

}  // namespace maillage::web
