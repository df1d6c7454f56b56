#pragma once
/// Calls to other people's servers (portals of open data, producers' lists) through libcurl: https
/// and http only, with a limit on everything that a slow, busy or hostile server decides. Busy
/// servers (429, 503) are asked again after the time they name. Waiting is a function, so that
/// tests don't sleep.
#include "formats/row_reader.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace maillage::formats {

struct HttpLimits {
  std::chrono::seconds connect{20};
  std::chrono::seconds stall{60};  ///< without a byte
  std::chrono::seconds total{1800};
  std::size_t bytes = 2u << 30;  ///< of one answer, once decompressed
  int redirects = 5;
  int attempts = 5;
  std::chrono::seconds longest_wait{120};
};

struct HttpOptions {
  std::string bearer_token;  ///< sent to the first host only, not to those it redirects to
  HttpLimits limits;
  /// Refuses to connect to a private address (private_address.hpp), whatever name leads to it, and
  /// uses no proxy: for addresses that strangers gave.
  bool public_only = false;
  std::function<void(std::chrono::seconds)> wait;  ///< empty: really waits
};

struct HttpRequest {
  std::string method = "GET";
  std::string url;
  std::vector<std::string> headers;  ///< "X-API-KEY: …"
  std::string body;
  std::string file;  ///< path of a file sent as multipart field "file" instead of a body
};

struct HttpAnswer {
  int status = 0;
  std::string content_type, body;
};

/// An answer being read.
class HttpStream : public ByteSource {
 public:
  virtual int status() const = 0;
  virtual std::string content_type() const = 0;
  virtual std::string url() const = 0;  ///< after redirects
};

/// Sends the request and returns once the answer begins; busy answers are retried first. Throws
/// base::Error (environment) when the server can't be reached, as `read` does when the answer is
/// cut off, and too_large beyond the limit.
std::unique_ptr<HttpStream> open_http(const HttpRequest& request, const HttpOptions& options);
/// The same, read to its end, whatever its status. For answers of at most 64 MB.
HttpAnswer call_http(const HttpRequest& request, const HttpOptions& options);
/// Throws the base::Error of a status outside 200..299: not_found for 404 and 410, else
/// environment.
void check_status(int status, const std::string& url);

bool is_http(std::string_view address);
/// The address that a page at `base` means by `reference`; "" when it is none of http(s).
std::string resolve_url(const std::string& base, const std::string& reference);
/// "https://host:port" of an address, lower case.
std::string url_origin(const std::string& url);
/// The text as a component of an address: "a b" -> "a%20b".
std::string url_escape(std::string_view text);
std::string url_unescape(std::string_view text);

}  // namespace maillage::formats
