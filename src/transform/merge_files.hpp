#pragma once
/// The command `fusionner`: the lists that match a pattern, one after the other, as one list. All
/// JSON
/// (`merged_output.json`) or all CSV (`merged_output.csv`); lists of addresses (`…-addresses.json`)
/// are added to `addresses.json`. Read and written row by row, so size doesn't matter.
#include <iosfwd>
#include <string>

namespace maillage::transform {

struct MergeOptions {
  std::string input_pattern;  ///< "sorties/**/*-sans-doublons.json"
  std::string output_directory;
};

/// Returns 0 and says on `out`, in French, what was written. Throws base::Error: not_found when
/// nothing matches, usage when the kinds are mixed, bad_input when a list can't be read; then
/// nothing is written.
int merge_command(const MergeOptions& options, std::ostream& out);

}  // namespace maillage::transform
