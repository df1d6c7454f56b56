#pragma once
/// From the transformer's files to the registry: reads the rows of the national standard in JSON or
/// CSV, drops the stand-ins that the schema forces on files for what nobody knows, and gives each
/// list its turn.
#include "base/date.hpp"
#include "base/finding.hpp"
#include "places/registry.hpp"
#include "places/replace_list.hpp"
#include "standard/place.hpp"
#include "store/database.hpp"

#include <string>
#include <vector>

namespace maillage::places {

/// "20240402-la-creuse-lieux-de-mediation-numeriques-national.json" -> "la-creuse"; another name:
/// without its ending.
std::string list_name(const std::string& path);
/// The files to import for a path: itself, or those of a folder that hold places, the newest of
/// each list, JSON before CSV. Throws base::Error when the path is not there.
std::vector<std::string> place_files(const std::string& path);

/// The bytes of a file of at most 1 GB. Throws base::Error when it can't be read.
std::string read_bytes(const std::string& path);

struct ReadList {
  std::vector<standard::Place> places;
  base::Findings findings;  ///< rows left out, with the reason
};
/// The places of a file, each id once. Throws base::Error when the file can't be read as a list.
ReadList read_places(const std::string& path);

/// Empties date_maj and pivot where the file holds the stand-in for "unknown" (1970-01-01, fourteen
/// zeros).
void drop_stand_ins(standard::Place& place);

struct ImportedFile {
  std::string list;
  ImportCounts counts;
  base::Findings findings;
};
/// Brings a file in. Beside a list without doubles, groupes.csv (the traces that dedupliquer
/// leaves) tells where the ids of before lead. `key` is the registry's, for the contacts that
/// people oppose.
ImportedFile import_file(store::Database& database, const std::string& path,
                         const base::SecretKey& key, base::Instant now,
                         const RowProgress& progress = {});

}  // namespace maillage::places
