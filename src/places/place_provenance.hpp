#pragma once
/// The end of a place's page: which lists name it, who says each thing and since when, and what
/// others say instead.
#include "places/names.hpp"
#include "places/shown.hpp"
#include "web/components.hpp"

namespace maillage::places {

void provenance_section(web::Html& html, const web::View& view, const Shown& shown,
                        const ListNames& names, base::Date today);

}  // namespace maillage::places
