#include "app/words.hpp"

#include <cmath>

#include <fmt/format.h>

namespace maillage::app {

namespace {

/// 4 930
std::string grouped(std::size_t number) {
  const std::string digits = fmt::format("{}", number);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += ' ';
    out += digits[i];
  }
  return out;
}

std::string remaining(double seconds) {
  constexpr double kMinutesFrom = 90;
  if (seconds >= kMinutesFrom)
    return fmt::format("encore {} minutes environ", std::lround(seconds / 60));
  const long whole = std::max(1L, std::lround(seconds));
  return fmt::format("encore {} seconde{} environ", whole, whole > 1 ? "s" : "");
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::string progress_text(std::size_t rows, std::size_t expected_rows, double elapsed_seconds) {
  if (expected_rows <= rows || rows == 0) return fmt::format("{} lignes", grouped(rows));
  const double rest =
      elapsed_seconds * static_cast<double>(expected_rows - rows) / static_cast<double>(rows);
  return fmt::format("{} lignes sur {}, {}", grouped(rows), grouped(expected_rows),
                     remaining(rest));
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  constexpr std::size_t kLongest = 40;  // longer words are no slip of a command's name
  if (word.size() > kLongest) return {};
  std::string best;
  std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const std::string& candidate : known) {
    const std::size_t distance = candidate.starts_with(word) ? 1 : edit_distance(word, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace maillage::app
