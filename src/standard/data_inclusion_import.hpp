#pragma once
/// data·inclusion's structures and services as places, and as the flat rows that the mapping files
/// of the sector read. Rules of the findings: "di.services" (no service of ours: the place stays
/// out), "di.pivot", "di.courriel", "di.telephone", "di.url", "di.not-carried".
#include "base/finding.hpp"
#include "standard/data_inclusion.hpp"
#include "standard/place.hpp"

#include <span>
#include <string>

namespace maillage::standard {

/// One service that stands for all: lists united in order, the last `prise_rdv`.
DiService merged_service(std::span<const DiService> services, const DiStructure& structure);
/// Whether it has street, commune and postcode, and so is a place of its own.
bool is_service_with_address(const DiService& service);
/// The place of such a service: its own name, address and date; identity, labels and hours of its
/// structure, which becomes `structure_parente`; its own contact where that is valid.
DiStructure structure_of_service(const DiService& service, const DiStructure& structure);

struct DiImport {
  Place place;
  base::Findings findings;  ///< an error when the place can't be one of ours
};
DiImport from_data_inclusion(std::span<const DiService> services, const DiStructure& structure,
                             std::size_t row = base::Finding::kNoRow);

}  // namespace maillage::standard
