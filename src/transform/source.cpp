#include "transform/source.hpp"

#include "formats/fetch.hpp"

#include <cstring>
#include <filesystem>

namespace maillage::transform {

namespace {

/// Enough to tell the formats apart.
constexpr std::size_t kFirstBytes = 4096;

/// Counts what passes, and gives again what was read to guess the format.
class CountedBytes final : public formats::ByteSource {
 public:
  CountedBytes(std::unique_ptr<formats::ByteSource> inner, std::shared_ptr<std::uint64_t> count)
      : inner_(std::move(inner)), count_(std::move(count)) {}

  const std::string& peek() {
    first_.resize(kFirstBytes);
    std::size_t filled = 0;
    while (filled < kFirstBytes) {
      const std::size_t got = inner_->read(first_.data() + filled, kFirstBytes - filled);
      if (got == 0) break;
      filled += got;
    }
    first_.resize(filled);
    return first_;
  }

  std::size_t read(char* buffer, std::size_t capacity) override {
    std::size_t got = 0;
    if (given_ < first_.size()) {
      got = std::min(capacity, first_.size() - given_);
      std::memcpy(buffer, first_.data() + given_, got);
      given_ += got;
    } else {
      got = inner_->read(buffer, capacity);
    }
    *count_ += got;
    return got;
  }

 private:
  std::unique_ptr<formats::ByteSource> inner_;
  std::shared_ptr<std::uint64_t> count_;
  std::string first_;
  std::size_t given_ = 0;
};

}  // namespace

Source::Source(const SourceOptions& options) : bytes_read_(std::make_shared<std::uint64_t>(0)) {
  const formats::SourceAddress address = formats::split_source(options.location);
  if (address.location.find("://") != std::string::npos) {
    formats::HttpOptions http;
    http.bearer_token = options.token;
    reader_ = formats::open_source(options.location, options.read, http);
    return;
  }
  auto bytes = std::make_unique<CountedBytes>(formats::open_file(address.location), bytes_read_);
  std::error_code unknown;
  const auto size = std::filesystem::file_size(address.location, unknown);
  if (!unknown) bytes_ = size;
  formats::ReadOptions read = options.read;
  if (!address.key.empty()) read.key = address.key;
  const formats::Format format = formats::guess_format(address.location, "", bytes->peek());
  reader_ = formats::make_reader(format, std::move(bytes), read);
}

double Source::share_read() const {
  return bytes_ == 0
             ? 0
             : std::min(1.0, static_cast<double>(*bytes_read_) / static_cast<double>(bytes_));
}

}  // namespace maillage::transform
