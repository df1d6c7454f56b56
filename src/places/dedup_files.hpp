#pragma once
/// The files that a deduplication leaves, under the names that nightly scripts know, and those that
/// tell which record went where and why. Places are merged one after the other and written at once,
/// so that a long list needs no memory for its results.
#include "base/date.hpp"
#include "places/merging.hpp"
#include "places/resemblance.hpp"
#include "web/words.hpp"

#include <span>
#include <string>

namespace maillage::places {

/// What a run works on and where its files go.
struct Deduplication {
  std::string directory, source_name, territory;
  base::Date date;
  std::span<const RecordView> records;
  std::size_t of_list = 0;  ///< records of the list itself; those of a base stand behind them
  const PlaceLinkage& linkage;
  double threshold = 0;  ///< probability from which a pair is linked
};

/// The place of each record in an earlier groupes.csv; empty when the text is none.
PreviousIds previous_ids(std::string groups_csv);

struct WrittenPlaces {
  std::size_t published = 0;  ///< places with a record of the list itself
  std::size_t merged = 0;     ///< places of several records
};
/// Merges and writes all places: the list without doubles (JSON, CSV, nested form), publier.json,
/// groupes.csv (place_id,record_id,source,probability: every record, alone or not) and
/// provenance.csv (place_id,champ,valeur,record_id,source,date,retenue: of places made of several
/// records, each value that one of them gives, and whether it was kept). `ids` by group.
WrittenPlaces write_places(const Deduplication& run, std::span<const std::string> ids);

/// paires.csv (id1,id2,probability,explanation), ascending by id.
void write_pairs(const Deduplication& run);
/// duplications.csv, see resemblance.hpp.
void write_duplications(const Deduplication& run, std::span<const Resemblance> pairs);

/// resume.html: figures, distribution of the pairs, doubtful pairs side by side, largest groups.
std::string dedup_page(const Deduplication& run, const WrittenPlaces& written, const web::Words& t);

}  // namespace maillage::places
