#include "base/large_heap.hpp"

#include <cstdint>
#include <cstdlib>
#include <limits>

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#define MAILLAGE_LARGE_HEAP 1
#endif

namespace maillage::base {

#ifdef MAILLAGE_LARGE_HEAP
void use_large_heap(std::size_t bytes) {
  constexpr std::uintptr_t kLargePage = 2u << 20;
  mallopt(M_MMAP_MAX, 0);  // large pieces too come from the heap
  mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  mallopt(M_ARENA_MAX, 1);
  const auto begin = reinterpret_cast<std::uintptr_t>(sbrk(0));
  void* volatile whole = std::malloc(bytes);  // makes the heap that large; volatile: not in vain
  std::free(whole);
  const auto end = reinterpret_cast<std::uintptr_t>(sbrk(0));
  const std::uintptr_t first = (begin + kLargePage - 1) / kLargePage * kLargePage;
  if (first < end) madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
}
#else
void use_large_heap(std::size_t) {}
#endif

}  // namespace maillage::base
