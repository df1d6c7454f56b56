#include "formats/zip_archive.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <zlib.h>

namespace maillage::formats {

namespace {

// Layout of APPNOTE.TXT 6.3, sections 4.3.7 (local header), 4.3.12 (directory) and 4.3.16 (end of
// directory).
constexpr std::string_view kEndMark("PK\x05\x06", 4);
constexpr std::string_view kEntryMark("PK\x01\x02", 4);
constexpr std::string_view kLocalMark("PK\x03\x04", 4);
constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kEntryBytes = 46;
constexpr std::size_t kLocalBytes = 30;
constexpr std::size_t kMaxComment = 65'535;
constexpr std::uint32_t kEncrypted = 1;
constexpr std::uint32_t kStored = 0;
constexpr std::uint32_t kDeflated = 8;
constexpr std::size_t kRatioCounts = 16u << 20;  // unpacked bytes under which any ratio is harmless

std::uint32_t number(std::string_view text, std::size_t at, std::size_t bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i) {
    value |= static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i])) << (8 * i);
  }
  return value;
}

[[noreturn]] void damaged() {
  throw base::Error(
      base::ErrorCode::bad_input,
      "Ce classeur est abîmé ou incomplet. Téléchargez-le ou enregistrez-le de nouveau.");
}

[[noreturn]] void too_large(std::size_t bytes) {
  throw base::Error(base::ErrorCode::too_large,
                    fmt::format("Ce classeur est trop gros une fois ouvert (plus de {} Mo). "
                                "Enregistrez la feuille en CSV.",
                                bytes >> 20));
}

/// Inflates raw DEFLATE data, at most `announced` bytes of it.
void inflate_raw(std::string_view packed, std::size_t announced,
                 const std::function<void(std::string_view)>& sink) {
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) throw std::bad_alloc();
  const auto release = [](z_stream* used) { inflateEnd(used); };
  const std::unique_ptr<z_stream, decltype(release)> guard(&stream, release);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  std::array<char, 65'536> piece;
  std::size_t total = 0;
  for (int result = Z_OK; result != Z_STREAM_END;) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = piece.size();
    result = inflate(&stream, Z_NO_FLUSH);
    const std::size_t got = piece.size() - stream.avail_out;
    total += got;
    if ((result != Z_OK && result != Z_STREAM_END) || (got == 0 && result == Z_OK) ||
        total > announced)
      damaged();
    sink({piece.data(), got});
  }
}

}  // namespace

ZipArchive::ZipArchive(std::string bytes, const ZipLimits& limits) : bytes_(std::move(bytes)) {
  const std::string_view archive = bytes_;
  if (archive.size() < kEndBytes) damaged();
  const std::size_t tail = archive.size() - std::min(archive.size(), kEndBytes + kMaxComment);
  const std::size_t end = archive.rfind(kEndMark, archive.size() - kEndBytes);
  if (end == std::string_view::npos || end < tail) damaged();
  const std::size_t count = number(archive, end + 10, 2);
  std::size_t at = number(archive, end + 16, 4);
  if (count > limits.entries) {
    throw base::Error(base::ErrorCode::too_large,
                      "Ce classeur contient trop de fichiers. Enregistrez la feuille en CSV.");
  }
  std::size_t packed = 0, unpacked = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (at > archive.size() || archive.size() - at < kEntryBytes ||
        archive.substr(at, 4) != kEntryMark)
      damaged();
    if (number(archive, at + 8, 2) & kEncrypted) {
      throw base::Error(
          base::ErrorCode::bad_input,
          "Ce classeur est protégé par un mot de passe. Enregistrez-le sans mot de passe.");
    }
    const std::size_t name_bytes = number(archive, at + 28, 2);
    if (archive.size() - at - kEntryBytes < name_bytes) damaged();
    entries_.push_back({archive.substr(at + kEntryBytes, name_bytes), number(archive, at + 10, 2),
                        number(archive, at + 20, 4), number(archive, at + 24, 4),
                        number(archive, at + 42, 4)});
    packed += entries_.back().packed;
    unpacked += entries_.back().unpacked;
    if (unpacked > limits.unpacked_bytes) too_large(limits.unpacked_bytes);
    at += kEntryBytes + name_bytes + number(archive, at + 30, 2) + number(archive, at + 32, 2);
  }
  if (packed > archive.size()) damaged();
  if (unpacked > kRatioCounts && unpacked / std::max<std::size_t>(1, packed) > limits.ratio)
    too_large(kRatioCounts);
}

std::vector<std::string_view> ZipArchive::names() const {
  std::vector<std::string_view> names;
  for (const Entry& entry : entries_) names.push_back(entry.name);
  return names;
}

const ZipArchive::Entry* ZipArchive::find(std::string_view name) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& entry) { return entry.name == name; });
  return found == entries_.end() ? nullptr : &*found;
}

void ZipArchive::unpack(std::string_view name,
                        const std::function<void(std::string_view)>& sink) const {
  const Entry* const entry = find(name);
  if (entry == nullptr) return;
  const std::string_view archive = bytes_;
  const std::size_t at = entry->header;
  if (at > archive.size() || archive.size() - at < kLocalBytes ||
      archive.substr(at, 4) != kLocalMark)
    damaged();
  const std::size_t begin =
      at + kLocalBytes + number(archive, at + 26, 2) + number(archive, at + 28, 2);
  if (begin > archive.size() || archive.size() - begin < entry->packed) damaged();
  const std::string_view packed = archive.substr(begin, entry->packed);
  if (entry->method == kStored) return sink(packed);
  if (entry->method != kDeflated) damaged();
  inflate_raw(packed, entry->unpacked, sink);
}

std::string ZipArchive::unpack(std::string_view name) const {
  std::string content;
  unpack(name, [&](std::string_view piece) { content += piece; });
  return content;
}

}  // namespace maillage::formats
