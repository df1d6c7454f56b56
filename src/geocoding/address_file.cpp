#include "geocoding/address_file.hpp"

#include "base/error.hpp"
#include "territory/name_key.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

namespace maillage::geocoding {
namespace {

constexpr std::size_t kMostBytes = std::size_t{8} << 30;

[[noreturn]] void damaged(const std::string& path) {
  throw base::Error(base::ErrorCode::environment,
                    fmt::format("Le fichier des adresses {} est abîmé ou d’une autre version. "
                                "Refaites-le avec « maillage importer-adresses ».",
                                path));
}

/// The part of `all` from one record's `first` to the next one's.
std::span<const std::uint32_t> slice(std::span<const std::uint32_t> all, std::size_t from,
                                     std::size_t to) {
  to = std::min(to, all.size());
  return from < to ? all.subspan(from, to - from) : std::span<const std::uint32_t>();
}

}  // namespace

template <class T>
std::span<const T> AddressFile::section(const Trailer& trailer, Section which,
                                        const std::string& path) const {
  const auto [offset, count] = trailer.sections[which];
  const std::size_t size = file_.bytes().size();
  if (offset % alignof(T) != 0 || offset > size || count > (size - offset) / sizeof(T))
    damaged(path);
  return {reinterpret_cast<const T*>(file_.bytes().data() + offset), count};
}

AddressFile::AddressFile(const std::string& path) : file_(path, kMostBytes) {
  const std::string_view bytes = file_.bytes();
  Trailer trailer;
  if (bytes.size() < sizeof trailer) damaged(path);
  std::memcpy(&trailer, bytes.data() + bytes.size() - sizeof trailer, sizeof trailer);
  if (std::memcmp(trailer.magic, kAddressMagic, sizeof kAddressMagic) != 0 ||
      trailer.version != kAddressVersion || trailer.file_size != bytes.size())
    damaged(path);
  addresses_ = trailer.addresses;
  numbers_ = section<std::uint8_t>(trailer, kNumbers, path);
  text_ = section<char>(trailer, kText, path);
  communes_ = section<CommuneRecord>(trailer, kCommunes, path);
  streets_ = section<StreetRecord>(trailer, kStreets, path);
  street_words_ = section<std::uint32_t>(trailer, kStreetWords, path);
  words_ = section<WordRecord>(trailer, kWords, path);
  word_slots_ = section<std::uint32_t>(trailer, kWordSlots, path);
  word_lengths_ = section<std::uint32_t>(trailer, kWordLengths, path);
  postings_ = section<std::uint32_t>(trailer, kPostings, path);
  suffixes_ = section<SuffixRecord>(trailer, kSuffixes, path);
  cells_ = section<CellRecord>(trailer, kCells, path);
  cell_streets_ = section<std::uint32_t>(trailer, kCellStreets, path);
  if (communes_.empty() || words_.empty() || cells_.empty() || word_slots_.empty()) damaged(path);
  std::uint32_t last = 0;
  for (const CommuneRecord& commune : communes_) {
    if (commune.first_street < last || commune.first_street > streets_.size()) damaged(path);
    last = commune.first_street;
  }
}

std::string_view AddressFile::text(std::uint32_t offset, std::size_t length) const {
  if (offset > text_.size() || length > text_.size() - offset) return {};
  return {text_.data() + offset, length};
}

std::span<const CommuneRecord> AddressFile::communes() const {
  return communes_.first(communes_.size() - 1);
}

std::size_t AddressFile::commune_of(std::uint32_t street) const {
  const auto after = std::ranges::upper_bound(communes(), street, {}, &CommuneRecord::first_street);
  return after == communes().begin() ? 0 : static_cast<std::size_t>(after - communes().begin()) - 1;
}

std::string_view AddressFile::name(const StreetRecord& street) const {
  return text(street.name, street.name_length);
}
std::string_view AddressFile::former(const StreetRecord& street) const {
  return text(street.former, street.former_length);
}
Point AddressFile::point(const StreetRecord& street) const {
  return {street.latitude / kDegree, street.longitude / kDegree};
}

std::span<const std::uint32_t> AddressFile::words_of(const StreetRecord& street) const {
  return slice(street_words_, street.first_word,
               std::size_t{street.first_word} + street.word_count);
}

std::span<const std::uint32_t> AddressFile::words_between(std::uint32_t from,
                                                          std::uint32_t to) const {
  if (from >= to || to > streets_.size()) return {};
  const std::size_t end = to == streets_.size() ? street_words_.size() : streets_[to].first_word;
  return slice(street_words_, streets_[from].first_word, end);
}

std::optional<std::uint32_t> AddressFile::find_word(std::string_view wanted) const {
  std::size_t slot = territory::key_hash(wanted) % word_slots_.size();
  for (std::size_t tries = 0; tries < word_slots_.size(); ++tries) {
    const std::uint32_t found = word_slots_[slot];
    if (found == 0 || found > word_count()) return std::nullopt;
    if (word(found - 1) == wanted) return found - 1;
    if (++slot == word_slots_.size()) slot = 0;
  }
  return std::nullopt;
}

std::string_view AddressFile::word(std::uint32_t index) const {
  return text(words_[index].text, words_[index].length);
}

std::span<const std::uint32_t> AddressFile::postings(std::uint32_t index) const {
  return slice(postings_, words_[index].first_posting, words_[index + 1].first_posting);
}

std::pair<std::uint32_t, std::uint32_t> AddressFile::beginning_with(std::string_view prefix) const {
  const auto words = words_.first(word_count());
  const auto text_of = [&](const WordRecord& record) { return text(record.text, record.length); };
  const auto begin = std::ranges::lower_bound(words, prefix, {}, text_of);
  const auto end = std::partition_point(begin, words.end(), [&](const WordRecord& record) {
    return text_of(record).starts_with(prefix);
  });
  return {static_cast<std::uint32_t>(begin - words.begin()),
          static_cast<std::uint32_t>(end - words.begin())};
}

std::span<const CellRecord> AddressFile::cells_between(std::uint64_t first,
                                                       std::uint64_t last) const {
  const auto cells = cells_.first(cells_.size() - 1);
  const auto begin = std::ranges::lower_bound(cells, first, {}, &CellRecord::cell);
  auto end = begin;
  while (end != cells.end() && end->cell <= last) ++end;
  return {begin, end};
}

std::span<const std::uint32_t> AddressFile::streets_of(const CellRecord& cell) const {
  return slice(cell_streets_, cell.first_street, (&cell + 1)->first_street);
}

}  // namespace maillage::geocoding
