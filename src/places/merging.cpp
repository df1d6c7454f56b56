#include "places/merging.hpp"

#include "base/date.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace maillage::places {

namespace {

using standard::Field;

constexpr Field kAddress[] = {Field::adresse, Field::complement_adresse, Field::code_postal,
                              Field::commune, Field::code_insee};
constexpr Field kPoint[] = {Field::latitude, Field::longitude};

std::string_view known_date(const RecordView& record) {
  const std::string_view date = record.place[Field::date_maj];
  return date == "1970-01-01" ? std::string_view() : date;
}

/// The first field in which two records differ tells which comes first.
bool says_first(const RecordView& x, const RecordView& y) {
  for (const Field field : standard::all_fields()) {
    if (const int order = x.place[field].compare(y.place[field]); order != 0) return order < 0;
  }
  return false;
}

std::size_t trust(const RecordView& record, const MergeRules& rules) {
  return static_cast<std::size_t>(
      std::find(rules.trusted.begin(), rules.trusted.end(), record.source) - rules.trusted.begin());
}

/// Freshest first, then the most trusted source, then by id.
std::vector<const RecordView*> by_preference(std::vector<const RecordView*> sorted,
                                             const MergeRules& rules) {
  std::sort(sorted.begin(), sorted.end(), [&](const RecordView* x, const RecordView* y) {
    const std::string_view date_x = known_date(*x), date_y = known_date(*y);
    if (date_x != date_y) return date_x > date_y;
    const std::size_t trust_x = trust(*x, rules), trust_y = trust(*y, rules);
    if (trust_x != trust_y) return trust_x < trust_y;
    if (x->record_id != y->record_id) return x->record_id < y->record_id;
    return says_first(*x, *y);
  });
  return sorted;
}

/// 2 with a number in the street, 1 with a street, 0 without.
int address_precision(const RecordView& record) {
  const std::string_view street = record.place[Field::adresse];
  if (street.empty()) return 0;
  return street.find_first_of("0123456789") != std::string::npos ? 2 : 1;
}

/// Decimals of the coarser coordinate, up to five (one metre); 0 for no point of the Earth.
int point_precision(const RecordView& record) {
  const auto point = record.place.coordinates();
  if (!point || std::abs(point->latitude) > 90 || std::abs(point->longitude) > 180) return 0;
  if (point->latitude == 0 && point->longitude == 0) return 0;
  int decimals = 5;
  for (const Field field : kPoint) {
    const std::string_view text = record.place[field];
    const std::size_t dot = text.find('.');
    const std::size_t behind = dot == std::string::npos ? 0 : text.size() - dot - 1;
    decimals = std::min(decimals, static_cast<int>(behind));
  }
  return 1 + decimals;
}

/// The most precise first, the order of preference kept among equals.
std::vector<const RecordView*> most_precise(std::vector<const RecordView*> records,
                                            int (*precision)(const RecordView&)) {
  std::stable_sort(records.begin(), records.end(), [&](const RecordView* x, const RecordView* y) {
    return precision(*x) > precision(*y);
  });
  return records;
}

bool is_stand_in(Field field, std::string_view value) {
  if (field == Field::date_maj) return value == "1970-01-01";
  return field == Field::pivot && value.find_first_not_of('0') == std::string_view::npos;
}

SourcedValue sourced(const RecordView& record, Field field) {
  return {std::string(record.place[field]), std::string(record.record_id),
          std::string(record.source), std::string(known_date(record))};
}

/// The values of a list that any record gives, those of the first record first.
std::string united(std::span<const RecordView* const> records, Field field) {
  std::vector<std::string_view> items;
  for (const RecordView* record : records) {
    for (const std::string_view item : record->place.list(field)) {
      if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
    }
  }
  return standard::list_text(items);
}

class Merger {
 public:
  Merger(std::vector<const RecordView*> records, MergedPlace& merged)
      : records_(std::move(records)), merged_(merged) {}

  void merge() {
    const auto by_address = most_precise(records_, address_precision);
    const auto by_point = most_precise(records_, point_precision);
    for (const Field field : standard::all_fields()) {
      if (field == Field::id) continue;
      if (std::find(std::begin(kAddress), std::end(kAddress), field) != std::end(kAddress)) {
        take_block(by_address, field);
      } else if (std::find(std::begin(kPoint), std::end(kPoint), field) != std::end(kPoint)) {
        take_block(by_point, field);
      } else {
        take_first(records_, field);
      }
    }
    merged_.place[Field::id] = merged_.id;
    note_members();
  }

 private:
  /// The first record that says something; lists are united.
  void take_first(std::span<const RecordView* const> records, Field field) {
    MergedField made;
    made.field = field;
    for (const RecordView* record : records) {
      const std::string_view value = record->place[field];
      if (value.empty() || is_stand_in(field, value)) continue;
      note(made, sourced(*record, field));
    }
    keep(std::move(made), standard::is_list(field) ? united(records, field) : std::string());
  }

  /// Of the first record, whose fields belong together: an address is not patched from two.
  void take_block(const std::vector<const RecordView*>& records, Field field) {
    MergedField made;
    made.field = field;
    const bool official =
        field == Field::commune || field == Field::code_insee || field == Field::code_postal;
    for (const RecordView* record : records) {
      const std::string_view value = record->place[field];
      const bool first = record == records.front();
      if (value.empty()) continue;
      if (made.chosen.value.empty() && !first && !official) {
        made.alternatives.push_back(sourced(*record, field));
        continue;
      }
      note(made, sourced(*record, field));
    }
    keep(std::move(made), {});
  }

  static void note(MergedField& made, SourcedValue value) {
    if (made.chosen.value.empty()) {
      made.chosen = std::move(value);
      return;
    }
    const auto same = [&](const SourcedValue& other) { return other.value == value.value; };
    if (same(made.chosen) || std::any_of(made.alternatives.begin(), made.alternatives.end(), same))
      return;
    made.alternatives.push_back(std::move(value));
  }

  void keep(MergedField made, std::string united) {
    merged_.place[made.field] = united.empty() ? made.chosen.value : std::move(united);
    if (!made.chosen.value.empty() || !made.alternatives.empty()) {
      merged_.fields.push_back(std::move(made));
    }
  }

  void note_members() {
    std::set<std::string_view> ids, sources;
    for (const RecordView* record : records_) {
      ids.insert(record->record_id);
      sources.insert(record->source);
      for (const auto& extra : record->place.extras()) {
        const auto known = [&](const auto& other) { return other.first == extra.first; };
        auto& extras = merged_.place.extras;
        if (std::none_of(extras.begin(), extras.end(), known)) extras.push_back(extra);
      }
    }
    merged_.record_ids.assign(ids.begin(), ids.end());
    merged_.sources.assign(sources.begin(), sources.end());
  }

  std::vector<const RecordView*> records_;
  MergedPlace& merged_;
};

void speak_alone(const RecordView& record, MergedPlace& merged) {
  record.place.copy_to(merged.place);
  for (const Field field : {Field::date_maj, Field::pivot}) {
    if (is_stand_in(field, merged.place[field])) merged.place[field].clear();
  }
  merged.place[Field::id] = merged.id;
  merged.record_ids.emplace_back(record.record_id);
  merged.sources.emplace_back(record.source);
}

}  // namespace

void merge_places(std::span<const RecordView> group, std::string_view id, const MergeRules& rules,
                  MergedPlace& merged) {
  merged.id = id;
  merged.record_ids.clear();
  merged.sources.clear();
  merged.fields.clear();
  merged.place.extras.clear();
  if (group.size() == 1) return speak_alone(group.front(), merged);
  std::vector<const RecordView*> members;
  for (const RecordView& record : group) members.push_back(&record);
  Merger(by_preference(std::move(members), rules), merged).merge();
}

MergedPlace merge_places(std::span<const RecordView> group, std::string id,
                         const MergeRules& rules) {
  MergedPlace merged;
  merge_places(group, id, rules, merged);
  return merged;
}

}  // namespace maillage::places
