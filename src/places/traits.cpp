#include "places/traits.hpp"

#include "base/text.hpp"
#include "places/name_words.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

namespace maillage::places {

namespace {

using standard::Field;
using standard::PlaceView;

/// Providers and networks whose domain says nothing about who owns an address or a site.
constexpr std::string_view kSharedDomains[] = {"aol.com",
                                               "bbox.fr",
                                               "conseiller-numerique.fr",
                                               "facebook.com",
                                               "free.fr",
                                               "gmail.com",
                                               "google.com",
                                               "gouv.fr",
                                               "hotmail.com",
                                               "hotmail.fr",
                                               "linktr.ee",
                                               "instagram.com",
                                               "laposte.net",
                                               "live.fr",
                                               "msn.com",
                                               "neuf.fr",
                                               "office.com",
                                               "office365.com",
                                               "orange.fr",
                                               "outlook.com",
                                               "outlook.fr",
                                               "sfr.fr",
                                               "twitter.com",
                                               "wanadoo.fr",
                                               "yahoo.com",
                                               "yahoo.fr",
                                               "ymail.com",
                                               "cohesion-territoires.gouv.fr",
                                               "france-services.gouv.fr",
                                               "maisondeservicesaupublic.fr"};
constexpr std::string_view kPosteSiren = "356000000";

bool is_shared(std::string_view domain) {
  return std::find(std::begin(kSharedDomains), std::end(kSharedDomains), domain) !=
         std::end(kSharedDomains);
}

/// Sorted, each once.
std::string joined_set(std::vector<std::string> words) {
  if (words.size() == 1) return std::move(words.front());
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return base::join(words, " ");
}

std::string courriels_of(PlaceView place) {
  if (!place.has(Field::courriels)) return {};
  std::vector<std::string> words;
  for (const std::string_view item : place.list(Field::courriels)) {
    std::string address = base::remove_spaces(base::lower(item));
    const std::size_t at = address.find('@');
    if (at == std::string::npos) continue;
    const std::string_view domain = std::string_view(address).substr(at + 1);
    if (!is_shared(domain)) words.emplace_back(domain);
    words.push_back(std::move(address));
  }
  return joined_set(std::move(words));
}

/// "a.b.ville.fr" -> "ville.fr"; "x.asso.fr" is a domain of its own.
std::string domain_of(std::string host) {
  constexpr std::string_view kSuffixes[] = {".asso.fr", ".gouv.fr", ".com.fr", ".tm.fr"};
  std::size_t end = host.rfind('.');
  for (const std::string_view suffix : kSuffixes) {
    if (host.ends_with(suffix)) end = host.size() - suffix.size();
  }
  if (end == std::string::npos || end == 0) return host;
  const std::size_t dot = host.rfind('.', end - 1);
  return dot == std::string::npos ? host : host.substr(dot + 1);
}

/// "https://www.Ville.fr/page" -> "www.ville.fr"
std::string host_of(std::string_view site) {
  std::string host = base::lower(base::trim(site));
  if (const std::size_t scheme = host.find("://"); scheme != std::string::npos) {
    host.erase(0, scheme + 3);
  }
  host.erase(std::min(host.find_first_of("/?#:"), host.size()));
  return host;
}

std::string sites_of(PlaceView place) {
  if (!place.has(Field::site_web)) return {};
  std::vector<std::string> domains;
  for (const std::string_view site : place.list(Field::site_web)) {
    std::string domain = domain_of(host_of(site));
    if (!domain.empty() && !is_shared(domain)) domains.push_back(std::move(domain));
  }
  return joined_set(std::move(domains));
}

bool is_mobile(std::string_view number) {
  constexpr std::string_view kStarts[] = {"+336",    "+337",    "06",      "07",
                                          "+262692", "+262693", "+262639", "+590690",
                                          "+590691", "+594694", "+596696", "+596697"};
  return std::any_of(std::begin(kStarts), std::end(kStarts),
                     [&](std::string_view start) { return number.starts_with(start); });
}

/// With six decimals. Most lists write no more: then these are the text's own.
void append_degrees(std::string& out, std::string_view written, double degrees) {
  constexpr std::size_t kDecimals = 6;
  const std::size_t dot = written.find('.');
  const std::size_t sign = written.starts_with('-') ? 1 : 0;
  const bool plain = dot != std::string_view::npos && written.size() - dot - 1 <= kDecimals &&
                     dot > sign && (written[sign] != '0' || dot == sign + 1) &&
                     written.find_first_not_of("0123456789.", sign) == std::string_view::npos;
  if (!plain) {
    fmt::format_to(std::back_inserter(out), "{:.6f}", degrees);
    return;
  }
  out.append(written).append(kDecimals - (written.size() - dot - 1), '0');
}

/// Where two places are, to be compared in metres. 0 0 and what is no point of the Earth are none.
std::string point_of(PlaceView place) {
  const auto point = place.coordinates();
  if (!point || !(std::abs(point->latitude) <= 90) || !(std::abs(point->longitude) <= 180)) {
    return {};
  }
  if (point->latitude == 0 && point->longitude == 0) return {};
  std::string text;
  append_degrees(text, place[Field::latitude], point->latitude);
  append_degrees(text += ' ', place[Field::longitude], point->longitude);
  return text;
}

/// Fourteen digits; zeros at the end are what a spreadsheet left of one that it took for a number.
std::string siret_of(PlaceView place) {
  const std::string digits = base::remove_spaces(place[Field::pivot]);
  const bool whole =
      digits.size() == 14 && digits.find_first_not_of("0123456789") == std::string::npos;
  return whole && !digits.ends_with("000000") ? digits : std::string();
}

std::string commune_of(PlaceView place) {
  if (place.has(Field::code_insee)) return std::string(place[Field::code_insee]);
  if (!place.has(Field::commune)) return {};
  return std::string(place[Field::code_postal].substr(0, 2)) + " " +
         base::slug(place[Field::commune]);
}

}  // namespace

const std::array<std::string_view, Traits::kCount>& Traits::names() {
  static constexpr std::array<std::string_view, kCount> kNames = {
      "nom_propre", "nom_commun",   "nature", "mobilite",  "commune_cle",
      "code_insee", "adresse_lieu", "point",  "telephone", "portable",
      "courriels",  "sites",        "siret"};
  return kNames;
}

std::array<std::string_view, Traits::kCount> Traits::cells() const {
  return {nom_propre, nom_commun, nature,   mobilite,  commune, code_insee, adresse,
          point,      telephone,  portable, courriels, sites,   siret};
}

Traits traits_of(PlaceView place) {
  Traits traits;
  const NameWords name = name_words(place[Field::nom], place[Field::commune]);
  traits.nom_propre = name.own;
  traits.nom_commun = name.shared;
  std::vector<std::string> kinds = name.kinds;
  for (const std::string_view code : place.list(Field::typologie)) {
    for (std::string& kind : kinds_of_typologie(code)) kinds.push_back(std::move(kind));
  }
  traits.siret = siret_of(place);
  if (traits.siret.starts_with(kPosteSiren)) kinds.emplace_back("poste");
  const bool mobile = name.mobile || std::find(kinds.begin(), kinds.end(), "enm") != kinds.end();
  traits.mobilite = mobile ? "mobile" : "fixe";
  std::erase(kinds, "enm");
  settle_kinds(kinds);
  traits.nature = base::join(kinds, " ");
  traits.commune = commune_of(place);
  traits.code_insee = place[Field::code_insee];
  const StreetWords street = street_words(place[Field::adresse]);
  traits.point = point_of(place);
  if (!street.street.empty() || !traits.point.empty()) {
    traits.adresse = street.number + '|' + street.street + '|' + traits.point;
  }
  const std::string number = base::remove_spaces(place[Field::telephone]);
  (is_mobile(number) ? traits.portable : traits.telephone) = number;
  traits.courriels = courriels_of(place);
  traits.sites = sites_of(place);
  return traits;
}

}  // namespace maillage::places
