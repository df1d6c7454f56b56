#include "app/session.hpp"

#include "app/words.hpp"
#include "base/error.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>

#include <unistd.h>

namespace maillage::app {

namespace {

std::atomic<bool> stop{false};

void on_signal(int signal) {
  stop = true;
  std::signal(signal, SIG_DFL);
}

double steady_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

std::string data_directory() {
  if (const char* given = std::getenv("MAILLAGE_DATA"); given && *given) return given;
  constexpr int kLevels = 6;  // build/release/src/maillage is three below the project
  std::error_code error;
  std::filesystem::path folder = std::filesystem::canonical("/proc/self/exe", error).parent_path();
  for (int level = 0; level < kLevels && !folder.empty(); ++level, folder = folder.parent_path()) {
    if (std::filesystem::exists(folder / "data/territories/communes.bin", error))
      return (folder / "data").string();
  }
  throw base::Error(base::ErrorCode::environment,
                    "Les données de référence sont introuvables. Indiquez leur dossier dans la "
                    "variable MAILLAGE_DATA.");
}

const std::atomic<bool>& stop_requested() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  return stop;
}

ProgressLine::ProgressLine(std::ostream& err)
    : err_(err), watched_(isatty(STDERR_FILENO) == 1), started_(steady_seconds()) {}

ProgressLine::~ProgressLine() {
  if (written_) err_ << "\r\033[K" << std::flush;
}

void ProgressLine::show(std::size_t rows, std::size_t expected_rows) {
  constexpr double kPause = 0.2;  // seconds: fast enough to feel alive, slow enough to be read
  if (!watched_) return;
  const double now = steady_seconds();
  if (now - std::max(last_, started_) < kPause) return;
  last_ = now;
  written_ = true;
  err_ << "\r\033[K" << progress_text(rows, expected_rows, now - started_) << std::flush;
}

}  // namespace maillage::app
