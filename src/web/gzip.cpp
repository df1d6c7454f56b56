#include "web/gzip.hpp"

#include "base/error.hpp"

#include <zlib.h>

namespace maillage::web {
namespace {

/// A deflater keeps 256 kB of tables; each thread makes its own once and reuses it for every page.
class Deflater {
 public:
  explicit Deflater(int level) {
    constexpr int kGzipWindow = 15 + 16;
    constexpr int kMemory = 8;
    if (deflateInit2(&stream_, level, Z_DEFLATED, kGzipWindow, kMemory, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
      throw base::Error(base::ErrorCode::environment,
                        "La mémoire manque pour compresser une page.");
    }
  }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  std::string run(std::string_view bytes) {
    deflateReset(&stream_);
    std::string out(deflateBound(&stream_, bytes.size()), '\0');
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out.size());
    deflate(&stream_, Z_FINISH);
    out.resize(stream_.total_out);
    return out;
  }

 private:
  z_stream stream_{};
};

}  // namespace

std::string gzip(std::string_view bytes, Effort effort) {
  if (effort == Effort::best) return Deflater(9).run(bytes);
  thread_local Deflater quick(4);
  return quick.run(bytes);
}

}  // namespace maillage::web
