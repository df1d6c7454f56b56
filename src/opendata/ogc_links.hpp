#pragma once
/// Links of OGC API answers, and the features that they lead to.
#include "formats/json.hpp"
#include "opendata/open_site.hpp"

#include <string>
#include <string_view>

namespace maillage::opendata {

inline constexpr std::string_view kJson = "application/json", kGeoJson = "application/geo+json";
inline constexpr std::string_view kCollection = "lieux";

void write_link(formats::JsonWriter& json, std::string_view rel, std::string_view type,
                std::string_view href, std::string_view title = {});
/// An answer that any page may read, known again by its bytes.
web::Response ogc_answer(std::string text, std::string_view type = kJson);
web::Response ogc_unknown();

}  // namespace maillage::opendata
