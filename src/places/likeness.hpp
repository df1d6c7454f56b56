#pragma once
/// Which records speak of the same place: the linkage engine with the model `lieux`, then what
/// people decided. For the command `dedupliquer`, the registry and the review pages.
#include "base/finding.hpp"
#include "linkage/model.hpp"
#include "places/decisions.hpp"
#include "standard/packed_places.hpp"
#include "web/literal.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::places {

/// A record as its producer's list gives it; the texts live elsewhere.
struct RecordView {
  std::string_view record_id;  ///< one of its kind among all lists
  std::string_view source;     ///< the list that brought it: "la-creuse"
  standard::PlaceView place;
};

struct LinkOptions {
  linkage::Model model;        ///< linkage::load_model("lieux", folder)
  bool within_sources = true;  ///< false: two records of one source are no pair by themselves
  std::uint64_t seed = 20260629;
  unsigned threads = 2;
  double listed_from = 0.1;    ///< pairs below this probability are not kept
  double doubtful_from = 0.1;  ///< pairs from here to `doubtful_to` wait for a person
  double doubtful_to = 0.9;
  std::function<void(web::Literal step, double done)> progress;
};

struct PlacePair {
  std::size_t first, second;  ///< positions in the span, the smaller record id first
  double probability;         ///< 1 or 0 when people decided
  bool decided;
  bool linked;              ///< both stand in one group
  std::string explanation;  ///< "nom identique et rare (+12,1) ; …"
};

struct PlaceGroup {
  std::vector<std::size_t> members;  ///< positions in the span, ascending by record id
};

struct PlaceLinkage {
  std::vector<PlaceGroup> groups;      ///< every record is in exactly one, alone or not
  std::vector<std::size_t> group_of;   ///< by record: its group
  std::vector<double> probability;     ///< by record: that it belongs there; 1 when alone
  std::vector<PlacePair> pairs;        ///< from `listed_from`, and all that people decided
  std::vector<std::size_t> doubtful;   ///< positions in `pairs`, the most doubtful first
  base::Findings findings;             ///< decisions that can't be kept, or name no record here
  std::size_t compared = 0;            ///< pairs that were worth comparing
  std::vector<std::size_t> histogram;  ///< these by weight, one bin a bit
  double histogram_from = 0;           ///< bits at the left edge of the first bin
};

/// The same answer for any order of the records and any number of threads. `decisions` from the
/// oldest to the newest. A pair that stands as different never sits in one group, whatever chain of
/// likely pairs joins it.
PlaceLinkage link_places(std::span<const RecordView> records, const Decisions& decisions,
                         const LinkOptions& options);

}  // namespace maillage::places
