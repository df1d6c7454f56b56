#pragma once
/// Places as the recorded cases of tests/vectors hold them.
#include "formats/json.hpp"
#include "places/sourced_place.hpp"
#include "support/vectors.hpp"

#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace maillage::places {

inline standard::Place recorded_place(const formats::Json& json) {
  standard::Place place;
  for (const standard::Field field : standard::all_fields()) {
    const formats::Json& value = json[standard::field_name(field)];
    if (!value.is_null()) place[field] = value.text();
  }
  return place;
}

inline std::vector<SourcedPlace> recorded_places(const formats::Json& list) {
  std::vector<SourcedPlace> records;
  for (const formats::Json& json : list.items()) {
    SourcedPlace& record = records.emplace_back();
    record.place = recorded_place(json);
    record.record_id = json["id"].text();
    record.source = json["source"].text();
  }
  return records;
}

}  // namespace maillage::places
