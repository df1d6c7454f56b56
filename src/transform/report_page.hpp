#pragma once
/// The report for people: one self-contained page in French that a producer can open, print or
/// forward. It says first what became of the list, then what to do, then everything by field and by
/// rule with examples.
#include "base/date.hpp"
#include "base/finding.hpp"
#include "transform/figures.hpp"

#include <span>
#include <string>

namespace maillage::transform {

struct RejectedRow {
  std::size_t index = 0;
  std::string entry_name;
  base::Findings reasons;
};

struct ReportPage {
  std::string source_name, territory;
  base::Date date;
  const Figures& figures;
  const base::Findings& mapping_findings;
  const base::Findings& drift;
  std::span<const RejectedRow> first_rejected;  ///< the page shows these; the files hold all
  std::string csv_name;                         ///< the file that holds every line, beside the page
};

std::string report_page(const ReportPage& page);

}  // namespace maillage::transform
