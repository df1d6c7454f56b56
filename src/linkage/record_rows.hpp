#pragma once
/// What blocking and comparing read of a record, in one line of memory where it fits: a number for
/// each field (its lane), and which lanes are filled. Whether two records agree, lane by lane, is
/// then a handful of instructions.
#include "linkage/field.hpp"
#include "linkage/large_pages.hpp"

#include <cstdint>
#include <cstring>
#include <span>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace maillage::linkage {

using Lanes = std::uint64_t;  ///< a bit for each lane

/// Rows side by side in memory.
class RowBlock {
 public:
  /// `width` numbers a row, a multiple of sixteen; aligned to lines.
  RowBlock(const ValueId* rows, std::size_t width) : rows_(rows), width_(width) {}

  const ValueId* operator[](std::size_t place) const { return rows_ + place * width_; }
  /// The lanes of a row that hold a value.
  Lanes filled(const ValueId* row) const {
    Lanes lanes;
    std::memcpy(&lanes, row + width_ - kFilled, sizeof lanes);
    return lanes;
  }
  /// The lanes in which both rows hold the same value.
  Lanes equal(const ValueId* x, const ValueId* y) const {
    Lanes lanes = equal_in_line(x, y);
    for (std::size_t at = kLine; at < width_; at += kLine) {
      lanes |= equal_in_line(x + at, y + at) << at;
    }
    return lanes & filled(x);
  }

  static constexpr std::size_t kLine = 16;   ///< numbers in a line of memory
  static constexpr std::size_t kFilled = 2;  ///< numbers at the end of a row: its filled lanes

 private:
  static Lanes equal_in_line(const ValueId* x, const ValueId* y) {
#ifdef __SSE2__
    const auto equal = [&](std::size_t at) {
      return _mm_cmpeq_epi32(_mm_load_si128(reinterpret_cast<const __m128i*>(x + at)),
                             _mm_load_si128(reinterpret_cast<const __m128i*>(y + at)));
    };
    const __m128i low = _mm_packs_epi32(equal(0), equal(4));
    const __m128i high = _mm_packs_epi32(equal(8), equal(12));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_packs_epi16(low, high)));
#else
    Lanes lanes = 0;
    for (std::size_t at = 0; at < kLine; ++at) lanes |= Lanes{x[at] == y[at]} << at;
    return lanes;
#endif
  }

  const ValueId* rows_;
  std::size_t width_;
};

/// The rows of a table, by record.
class RecordRows {
 public:
  static constexpr std::size_t kMost = 62;  ///< lanes

  RecordRows(std::span<const Field* const> fields, std::size_t records);

  std::size_t width() const { return width_; }
  RowBlock rows() const { return {cells_.data(), width_}; }

 private:
  std::size_t width_;
  LargeVector<ValueId> cells_;
};

}  // namespace maillage::linkage
