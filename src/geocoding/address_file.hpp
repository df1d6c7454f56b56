#pragma once
/// The streets and house numbers of an imported Base Adresse Nationale, read where they lie in a
/// mapped file: the whole country is some 400 MB of it, opens in milliseconds, and processes share
/// its memory. Whatever the bytes, reading stays inside the file. Linux, little-endian.
#include "formats/mapped_file.hpp"
#include "geocoding/address_layout.hpp"
#include "geocoding/model.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace maillage::geocoding {

struct House {
  std::uint32_t number = 0;
  std::string_view suffix;  ///< "bis"; may be empty
  Point point;
};

/// Streets `from` to `to` of the file, which is not included.
struct StreetRange {
  std::uint32_t from = 0, to = 0;
};

class AddressFile {
 public:
  /// Throws base::Error (environment) when it can't be read, or isn't such a file.
  explicit AddressFile(const std::string& path);

  std::uint64_t addresses() const { return addresses_; }
  /// Without the last record, which only ends the one before.
  std::span<const CommuneRecord> communes() const;
  std::uint32_t first_street(std::size_t commune) const { return communes_[commune].first_street; }
  std::size_t commune_of(std::uint32_t street) const;  ///< index in communes()

  std::span<const StreetRecord> streets() const { return streets_; }
  std::string_view name(const StreetRecord& street) const;
  std::string_view former(const StreetRecord& street) const;
  Point point(const StreetRecord& street) const;
  std::span<const std::uint32_t> words_of(const StreetRecord& street) const;
  /// Words of all streets from one to another, which is not included.
  std::span<const std::uint32_t> words_between(std::uint32_t from, std::uint32_t to) const;

  std::size_t word_count() const { return words_.empty() ? 0 : words_.size() - 1; }
  std::optional<std::uint32_t> find_word(std::string_view word) const;
  std::string_view word(std::uint32_t index) const;
  std::uint32_t letters(std::uint32_t word) const { return words_[word].letters; }
  std::uint32_t length(std::uint32_t word) const { return words_[word].length; }
  bool is_type(std::uint32_t word) const { return words_[word].is_type != 0; }
  std::span<const std::uint32_t> words_by_length() const { return word_lengths_; }
  std::span<const std::uint32_t> postings(std::uint32_t word) const;
  /// The words that begin so: from the first to the last, which is not included.
  std::pair<std::uint32_t, std::uint32_t> beginning_with(std::string_view prefix) const;

  /// Calls `visit(const House&)` for each house number of the street, in order, until it returns
  /// false.
  template <class Visit>
  void each_house(const StreetRecord& street, Visit visit) const;

  /// The cells of the grid from `first` to `last`, both included.
  std::span<const CellRecord> cells_between(std::uint64_t first, std::uint64_t last) const;
  std::span<const std::uint32_t> streets_of(const CellRecord& cell) const;

 private:
  template <class T>
  std::span<const T> section(const Trailer& trailer, Section which, const std::string& path) const;
  std::string_view text(std::uint32_t offset, std::size_t length) const;

  formats::MappedFile file_;
  std::uint64_t addresses_ = 0;
  std::span<const char> text_;
  std::span<const std::uint8_t> numbers_;
  std::span<const CommuneRecord> communes_;
  std::span<const StreetRecord> streets_;
  std::span<const std::uint32_t> street_words_, word_slots_, word_lengths_, postings_,
      cell_streets_;
  std::span<const WordRecord> words_;
  std::span<const SuffixRecord> suffixes_;
  std::span<const CellRecord> cells_;
};

/// The cell of a point given in units of kDegree.
constexpr std::uint64_t cell_of(std::int32_t latitude, std::int32_t longitude) {
  const auto row = static_cast<std::uint64_t>((latitude + 9'000'000) / kCellHeight);
  const auto column = static_cast<std::uint64_t>((longitude + 18'000'000) / kCellWidth);
  return row * kCellsOfRow + column;
}

/// Reads the varints of a stretch of bytes; behind its end all are 0.
class VarintReader {
 public:
  explicit VarintReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}
  std::uint32_t next() {
    std::uint32_t value = 0;
    for (int shift = 0; at_ < bytes_.size() && shift < 32; shift += 7) {
      const std::uint8_t byte = bytes_[at_++];
      value |= static_cast<std::uint32_t>(byte & 0x7F) << shift;
      if (byte < 0x80) break;
    }
    return value;
  }
  std::int32_t next_signed() {
    const std::uint32_t zigzag = next();
    return static_cast<std::int32_t>(zigzag >> 1) ^ -static_cast<std::int32_t>(zigzag & 1);
  }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
};

template <class Visit>
void AddressFile::each_house(const StreetRecord& street, Visit visit) const {
  VarintReader reader(numbers_.subspan(std::min<std::size_t>(street.numbers, numbers_.size())));
  House house;
  std::uint32_t latitude = static_cast<std::uint32_t>(street.latitude),
                longitude =
                    static_cast<std::uint32_t>(street.longitude);  // may wrap, never overflow
  for (std::uint32_t i = 0; i < street.number_count; ++i) {
    const std::uint32_t step = reader.next();
    house.number += step >> 1;
    house.suffix = {};
    if (step & 1) {
      const std::uint32_t suffix = reader.next();
      if (suffix < suffixes_.size())
        house.suffix = text(suffixes_[suffix].text, suffixes_[suffix].length);
    }
    latitude += static_cast<std::uint32_t>(reader.next_signed());
    longitude += static_cast<std::uint32_t>(reader.next_signed());
    house.point = {static_cast<std::int32_t>(latitude) / kDegree,
                   static_cast<std::int32_t>(longitude) / kDegree};
    if (!visit(house)) return;
  }
}

}  // namespace maillage::geocoding
