#pragma once
/// Files that are whole or absent: written beside their target under a temporary name, then
/// renamed. A command that fails, a full disk or a lost machine never leaves half a file under the
/// name that others read.
#include <string>
#include <string_view>

namespace maillage::formats {

/// Who may read a file that is made.
enum class Readers { all, owner };

class AtomicFile {
 public:
  /// Missing folders are made. A target that isn't an ordinary file (/dev/stdout, a pipe) is
  /// written to directly. Throws base::Error (environment), as all functions here do, with a
  /// sentence that names the file.
  explicit AtomicFile(std::string path, Readers readers = Readers::all);
  /// Removes the temporary file when `commit` was not called.
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  /// Gathers small pieces; the bytes are on their way to the disk after some 64 KB, or at `commit`.
  void write(std::string_view bytes);
  /// Makes the bytes durable, then visible under the target's name. Call once.
  void commit();

 private:
  void flush();
  void put(std::string_view bytes);
  void discard();
  [[noreturn]] void fail(int error);

  std::string path_;
  Readers readers_;
  std::string temporary_;  // empty for a direct target
  std::string buffer_;
  int file_ = -1;
};

/// The whole file at once.
void write_file(const std::string& path, std::string_view bytes);

}  // namespace maillage::formats
