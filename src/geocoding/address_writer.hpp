#pragma once
/// Writes the file of addresses (address_layout.hpp) from a spool, one département at a time:
/// memory holds the houses of one département, and the streets and words of all (some 300 MB for
/// France).
#include "geocoding/address_spool.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace maillage::geocoding {

struct AddressCounts {
  std::size_t communes = 0, streets = 0;
  std::uint64_t addresses = 0;
};

/// The file appears whole under its name, or not at all. Throws base::Error (environment).
AddressCounts write_addresses(AddressSpool& spool, const std::string& path);

}  // namespace maillage::geocoding
