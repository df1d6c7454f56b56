#include "formats/gunzip.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <new>

#include <zlib.h>

namespace maillage::formats {

namespace {

constexpr std::size_t kChunk = 64u << 10;
constexpr int kGzipOnly = 16 + MAX_WBITS;

class Gunzip final : public ByteSource {
 public:
  explicit Gunzip(std::unique_ptr<ByteSource> packed) : packed_(std::move(packed)) {
    if (inflateInit2(&stream_, kGzipOnly) != Z_OK) throw std::bad_alloc();
  }
  ~Gunzip() override { inflateEnd(&stream_); }
  Gunzip(const Gunzip&) = delete;
  Gunzip& operator=(const Gunzip&) = delete;

  std::size_t read(char* buffer, std::size_t capacity) override {
    if (capacity == 0) return 0;
    stream_.next_out = reinterpret_cast<Bytef*>(buffer);
    stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(capacity, 1u << 30));
    const uInt wanted = stream_.avail_out;
    while (stream_.avail_out == wanted) {
      if (stream_.avail_in == 0 && !refill()) {
        if (inside_) damaged();
        break;
      }
      inside_ = true;
      const int result = inflate(&stream_, Z_NO_FLUSH);
      if (result == Z_STREAM_END) {
        inside_ = false;
        inflateReset(&stream_);
      } else if (result != Z_OK && result != Z_BUF_ERROR) {
        damaged();
      }
    }
    return wanted - stream_.avail_out;
  }

 private:
  bool refill() {
    stream_.next_in = reinterpret_cast<Bytef*>(chunk_.data());
    stream_.avail_in = static_cast<uInt>(packed_->read(chunk_.data(), chunk_.size()));
    return stream_.avail_in > 0;
  }
  [[noreturn]] static void damaged() {
    throw base::Error(base::ErrorCode::bad_input,
                      "Le fichier compressé est abîmé ou incomplet. Téléchargez-le de nouveau.");
  }

  std::unique_ptr<ByteSource> packed_;
  std::array<char, kChunk> chunk_;
  z_stream stream_{};
  bool inside_ = false;  ///< a member that has not ended
};

/// Gives first what was read to look at, then the rest.
class Rejoined final : public ByteSource {
 public:
  Rejoined(std::string first, std::unique_ptr<ByteSource> rest)
      : first_(std::move(first)), rest_(std::move(rest)) {}
  std::size_t read(char* buffer, std::size_t capacity) override {
    if (at_ == first_.size()) return rest_->read(buffer, capacity);
    const std::size_t size = std::min(capacity, first_.size() - at_);
    std::memcpy(buffer, first_.data() + at_, size);
    at_ += size;
    return size;
  }

 private:
  std::string first_;
  std::size_t at_ = 0;
  std::unique_ptr<ByteSource> rest_;
};

}  // namespace

std::unique_ptr<ByteSource> gunzip(std::unique_ptr<ByteSource> packed) {
  return std::make_unique<Gunzip>(std::move(packed));
}

std::unique_ptr<ByteSource> open_maybe_packed(const std::string& path) {
  constexpr std::string_view kMark = "\x1f\x8b";
  auto file = open_file(path);
  std::string first(kMark.size(), '\0');
  first.resize(file->read(first.data(), first.size()));
  const bool packed = first == kMark;
  auto whole = std::make_unique<Rejoined>(std::move(first), std::move(file));
  if (packed) return gunzip(std::move(whole));
  return whole;
}

}  // namespace maillage::formats
