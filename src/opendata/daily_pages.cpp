#include "opendata/daily_pages.hpp"

#include "opendata/daily_files.hpp"
#include "opendata/open_response.hpp"
#include "opendata/place_files.hpp"
#include "opendata/problem.hpp"
#include "places/document.hpp"
#include "places/readable.hpp"
#include "web/components.hpp"

#include <fstream>

#include <fmt/format.h>

namespace maillage::opendata {
namespace {

using web::Address;
using web::Html;

Address address_of(const DailyFile& file, std::string_view name) {
  return Address::local("/donnees/quotidien").segment(base::iso_date(file.day)).segment(name);
}

std::string megabytes(const web::Words& t, std::uintmax_t bytes) {
  constexpr std::uintmax_t kTenth = 100'000;
  const std::uintmax_t tenths = std::max<std::uintmax_t>(1, bytes / kTenth);
  return t.fill("{},{} Mo", {std::to_string(tenths / 10), std::to_string(tenths % 10)});
}

/// The bytes of a file, piece by piece; a file that shrinks meanwhile cuts the answer.
web::Pieces pieces_of_file(const std::string& path) {
  constexpr std::size_t kPiece = 64 * 1024;
  const auto file = std::make_shared<std::ifstream>(path, std::ios::binary);
  return [file] {
    std::string piece(kPiece, '\0');
    file->read(piece.data(), static_cast<std::streamsize>(piece.size()));
    piece.resize(static_cast<std::size_t>(file->gcount()));
    return piece;
  };
}

web::Response unknown_file() {
  return problem(404, "Fichier inconnu",
                 "Les fichiers gardés sont listés dans /donnees/quotidien.");
}

}  // namespace

web::Response daily_page(const web::Request&, OpenSite& site) {
  const web::View view = site.places.view();
  const web::Words& t = view.t;
  web::Page page;
  page.title = t("L’annuaire jour par jour");
  page.description = t("Un fichier par jour, à une adresse qui ne change pas, avec son empreinte.");
  page.section = "/donnees";
  const auto files = daily_files(site.settings.daily_folder);
  return document(site.places, page, [&](Html& html) {
    html("p", {{"class", "lead"}}, page.description);
    if (files.empty()) {
      places::paragraph(html, t("Aucun fichier n’est encore gardé. Revenez demain, ou prenez "
                                "l’annuaire tel qu’il est maintenant."));
    } else {
      places::paragraph(html, t("L’empreinte (SHA-256) vous permet de vérifier que le fichier reçu "
                                "est bien celui-ci. Un fichier ne change que si une personne "
                                "s’oppose à la publication de son contact : ce contact en est "
                                "alors retiré."));
      const std::string columns[] = {t("Jour"), t("Fichier"), t("Taille"), t("Empreinte")};
      std::vector<std::vector<std::function<void()>>> rows;
      for (const DailyFile& file : files) {
        rows.push_back(
            {[&] { html.text(places::readable_date(t, file.day)); },
             [&] {
               html("a", {href(address_of(file, "lieux.csv"))},
                    t.fill("Les lieux du {}, en CSV", {places::readable_date(t, file.day)}));
             },
             [&] { html.text(megabytes(t, file.bytes)); },
             [&] {
               html("a", {href(address_of(file, "lieux.csv.sha256"))},
                    file.sha256.substr(0, 12) + "…");
             }});
      }
      table(html, view, t("Fichiers gardés"), columns, rows);
    }
    html("p", [&] { html("a", {href(Address::local("/donnees"))}, t("Toutes les données")); });
  });
}

web::Response daily_answer(const web::Request&, OpenSite& site, std::string_view day,
                           std::string_view file) {
  const auto date = base::parse_iso_date(day);
  const auto found = date ? daily_file(site.settings.daily_folder, *date) : std::nullopt;
  if (!found) return unknown_file();
  web::Response response;
  if (file == "lieux.csv") {
    response = web::Response::stream(std::string(content_type(FileFormat::csv)),
                                     pieces_of_file(found->path));
    response.version = found->sha256;
    response.set("Content-Disposition", fmt::format("attachment; filename=\"lieux-{}.csv\"", day));
  } else if (file == "lieux.csv.sha256") {
    response = web::Response::text(found->sha256 + "  lieux.csv\n");
  } else {
    return unknown_file();
  }
  open_to_all(response);
  return response;
}

}  // namespace maillage::opendata
