#include "places/facts.hpp"

#include <algorithm>

namespace maillage::places {
namespace {

using standard::Field;

/// Whether the place shows what the record says: all of it where a field has several values.
bool is_shown(const Shown& shown, const Record& record, Field field) {
  if (!standard::is_list(field)) return record.place[field] == shown.place[field];
  const auto seen = shown.place.list(field), said = record.place.list(field);
  return std::all_of(said.begin(), said.end(), [&](std::string_view value) {
    return std::find(seen.begin(), seen.end(), value) != seen.end();
  });
}

base::Date observed_on(const Record& record, Field field, std::span<const FieldChange> changes) {
  base::Date day = record.first_seen;
  for (const FieldChange& change : changes) {
    if (change.record_id == record.record_id && change.field == field)
      day = std::max(day, base::utc_day(change.when));
  }
  return day;
}

}  // namespace

double confidence(const Record& record, base::Date today) {
  const auto updated = base::parse_iso_date(record.place[Field::date_maj]);
  constexpr double kUnknown = 0.2;
  if (!updated) return kUnknown * record.belonging;
  const auto age = std::chrono::sys_days(today) - std::chrono::sys_days(*updated);
  constexpr std::pair<std::chrono::days, double> kTrust[] = {
      {std::chrono::days(90), 1.0}, {std::chrono::days(180), 0.8}, {std::chrono::days(365), 0.5}};
  for (const auto& [days, trust] : kTrust) {
    if (age <= days) return trust * record.belonging;
  }
  return kUnknown * record.belonging;
}

std::vector<FieldFact> facts_of(const Shown& shown, std::span<const FieldChange> changes,
                                base::Date today) {
  std::vector<FieldFact> facts;
  for (const Field field : standard::all_fields()) {
    if (field == Field::id) continue;
    const auto first = static_cast<std::ptrdiff_t>(facts.size());
    for (const Record& record : shown.records) {
      const std::string& value = record.place[field];
      if (value.empty()) continue;
      facts.push_back({record.record_id, field, value, record.list,
                       observed_on(record, field, changes), confidence(record, today), kLicence,
                       is_shown(shown, record, field)});
    }
    std::stable_partition(facts.begin() + first, facts.end(),
                          [](const FieldFact& fact) { return fact.shown; });
  }
  return facts;
}

}  // namespace maillage::places
