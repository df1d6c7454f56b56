#pragma once
/// Large work cut in slices, one a thread.
#include <algorithm>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace maillage::linkage {

/// Calls `work(slice, first, last)` on slices of [0, count), in as many threads as asked provided
/// that each has `least` to do; returns the number of slices. What a slice throws, the first in
/// order when several do, is thrown here once all have ended.
template <class Work>
std::size_t in_slices(std::size_t count, std::size_t least, unsigned threads, Work work) {
  const std::size_t slices = std::clamp<std::size_t>(count / least, 1, std::max(threads, 1u));
  std::vector<std::exception_ptr> thrown(slices);
  const auto run = [&](std::size_t slice) {
    try {
      work(slice, count * slice / slices, count * (slice + 1) / slices);
    } catch (...) {
      thrown[slice] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t slice = 1; slice < slices; ++slice) others.emplace_back(run, slice);
    run(0);
  }
  for (const std::exception_ptr& exception : thrown) {
    if (exception) std::rethrow_exception(exception);
  }
  return slices;
}

}  // namespace maillage::linkage
