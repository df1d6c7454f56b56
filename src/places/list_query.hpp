#pragma once
/// What a list page shows, as its address says it: words, filters, order and page. Every link of
/// the page is such an address with one thing changed, so that any state can be kept, sent and
/// printed.
#include "places/directory.hpp"
#include "web/url.hpp"

#include <cstdint>
#include <string>

namespace maillage::places {

struct ListQuery {
  std::string text;            ///< q
  std::uint16_t services = 0;  ///< service=demarches, several times for several
  std::string departement;     ///< departement=23
  std::string list;            ///< liste=la-creuse
  std::optional<Sort> sort;    ///< tri=nom|commune|date|distance|pertinence
  bool by_name = false;  ///< par=nom: the words are those of a place even when they name a commune
  int page = 1;

  /// Unknown names and values are left out; the page is at least 1.
  static ListQuery read(const web::Query& query);
  web::Address address() const;
  bool has_filter() const { return services != 0 || !departement.empty() || !list.empty(); }

  ListQuery with_page(int number) const;
  ListQuery with_sort(Sort order) const;  ///< from the first page on, as all below
  ListQuery with_text(std::string words) const;
  ListQuery as_names() const;
  ListQuery without_service(std::size_t service) const;
  ListQuery without_departement() const;
  ListQuery without_list() const;
};

}  // namespace maillage::places
