#pragma once
/// What every command may need from the machine it runs on: where the reference data is, whether a
/// person is watching, whether it was asked to stop.
#include "base/date.hpp"

#include <atomic>
#include <ostream>
#include <string>

namespace maillage::app {

struct Session {
  std::ostream& out;
  std::ostream& err;
  base::Instant now;
  int exit_code = 0;
};

/// The folder of the reference data: $MAILLAGE_DATA, else `data` beside the program or above it.
/// Throws base::Error when there is none.
std::string data_directory();

/// Set once SIGINT or SIGTERM arrives; the first call installs the handlers, a second signal ends
/// the program.
const std::atomic<bool>& stop_requested();

/// "3 200 lignes sur 4 930, encore 4 secondes environ", written over itself. Silent when standard
/// error is no terminal: a running figure would only fill a log.
class ProgressLine {
 public:
  explicit ProgressLine(std::ostream& err);
  ~ProgressLine();  ///< leaves a clean line
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  void show(std::size_t rows, std::size_t expected_rows);

 private:
  std::ostream& err_;
  bool watched_;
  bool written_ = false;
  double started_ = 0, last_ = 0;  ///< seconds of a steady clock
};

}  // namespace maillage::app
