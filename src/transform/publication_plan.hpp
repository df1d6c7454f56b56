#pragma once
/// The file `publier.json` that a transformation leaves beside its outputs: what a portal of open
/// data must know to publish them (title, description, tags, licence, days covered, files).
#include <string>

namespace maillage::transform {

struct PublicationPlan {
  std::string source_name, territory;
  std::string csv_path, json_path;
  std::string first_day,
      last_day;  ///< of the known dates of update, "2024-04-02"; empty when none is known
};

std::string publication_plan(const PublicationPlan& plan);

}  // namespace maillage::transform
