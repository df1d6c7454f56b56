#pragma once
/// A text that stands in our source code. No text from outside converts to it, so what takes a
/// `Literal` can't be given foreign bytes.
#include <cstddef>
#include <string_view>

namespace maillage::web {

class Literal {
 public:
  template <std::size_t N>
  consteval Literal(const char (&text)[N]) : text_(text, N - 1) {}  // NOLINT: meant to be implicit
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

/// Marks a phrase for the catalogue where it stands far from the `t` that says it: in a table.
template <std::size_t N>
consteval Literal phrase(const char (&text)[N]) {
  return Literal(text);
}

}  // namespace maillage::web
