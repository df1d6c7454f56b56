#include "web/form.hpp"

#include "base/text.hpp"

namespace maillage::web {

std::optional<Query> read_form(const Request& request) {
  constexpr std::size_t kLargestForm = 64 * 1024;
  const std::string_view type = request.header("content-type");
  const std::string media = base::lower(base::trim(type.substr(0, type.find(';'))));
  if (request.method != Method::post || media != "application/x-www-form-urlencoded" ||
      request.body.size() > kLargestForm)
    return std::nullopt;
  return Query::parse(request.body);
}

}  // namespace maillage::web
