#pragma once
/// The verbs around reviewing: `decisions` brings files of decisions in and out, `relecteurs` says
/// who may review. Exit codes as everywhere: 0 done, 1 rows left out, 2 wrong usage, 3 the
/// environment failed.
#include "base/date.hpp"

#include <cstdint>
#include <iosfwd>
#include <string>

namespace maillage::places {

struct DecisionsOptions {
  std::string file;  ///< read, or written; empty when writing: the output
  std::string database = "var/maillage.db";
  std::string author = "import";  ///< of rows that name nobody
  std::string models;             ///< folder of the models, for the groups that follow
};
int import_decisions_command(const DecisionsOptions& options, base::Instant now, std::ostream& out,
                             std::ostream& err);
int export_decisions_command(const DecisionsOptions& options, base::Instant now, std::ostream& out,
                             std::ostream& err);

struct ReviewersOptions {
  std::string database = "var/maillage.db";
  std::string site = "http://127.0.0.1:8080";  ///< begins the link that is printed
  std::string name;
  std::int64_t number = 0;
};
int add_reviewer_command(const ReviewersOptions& options, base::Instant now, std::ostream& out,
                         std::ostream& err);
int list_reviewers_command(const ReviewersOptions& options, base::Instant now, std::ostream& out,
                           std::ostream& err);
int remove_reviewer_command(const ReviewersOptions& options, base::Instant now, std::ostream& out,
                            std::ostream& err);

}  // namespace maillage::places
