#pragma once
/// The text that the French lexer walks over: lower case, no accents, and for each byte the byte of
/// the source it came from, so that what isn't understood can be shown as it was written.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::hours::french {

/// Typographic dashes become '-', apostrophes '\'', no-break spaces ' ', marks of lists '\x02',
/// anything else outside ASCII '_'; the few HTML entities that lists carry are undone.
struct Folded {
  std::string text;
  std::vector<std::uint32_t> source;  ///< one more than bytes: the end
};

Folded fold(std::string_view source);

}  // namespace maillage::hours::french
