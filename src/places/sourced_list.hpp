#pragma once
/// Lists of the standard as the records that a comparison needs: read from a file, an address or a
/// pattern of file names, nothing changed but what a file says where nobody knows.
#include "base/finding.hpp"
#include "places/likeness.hpp"

#include <string>
#include <vector>

namespace maillage::places {

struct SourcedList {
  std::vector<SourcedPlace> records;
  base::Findings findings;  ///< rows that can't take part, with the reason
};

/// `location` is a file, an address (perhaps "address@member", followed through its pages) or a
/// pattern whose first match is read. A record without `source` is of `source_name`. Rows that
/// repeat another letter by letter are read once; rows that share an id and differ are all kept.
/// Throws base::Error when the list can't be read or holds no place.
SourcedList read_sourced_list(const std::string& location, const std::string& source_name);

/// The records of `base` whose ids `list` doesn't use, behind those of `list`.
std::vector<SourcedPlace> joined_lists(std::vector<SourcedPlace> list,
                                       std::vector<SourcedPlace> base);

}  // namespace maillage::places
