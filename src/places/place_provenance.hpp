#pragma once
/// The end of a place's page: which lists name it, who says each thing and since when, and what
/// others say instead, and what they said before.
#include "places/facts.hpp"
#include "places/names.hpp"
#include "places/shown.hpp"
#include "web/components.hpp"

namespace maillage::places {

void provenance_section(web::Html& html, const web::View& view, const Shown& shown,
                        std::span<const FieldChange> changes, const ListNames& names,
                        base::Date today);

}  // namespace maillage::places
