#pragma once
/// A ZIP archive written from front to back, each file deflated as it comes: its sizes follow its
/// bytes (APPNOTE 4.3.9), so nothing is held back but the table of contents. Up to 4 GB.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::formats {

class ZipWriter {
 public:
  /// Appends to `out`, which the caller may send and clear at any time.
  explicit ZipWriter(std::string& out);
  ~ZipWriter();
  ZipWriter(const ZipWriter&) = delete;
  ZipWriter& operator=(const ZipWriter&) = delete;

  /// One file after the other: its name, its bytes in as many pieces as it takes.
  void begin_file(std::string_view name);
  void write(std::string_view bytes);
  void end_file();
  /// The table of contents, behind the last file.
  void finish();

 private:
  struct Entry {
    std::string name;
    std::uint32_t crc = 0, packed = 0, unpacked = 0, header = 0;
  };
  struct Deflater;
  void append(std::string_view bytes);
  void deflate(std::string_view bytes, bool ends);

  std::string& out_;
  std::uint32_t written_ = 0;  ///< bytes given to `out_`, which may be gone from it
  std::vector<Entry> entries_;
  std::unique_ptr<Deflater> deflater_;
};

}  // namespace maillage::formats
