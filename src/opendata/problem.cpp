#include "opendata/problem.hpp"

#include "formats/json.hpp"
#include "opendata/open_response.hpp"

namespace maillage::opendata {

web::Response problem(int status, std::string_view title, std::string_view detail) {
  std::string text;
  formats::JsonWriter(text)
      .begin_object()
      .member("type", "about:blank")
      .member("title", title)
      .key("status")
      .integer(status)
      .member("detail", detail)
      .end_object();
  web::Response response = web::Response::json(std::move(text), status);
  response.content_type = "application/problem+json";
  response.caching = web::Caching::never;
  open_to_all(response);
  return response;
}

}  // namespace maillage::opendata
