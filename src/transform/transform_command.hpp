#pragma once
/// The command `transformer`: a producer's list and its mapping file -> the standard's files and
/// the report. Everything streams: memory does not grow with the list.
#include "base/date.hpp"

#include <atomic>
#include <functional>
#include <ostream>
#include <string>

namespace maillage::transform {

struct TransformOptions {
  std::string source;       ///< file or address, perhaps "address@key"
  std::string config_file;  ///< the mapping file
  std::string output_directory = ".";
  std::string source_name;  ///< empty: from the name of the mapping file
  std::string territory = "France";
  std::string encoding;     ///< iconv name; empty: detected
  std::string delimiter;    ///< one character or "\t"; empty: detected
  std::string token;        ///< bearer token for the address
  std::string source_date;  ///< "2024-05-01": stands in for unknown dates in the standard's files
  std::string qpv_file,
      frr_file;       ///< priority districts (GeoJSON), revitalisation areas (CSV); empty: none
  std::string jsonl;  ///< one line a source row; empty: none
  std::string data_directory;  ///< where territories/communes.bin is
  bool force = false;          ///< again, even when no row changed
  bool check_config =
      false;  ///< only say what the mapping file does not do; reads the source when one is given
  bool strict = false;  ///< exit 1 when rows are rejected or a source drifts
};

struct Progress {
  std::size_t rows = 0;
  std::size_t expected_rows = 0;  ///< estimated from the bytes read; 0 when unknown
};

/// How a command talks with whoever runs it.
struct Watch {
  std::function<void(const Progress&)> progress;  ///< may be empty
  const std::atomic<bool>* stop = nullptr;        ///< set: give up, leave nothing half-written
};

/// Returns the exit code: 0 done, 1 nothing could be made of the input (or, when strict, something
/// is to be repaired). Throws base::Error. `today` names the files.
int transform_command(const TransformOptions& options, base::Date today, const Watch& watch,
                      std::ostream& out, std::ostream& err);

}  // namespace maillage::transform
