#pragma once
/// The days of one schedule, each worked out when it is first asked for: repeated questions cost a
/// look in a table. One almanac serves one thread; its evaluator must outlive it. Days with equal
/// signatures share their segments, so a schedule holds a handful of different days for all its
/// years.
#include "hours/evaluate.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace maillage::hours {

class Almanac {
 public:
  explicit Almanac(const Evaluator& evaluator) : evaluator_(&evaluator) {}

  State state(base::Instant instant);
  /// As Evaluator::next_change.
  std::optional<base::Instant> next_change(base::Instant instant);
  /// Valid until the next question.
  const DaySegments& segments(std::chrono::sys_days day);

 private:
  struct Plan {
    DaySignature signature;
    DaySegments segments;
  };
  using PlanNumber = std::uint8_t;
  static constexpr PlanNumber kNotYet = 255;
  static constexpr std::size_t kMostPlans = 250;

  PlanNumber plan_of(std::chrono::sys_days day);
  void open_at(std::chrono::sys_days day);

  const Evaluator* evaluator_;
  std::chrono::sys_days first_;
  std::vector<PlanNumber> plan_of_day_;  ///< from `first_` on
  std::vector<Plan> plans_;
  DaySegments single_;  ///< of a day that no plan keeps
};

}  // namespace maillage::hours
