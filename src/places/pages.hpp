#pragma once
/// The pages of the site, one function each.
#include "places/site.hpp"
#include "web/message.hpp"
#include "web/router.hpp"

#include <cstdint>
#include <string_view>

namespace maillage::places {

web::Response home_page(const web::Request& request, Site& site);
web::Response list_page(const web::Request& request, Site& site);  ///< /lieux and /recherche
web::Response place_page(const web::Request& request, Site& site, std::string_view place_id);
web::Response territories_page(const web::Request& request, Site& site);
web::Response territory_page(const web::Request& request, Site& site, std::string_view code);
web::Address territory_address(std::string_view code);
web::Response sources_page(const web::Request& request, Site& site);
web::Response data_page(const web::Request& request, Site& site);
web::Response legal_page(const web::Request& request, Site& site);
web::Response privacy_page(const web::Request& request, Site& site);
web::Response accessibility_page(const web::Request& request, Site& site);
web::Response slip_page(const web::Request& request, Site& site, std::string_view place_id);
web::Response slip_pdf(const web::Request& request, Site& site, std::string_view place_id);
web::Response guide_page(const web::Request& request, Site& site);
/// What a person typed to say where they are, in the body of a form.
web::Response guide_where_page(const web::Request& request, Site& site);
web::Response guide_where_again(const web::Request& request, Site& site);
web::Response guide_ranking_page(const web::Request& request, Site& site);
web::Response components_page(const web::Request& request, Site& site);
web::Response suggestions(const web::Request& request, Site& site);  ///< JSON, for search.js
/// /tuiles/{z}/{x}/{y}.mvt, with the filters of the list
web::Response map_tile(const web::Request& request, Site& site, int z, std::uint32_t x,
                       std::string_view file);
/// /tuiles/fond/{z}/{x}/{y}.mvt
web::Response base_map(const web::Request& request, Site& site, int z, std::uint32_t x,
                       std::string_view file);
web::Response health(const web::Request& request, Site& site);
web::Response asset(const web::Request& request, Site& site, std::string_view file);
web::Response failure_page(const web::Request& request, Site& site, const web::Failure& failure);

}  // namespace maillage::places
