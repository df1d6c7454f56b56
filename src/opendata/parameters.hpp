#pragma once
/// Parameters of a request to an interface for programs. Unlike a page, which shows what it can, an
/// interface says when it doesn't understand: a program would take the wrong answer for the right
/// one.
#include "base/date.hpp"
#include "web/message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::opendata {

/// Reads parameters and remembers the first thing that is wrong.
class Parameters {
 public:
  explicit Parameters(const web::Query& query) : query_(query) {}

  /// A whole number between the two, or `otherwise` when the parameter is absent.
  std::int64_t number(std::string_view name, std::int64_t least, std::int64_t most,
                      std::int64_t otherwise);
  /// "2026-05-13" or "2026-05-13T08:30:00Z".
  std::optional<base::Instant> instant(std::string_view name);
  /// Numbers separated by commas; empty when the parameter is absent.
  std::vector<double> numbers(std::string_view name, std::size_t count);
  /// Complains of each parameter that is none of `names`.
  void only(std::initializer_list<std::string_view> names);
  void complain(std::string_view name, std::string_view sentence);

  bool fine() const { return complaint_.empty(); }
  const std::string& complaint() const { return complaint_; }

 private:
  const web::Query& query_;
  std::string complaint_;
};

/// An instant of RFC 3339 in UTC or with an offset, or a day.
std::optional<base::Instant> parse_instant(std::string_view text);

}  // namespace maillage::opendata
