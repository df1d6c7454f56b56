#include "places/list_query.hpp"

#include "base/text.hpp"
#include "geocoding/words.hpp"
#include "places/departements.hpp"
#include "places/readable.hpp"

#include <charconv>

namespace maillage::places {
namespace {

struct SortName {
  Sort sort;
  std::string_view name;
};
constexpr SortName kSorts[] = {{Sort::name, "nom"},
                               {Sort::commune, "commune"},
                               {Sort::newest, "date"},
                               {Sort::distance, "distance"},
                               {Sort::relevance, "pertinence"}};
constexpr std::size_t kLongestText = geocoding::kLongestQuestion;
constexpr int kLastPage = 100'000;

bool is_departement(std::string_view code) {
  for (const Departement& departement : departements()) {
    if (departement.code == code) return true;
  }
  return false;
}

/// At most kLongestText bytes, without a half character at the end.
std::string shortened(std::string_view text) {
  std::size_t size = std::min(text.size(), kLongestText);
  while (size > 0 && size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80)
    --size;
  return base::squeeze(text.substr(0, size));
}

}  // namespace

ListQuery ListQuery::read(const web::Query& query) {
  ListQuery list_query;
  list_query.text = shortened(query.get("q"));
  list_query.by_name = query.get("par") == "nom";
  for (const std::string_view slug : query.all("service")) {
    for (std::size_t i = 0; i < service_words().size(); ++i) {
      if (service_words()[i].slug == slug)
        list_query.services |= static_cast<std::uint16_t>(1u << i);
    }
  }
  if (is_departement(query.get("departement"))) list_query.departement = query.get("departement");
  list_query.list = shortened(query.get("liste"));
  for (const SortName& sort : kSorts) {
    if (sort.name == query.get("tri")) list_query.sort = sort.sort;
  }
  const std::string_view page = query.get("page");
  int number = 1;
  std::from_chars(page.data(), page.data() + page.size(), number);
  list_query.page = std::clamp(number, 1, kLastPage);
  return list_query;
}

web::Address ListQuery::address() const {
  web::Address address =
      text.empty() ? web::Address::local("/lieux") : web::Address::local("/recherche");
  if (!text.empty()) address.with("q", text);
  if (by_name) address.with("par", "nom");
  for (std::size_t i = 0; i < service_words().size(); ++i) {
    if (services >> i & 1) address.with("service", service_words()[i].slug);
  }
  if (!departement.empty()) address.with("departement", departement);
  if (!list.empty()) address.with("liste", list);
  for (const SortName& name : kSorts) {
    if (sort == name.sort) address.with("tri", name.name);
  }
  if (page > 1) address.with("page", std::to_string(page));
  return address;
}

ListQuery ListQuery::with_page(int number) const {
  ListQuery changed = *this;
  changed.page = number;
  return changed;
}

ListQuery ListQuery::with_sort(Sort order) const {
  ListQuery changed = with_page(1);
  changed.sort = order;
  return changed;
}

ListQuery ListQuery::with_text(std::string words) const {
  ListQuery changed = with_page(1);
  changed.text = std::move(words);
  changed.by_name = false;
  return changed;
}

ListQuery ListQuery::as_names() const {
  ListQuery changed = with_page(1);
  changed.by_name = true;
  return changed;
}

ListQuery ListQuery::without_service(std::size_t service) const {
  ListQuery changed = with_page(1);
  changed.services &= static_cast<std::uint16_t>(~(1u << service));
  return changed;
}

ListQuery ListQuery::without_departement() const {
  ListQuery changed = with_page(1);
  changed.departement.clear();
  return changed;
}

ListQuery ListQuery::without_list() const {
  ListQuery changed = with_page(1);
  changed.list.clear();
  return changed;
}

}  // namespace maillage::places
