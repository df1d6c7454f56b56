#pragma once
/// /donnees/quotidien: the list of the daily files, for people; the files and their checksums.
#include "opendata/open_site.hpp"

#include <string_view>

namespace maillage::opendata {

web::Response daily_page(const web::Request& request, OpenSite& site);
/// /donnees/quotidien/2026-05-13/lieux.csv and lieux.csv.sha256
web::Response daily_answer(const web::Request& request, OpenSite& site, std::string_view day,
                           std::string_view file);

}  // namespace maillage::opendata
