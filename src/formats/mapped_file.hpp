#pragma once
/// A file read where it lies in the system's cache: nothing is copied, and processes that map the
/// same file share its memory. For the program's own reference data, which is replaced by renaming
/// a new file over the old one: a file cut short while it is mapped ends the process. Linux only
/// (mmap).
#include <cstddef>
#include <string>
#include <string_view>

namespace maillage::formats {

class MappedFile {
 public:
  MappedFile() = default;  ///< holds no bytes
  /// Throws base::Error (environment) when the file can't be read or holds more than `most_bytes`.
  MappedFile(const std::string& path, std::size_t most_bytes);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  ~MappedFile();

  /// Begins at a multiple of the page size; lives as long as the object that mapped the file,
  /// wherever that is moved.
  std::string_view bytes() const { return {begin_, size_}; }

 private:
  const char* begin_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace maillage::formats
