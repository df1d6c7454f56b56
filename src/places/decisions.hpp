#pragma once
/// What people decided about doubles: these two records speak of the same place, or of two; this
/// one is no place to show. Decisions win over every probability and survive every import, since
/// they name records by id. Nothing is ever removed: a newer decision takes an older one back.
#include "base/date.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::places {

enum class Verdict {
  same,       ///< one place
  different,  ///< two places, never to be shown as one
  excluded,   ///< `first_id` is not to be shown at all; `second_id` is empty
  withdrawn,  ///< what was decided before on this pair, or record, no longer counts
};

struct Decision {
  std::string first_id;   ///< of a record of the registry or of a file
  std::string second_id;  ///< the greater one of a pair
  Verdict verdict = Verdict::same;
  /// Personal data. Purpose: answer for the decision, and ask its author. Basis: the cooperative's
  /// legitimate interest. Kept as long as the decision counts; recipients: the reviewers.
  std::string author;
  std::string reason;  ///< may be empty
  base::Instant when{};
};
using Decisions = std::vector<Decision>;  ///< from the oldest to the newest

/// A decision on a pair in whatever order.
Decision decide(std::string_view one, std::string_view other, Verdict verdict, std::string author,
                std::string reason, base::Instant when);

/// Which one still counts of each pair and record, as positions in `decisions`, ascending; what was
/// withdrawn is left out.
std::vector<std::size_t> standing(std::span<const Decision> decisions);

/// "meme", "differents", "exclue", "retiree": as files write it.
std::string_view verdict_name(Verdict verdict);

}  // namespace maillage::places
