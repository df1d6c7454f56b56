#pragma once
/// The files inside a ZIP archive held in memory (spreadsheets, GTFS, INSEE tables). The table of
/// contents is checked before anything is unpacked, and unpacking stops at the size it announces:
/// an archive of a few kilobytes can hold gigabytes of zeros, and is refused.
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::formats {

struct ZipLimits {
  std::size_t entries = 10'000;
  std::size_t unpacked_bytes = 512u << 20;
  std::size_t ratio =
      200;  ///< unpacked bytes a packed byte, beyond the first 16 MB; real sheets stay under 50
};

class ZipArchive {
 public:
  /// Throws base::Error: bad_input when the archive is damaged or encrypted, too_large when it
  /// passes a limit.
  explicit ZipArchive(std::string bytes, const ZipLimits& limits = {});
  ZipArchive(const ZipArchive&) = delete;  // the names point into the bytes
  ZipArchive& operator=(const ZipArchive&) = delete;

  std::vector<std::string_view> names() const;
  bool has(std::string_view name) const { return find(name) != nullptr; }
  /// Gives the content of a file piece by piece; nothing when there is no such file. Throws as the
  /// constructor does.
  void unpack(std::string_view name, const std::function<void(std::string_view)>& sink) const;
  std::string unpack(std::string_view name) const;

 private:
  struct Entry {
    std::string_view name;
    std::uint32_t method, packed, unpacked, header;
  };
  const Entry* find(std::string_view name) const;

  std::string bytes_;
  std::vector<Entry> entries_;
};

}  // namespace maillage::formats
