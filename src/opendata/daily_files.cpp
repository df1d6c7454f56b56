#include "opendata/daily_files.hpp"

#include "base/error.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "formats/bytes_out.hpp"
#include "opendata/place_files.hpp"
#include "standard/reading.hpp"
#include "standard/writing.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <numeric>

#include <fmt/format.h>

namespace maillage::opendata {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFile = "lieux.csv", kSum = "lieux.csv.sha256";

[[noreturn]] void fail(const fs::path& path, const std::error_code& error) {
  throw base::Error(base::ErrorCode::environment,
                    fmt::format("Le fichier du jour {} n’a pas pu être écrit : {}. Vérifiez le "
                                "dossier et la place sur le disque.",
                                path.string(), error.message()));
}

/// As `sha256sum` writes and checks it.
void write_with_sum(const fs::path& folder, const std::string& csv) {
  formats::write_file((folder / kFile).string(), csv);
  formats::write_file((folder / kSum).string(),
                      fmt::format("{}  {}\n", base::sha256_hex(csv), kFile));
}

std::string csv_of(std::shared_ptr<const places::Snapshot> snapshot) {
  Numbers all(snapshot->texts.size());
  std::iota(all.begin(), all.end(), 0);
  const web::Pieces pieces = pieces_of(FileFormat::csv, std::move(snapshot), std::move(all));
  std::string csv;
  for (std::string piece = pieces(); !piece.empty(); piece = pieces()) csv += piece;
  return csv;
}

/// The text without opposed contacts; nothing when it held none.
std::optional<std::string> cleaned(const std::string& path, const places::Oppositions& opposed) {
  const auto rows = standard::open_list(path);
  standard::RecordReader records(*rows, standard::Version::v1_0_2);
  std::string csv;
  standard::PlaceWriter writer(standard::OutputFormat::csv, csv);
  standard::Record record;
  standard::Place place;
  bool changed = false;
  while (records.next(record)) {
    std::copy_n(record.values.begin(), standard::kFieldCount, place.values.begin());
    changed |= opposed.clean(place);
    writer.write(place);
  }
  writer.finish();
  return changed ? std::optional(std::move(csv)) : std::nullopt;
}

fs::path folder_of(const std::string& folder, base::Date day) {
  return fs::path(folder) / base::iso_date(day);
}

}  // namespace

bool write_day(const std::string& folder, std::shared_ptr<const places::Snapshot> snapshot,
               base::Date day) {
  const fs::path target = folder_of(folder, day);
  std::error_code error;
  if (fs::exists(target, error)) return false;
  const fs::path made = fs::path(folder) / (".fait-" + base::random_token());
  write_with_sum(made, csv_of(std::move(snapshot)));
  fs::rename(made, target, error);
  if (!error) return true;
  std::error_code ignored;
  fs::remove_all(made, ignored);
  if (fs::exists(target, ignored)) return false;  // another process was quicker
  fail(target, error);
}

void drop_days(const std::string& folder, base::Date before) {
  for (const DailyFile& file : daily_files(folder)) {
    if (file.day >= before) continue;
    std::error_code error;
    fs::remove_all(folder_of(folder, file.day), error);
    if (error) fail(file.path, error);
  }
}

std::size_t clean_days(const std::string& folder, const places::Oppositions& opposed) {
  std::size_t changed = 0;
  for (const DailyFile& file : daily_files(folder)) {
    const auto csv = cleaned(file.path, opposed);
    if (!csv) continue;
    write_with_sum(folder_of(folder, file.day), *csv);
    ++changed;
  }
  return changed;
}

std::vector<DailyFile> daily_files(const std::string& folder) {
  std::vector<DailyFile> files;
  std::error_code absent;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, absent)) {
    const auto day = base::parse_iso_date(entry.path().filename().string());
    auto file = day ? daily_file(folder, *day) : std::nullopt;
    if (file) files.push_back(std::move(*file));
  }
  std::sort(files.begin(), files.end(),
            [](const DailyFile& a, const DailyFile& b) { return a.day > b.day; });
  return files;
}

std::optional<DailyFile> daily_file(const std::string& folder, base::Date day) {
  constexpr std::size_t kDigits = 64;
  const fs::path here = folder_of(folder, day);
  std::ifstream sum(here / kSum);
  DailyFile file{day, (here / kFile).string(), 0, std::string(kDigits, '\0')};
  std::error_code absent;
  file.bytes = fs::file_size(file.path, absent);
  if (absent || !sum.read(file.sha256.data(), kDigits)) return std::nullopt;
  return file;
}

}  // namespace maillage::opendata
