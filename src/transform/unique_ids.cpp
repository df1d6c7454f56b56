#include "transform/unique_ids.hpp"

#include <functional>

#include <fmt/format.h>

namespace maillage::transform {

namespace {

std::uint64_t hash_of(const std::string& id) {
  const std::uint64_t hash = std::hash<std::string>{}(id);
  return hash ? hash : 1;
}

}  // namespace

bool UniqueIds::make_unique(std::string& id) {
  const std::uint64_t hash = hash_of(id);
  if (insert(hash)) return true;
  const std::string given = id;
  // the last number given is kept: thousands of rows with one identifier cost no search each
  std::uint32_t& number = last_number_.try_emplace(hash, 1u).first->second;
  do {
    id = fmt::format("{}-{}", given, ++number);
  } while (!insert(hash_of(id)));
  return false;
}

bool UniqueIds::insert(std::uint64_t hash) {
  if (2 * (count_ + 1) > taken_.size()) grow();
  const std::size_t mask = taken_.size() - 1;
  std::size_t slot = hash & mask;
  while (taken_[slot] != 0) {
    if (taken_[slot] == hash) return false;
    slot = (slot + 1) & mask;
  }
  taken_[slot] = hash;
  ++count_;
  return true;
}

void UniqueIds::grow() {
  std::vector<std::uint64_t> former(taken_.empty() ? 1024 : 2 * taken_.size(), 0);
  former.swap(taken_);
  count_ = 0;
  for (const std::uint64_t hash : former) {
    if (hash != 0) insert(hash);
  }
}

}  // namespace maillage::transform
