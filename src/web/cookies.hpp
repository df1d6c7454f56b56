#pragma once
/// What a browser keeps for us between two requests: one small text a name, that no script reads
/// and no other site can send.
#include "web/message.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace maillage::web {

/// The value that the browser sent, or "".
std::string_view cookie(const Request& request, std::string_view name);

/// Has the browser keep `value` (letters, digits, - and _) for `lifetime`: HttpOnly,
/// SameSite=Strict, and Secure when the request came over TLS.
void set_cookie(const Request& request, Response& response, std::string_view name,
                std::string_view value, std::chrono::seconds lifetime);
void drop_cookie(const Request& request, Response& response, std::string_view name);

}  // namespace maillage::web
