#include "web/gzip.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <memory>

#include <zlib.h>

namespace maillage::web {
namespace {

constexpr int kQuick = 4, kBest = 9;  // levels of zlib

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
    give(bytes);
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out.size());
    deflate(&stream_, Z_FINISH);
    out.resize(stream_.total_out);
    return out;
  }

  /// What leaves the deflater when `bytes` come in behind those before; all of it when they end.
  std::string add(std::string_view bytes, bool ends) {
    constexpr std::size_t kRoom = 16 * 1024;
    std::string out;
    give(bytes);
    do {
      const std::size_t size = out.size();
      out.resize(size + kRoom);
      stream_.next_out = reinterpret_cast<Bytef*>(out.data() + size);
      stream_.avail_out = kRoom;
      deflate(&stream_, ends ? Z_FINISH : Z_NO_FLUSH);
    } while (stream_.avail_out == 0);
    out.resize(out.size() - stream_.avail_out);
    return out;
  }

 private:
  void give(std::string_view bytes) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
  }

  z_stream stream_{};
};

}  // namespace

bool accepts_gzip(std::string_view accept_encoding) {
  for (std::string_view part : base::split(accept_encoding, ',')) {
    const auto pieces = base::split(part, ';');
    const std::string_view coding = base::trim(pieces[0]);
    if (coding != "gzip" && coding != "*") continue;
    for (std::size_t i = 1; i < pieces.size(); ++i) {
      const std::string_view weight = base::trim(pieces[i]);
      if (weight.starts_with("q=0") && weight.find_first_not_of("0.", 2) == std::string_view::npos)
        return false;
    }
    return true;
  }
  return false;
}

std::string gzip(std::string_view bytes, Effort effort) {
  if (effort == Effort::best) return Deflater(kBest).run(bytes);
  thread_local Deflater quick(kQuick);
  return quick.run(bytes);
}

Pieces gzip_pieces(Pieces plain) {
  struct State {
    Pieces plain;
    Deflater deflater{kQuick};
    bool ended = false;
  };
  const auto state = std::make_shared<State>();
  state->plain = std::move(plain);
  return [state] {
    std::string out;
    while (out.empty() && !state->ended) {
      const std::string bytes = state->plain();
      state->ended = bytes.empty();
      out = state->deflater.add(bytes, state->ended);
    }
    return out;
  };
}

}  // namespace maillage::web
