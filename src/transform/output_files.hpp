#pragma once
/// The files of one transformation, under the names that nightly scripts know. All are written
/// while rows pass, and appear together at `commit`; without it nothing is left behind.
#include "base/date.hpp"
#include "formats/bytes_out.hpp"
#include "standard/writing.hpp"
#include "transform/figures.hpp"
#include "transform/outcome.hpp"
#include "transform/report_page.hpp"

#include <memory>
#include <string>
#include <vector>

namespace maillage::transform {

struct OutputNames {
  std::string directory;
  std::string source_name, territory;
  base::Date date;
  /// "<directory>/20240501-gironde-lieux-de-mediation-numeriques-gironde-report.csv"
  std::string path(std::string_view suffix, std::string_view extension) const;
  /// What the next run reads to tell a drift: "<directory>/gironde.figures.json".
  std::string figures_path() const;
};

class OutputFiles {
 public:
  /// `jsonl` is the path of the line file; empty: none.
  OutputFiles(OutputNames names, standard::StandIns stand_ins, const std::string& jsonl);
  ~OutputFiles();

  void write(const Outcome& outcome);
  /// Closes and shows the files; `mapping_findings` and `drift` go into the page.
  void commit(const Figures& figures, const base::Findings& mapping_findings,
              const base::Findings& drift);

 private:
  struct Document;
  void write_line(const Outcome& outcome);

  OutputNames names_;
  std::unique_ptr<Document> json_, csv_;
  std::unique_ptr<formats::AtomicFile> report_json_, report_csv_, jsonl_;
  std::string buffer_;
  standard::StandIns record_stand_ins_;
  bool first_line_ = true;
  std::vector<RejectedRow> first_rejected_;
  std::string first_day_, last_day_;  ///< of the known dates of update
};

}  // namespace maillage::transform
