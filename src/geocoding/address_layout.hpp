#pragma once
/// The inside of the file of addresses, read where it lies (address_file.hpp) and written by
/// address_writer.hpp. Little-endian, sections aligned to 8 bytes, the table of sections at the end
/// because the house numbers, most of the file, are written while they are read.
///
/// House numbers of a street, in order: varint of twice the step from the number before, plus 1
/// when a repetition (bis, b) follows as a varint of its rank in kSuffixes; then the steps of
/// latitude and longitude from the point before (the street's own at first), zigzag varints in
/// units of kDegree.
#include <cstdint>

namespace maillage::geocoding {

/// Units of a degree: 1.1 m northwards.
inline constexpr double kDegree = 100'000;
/// Cells of the grid, in those units: some 220 m each way in France.
inline constexpr std::int32_t kCellHeight = 200, kCellWidth = 300;
inline constexpr std::uint64_t kCellsOfRow = 1u << 17;

struct CommuneRecord {
  char code[8];  ///< 5 characters and padding; sorted
  std::uint32_t first_street, padding;
};

struct StreetRecord {
  std::uint32_t name, former;  ///< offsets in the text; former: the name of a former commune
  std::uint32_t first_word;    ///< in street_words
  std::uint32_t numbers;       ///< offset of the first house number
  std::int32_t latitude, longitude;
  std::uint32_t postcode;
  std::uint16_t number_count;
  std::uint8_t name_length, former_length, word_count, padding[3];
};

struct WordRecord {
  std::uint32_t text;
  std::uint32_t letters;        ///< letters_of the word
  std::uint32_t first_posting;  ///< streets that bear the word, in order
  std::uint16_t length;
  std::uint16_t is_type;  ///< 1: avenue, impasse
};

struct SuffixRecord {
  std::uint32_t text, length;
};

struct CellRecord {
  std::uint64_t cell;  ///< row * kCellsOfRow + column; sorted
  std::uint32_t first_street, padding;
};

enum Section : std::uint32_t {
  kNumbers,      ///< bytes
  kText,         ///< bytes
  kCommunes,     ///< CommuneRecord, one more at the end
  kStreets,      ///< StreetRecord, by commune, then by name
  kStreetWords,  ///< u32: words of each street
  kWords,        ///< WordRecord, sorted, one more at the end
  kWordSlots,    ///< u32: open addressing on the hash of a word: its index + 1
  kWordLengths,  ///< u32: words in order of length
  kPostings,     ///< u32
  kSuffixes,     ///< SuffixRecord
  kCells,        ///< CellRecord, one more at the end
  kCellStreets,  ///< u32
  kSections
};

struct Trailer {
  struct {
    std::uint64_t offset, count;
  } sections[kSections];
  std::uint64_t addresses;  ///< house numbers in all
  std::uint64_t file_size;
  char magic[4];
  std::uint32_t version;
};
inline constexpr char kAddressMagic[4] = {'M', 'L', 'G', 'A'};
inline constexpr std::uint32_t kAddressVersion = 1;

static_assert(sizeof(CommuneRecord) == 16 && sizeof(StreetRecord) == 36 &&
              sizeof(WordRecord) == 16 && sizeof(CellRecord) == 16);

}  // namespace maillage::geocoding
