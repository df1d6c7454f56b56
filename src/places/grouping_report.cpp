#include "places/grouping_report.hpp"

#include "linkage/model_file.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>
#include <unistd.h>

namespace maillage::places {

LinkOptions place_linking(const std::string& models) {
  LinkOptions options;
  options.model = linkage::load_model("lieux", models);
  return options;
}

void group_and_tell(store::Database& database, const std::string& models, base::Instant now,
                    std::ostream& out, std::ostream& err) {
  LinkOptions options = place_linking(models);
  const bool watched = isatty(STDERR_FILENO) == 1;
  if (watched) {
    options.progress = [&err](web::Literal step, double done) {
      err << fmt::format("\r\x1b[K{:3.0f} %  {}", done * 100, step.text()) << std::flush;
    };
  }
  const GroupingCounts counts = regroup(database, options, now);
  if (watched) err << "\r\x1b[K";
  constexpr std::size_t kShown = 5;
  for (std::size_t i = 0; i < std::min(counts.findings.size(), kShown); ++i) {
    const base::Finding& finding = counts.findings[i];
    err << fmt::format("{} : {} {}\n", finding.value, finding.message, finding.advice);
  }
  if (counts.findings.size() > kShown)
    err << fmt::format("Autres décisions à revoir : {}.\n", counts.findings.size() - kShown);
  if (counts.up_to_date) return;
  out << fmt::format("Fiches : {}, lieux : {}, fiches qui changent de lieu : {}.\n", counts.records,
                     counts.places, counts.moved);
}

}  // namespace maillage::places
