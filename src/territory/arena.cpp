#include "territory/arena.hpp"

#include <utility>

#include <sys/mman.h>

namespace maillage::territory {

Arena::Arena(std::size_t bytes) : size_(bytes) {
  void* block = mmap(nullptr, bytes, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
  if (block == MAP_FAILED) throw std::bad_alloc();
  block_ = static_cast<std::byte*>(block);
}

Arena::Arena(Arena&& other) noexcept
    : block_(std::exchange(other.block_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      used_(std::exchange(other.used_, 0)) {}

Arena& Arena::operator=(Arena&& other) noexcept {
  std::swap(block_, other.block_);
  std::swap(size_, other.size_);
  std::swap(used_, other.used_);
  return *this;
}

Arena::~Arena() {
  if (block_ != nullptr) munmap(block_, size_);
}

void* Arena::take_bytes(std::size_t count, std::size_t size, std::size_t alignment) {
  const std::size_t begin = (used_ + alignment - 1) / alignment * alignment;
  if (begin > size_ || count > (size_ - begin) / size) throw std::bad_alloc();
  used_ = begin + count * size;
  return block_ + begin;
}

}  // namespace maillage::territory
