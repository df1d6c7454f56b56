#include "web/cookies.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

namespace maillage::web {

std::string_view cookie(const Request& request, std::string_view name) {
  for (std::string_view pair : base::split(request.header("cookie"), ';')) {
    pair = base::trim(pair);
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
      return pair.substr(name.size() + 1);
  }
  return {};
}

void set_cookie(const Request& request, Response& response, std::string_view name,
                std::string_view value, std::chrono::seconds lifetime) {
  // The proxy in front ends TLS and says so.
  const bool secure = request.header("x-forwarded-proto") == "https";
  response.set("Set-Cookie", fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict{}",
                                         name, value, lifetime.count(), secure ? "; Secure" : ""));
}

void drop_cookie(const Request& request, Response& response, std::string_view name) {
  set_cookie(request, response, name, "", std::chrono::seconds(0));
}

}  // namespace maillage::web
