#pragma once
/// What a person who has to travel is told: open until, closed until, by appointment, or not known
/// and why. More careful than the bare evaluation: on a public holiday of which the value says
/// nothing, nobody is promised an open door.
#include "hours/evaluate.hpp"

#include <optional>
#include <span>
#include <string>

namespace maillage::hours {

enum class StatusKind { open, closing_soon, closed, by_appointment, temporarily_closed, unknown };

struct Status {
  StatusKind kind = StatusKind::unknown;
  std::optional<base::Instant> until;  ///< the next change, when there is one
  std::string reason;    ///< name of the holiday, comment, or the text that can't be read
  std::string sentence;  ///< "Ouvert jusqu’à 12 h", "Fermé, ouvre jeudi à 9 h"
};

/// Something announced for some days; it counts more than the weekly hours.
struct DatedException {
  base::Instant from, to;
  State state = State::closed;
  std::string text;  ///< "travaux"
};

enum class HolidayPolicy { unknown, as_usual, closed };

/// Half an hour or less before the end.
inline constexpr std::chrono::minutes kClosingSoon{30};

Status status(const Evaluator& evaluator, const Where& where, base::Instant now,
              std::span<const DatedException> exceptions = {},
              HolidayPolicy policy = HolidayPolicy::unknown);

/// The status of a value as text: read, evaluated, or shown as it is when it can't be read.
Status status_of(std::string_view value, const Where& where, base::Instant now);

}  // namespace maillage::hours
