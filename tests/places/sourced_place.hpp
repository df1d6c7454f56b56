#pragma once
/// Records that own their texts, for tests that make some up; the functions of the room take views.
#include "places/likeness.hpp"
#include "places/merging.hpp"
#include "places/resemblance.hpp"

#include <string>
#include <vector>

namespace maillage::places {

struct SourcedPlace {
  std::string record_id, source;
  standard::Place place;
};

/// Good as long as the records stay where they are.
inline std::vector<RecordView> views_of(const std::vector<SourcedPlace>& records) {
  std::vector<RecordView> views;
  for (const SourcedPlace& record : records) {
    views.push_back({record.record_id, record.source, record.place});
  }
  return views;
}

}  // namespace maillage::places
