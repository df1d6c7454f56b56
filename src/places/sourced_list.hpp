#pragma once
/// Lists of the standard as the records that a comparison needs: read from a file, an address or a
/// pattern of file names, nothing changed but what a file says where nobody knows.
#include "base/finding.hpp"
#include "places/likeness.hpp"

#include <string>
#include <vector>

namespace maillage::places {

struct SourcedList {
  standard::PackedPlaces texts;  ///< what the records are views of
  std::vector<RecordView> records;
  base::Findings findings;  ///< rows that can't take part, with the reason
};

/// `location` is a file, an address (perhaps "address@member", followed through its pages) or a
/// pattern whose first match is read. A record without `source` is of `source_name`. Rows that
/// repeat another letter by letter are read once; rows that share an id and differ are all kept.
/// Throws base::Error when the list can't be read or holds no place.
SourcedList read_sourced_list(const std::string& location, const std::string& source_name);

/// `list`, behind its records those of `base` whose ids it doesn't use, and the findings of both.
SourcedList joined_lists(SourcedList list, SourcedList base);

}  // namespace maillage::places
