#include "geocoding/address_import.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/gunzip.hpp"
#include "geocoding/address_file.hpp"
#include "geocoding/ban_reader.hpp"
#include "territory/postcode.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <optional>

#include <fmt/format.h>

namespace maillage::geocoding {
namespace {

/// Beyond, a number is a stand-in of those who had to write one (99999).
constexpr std::uint32_t kLargestNumber = 9'999;
constexpr std::size_t kLongestName = 200;
constexpr std::size_t kLongestSuffix = 16;
constexpr std::size_t kProgressEvery = 100'000;

std::optional<std::int32_t> coordinate(std::string_view text, double limit) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !(std::abs(value) <= limit))
    return std::nullopt;
  return static_cast<std::int32_t>(std::lround(value * kDegree));
}

std::uint32_t number_of(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value <= kLargestNumber ? value
                                                                                             : 0;
}

/// Rows of one fault, of which the first is shown.
struct Fault {
  std::string_view rule, message, advice;
  std::size_t rows = 0;
  std::size_t first_row = 0;
  std::string first_value = {};

  void add(std::size_t row, std::string_view value) {
    if (rows++ > 0) return;
    first_row = row;
    first_value = base::valid_utf8(value.substr(0, kLongestName));
  }
};

class Importer {
 public:
  Importer(const AddressImport& import, const territory::Communes& communes)
      : import_(import), communes_(communes), spool_(communes, folder_of(import.target)) {}

  ImportedAddresses run() {
    for (const std::string& file : import_.files) read(file);
    result_.departements = spool_.departements();
    for (const Fault* fault : {&unknown_commune_, &unreadable_name_, &no_point_}) report(*fault);
    if (result_.departements.empty()) {
      throw base::Error(base::ErrorCode::bad_input,
                        "Aucune adresse n’a été trouvée dans ces fichiers. Rien n’est changé.");
    }
    keep_other_departements();
    result_.counts = write_addresses(spool_, import_.target);
    return std::move(result_);
  }

 private:
  static std::string folder_of(const std::string& target) {
    const auto folder = std::filesystem::path(target).parent_path();
    if (folder.empty()) return ".";
    std::error_code failed;
    std::filesystem::create_directories(folder,
                                        failed);  // the spool tells when it can't be written
    return folder.string();
  }

  void read(const std::string& file) {
    BanReader reader(formats::open_maybe_packed(file));
    for (BanRow row; reader.next(row);) {
      take(row, reader.lines());
      if (import_.progress && reader.lines() % kProgressEvery == 0)
        import_.progress(result_.rows + reader.lines());
    }
    result_.rows += reader.lines();
    result_.left_out += reader.left_out();
  }

  void take(const BanRow& row, std::size_t line) {
    if (row.code_insee != code_) {
      code_ = row.code_insee;
      commune_ = communes_.by_code(code_);
    }
    if (commune_ == nullptr) return leave_out(unknown_commune_, line, row.code_insee);
    if (row.nom_voie != street_) {
      street_ = row.nom_voie;
      readable_ = street_.size() <= kLongestName && base::is_valid_utf8(street_);
    }
    if (!readable_) return leave_out(unreadable_name_, line, row.nom_voie);
    SpooledAddress address;
    address.commune = commune_;
    address.postcode = territory::read_postcode(row.code_postal);
    address.street = row.nom_voie;
    if (row.nom_ancienne_commune.size() <= kLongestName &&
        base::is_valid_utf8(row.nom_ancienne_commune))
      address.former = row.nom_ancienne_commune;
    address.number = number_of(row.numero);
    const std::string suffix = row.rep.empty() ? std::string() : base::fold(row.rep);
    if (suffix.size() <= kLongestSuffix) address.suffix = suffix;
    const auto latitude = coordinate(row.lat, 90), longitude = coordinate(row.lon, 180);
    address.has_point = latitude && longitude;
    if (address.has_point) {
      address.latitude = *latitude;
      address.longitude = *longitude;
    } else {
      no_point_.add(line, row.lat);
    }
    spool_.add(address);
  }

  void leave_out(Fault& fault, std::size_t line, std::string_view value) {
    fault.add(line, value);
    ++result_.left_out;
  }

  void report(const Fault& fault) {
    if (fault.rows == 0) return;
    result_.findings.push_back(
        {base::Severity::warning, std::string(fault.rule), fault.first_row, "", fault.first_value,
         fmt::format(fmt::runtime(fault.message), fault.rows), std::string(fault.advice)});
  }

  void keep_other_departements() {
    std::error_code failed;
    if (!std::filesystem::is_regular_file(import_.target, failed)) return;
    std::optional<AddressFile> old;
    try {
      old.emplace(import_.target);
    } catch (const base::Error& error) {
      result_.findings.push_back(
          {base::Severity::warning, "adresses.ancien-fichier", base::Finding::kNoRow, "", "",
           std::string(error.what()),
           "Il est remplacé ; importez de nouveau les autres départements."});
      return;
    }
    for (std::size_t i = 0; i < old->communes().size(); ++i) {
      const territory::Commune* commune =
          communes_.by_code(std::string_view(old->communes()[i].code, 5));
      if (commune == nullptr || std::ranges::find(result_.departements, commune->departement()) !=
                                    result_.departements.end())
        continue;
      for (std::uint32_t s = old->first_street(i); s < old->first_street(i + 1); ++s)
        keep(*old, old->streets()[s], *commune);
    }
  }

  void keep(const AddressFile& old, const StreetRecord& street, const territory::Commune& commune) {
    SpooledAddress address;
    address.commune = &commune;
    address.postcode = street.postcode;
    address.former = old.former(street);
    address.street = old.name(street);
    const auto place = [&](Point point) {  // a damaged file may hold any
      address.has_point = std::abs(point.latitude) <= 90 && std::abs(point.longitude) <= 180;
      address.latitude = static_cast<std::int32_t>(std::lround(point.latitude * kDegree));
      address.longitude = static_cast<std::int32_t>(std::lround(point.longitude * kDegree));
    };
    place(old.point(street));
    if (street.number_count == 0) spool_.add(address);
    old.each_house(street, [&](const House& house) {
      address.number = house.number;
      address.suffix = house.suffix;
      place(house.point);
      spool_.add(address);
      return true;
    });
  }

  const AddressImport& import_;
  const territory::Communes& communes_;
  AddressSpool spool_;
  ImportedAddresses result_;
  Fault unknown_commune_{"adresses.commune-inconnue",
                         "{} lignes ont un code de commune que nous ne connaissons pas.",
                         "Ces adresses ne seront pas trouvées. Vérifiez la colonne code_insee."};
  Fault unreadable_name_{
      "adresses.nom-illisible", "{} lignes ont un nom de voie trop long ou illisible.",
      "Ces adresses ne seront pas trouvées. Vérifiez que le fichier est en UTF-8."};
  Fault no_point_{"adresses.sans-position", "{} lignes n’ont pas de position.",
                  "Leur voie sera trouvée, pas leur numéro."};
  std::string code_;  ///< of the row before, as what follows
  const territory::Commune* commune_ = nullptr;
  std::string street_;
  bool readable_ = true;
};

}  // namespace

ImportedAddresses import_addresses(const AddressImport& import,
                                   const territory::Communes& communes) {
  return Importer(import, communes).run();
}

}  // namespace maillage::geocoding
