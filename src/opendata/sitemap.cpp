#include "opendata/sitemap.hpp"

#include "formats/xml_writer.hpp"
#include "opendata/open_response.hpp"
#include "opendata/place_json.hpp"
#include "opendata/problem.hpp"
#include "places/pages.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace maillage::opendata {
namespace {

constexpr std::size_t kMostOfPart = 50'000;
constexpr std::size_t kPiece = 64 * 1024;  // bytes
constexpr std::string_view kNamespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
constexpr std::string_view kXml = "application/xml";

/// Pages that are there whatever the registry holds.
constexpr std::string_view kPages[] = {
    "/",        "/lieux",    "/guide",     "/territoires",   "/sources",
    "/donnees", "/integrer", "/fragilite", "/accessibilite", "/mentions-legales"};

/// Writes the addresses of one part: our pages, the départements that have places, the places.
class Part {
 public:
  Part(std::shared_ptr<const places::Snapshot> snapshot, std::string origin, std::size_t part)
      : snapshot_(std::move(snapshot)),
        origin_(std::move(origin)),
        at_(part * kMostOfPart),
        end_(std::min(at_ + kMostOfPart, count(*snapshot_))) {
    xml_.declaration().open("urlset", {{"xmlns", kNamespace}});
  }
  Part(const Part&) = delete;
  Part& operator=(const Part&) = delete;

  static std::size_t count(const places::Snapshot& snapshot) {
    return std::size(kPages) + snapshot.directory.departement_codes().size() +
           snapshot.texts.size();
  }

  std::string next() {
    while (buffer_.size() < kPiece && at_ < end_) write(at_++);
    if (at_ == end_ && !finished_) {
      xml_.close();
      finished_ = true;
    }
    return std::exchange(buffer_, std::string());
  }

 private:
  void write(std::size_t number) {
    if (number < std::size(kPages)) return put(origin_ + std::string(kPages[number]));
    number -= std::size(kPages);
    const auto codes = snapshot_->directory.departement_codes();
    if (number < codes.size()) {
      if (!codes[number].empty()) put(origin_ + places::territory_address(codes[number]).text());
      return;
    }
    const auto place = static_cast<std::uint32_t>(number - codes.size());
    put(page_address(origin_, snapshot_->texts[place][standard::Field::id]),
        snapshot_->entry(place).updated);
  }

  void put(const std::string& address, std::optional<base::Date> changed = std::nullopt) {
    xml_.open("url").element("loc", address);
    if (changed) xml_.element("lastmod", base::iso_date(*changed));
    xml_.close();
  }

  std::shared_ptr<const places::Snapshot> snapshot_;
  std::string origin_;
  std::size_t at_, end_;
  std::string buffer_;
  formats::XmlWriter xml_{buffer_};
  bool finished_ = false;
};

web::Response part_answer(std::shared_ptr<const places::Snapshot> snapshot,
                          const std::string& origin, std::size_t number) {
  std::string version = version_of(snapshot->revision, origin + std::to_string(number), {});
  const base::Instant modified = snapshot->changed_at;
  const auto part = std::make_shared<Part>(std::move(snapshot), origin, number);
  auto response = web::Response::stream(std::string(kXml), [part] { return part->next(); });
  response.version = std::move(version);
  response.modified = modified;
  return response;
}

std::size_t parts_of(const places::Snapshot& snapshot) {
  return (Part::count(snapshot) + kMostOfPart - 1) / kMostOfPart;
}

}  // namespace

web::Response sitemap(const web::Request& request, OpenSite& site) {
  auto snapshot = site.places.snapshot();
  const std::string origin = site.origin(request);
  const std::size_t parts = parts_of(*snapshot);
  if (parts == 1) return part_answer(std::move(snapshot), origin, 0);
  std::string text;
  formats::XmlWriter xml(text);
  xml.declaration().open("sitemapindex", {{"xmlns", kNamespace}});
  for (std::size_t part = 1; part <= parts; ++part)
    xml.open("sitemap").element("loc", fmt::format("{}/sitemap/{}.xml", origin, part)).close();
  xml.close();
  web::Response response = web::Response::text(std::move(text));
  response.content_type = kXml;
  return response;
}

web::Response sitemap_part(const web::Request& request, OpenSite& site, std::string_view file) {
  auto snapshot = site.places.snapshot();
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(file.data(), file.data() + file.size(), number);
  if (error != std::errc() || std::string_view(end, file.data() + file.size()) != ".xml" ||
      number == 0 || number > parts_of(*snapshot)) {
    return problem(404, "Adresse inconnue", "Les parties sont nommées dans /sitemap.xml.");
  }
  return part_answer(std::move(snapshot), site.origin(request), number - 1);
}

web::Response robots(const web::Request& request, OpenSite& site) {
  std::string text =
      "User-agent: *\n"
      "Disallow: /relecture\n"
      "Disallow: /_composants\n"
      "Disallow: /recherche\n";
  const std::string origin = site.origin(request);
  if (!origin.empty()) text += "Sitemap: " + origin + "/sitemap.xml\n";
  return web::Response::text(std::move(text));
}

}  // namespace maillage::opendata
