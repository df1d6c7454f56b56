#pragma once
/// A sliding window over a ByteSource for the parsers of this room: the bytes from `begin()` to
/// `end()` are contiguous, and reading beyond `end()` by up to `kPadding` bytes is harmless (vector
/// loads, simdjson). Offsets are relative to `begin()` and survive `more()`; pointers don't.
#include "formats/row_reader.hpp"

#include <cstddef>
#include <memory>
#include <string_view>

namespace maillage::formats {

class InputWindow {
 public:
  static constexpr std::size_t kPadding = 64;
  static constexpr std::size_t kChunk = 64u << 10;

  explicit InputWindow(std::unique_ptr<ByteSource> bytes) : bytes_(std::move(bytes)) {}

  char* begin() { return buffer_.get() + begin_; }
  char* end() { return buffer_.get() + end_; }
  std::size_t size() const { return end_ - begin_; }
  std::string_view text(std::size_t offset, std::size_t length) {
    return {begin() + offset, length};
  }
  /// Bytes of the source before `begin()`.
  std::size_t consumed() const { return consumed_; }

  void advance(std::size_t bytes) {
    begin_ += bytes;
    consumed_ += bytes;
  }
  /// Reads a further chunk behind `end()`; false at the end of the source.
  bool more();

 private:
  void make_room();

  std::unique_ptr<ByteSource> bytes_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t consumed_ = 0;
  bool finished_ = false;
};

}  // namespace maillage::formats
