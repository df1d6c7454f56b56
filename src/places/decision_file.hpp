#pragma once
/// Decisions as a file that people keep beside their lists: CSV with the columns id1, id2,
/// decision, auteur, motif, date. Only the first two are required: without `decision` a pair is the
/// same place, and an id alone (a file with the one column `id` or `exclusions`, or a JSON list of
/// texts, as the tools before ours keep them) is a record to leave out.
#include "base/finding.hpp"
#include "places/decisions.hpp"

#include <string>

namespace maillage::places {

struct ReadDecisions {
  Decisions decisions;  ///< from the oldest to the newest; rows without a date are as old as the
                        ///< one before
  base::Findings findings;  ///< rows left out, with the reason
};

/// `author` and `when` stand for what a row does not say.
ReadDecisions read_decisions(std::string text, const std::string& author, base::Instant when);
/// Throws base::Error when the file can't be read.
ReadDecisions load_decisions(const std::string& path, const std::string& author,
                             base::Instant when);

std::string decisions_csv(std::span<const Decision> decisions);

}  // namespace maillage::places
