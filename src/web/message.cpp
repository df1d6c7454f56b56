#include "web/message.hpp"

#include "base/text.hpp"
#include "web/gzip.hpp"
#include "web/http_date.hpp"

#include <fmt/format.h>

namespace maillage::web {
namespace {

/// FNV-1a: the tag tells versions of our own answers apart, nobody can gain by a collision.
std::uint64_t fingerprint(std::string_view bytes) {
  std::uint64_t hash = 0xcbf29ce484222325ull;
  while (bytes.size() >= 8) {
    std::uint64_t word;
    bytes.copy(reinterpret_cast<char*>(&word), 8);
    hash = (hash ^ word) * 0x100000001b3ull;
    hash ^= hash >> 29;
    bytes.remove_prefix(8);
  }
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
  return hash;
}

bool is_compressible(std::string_view content_type) {
  const std::string_view type = content_type.substr(0, content_type.find(';'));
  return type.starts_with("text/") || type.ends_with("json") || type.ends_with("xml") ||
         type.ends_with("mapbox-vector-tile");
}

/// Whether one of the tags that the browser holds is ours, whatever its coding.
bool holds_tag(std::string_view if_none_match, std::string_view stem) {
  for (std::string_view tag : base::split(if_none_match, ',')) {
    tag = base::trim(tag);
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag.size() > stem.size() + 1 && tag.substr(1).starts_with(stem)) return true;
  }
  return false;
}

/// The stem of its tag, or nothing when the body isn't there yet and has no version.
std::string version_of(const Response& response) {
  if (!response.version.empty()) return fmt::format("{:016x}", fingerprint(response.version));
  return response.pieces ? std::string() : fmt::format("{:016x}", fingerprint(*response.body));
}

/// Whether the client holds the answer already. Its tags count before its date (RFC 9110, 13.1.3).
bool is_known(const Request& request, const Response& response, std::string_view stem) {
  const std::string_view tags = request.header("if-none-match");
  if (!tags.empty()) return !stem.empty() && holds_tag(tags, stem);
  const auto since = parse_http_date(request.header("if-modified-since"));
  return since && response.modified && *response.modified <= *since;
}

void set_security(Response& response) {
  response.set("X-Content-Type-Options", "nosniff");
  response.set("Referrer-Policy", "same-origin");
  if (!response.content_type.starts_with("text/html")) return;
  response.set(
      "Content-Security-Policy",
      fmt::format("default-src 'none'; {}{}{}style-src 'self'; font-src 'self'; img-src "
                  "'self'{}; form-action 'self'; base-uri 'none'; frame-ancestors {}",
                  response.runs_script ? "script-src 'self'; connect-src 'self'; " : "",
                  // the engine makes its workers and a trial picture from its own text
                  response.draws_map ? "worker-src blob:; " : "",
                  response.shows_frame ? "frame-src 'self'; " : "",
                  response.draws_map ? " data:" : "", response.may_be_framed ? "*" : "'none'"));
  response.set("Permissions-Policy", "camera=(), microphone=(), geolocation=(self)");
  response.set("Cross-Origin-Opener-Policy", "same-origin");
}

std::string_view cache_control(Caching caching) {
  switch (caching) {
    case Caching::revalidate:
      return "no-cache";
    case Caching::forever:
      return "public, max-age=31536000, immutable";
    case Caching::never:
      return "no-store";
  }
  return "no-store";
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

std::string Request::path() const {
  std::string path;
  for (const std::string& segment : segments) path += "/" + segment;
  return path.empty() ? "/" : path;
}

std::string origin(const Request& request) {
  constexpr std::size_t kLongest = 255;
  const std::string_view host = request.header("host");
  const bool is_name = !host.empty() && host.size() <= kLongest &&
                       host.find_first_not_of(
                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                           "0123456789.-:[]") == host.npos;
  if (!is_name) return {};
  const bool secure = request.header("x-forwarded-proto") == "https";
  return (secure ? "https://" : "http://") + std::string(host);
}

bool read_target(std::string_view target, Request& request) {
  if (!target.starts_with('/')) return false;
  const std::size_t mark = std::min(target.find_first_of("?#"), target.size());
  std::string_view path = target.substr(1, mark - 1);
  request.query = Query();
  if (mark < target.size() && target[mark] == '?') {
    const std::string_view rest = target.substr(mark + 1);
    request.query = Query::parse(rest.substr(0, rest.find('#')));
  }
  request.segments.clear();
  if (path.empty()) return true;
  for (const std::string_view raw : base::split(path, '/')) {
    auto segment = percent_decode(raw, false);
    if (!segment || *segment == "." || *segment == "..") return false;
    for (const char c : *segment) {
      if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return false;
    }
    request.segments.push_back(base::valid_utf8(*segment));
  }
  for (std::size_t i = 0; i + 1 < request.segments.size(); ++i) {
    if (request.segments[i].empty()) return false;
  }
  return true;
}

Response Response::html(std::string body, int status) {
  Response response;
  response.status = status;
  response.body = std::make_shared<const std::string>(std::move(body));
  if (status >= 400) response.caching = Caching::never;
  return response;
}

Response Response::text(std::string body, int status) {
  Response response = html(std::move(body), status);
  response.content_type = "text/plain; charset=utf-8";
  return response;
}

Response Response::json(std::string body, int status) {
  Response response = html(std::move(body), status);
  response.content_type = "application/json";
  return response;
}

Response Response::tile(std::string bytes) {
  Response response;
  response.content_type = "application/vnd.mapbox-vector-tile";
  if (bytes.empty()) response.status = 204;
  response.body = std::make_shared<const std::string>(std::move(bytes));
  response.set("Access-Control-Allow-Origin", "*");
  return response;
}

Response Response::stream(std::string content_type, Pieces pieces) {
  Response response;
  response.content_type = std::move(content_type);
  response.pieces = std::move(pieces);
  return response;
}

Response Response::redirect(const Address& to, int status) {
  Response response = text("Cette page est à l’adresse " + to.text() + "\n", status);
  response.set("Location", to.text());
  response.caching = Caching::never;
  return response;
}

void Response::set(std::string_view name, std::string_view value) {
  std::string clean;
  for (const char c : value) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) clean += c;
  }
  for (auto& [key, old] : headers) {
    if (key == name) {
      old = std::move(clean);
      return;
    }
  }
  headers.emplace_back(name, std::move(clean));
}

std::string_view Response::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return {};
}

void finish(const Request& request, Response& response) {
  static const auto kEmpty = std::make_shared<const std::string>();
  if (!response.body) response.body = kEmpty;
  set_security(response);
  response.set("Cache-Control", cache_control(response.caching));

  const bool compressible = is_compressible(response.content_type);
  if (compressible) response.set("Vary", "Accept-Encoding");
  constexpr std::size_t kWorthCompressing = 1'000;  // less fits one packet anyway
  const bool compress = compressible &&
                        (response.pieces || response.body->size() >= kWorthCompressing) &&
                        response.header("Content-Encoding").empty() &&
                        accepts_gzip(request.header("accept-encoding"));

  if (response.modified) response.set("Last-Modified", http_date(*response.modified));
  if (response.status == 200 && response.caching != Caching::never) {
    const std::string stem = version_of(response);
    if (!stem.empty()) response.set("ETag", fmt::format("\"{}{}\"", stem, compress ? "-gz" : ""));
    if (is_known(request, response, stem)) {
      response.status = 304;
      response.body = kEmpty;
      response.pieces = nullptr;
      return;
    }
  }
  if (!compress) return;
  if (response.pieces) {
    response.pieces = gzip_pieces(std::move(response.pieces));
  } else {
    response.body = std::make_shared<const std::string>(gzip(*response.body));
  }
  response.set("Content-Encoding", "gzip");
}

}  // namespace maillage::web
