#include "formats/input_window.hpp"

#include <algorithm>
#include <cstring>

namespace maillage::formats {

void InputWindow::make_room() {
  const std::size_t kept = size();
  if (begin_ > 0 && kept <= capacity_ / 2) {
    std::memmove(buffer_.get(), begin(), kept);
  } else {
    const std::size_t wanted = std::max(2 * kChunk, 2 * kept);
    auto larger = std::make_unique_for_overwrite<char[]>(wanted + kPadding);
    if (kept > 0) std::memcpy(larger.get(), begin(), kept);
    buffer_ = std::move(larger);
    capacity_ = wanted;
  }
  begin_ = 0;
  end_ = kept;
}

bool InputWindow::more() {
  if (finished_) return false;
  if (capacity_ - end_ < kChunk) make_room();
  const std::size_t got = bytes_->read(buffer_.get() + end_, std::min(kChunk, capacity_ - end_));
  end_ += got;
  finished_ = got == 0;
  return got > 0;
}

}  // namespace maillage::formats
