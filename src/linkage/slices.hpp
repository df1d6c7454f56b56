#pragma once
/// Large work cut in slices, one a thread.
#include <algorithm>
#include <cstddef>
#include <thread>
#include <vector>

namespace maillage::linkage {

/// Calls `work(slice, first, last)` on slices of [0, count), in as many threads as asked provided
/// that each has `least` to do; returns the number of slices.
template <class Work>
std::size_t in_slices(std::size_t count, std::size_t least, unsigned threads, Work work) {
  const std::size_t slices = std::clamp<std::size_t>(count / least, 1, std::max(threads, 1u));
  std::vector<std::jthread> others;  // joined also when this thread's work throws
  for (std::size_t slice = 1; slice < slices; ++slice) {
    others.emplace_back(work, slice, count * slice / slices, count * (slice + 1) / slices);
  }
  work(std::size_t{0}, std::size_t{0}, count / slices);
  for (std::jthread& other : others) other.join();
  return slices;
}

}  // namespace maillage::linkage
