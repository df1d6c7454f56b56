#pragma once
/// Random numbers by counter: the n-th draw of a stream is a function of (seed, stream, n), so that
/// any replicate can be computed again alone and the answer doesn't depend on how the work was
/// shared among threads. Philox 4x32-10 (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as
/// easy as 1, 2, 3", 2011).
#include <array>
#include <cstdint>

namespace maillage::fragility {

using PhiloxBlock = std::array<std::uint32_t, 4>;
PhiloxBlock philox(PhiloxBlock counter, std::array<std::uint32_t, 2> key);

/// The draws of one stream, in order.
class Draws {
 public:
  Draws(std::uint64_t seed, std::uint32_t stream, std::uint64_t item = 0);

  double uniform();            ///< within ]0, 1[
  double exponential();        ///< mean 1
  double normal();             ///< mean 0, deviation 1
  double gamma(double shape);  ///< scale 1; shape > 0 (Marsaglia and Tsang, 2000)
  double beta(double a, double b);

 private:
  std::uint32_t next();
  PhiloxBlock counter_, block_{};
  std::array<std::uint32_t, 2> key_;
  unsigned used_ = 4;
};

}  // namespace maillage::fragility
