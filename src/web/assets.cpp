#include "web/assets.hpp"

#include "base/text.hpp"
#include "web/gzip.hpp"

#include <cassert>

namespace maillage::web {
namespace {

std::string_view content_type(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  if (name.ends_with(".woff2")) return "font/woff2";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".png")) return "image/png";
  return "application/octet-stream";
}

/// "fonts/latin.woff2" with the hash 1a2b -> "latin.1a2b.woff2"
std::string hashed(std::string_view name, std::string_view bytes) {
  name.remove_prefix(name.rfind('/') == std::string_view::npos ? 0 : name.rfind('/') + 1);
  const std::size_t dot = std::min(name.rfind('.'), name.size());
  constexpr std::size_t kDigits = 10;
  std::string out(name.substr(0, dot));
  out += "." + base::sha256_hex(bytes).substr(0, kDigits);
  out += name.substr(dot);
  return out;
}

}  // namespace

Assets::Assets(std::span<const EmbeddedFile> files) {
  for (const EmbeddedFile& file : files) {
    if (!file.name.ends_with(".css")) add(file, std::string(file.bytes));
  }
  for (const EmbeddedFile& file : files) {
    if (!file.name.ends_with(".css")) continue;
    std::string bytes(file.bytes);
    for (const File& other : files_) {
      bytes = base::replace_all(std::move(bytes), "url(" + other.name + ")",
                                "url(" + other.address.text() + ")");
    }
    add(file, std::move(bytes));
  }
}

void Assets::add(const EmbeddedFile& file, std::string bytes) {
  std::string name = hashed(file.name, bytes);
  Address address = Address::local("/ressources").segment(name);
  std::shared_ptr<const std::string> compressed;
  const std::string_view type = content_type(file.name);
  if (type != "font/woff2" && type != "image/png") {
    compressed = std::make_shared<const std::string>(gzip(bytes, Effort::best));
  }
  files_.push_back({std::string(file.name), std::move(name), std::move(address), std::string(type),
                    std::make_shared<const std::string>(std::move(bytes)), std::move(compressed)});
}

const Assets::File* Assets::named(std::string_view name) const {
  for (const File& file : files_) {
    if (file.name == name) return &file;
  }
  return nullptr;
}

const Address& Assets::address(std::string_view name) const {
  const File* file = named(name);
  assert(file != nullptr);
  return file->address;
}

std::optional<Response> Assets::serve(std::string_view file, const Request& request) const {
  for (const File& candidate : files_) {
    if (candidate.hashed_name != file) continue;
    Response response;
    response.content_type = candidate.content_type;
    response.caching = Caching::forever;
    response.body = candidate.bytes;
    if (candidate.compressed &&
        request.header("accept-encoding").find("gzip") != std::string_view::npos) {
      response.body = candidate.compressed;
      response.set("Content-Encoding", "gzip");
    }
    return response;
  }
  return std::nullopt;
}

}  // namespace maillage::web
