#pragma once
/// Which values of the closed lists a row says, according to the choices of its mapping file: a
/// choice fires when one of its columns contains one of its terms and none of its exceptions.
///
/// The same cells come back thousands of times in a list, so what a text fires is remembered,
/// within a bound. One `Choices` serves one thread; the `Mapping` must outlive it.
#include "formats/row_reader.hpp"
#include "transform/mapping.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace maillage::transform {

class Choices {
 public:
  Choices(const Mapping& mapping, formats::Columns& columns);
  Choices(Choices&&) noexcept;
  Choices& operator=(Choices&&) noexcept;
  ~Choices();

  /// Looks at the cells of a row. What the other functions return lives until the next call, and as
  /// long as the row.
  void read(const formats::Row& row);
  /// The values that the row says, each once, in the order of the choices.
  const std::vector<std::string_view>& values(standard::Field field);
  /// False when the list's own column of kinds of place is empty, so that only the name of the
  /// place speaks.
  bool typologie_is_told() const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace maillage::transform
