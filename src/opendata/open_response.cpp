#include "opendata/open_response.hpp"

#include "web/assets.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace maillage::opendata {
namespace {

/// Another number when the same places are written into other bytes.
constexpr int kWriting = 1;

}  // namespace

void open_to_all(web::Response& response) {
  response.set("Access-Control-Allow-Origin", "*");
  response.set("Access-Control-Expose-Headers", "ETag, Last-Modified, Link, Content-Disposition");
  response.set("Link", fmt::format("<{}>; rel=\"license\"", kLicenceAddress));
}

std::string_view embedded_text(std::string_view name) {
  static const std::vector<web::EmbeddedFile> kFiles = web::embedded_files();
  const auto found = std::find_if(kFiles.begin(), kFiles.end(),
                                  [&](const web::EmbeddedFile& file) { return file.name == name; });
  return found == kFiles.end() ? std::string_view() : found->bytes;
}

std::string version_of(std::int64_t revision, std::string_view kind,
                       std::span<const std::uint32_t> numbers) {
  std::string version = fmt::format("{}/{}/{}/", kWriting, revision, kind);
  version.append(reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes());
  return version;
}

}  // namespace maillage::opendata
