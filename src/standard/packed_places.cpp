#include "standard/packed_places.hpp"

#include <algorithm>
#include <iterator>
#include <new>

namespace maillage::standard {

const Extras& PlaceView::extras() const {
  static const Extras kNone;
  if (packed_ == nullptr) return place_->extras;
  return packed_->extras == nullptr ? kNone : *packed_->extras;
}

void PlaceView::copy_to(Place& place) const {
  for (const Field field : all_fields()) place[field] = (*this)[field];
  place.extras = extras();
}

PlaceView PackedPlaces::add(const Texts& texts, Extras extras) {
  std::size_t bytes = 0;
  for (const std::string_view text : texts) bytes += text.size();
  auto* const packed = new (room(sizeof(PlaceView::Packed) + bytes)) PlaceView::Packed;
  packed->extras = extras.empty()
                       ? nullptr
                       : extras_.emplace_back(std::make_unique<Extras>(std::move(extras))).get();
  char* const begin = reinterpret_cast<char*>(packed + 1);
  char* at = begin;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    packed->starts[i] = static_cast<std::uint32_t>(at - begin);
    at = std::copy(texts[i].begin(), texts[i].end(), at);
  }
  packed->starts[kFieldCount] = static_cast<std::uint32_t>(at - begin);
  return PlaceView(packed);
}

std::string_view PackedPlaces::keep(std::string_view text) {
  char* const copy = room(text.size());
  std::copy(text.begin(), text.end(), copy);
  return {copy, text.size()};
}

void PackedPlaces::absorb(PackedPlaces&& others) {
  std::move(others.blocks_.begin(), others.blocks_.end(), std::back_inserter(blocks_));
  std::move(others.extras_.begin(), others.extras_.end(), std::back_inserter(extras_));
  others = PackedPlaces();
}

char* PackedPlaces::room(std::size_t bytes) {
  constexpr std::size_t kBlock = 1u << 20, kAlignment = alignof(PlaceView::Packed);
  bytes = (bytes + kAlignment - 1) / kAlignment * kAlignment;
  if (bytes > left_) {
    left_ = std::max(bytes, kBlock);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(left_));
    free_ = blocks_.back().get();
  }
  char* const given = free_;
  free_ += bytes;
  left_ -= bytes;
  return given;
}

}  // namespace maillage::standard
