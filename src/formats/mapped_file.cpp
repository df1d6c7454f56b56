#include "formats/mapped_file.hpp"

#include "base/error.hpp"

#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace maillage::formats {

namespace {

/// Closes a file descriptor at the end of a scope; what it maps stays mapped.
struct Descriptor {
  int number;
  ~Descriptor() {
    if (number >= 0) close(number);
  }
};

}  // namespace

MappedFile::MappedFile(const std::string& path, std::size_t most_bytes) {
  const Descriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  struct stat status {};
  const auto refuse = [&](std::string_view why) {
    throw base::Error(base::ErrorCode::environment,
                      fmt::format("Le fichier « {} » ne peut pas être lu : {}", path, why));
  };
  if (file.number < 0 || fstat(file.number, &status) != 0)
    refuse("vérifiez qu’il est là et que vous avez le droit de le lire.");
  if (!S_ISREG(status.st_mode)) refuse("ce n’est pas un fichier ordinaire.");
  size_ = static_cast<std::size_t>(status.st_size);
  if (size_ > most_bytes) refuse("il est trop grand.");
  if (size_ == 0) return;
  // Populated: a fault a page costs more than all pages at once.
  void* const begin = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file.number, 0);
  if (begin == MAP_FAILED) refuse("la mémoire manque.");
  begin_ = static_cast<const char*>(begin);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : begin_(std::exchange(other.begin_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(begin_, other.begin_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (begin_ != nullptr) munmap(const_cast<char*>(begin_), size_);
}

}  // namespace maillage::formats
