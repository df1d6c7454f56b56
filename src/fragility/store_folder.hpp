#pragma once
/// The store on disk: a folder of plain tables that a person can open. communes.csv and its sisters
/// name the territories; every other .csv is a file that a source of data/sources describes, or a
/// file of ours (niveau, code, indicateur, annee, numerateur, denominateur, valeur, poids, etat,
/// part, source, licence; part says "oui" for a share in percent), in which importing leaves what
/// it has read.
#include "fragility/source.hpp"
#include "fragility/store.hpp"

#include <string>
#include <vector>

namespace maillage::fragility {

struct Loading {
  Store store;
  std::vector<std::string> used, ignored;  ///< names of files
  base::Findings findings;  ///< of the files, the name of the file before the message
};

/// Throws base::Error when the territories can't be read. Files nobody describes are left alone.
Loading load_store(const std::string& folder, const std::vector<Source>& sources);

/// One file of ours, whole or absent.
void write_series(const std::string& path, const std::vector<Series>& series,
                  const Territories& territories);
Reading read_series(formats::RowReader& rows, const Territories& territories);

}  // namespace maillage::fragility
