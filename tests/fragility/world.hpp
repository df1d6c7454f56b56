#pragma once
/// The little that tests of indices share: published data that can't be shipped, and files in,
/// files out.
#include "base/text.hpp"
#include "fragility/method_file.hpp"
#include "fragility/score_table.hpp"
#include "support/rows.hpp"
#include "support/vectors.hpp"

#include <filesystem>
#include <fstream>
#include <set>

#include <gtest/gtest.h>

namespace maillage::fragility {

using maillage::test::project_file;
using maillage::test::read_file;
using maillage::test::scratch_folder;

/// A file of scores or indicators whose licence keeps it out of the project: looked for in a folder
/// `shared` beside the checkout. Empty when it isn't there.
inline std::string published(const std::string& name) {
  const std::string path = project_file("../shared/data/fragility/" + name);
  return std::filesystem::exists(path) ? path : std::string();
}

#define NEEDS_PUBLISHED(path, name)         \
  const std::string path = published(name); \
  if (path.empty()) GTEST_SKIP() << name << " n'est pas à disposition"

inline Method shipped_method(const std::string& name) {
  return load_method(name, project_file("data/methods"));
}

inline ScoreTable table_of(const std::string& path, const std::string& key = "code") {
  static const std::set<std::string, std::less<>> kWords = {
      "name", "libiris", "libcom", "type", "nom", "dep", "reg", "com", "epci", "code", "iris"};
  const auto reader = formats::make_reader(formats::Format::csv, formats::open_file(path), {});
  return read_scores(*reader, key, [](std::string_view name) { return !kWords.contains(name); });
}

inline ScoreTable table_of_text(const std::string& csv) {
  const auto reader = formats::make_reader(formats::Format::csv, formats::from_text(csv), {});
  return read_scores(*reader, "code", [](std::string_view) { return true; });
}

inline void put(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
}

/// The largest gap between two columns; infinite where only one of them knows the value.
inline double largest_gap(Values a, Values b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (is_missing(a[i]) && is_missing(b[i])) continue;
    const double gap = std::abs(a[i] - b[i]);
    largest = is_missing(gap) ? std::numeric_limits<double>::infinity() : std::max(largest, gap);
  }
  return largest;
}

}  // namespace maillage::fragility
