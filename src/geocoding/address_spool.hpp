#pragma once
/// Addresses on their way from the published files to the file that is searched: put aside by
/// département, in temporary files beside the target once they are many, because a street of the
/// country may stand anywhere in its lists. Twenty-six million addresses take some 400 MB of disk
/// and a few megabytes of memory.
#include "territory/communes.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::geocoding {

/// One address, its street first; the texts are borrowed.
struct SpooledAddress {
  const territory::Commune* commune = nullptr;
  std::uint32_t postcode = 0;
  std::string_view former;   ///< name of the former commune; may be empty
  std::string_view street;   ///< at most 255 bytes, as `former` and `suffix`
  bool new_street = true;    ///< read back: not the street of the address before
  std::uint32_t number = 0;  ///< 0: the street itself
  std::string_view suffix;
  bool has_point = false;
  std::int32_t latitude = 0, longitude = 0;  ///< in units of kDegree
};

class AddressSpool {
 public:
  /// Temporary files are made in `folder` and vanish with the spool.
  AddressSpool(const territory::Communes& communes, std::string folder);
  ~AddressSpool();

  /// Throws base::Error (environment) when the disk is full.
  void add(const SpooledAddress& address);
  std::vector<std::string> departements() const;  ///< that have an address, in order
  /// The addresses of a département in the order they came.
  void each(std::string_view departement, const std::function<void(const SpooledAddress&)>& visit);

 private:
  struct Bucket;
  Bucket& bucket(std::string_view departement);

  const territory::Communes& communes_;
  std::string folder_;
  std::map<std::string, std::unique_ptr<Bucket>, std::less<>> buckets_;
};

}  // namespace maillage::geocoding
