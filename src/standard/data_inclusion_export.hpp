#pragma once
/// A place as data·inclusion's structure and service. All that the target can hold is carried: an
/// RNA as `rna`, every cost, every label (those without a name there as `labels_autres`). The rest
/// is listed: "di.not-carried".
#include "base/finding.hpp"
#include "standard/data_inclusion.hpp"
#include "standard/place.hpp"

namespace maillage::standard {

struct DiExport {
  DiStructure structure;
  DiService service;
  base::Findings findings;  ///< what the target has no room for
};

/// `row` goes into the findings.
DiExport to_data_inclusion(const Place& place, std::size_t row = base::Finding::kNoRow);

}  // namespace maillage::standard
