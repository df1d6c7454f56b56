#include "places/groups.hpp"

#include "places/decision_store.hpp"
#include "store/journal.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

namespace maillage::places {
namespace {

using standard::Field;

/// Weights are learned from all records, so a new one moves every probability a little: a move that
/// nobody would notice is none.
constexpr double kNoticed = 0.01;

double rounded(double probability) {
  return std::round(probability * 1e4) / 1e4;
}

std::size_t write_members(store::Connection& connection, std::span<const Record> before,
                          const Grouping& grouping) {
  std::size_t moved = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const Membership& member = grouping.members[i];
    if (before[i].group_id == member.group_id && before[i].excluded == member.excluded &&
        std::abs(before[i].belonging - member.belonging) < kNoticed)
      continue;
    connection.run(
        "update place set group_id = ?1, belonging = ?2, excluded = ?3 where place_id = ?4",
        member.group_id, member.belonging, member.excluded ? 1 : 0, member.record_id);
    ++moved;
  }
  return moved;
}

void write_pairs(store::Connection& connection, const Grouping& grouping) {
  std::map<std::pair<std::string, std::string>, double> before;
  {
    store::Rows rows = connection.query("select first_id, second_id, probability from likely_pair");
    while (rows.next()) {
      before.emplace(std::pair(std::string(rows.text(0)), std::string(rows.text(1))), rows.real(2));
    }
  }
  for (const LikelyPair& pair : grouping.pairs) {
    const auto known = before.find({pair.first_id, pair.second_id});
    if (known == before.end()) {
      connection.run(
          "insert into likely_pair (first_id, second_id, probability, explanation, code_insee) "
          "values (?1, ?2, ?3, ?4, ?5)",
          pair.first_id, pair.second_id, pair.probability, pair.explanation, pair.code_insee);
      continue;
    }
    if (std::abs(known->second - pair.probability) >= kNoticed) {
      connection.run(
          "update likely_pair set probability = ?1, explanation = ?2 "
          "where first_id = ?3 and second_id = ?4",
          pair.probability, pair.explanation, pair.first_id, pair.second_id);
    }
    before.erase(known);
  }
  for (const auto& [ids, probability] : before) {
    connection.run("delete from likely_pair where first_id = ?1 and second_id = ?2", ids.first,
                   ids.second);
  }
}

}  // namespace

Grouping group(std::span<const Record> records, const Decisions& decisions,
               const LinkOptions& options) {
  std::vector<RecordView> sourced;
  sourced.reserve(records.size());
  for (const Record& record : records)
    sourced.push_back({record.record_id, record.list, record.place});
  PlaceLinkage linkage = link_places(sourced, decisions, options);

  Grouping grouping;
  grouping.findings = std::move(linkage.findings);
  std::set<std::string_view> excluded;
  for (const std::size_t i : standing(decisions)) {
    if (decisions[i].verdict == Verdict::excluded) excluded.insert(decisions[i].first_id);
  }
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto& members = linkage.groups[linkage.group_of[i]].members;
    const std::size_t oldest = *std::min_element(members.begin(), members.end());
    grouping.members.push_back({records[i].record_id, records[oldest].record_id,
                                rounded(linkage.probability[i]),
                                excluded.contains(records[i].record_id)});
  }
  for (PlacePair& pair : linkage.pairs) {
    const Record *first = &records[pair.first], *second = &records[pair.second];
    if (second->record_id < first->record_id) std::swap(first, second);
    const std::string& code = first->place[Field::code_insee];
    grouping.pairs.push_back({first->record_id, second->record_id, rounded(pair.probability),
                              std::move(pair.explanation),
                              code.empty() ? second->place[Field::code_insee] : code});
  }
  std::sort(grouping.pairs.begin(), grouping.pairs.end(),
            [](const LikelyPair& a, const LikelyPair& b) {
              return std::tie(a.first_id, a.second_id) < std::tie(b.first_id, b.second_id);
            });
  return grouping;
}

namespace {

/// What a grouping was made of. Both numbers only grow: when they are still the same, so is all
/// that was read in between.
struct News {
  std::int64_t imports, decisions;
  bool operator==(const News&) const = default;
};

News news(store::Connection& connection) {
  return {import_revision(connection), decision_revision(connection)};
}

void remember(store::Connection& connection, const News& of, const GroupingCounts& counts,
              base::Instant now) {
  connection.run(
      "insert into grouping (grouped_at, import_revision, decision_revision, records, moved) "
      "values (?1, ?2, ?3, ?4, ?5)",
      now.time_since_epoch().count(), of.imports, of.decisions, counts.records, counts.moved);
  if (counts.moved == 0) return;
  store::append(connection, {now, "rapprochement",
                             fmt::format("{} fiches, {} lieux, {} fiches déplacées", counts.records,
                                         counts.places, counts.moved),
                             ""});
}

}  // namespace

bool is_grouped(store::Connection& connection) {
  store::Rows last = connection.query(
      "select import_revision, decision_revision from grouping order by number desc limit 1");
  return last.next() && News{last.integer(0), last.integer(1)} == news(connection);
}

GroupingCounts regroup(store::Database& database, const LinkOptions& options, base::Instant now) {
  while (true) {
    GroupingCounts counts;
    auto reader = database.read();
    if (is_grouped(*reader)) {
      counts.up_to_date = true;
      return counts;
    }
    // Compared outside of the transaction: a person who decides meanwhile doesn't wait.
    const News known = news(*reader);
    const std::vector<Record> records = all_records(*reader);
    Grouping grouping = group(records, all_decisions(*reader), options);
    const bool written = database.write([&](store::Connection& connection) {
      if (news(connection) != known) return false;
      counts.records = records.size();
      counts.moved = write_members(connection, records, grouping);
      write_pairs(connection, grouping);
      counts.places = shown_places(connection);
      remember(connection, known, counts, now);
      return true;
    });
    if (!written) continue;
    counts.findings = std::move(grouping.findings);
    return counts;
  }
}

std::vector<LikelyPair> doubtful_pairs(store::Connection& connection) {
  std::vector<LikelyPair> pairs;
  store::Rows rows = connection.query(R"sql(
    select p.first_id, p.second_id, p.probability, p.code_insee,
      coalesce(a.group_id, a.place_id), coalesce(b.group_id, b.place_id)
    from likely_pair p join place a on a.place_id = p.first_id
      join place b on b.place_id = p.second_id
    where p.probability > ?1 and p.probability < ?2)sql",
                                      1 - kSureFrom, kSureFrom);
  while (rows.next()) {
    pairs.push_back({std::string(rows.text(0)), std::string(rows.text(1)), rows.real(2), "",
                     std::string(rows.text(3)), std::string(rows.text(4)),
                     std::string(rows.text(5))});
  }
  return pairs;
}

std::optional<LikelyPair> find_pair(store::Connection& connection, std::string_view first_id,
                                    std::string_view second_id) {
  store::Rows rows = connection.query(
      "select probability, explanation, code_insee from likely_pair "
      "where first_id = ?1 and second_id = ?2",
      first_id, second_id);
  if (!rows.next()) return std::nullopt;
  return LikelyPair{std::string(first_id), std::string(second_id), rows.real(0),
                    std::string(rows.text(1)), std::string(rows.text(2))};
}

}  // namespace maillage::places
