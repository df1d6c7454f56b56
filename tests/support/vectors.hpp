#pragma once
/// The recorded cases of other tools (tests/vectors/*.jsonl: one case a line, see tests/vectors/README.md).
#include <string>
#include <string_view>
#include <vector>

#include "formats/json.hpp"

namespace maillage::test {

struct Case {
  std::string name, fn, origin;
  formats::Json input, config, context, expected;
};

/// All cases of a suite, "services" for services.jsonl. The test fails when the file is missing or empty.
std::vector<Case> load_cases(std::string_view suite);

/// A file of the project ("data/territories/communes.bin") or of tests/vectors.
std::string project_file(std::string_view path);
std::string vector_file(std::string_view name);
std::string read_file(const std::string& path);  ///< throws when it can't be read
/// A folder of the test's own, empty, removed when the program ends.
std::string scratch_folder(std::string_view name);

/// Counts differences from recorded answers by kind. `report` prints one line a kind, and how many were equal; every
/// kind must be described in docs/differences.md under the same name, in back quotes.
class Tally {
 public:
  explicit Tally(std::string suite) : suite_(std::move(suite)) {}
  void equal() { ++equal_; }
  void different(const std::string& kind, const std::string& example);
  /// Prints the counts, fails for kinds missing from docs/differences.md, returns the share of equal cases.
  double report() const;
  std::size_t total() const;

 private:
  struct Kind { std::string name, example; std::size_t count = 0; };
  std::string suite_;
  std::size_t equal_ = 0;
  std::vector<Kind> kinds_;
};

}  // namespace maillage::test
