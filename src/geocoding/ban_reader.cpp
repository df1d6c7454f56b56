#include "geocoding/ban_reader.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace maillage::geocoding {
namespace {

constexpr std::size_t kLongestLine = 64u << 10;
constexpr std::size_t kMostCells = 64;
constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);
constexpr std::string_view kNames[] = {
    "numero", "rep", "nom_voie", "code_postal", "code_insee", "nom_ancienne_commune", "lon", "lat"};

}  // namespace

BanReader::BanReader(std::unique_ptr<formats::ByteSource> text) : window_(std::move(text)) {
  read_header();
}

void BanReader::read_header() {
  std::string_view line;
  if (!next_line(line)) line = {};
  if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
  separator_ = std::ranges::count(line, ';') >= std::ranges::count(line, ',') ? ';' : ',';
  split(line);
  std::string missing;
  for (std::size_t column = 0; column < kColumns; ++column) {
    const auto found = std::ranges::find(cells_, kNames[column]);
    at_[column] =
        found == cells_.end() ? kAbsent : static_cast<std::size_t>(found - cells_.begin());
    const bool needed = column != rep && column != nom_ancienne_commune;
    if (at_[column] == kAbsent && needed) {
      if (!missing.empty()) missing += ", ";
      missing += kNames[column];
    }
  }
  if (!missing.empty()) {
    throw base::Error(
        base::ErrorCode::bad_input,
        fmt::format(
            "Ce n’est pas un fichier de la Base Adresse Nationale : il manque {}. Prenez un "
            "fichier « adresses-….csv » ou « adresses-….csv.gz » sur adresse.data.gouv.fr.",
            missing));
  }
  lines_ = left_out_ = 0;
}

bool BanReader::next_line(std::string_view& line) {
  for (;;) {
    window_.advance(used_);
    used_ = 0;
    std::size_t searched = 0;
    const char* end = nullptr;
    bool last = false;
    while (end == nullptr) {
      const std::string_view seen(window_.begin(), window_.size());
      if (const std::size_t at = seen.find('\n', searched); at != seen.npos) {
        end = seen.data() + at;
        break;
      }
      searched = window_.size();
      if (searched > kLongestLine) {  // the rest of it follows as lines that can't be read either
        used_ = searched;
        break;
      }
      if (!window_.more()) {
        last = true;
        break;
      }
    }
    if (end == nullptr && !last) {
      ++lines_;
      ++left_out_;
      continue;
    }
    if (last && window_.size() == 0) return false;
    const std::size_t length =
        end != nullptr ? static_cast<std::size_t>(end - window_.begin()) : window_.size();
    used_ = end != nullptr ? length + 1 : length;
    line = window_.text(0, length);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    ++lines_;
    return true;
  }
}

void BanReader::split(std::string_view line) {
  cells_.clear();
  if (line.find('"') != line.npos) {
    split_quoted(line);
  } else {
    const char* at = line.data();
    const char* const end = at + line.size();
    while (cells_.size() < kMostCells) {
      const char* cell_end = at;
      while (cell_end < end && *cell_end != separator_) ++cell_end;
      cells_.emplace_back(at, static_cast<std::size_t>(cell_end - at));
      if (cell_end == end) break;
      at = cell_end + 1;
    }
  }
}

void BanReader::split_quoted(std::string_view line) {
  unquoted_.assign(1, {});
  bool quoted = false;
  for (std::size_t i = 0; i < line.size() && unquoted_.size() < kMostCells; ++i) {
    if (line[i] == '"') {
      if (quoted && i + 1 < line.size() && line[i + 1] == '"')
        unquoted_.back() += line[i++];
      else
        quoted = !quoted;
    } else if (line[i] == separator_ && !quoted) {
      unquoted_.emplace_back();
    } else {
      unquoted_.back() += line[i];
    }
  }
  cells_.assign(unquoted_.begin(), unquoted_.end());
}

bool BanReader::next(BanRow& row) {
  std::string_view line;
  while (next_line(line)) {
    split(line);
    const auto cell = [&](Column column) {
      return at_[column] < cells_.size() ? cells_[at_[column]] : std::string_view();
    };
    row = {cell(numero),      cell(rep),        cell(nom_voie),
           cell(code_postal), cell(code_insee), cell(nom_ancienne_commune),
           cell(lon),         cell(lat)};
    if (!row.nom_voie.empty() && row.code_insee.size() == 5) return true;
    ++left_out_;
  }
  return false;
}

}  // namespace maillage::geocoding
