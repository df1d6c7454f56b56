/// What the web server reads with its own code: the target of a request on the first line, then the
/// headers that choose the form of the answer; and links that lists give.
#include "base/text.hpp"
#include "web/message.hpp"

#include <cstdlib>

namespace {

using namespace maillage;

void require(bool holds) {
  if (!holds) std::abort();
}

/// A path that was read, written again as an address, reads as the same path and query.
void check_target(std::string_view target, web::Request& request) {
  if (!web::read_target(target, request)) return;
  web::Address address = web::Address::local("");
  for (const std::string& segment : request.segments) {
    require(segment != "." && segment != ".." && base::is_valid_utf8(segment));
    address.segment(segment);
  }
  if (request.segments.empty()) address = web::Address::local("/");
  for (const auto& [name, value] : request.query.pairs()) address.with(name, value);
  web::Request again;
  require(web::read_target(address.text(), again));
  require(again.segments == request.segments);
  require(again.query.pairs() == request.query.pairs());
}

void check_link(std::string_view text) {
  const auto address = web::Address::external(text);
  if (!address) return;
  require(address->text().starts_with("http://") || address->text().starts_with("https://"));
  require(address->text().find_first_of("\"<> \r\n") == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto lines = base::split(bytes, '\n');
  web::Request request;
  check_target(lines[0], request);
  check_link(lines[0]);
  if (lines.size() > 1) request.headers.emplace_back("accept-encoding", lines[1]);
  if (lines.size() > 2) request.headers.emplace_back("if-none-match", lines[2]);
  web::Response response = web::Response::html(std::string(2000, 'a'));
  response.set("Location", bytes);
  require(response.header("Location").find_first_of("\r\n") == std::string_view::npos);
  web::finish(request, response);
  require(response.body && (response.status == 200 || response.status == 304));
  return 0;
}
