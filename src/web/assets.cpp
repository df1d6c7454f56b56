#include "web/assets.hpp"

#include "base/text.hpp"
#include "web/gzip.hpp"

#include <algorithm>
#include <cassert>

namespace maillage::web {
namespace {

std::string_view content_type(std::string_view name) {
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  if (name.ends_with(".woff2")) return "font/woff2";
  if (name.ends_with(".png")) return "image/png";
  return "application/octet-stream";
}

bool is_precompressed(std::string_view name) {
  return name.ends_with(".br") || name.ends_with(".gz");
}

std::shared_ptr<const std::string> shared(std::string_view bytes) {
  return std::make_shared<const std::string>(bytes);
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
    if (!file.name.ends_with(".css") && !is_precompressed(file.name))
      add(file.name, std::string(file.bytes));
  }
  for (const EmbeddedFile& file : files) {
    if (!file.name.ends_with(".css")) continue;
    std::string bytes(file.bytes);
    for (const File& other : files_) {
      bytes = base::replace_all(std::move(bytes), "url(" + other.name + ")",
                                "url(" + other.address.text() + ")");
    }
    add(file.name, std::move(bytes));
  }
  for (const EmbeddedFile& file : files) {
    if (is_precompressed(file.name)) add_precompressed(file);
  }
}

void Assets::add(std::string_view file_name, std::string bytes) {
  std::string name = hashed(file_name, bytes);
  Address address = Address::resource("/ressources").segment(name);
  std::shared_ptr<const std::string> compressed;
  const std::string_view type = content_type(file_name);
  if (type != "font/woff2" && type != "image/png") compressed = shared(gzip(bytes, Effort::best));
  files_.push_back({std::string(file_name), std::move(name), std::move(address), std::string(type),
                    shared(bytes), std::move(compressed), nullptr});
}

void Assets::add_precompressed(const EmbeddedFile& file) {
  const std::string_view name =
      file.name.substr(0, file.name.size() - std::string_view(".br").size());
  const auto known = std::find_if(files_.begin(), files_.end(),
                                  [name](const File& each) { return each.name == name; });
  if (known == files_.end()) {
    std::string hashed_name = hashed(name, file.bytes);
    Address address = Address::resource("/ressources").segment(hashed_name);
    files_.push_back({std::string(name), std::move(hashed_name), std::move(address),
                      std::string(content_type(name)), nullptr, nullptr, nullptr});
    add_precompressed(file);
  } else {
    (file.name.ends_with(".br") ? known->brotli : known->compressed) = shared(file.bytes);
  }
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
    const std::string_view accepted = request.header("accept-encoding");
    if (candidate.brotli && base::contains(accepted, "br")) {
      response.body = candidate.brotli;
      response.set("Content-Encoding", "br");
    } else if (candidate.compressed && (!candidate.bytes || base::contains(accepted, "gzip"))) {
      response.body = candidate.compressed;
      response.set("Content-Encoding", "gzip");
    }
    response.set("Vary", "Accept-Encoding");
    return response;
  }
  return std::nullopt;
}

}  // namespace maillage::web
