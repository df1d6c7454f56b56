#pragma once
/// What a person's browser asks and what we answer, without a word of the server behind.
#include "base/date.hpp"
#include "web/url.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::web {

enum class Method { get, head, post, other };

struct Request {
  Method method = Method::get;
  std::vector<std::string>
      segments;  ///< of the path, decoded: "/lieux/a%2Fb" -> {"lieux", "a/b"}; none for "/"
  Query query;
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;
  std::string client;  ///< the address that it came from: for limits on tries, never kept

  std::string_view header(std::string_view name) const;
  std::string path() const;  ///< decoded, for the log and for messages; without the query
};

/// "https://lieux.exemple.fr" as the request names us, and the proxy in front its protocol; "" when
/// the name is none, so that addresses made of it stay local.
std::string origin(const Request& request);

/// Fills `segments` and `query` from the target of the request line. False when it is no path:
/// wrong %XX, NUL, control characters, an empty segment before the last, "." or "..".
bool read_target(std::string_view target, Request& request);

enum class Caching {
  revalidate,  ///< a page: kept, asked again with its ETag
  forever,     ///< an asset whose address holds its hash
  never,       ///< what concerns one person, errors, health
};

/// The next bytes of a body that is made while it is sent; none at its end. Called on threads of
/// the pool, one call at a time, and only when the bytes before have left: a slow client holds one
/// piece and no thread. What it throws cuts the connection, so that nobody takes a part for all.
using Pieces = std::function<std::string()>;

struct Response {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::shared_ptr<const std::string> body;  ///< borrowed while it is sent; never null once finished
  Pieces pieces;  ///< instead of a body, when it is long; a piece of some 64 kB is a good size
  std::vector<std::pair<std::string, std::string>> headers;
  Caching caching = Caching::revalidate;
  bool runs_script = false;    ///< the page brings a script of ours
  bool draws_map = false;      ///< and the script may bring the map's engine and its tiles
  bool shows_frame = false;    ///< the page shows another page of ours in a frame
  bool may_be_framed = false;  ///< pages of other sites may show it in theirs
  /// What changes whenever the body would: gives its ETag before it is made. Empty: the body's
  /// hash.
  std::string version;
  std::optional<base::Instant> modified;  ///< Last-Modified
  std::string_view route;  ///< the pattern of the address, from the router; empty: none answered

  static Response stream(std::string content_type, Pieces pieces);
  static Response html(std::string body, int status = 200);
  static Response text(std::string body, int status = 200);
  static Response json(std::string body, int status = 200);
  /// A vector tile, which maps of other sites may use too; an empty one is "nothing here" (204).
  static Response tile(std::string bytes);
  static Response redirect(const Address& to, int status = 303);
  /// Control characters of the value are left out: a text from outside can't add a header.
  void set(std::string_view name, std::string_view value);
  std::string_view header(std::string_view name) const;
};

/// The last touches before an answer leaves: headers of security and caching, ETag, Last-Modified
/// and 304, gzip when it is accepted. HEAD keeps the headers of GET; the server leaves the body
/// out.
void finish(const Request& request, Response& response);

}  // namespace maillage::web
