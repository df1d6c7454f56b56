#include "linkage/dictionary.hpp"

#include <cstring>

namespace maillage::linkage {

std::uint64_t hash_text(std::string_view text) {
  std::uint64_t hash = mix(text.size());
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left >= 8; at += 8, left -= 8) {
    std::uint64_t word;
    std::memcpy(&word, at, 8);
    hash = (hash ^ word) * 0x9FB21C651E98DF25u;
    hash ^= hash >> 32;
  }
  if (left > 0) {
    std::uint64_t word = 0;
    std::memcpy(&word, at, left);
    hash = (hash ^ word) * 0x9FB21C651E98DF25u;
    hash ^= hash >> 32;
  }
  return mix(hash);
}

Dictionary::Dictionary() : starts_{0, 0}, slots_(16) {}

ValueId Dictionary::intern(std::string_view text) {
  return intern(text, static_cast<std::uint32_t>(hash_text(text)));
}

std::uint32_t Dictionary::fetch(std::string_view text) const {
  const auto tag = static_cast<std::uint32_t>(hash_text(text));
  __builtin_prefetch(&slots_[tag & (slots_.size() - 1)]);
  return tag;
}

ValueId Dictionary::intern(std::string_view text, std::uint32_t tag) {
  if (text.empty()) return kMissing;
  if (size() * 2 > slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = tag & mask;
  for (; slots_[at].value != kMissing; at = (at + 1) & mask) {
    if (slots_[at].tag == tag && this->text(slots_[at].value) == text) return slots_[at].value;
  }
  const auto value = static_cast<ValueId>(size());
  characters_.append(text);
  starts_.push_back(characters_.size());
  slots_[at] = {tag, value};
  return value;
}

void Dictionary::grow() {
  LargeVector<Slot> wider(slots_.size() * 2);
  const std::size_t mask = wider.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.value == kMissing) continue;
    std::size_t at = slot.tag & mask;
    while (wider[at].value != kMissing) at = (at + 1) & mask;
    wider[at] = slot;
  }
  slots_ = std::move(wider);
}

Dictionary Dictionary::reordered(const std::vector<ValueId>& order) const {
  Dictionary result;
  result.characters_.reserve(characters_.size());
  result.starts_.reserve(starts_.size());
  for (const ValueId value : order) result.intern(text(value));
  return result;
}

}  // namespace maillage::linkage
