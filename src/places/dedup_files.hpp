#pragma once
/// The files that a deduplication leaves, under the names that nightly scripts know, and those that
/// tell which record went where and why.
#include "base/date.hpp"
#include "places/merging.hpp"

#include <span>
#include <string>

namespace maillage::places {

/// place_id,record_id,source,probability: every record, alone or not.
std::string groups_csv(std::span<const SourcedPlace> records, const PlaceLinkage& linkage,
                       std::span<const MergedPlace> merged);
/// The place of each record in an earlier groupes.csv; empty when the text is none.
PreviousIds previous_ids(std::string groups_csv);
/// id1,id2,probability,explanation, ascending by id.
std::string pairs_csv(std::span<const SourcedPlace> records, const PlaceLinkage& linkage);
/// place_id,champ,valeur,record_id,source,date,retenue: of places made of several records, each
/// value that one of them gives, and whether it was kept.
std::string origins_csv(std::span<const MergedPlace> merged);

struct DedupFiles {
  std::string directory, source_name, territory;
  base::Date date;
};
/// The list without doubles (JSON, CSV, nested form) and publier.json.
void write_places(const DedupFiles& files, std::span<const standard::Place> places);

/// Figures, distribution of the pairs, doubtful pairs side by side, largest groups.
std::string dedup_page(std::span<const SourcedPlace> records, const PlaceLinkage& linkage,
                       std::span<const MergedPlace> merged, double threshold);

}  // namespace maillage::places
