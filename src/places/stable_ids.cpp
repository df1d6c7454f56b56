#include "base/text.hpp"
#include "places/merging.hpp"

#include <algorithm>
#include <unordered_set>

namespace maillage::places {

namespace {

constexpr std::size_t kDigits = 16;         // 64 bits: no two of ten million places collide
constexpr std::size_t kLongestOwnId = 200;  // bytes; a longer record id is not made a place's id

/// A group that asks to keep an id, and how many of its records had it.
struct Claim {
  std::string_view id;
  std::size_t group, count;
};

std::string digest_id(std::string_view record_id) {
  return "lieu-" + base::sha256_hex(record_id).substr(0, kDigits);
}

std::vector<Claim> claims_of(std::span<const RecordView> records, const PlaceLinkage& linkage,
                             const PreviousIds& previous) {
  std::vector<Claim> claims;
  if (previous.empty()) return claims;
  for (std::size_t group = 0; group < linkage.groups.size(); ++group) {
    std::map<std::string_view, std::size_t> counts;
    for (const std::size_t position : linkage.groups[group].members) {
      const auto known = previous.find(records[position].record_id);
      if (known != previous.end()) ++counts[known->second];
    }
    for (const auto& [id, count] : counts) claims.push_back({id, group, count});
  }
  // Groups stand in the order of their smallest record: the same for any order of the rows.
  std::stable_sort(claims.begin(), claims.end(),
                   [](const Claim& x, const Claim& y) { return x.count > y.count; });
  return claims;
}

}  // namespace

std::vector<std::string> stable_ids(std::span<const RecordView> records,
                                    const PlaceLinkage& linkage, const PreviousIds& previous) {
  std::vector<std::string> ids(linkage.groups.size());
  std::unordered_set<std::string_view> taken;  // of `previous` and of `ids`, which stay in place
  taken.reserve(ids.size());
  for (const Claim& claim : claims_of(records, linkage, previous)) {
    if (!ids[claim.group].empty() || !taken.insert(claim.id).second) continue;
    ids[claim.group] = claim.id;
  }
  for (std::size_t group = 0; group < ids.size(); ++group) {
    if (!ids[group].empty()) continue;
    const std::vector<std::size_t>& members = linkage.groups[group].members;
    const std::string first(records[members.front()].record_id);
    std::string& id = ids[group];
    id = first;
    if (members.size() > 1 || id.empty() || id.size() > kLongestOwnId) id = digest_id(first);
    for (int attempt = 1; taken.contains(id); ++attempt) {
      id = digest_id(first + "#" + std::to_string(attempt));
    }
    taken.insert(id);
  }
  return ids;
}

}  // namespace maillage::places
