#pragma once
/// The pages of fragility, one function each; atlas.cpp has the table of their addresses.
#include "fragility/atlas.hpp"
#include "web/router.hpp"

#include <cstdint>
#include <string_view>

namespace maillage::fragility {

web::Response overview_page(const web::Request& request, Atlas& atlas);
web::Response ranking_page(const web::Request& request, Atlas& atlas);
web::Response compare_page(const web::Request& request, Atlas& atlas);
web::Response cloud_page(const web::Request& request, Atlas& atlas);
web::Response methods_page(const web::Request& request, Atlas& atlas);
web::Response method_page(const web::Request& request, Atlas& atlas, std::string_view name);
web::Response sources_page(const web::Request& request, Atlas& atlas);
/// The exports and the API answer the same questions: niveau=, methode=.
web::Response csv_export(const web::Request& request, Atlas& atlas);
web::Response xlsx_export(const web::Request& request, Atlas& atlas);
web::Response geojson_export(const web::Request& request, Atlas& atlas);
web::Response territory_api(const web::Request& request, Atlas& atlas, std::string_view code);
web::Response ranking_api(const web::Request& request, Atlas& atlas);
web::Response methods_api(const web::Request& request, Atlas& atlas);
web::Response weights_page(const web::Request& request, Atlas& atlas);
web::Response profile_page(const web::Request& request, Atlas& atlas, std::string_view code);
/// The same on A4, as a PDF.
web::Response profile_paper(const web::Request& request, Atlas& atlas, std::string_view code);
/// /tuiles/fragilite/{method}/{z}/{x}/{y}.mvt
web::Response need_tile(const web::Request& request, Atlas& atlas, std::string_view method, int z,
                        std::uint32_t x, std::string_view file);
web::Response failure_page(const web::Request& request, Atlas& atlas, const web::Failure& failure);

}  // namespace maillage::fragility
