#pragma once
/// Takes files of the Base Adresse Nationale into the file of addresses. A département of the new
/// files replaces the one that was there; the others stay. The country's 26 million rows pass
/// through in constant memory (address_writer.hpp).
#include "base/finding.hpp"
#include "geocoding/address_writer.hpp"
#include "territory/communes.hpp"

#include <functional>
#include <string>
#include <vector>

namespace maillage::geocoding {

struct AddressImport {
  std::vector<std::string> files;                  ///< .csv or .csv.gz
  std::string target;                              ///< the file of addresses
  std::function<void(std::size_t rows)> progress;  ///< may be empty; called now and then
};

struct ImportedAddresses {
  std::size_t rows = 0;                   ///< read, of all files
  std::size_t left_out = 0;               ///< of them, those that are no address
  std::vector<std::string> departements;  ///< that the files hold
  base::Findings findings;                ///< the first of each kind, with how many there are
  AddressCounts counts;                   ///< of the whole file
};

/// Throws base::Error when a file can't be read or isn't such a file, or the disk is full; the file
/// of addresses is then what it was.
ImportedAddresses import_addresses(const AddressImport& import,
                                   const territory::Communes& communes);

}  // namespace maillage::geocoding
