#pragma once
/// The lines of a backup, packed and checked on their way to the disk and back (backup.hpp).
#include "formats/bytes_out.hpp"

#include <memory>
#include <string>
#include <string_view>

struct z_stream_s;
struct gzFile_s;

namespace maillage::store {

/// A digest of lines, made while they pass: SHA-256 of the digests of blocks of about a megabyte.
class LineDigest {
 public:
  void add(std::string_view line);
  std::string hex();

 private:
  void close_block();
  std::string block_, digests_;
};

class BackupWriter {
 public:
  explicit BackupWriter(const std::string& path);
  ~BackupWriter();
  void line(std::string_view text);
  std::string checksum() { return digest_.hex(); }
  void commit();  ///< the file is there and durable

 private:
  void pack(int flush);

  formats::AtomicFile file_;
  std::unique_ptr<z_stream_s> packer_;
  LineDigest digest_;
  std::string waiting_;
};

/// Throws base::Error (bad_input) when the file is damaged; (not_found) when it is not there.
class BackupReader {
 public:
  explicit BackupReader(std::string path);
  ~BackupReader();
  BackupReader(const BackupReader&) = delete;
  BackupReader& operator=(const BackupReader&) = delete;
  bool next(std::string& line);  ///< false at the end
  /// Adds the line that was read to the checksum.
  void count(std::string_view line) { digest_.add(line); }
  std::string checksum() { return digest_.hex(); }
  [[noreturn]] void damaged(std::string_view how) const;

 private:
  bool fill();

  std::string path_;
  gzFile_s* file_;
  LineDigest digest_;
  std::string buffer_;
  std::size_t at_ = 0;
};

}  // namespace maillage::store
