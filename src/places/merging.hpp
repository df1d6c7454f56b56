#pragma once
/// One place out of the records of a group, field by field. Each value keeps its record, its date
/// and the values that were set aside. Nothing vanishes: a merged place names all its records.
/// The rules are those of docs/decisions/ (merging places).
#include "places/likeness.hpp"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace maillage::places {

/// A value and the record that says it.
struct SourcedValue {
  std::string value;
  std::string record_id, source;
  std::string date;  ///< date_maj of the record; empty when unknown
};

struct MergedField {
  standard::Field field;
  SourcedValue chosen;  ///< for lists: the first record that says something
  /// What the other records say, different from `chosen`, in the order of preference.
  std::vector<SourcedValue> alternatives;
};

struct MergedPlace {
  std::string id;                       ///< stable, see `stable_ids`
  standard::Place place;                ///< its id is `id`
  std::vector<std::string> record_ids;  ///< all members, ascending
  std::vector<std::string> sources;     ///< of the members, each once, ascending
  /// Filled ones, in the order of the standard; none when a record alone speaks for itself.
  std::vector<MergedField> fields;
};

struct MergeRules {
  /// Sources, the most trusted first; those not named follow, all alike.
  std::vector<std::string> trusted;
};

/// `group` is not empty.
MergedPlace merge_places(std::span<const RecordView> group, std::string id,
                         const MergeRules& rules = {});
/// The same into `merged`, whose memory serves again: for whoever merges group after group.
void merge_places(std::span<const RecordView> group, std::string_view id, const MergeRules& rules,
                  MergedPlace& merged);

/// By record id: the id of the merged place in which an earlier run put it.
using PreviousIds = std::map<std::string, std::string, std::less<>>;

/// The id of each group, by group. A group keeps the id that most of its records had; of two groups
/// that had one id, the one with more of its records keeps it. A record alone bears its own id. A
/// new group of several gets a short digest of its smallest record id: ids don't depend on order
/// and never grow with the members.
std::vector<std::string> stable_ids(std::span<const RecordView> records,
                                    const PlaceLinkage& linkage, const PreviousIds& previous = {});

}  // namespace maillage::places
