#pragma once
/// One block of zeroed memory whose pages are all there from the start. Touching fresh pages one by
/// one costs a fault each, on virtual machines ten microseconds: more than all the rest of loading
/// a file. Linux only (mmap).
#include <cstddef>
#include <new>
#include <span>
#include <type_traits>

namespace maillage::territory {

class Arena {
 public:
  Arena() = default;
  explicit Arena(std::size_t bytes);  ///< throws std::bad_alloc
  Arena(Arena&& other) noexcept;
  Arena& operator=(Arena&& other) noexcept;
  ~Arena();

  /// `count` zeroed items; throws std::bad_alloc when the block is used up.
  template <class T>
  std::span<T> take(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T>, "nobody destroys what lies in an arena");
    return {static_cast<T*>(take_bytes(count, sizeof(T), alignof(T))), count};
  }

 private:
  void* take_bytes(std::size_t count, std::size_t size, std::size_t alignment);

  std::byte* block_ = nullptr;
  std::size_t size_ = 0, used_ = 0;
};

}  // namespace maillage::territory
