#pragma once
/// A small Base Adresse Nationale: rows in a few words, imported into a file of their own.
#include "france.hpp"
#include "geocoding/address_import.hpp"

#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::geocoding {

inline constexpr std::string_view kBanColumns =
    "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;"
    "code_insee_ancienne_commune;nom_ancienne_commune;x;y;lon;lat;type_position;alias;nom_ld;"
    "libelle_acheminement;nom_afnor;source_position;source_nom_voie;certification_commune;"
    "cad_parcelles\n";

struct BanAddress {
  std::string numero, rep, street, postcode, insee, former;
  double longitude = 0, latitude = 0;
};

inline std::string ban_line(const BanAddress& address) {
  return "id;;" + address.numero + ";" + address.rep + ";" + address.street + ";" +
         address.postcode + ";" + address.insee + ";;;" + address.former + ";;;" +
         std::to_string(address.longitude) + ";" + std::to_string(address.latitude) +
         ";entrée;;;;;commune;commune;1;\n";
}

inline std::string ban_text(const std::vector<BanAddress>& addresses) {
  std::string text(kBanColumns);
  for (const BanAddress& address : addresses) text += ban_line(address);
  return text;
}

struct AddressWorld {
  explicit AddressWorld(const std::string& name = "geocoding")
      : folder(test::scratch_folder(name)), target(folder + "/adresses.bin") {}

  std::string write(const std::string& name, const std::string& bytes) const {
    const std::string path = folder + "/" + name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  ImportedAddresses import(const std::vector<BanAddress>& addresses) const {
    return import_addresses({{write("adresses.csv", ban_text(addresses))}, target, {}}, communes());
  }
  Geocoder geocoder() const { return Geocoder(communes(), AddressFile(target)); }

  std::string folder, target;
};

/// A few streets of Guéret, Paris, Aigre and Chaumes-en-Retz (once Arthon-en-Retz).
inline std::vector<BanAddress> some_addresses() {
  return {
      {"1", "", "Rue de l'Église", "23000", "23096", "", 1.8700, 46.1700},
      {"2", "", "Rue de l'Église", "23000", "23096", "", 1.8702, 46.1701},
      {"2", "bis", "Rue de l'Église", "23000", "23096", "", 1.8703, 46.1702},
      {"7", "", "Rue de l'Église", "23000", "23096", "", 1.8710, 46.1708},
      {"5", "", "Avenue du Général de Gaulle", "23000", "23096", "", 1.8750, 46.1650},
      {"3", "", "Place Bonnyaud", "23000", "23096", "", 1.8680, 46.1690},
      {"12", "", "Rue du Onze Novembre", "23000", "23096", "", 1.8600, 46.1600},
      {"34", "", "Avenue de l'Opéra", "75002", "75102", "", 2.3331, 48.8690},
      {"1", "", "Avenue de l'Opéra", "75001", "75101", "", 2.3350, 48.8640},
      {"20", "", "Boulevard Poniatowski", "75012", "75112", "", 2.4020, 48.8310},
      {"10", "", "Rue de Lyon", "75012", "75112", "", 2.3720, 48.8480},
      {"8", "", "Rue de Paris", "69003", "69383", "", 4.8500, 45.7600},
      {"4", "", "Rue de l'Église", "16140", "16005", "", 0.0080, 45.8930},
      {"6", "", "Rue de l'Église", "44320", "44005", "Arthon-en-Retz", -1.9410, 47.1180},
      {"6", "", "Rue de l'Église", "44320", "44005", "Chéméré", -1.9200, 47.1200},
      {"99999", "", "Lieu-dit Le Moulin", "23000", "23096", "", 1.9000, 46.2000},
  };
}

}  // namespace maillage::geocoding
