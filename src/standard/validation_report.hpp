#pragma once
/// What `maillage valider` prints while it reads: for people as grouped text, for machines every
/// finding as JSON or CSV.
#include "base/finding.hpp"
#include "standard/reading.hpp"

#include <array>
#include <cstddef>
#include <iosfwd>
#include <memory>
#include <string>

namespace maillage::standard {

struct ValidationTally {
  std::size_t places = 0;
  std::size_t valid = 0;
  std::array<std::size_t, 3> counts{};  ///< findings by severity

  std::size_t count(base::Severity severity) const {
    return counts[static_cast<std::size_t>(severity)];
  }
  void add(const base::Finding& finding) { ++counts[static_cast<std::size_t>(finding.severity)]; }
};

class ValidationReport {
 public:
  virtual ~ValidationReport() = default;
  virtual void finding(const base::Finding& finding) = 0;
  /// Prints the summary; the tally is complete by then.
  virtual void end() = 0;
};

/// `format` is "texte", "json" or "csv"; throws base::Error (usage) for another. `reader` and
/// `tally` must outlive the report.
std::unique_ptr<ValidationReport> make_report(const std::string& format, const std::string& file,
                                              std::ostream& out, const RecordReader& reader,
                                              const ValidationTally& tally);

}  // namespace maillage::standard
