#pragma once
/// `maillage dedupliquer -s STANDARD [-b BASE] [-i true] -o DIR -n NOM -t TERRITOIRE`: one place,
/// one record. Writes the list without doubles, and which record went where and why.
#include "base/date.hpp"
#include "web/words.hpp"

#include <cstdint>
#include <iosfwd>
#include <string>

namespace maillage::places {

struct DeduplicateOptions {
  std::string source;           ///< list of the standard: file, address or pattern
  std::string base;             ///< list in which doubles are sought too; empty: `source` alone
  bool within_sources = false;  ///< records of one source may be doubles
  std::string output_directory;
  std::string source_name, territory;
  std::string decisions;  ///< file of decisions of people; empty: none
  std::uint64_t seed = 20260629;
  std::string models_folder = "data/models";
  base::Instant now{};
  web::Words words;       ///< in which progress, report and page are said
  bool progress = false;  ///< rewrites one line on `err`
};

/// 0 done, 1 some rows or decisions could not be taken. Refusals throw base::Error.
int deduplicate_command(const DeduplicateOptions& options, std::ostream& out, std::ostream& err);

}  // namespace maillage::places
