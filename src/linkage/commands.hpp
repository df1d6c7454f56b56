#pragma once
/// `maillage rapprocher --donnees A.csv [--avec B.csv] --modele M -o DIR`: which records are the
/// same, in any table. Writes groupes.csv (every record and its group), paires.csv (pairs, their
/// probability and the reasons) and resume.html (distribution, groups, doubtful pairs).
#include "web/words.hpp"

#include <cstdint>
#include <iosfwd>
#include <string>

namespace maillage::linkage {

struct MatchOptions {
  std::string data, with;  ///< files; `with` may be empty: duplicates within `data`
  std::string model;       ///< name of a shipped model, or a .toml file
  std::string models_folder = "data/models";
  std::string output_folder;
  std::uint64_t seed = 20260629;  ///< of the random pairs
  unsigned threads = 2;
  web::Words words;       ///< in which progress, report and page are said
  bool progress = false;  ///< rewrites one line on `err`
};

/// The exit code; refusals throw base::Error.
int match_command(const MatchOptions& options, std::ostream& out, std::ostream& err);

}  // namespace maillage::linkage
