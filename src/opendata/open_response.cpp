#include "opendata/open_response.hpp"

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

std::string version_of(std::int64_t revision, std::string_view kind,
                       std::span<const std::uint32_t> numbers) {
  std::string version = fmt::format("{}/{}/{}/", kWriting, revision, kind);
  version.append(reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes());
  return version;
}

}  // namespace maillage::opendata
