#pragma once
/// The directory of each day as a file that stays under its address, with its SHA-256: for whoever
/// compares days or must prove what was published. A day is written once and kept for some time.
/// Only an opposition changes it (decision 010): the contact leaves the file, and the checksum says
/// that the file is another.
///
///     {folder}/2026-05-13/lieux.csv, lieux.csv.sha256
#include "places/oppositions.hpp"
#include "places/site.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace maillage::opendata {

struct DailyFile {
  base::Date day;
  std::string path;
  std::uintmax_t bytes = 0;
  std::string sha256;
};

/// Writes the file of the day unless it is there; false when it was. Whole or absent, also when
/// several processes write it at once. Throws base::Error (environment), as all functions here do.
bool write_day(const std::string& folder, std::shared_ptr<const places::Snapshot> snapshot,
               base::Date day);
/// Removes the days before.
void drop_days(const std::string& folder, base::Date before);
/// Takes opposed contacts out of every file; how many files changed. Reads them all, so it is for
/// when the list of oppositions changed.
std::size_t clean_days(const std::string& folder, const places::Oppositions& opposed);

/// Those that are there, the newest first; none when the folder isn't.
std::vector<DailyFile> daily_files(const std::string& folder);
std::optional<DailyFile> daily_file(const std::string& folder, base::Date day);

}  // namespace maillage::opendata
