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

}  // namespace maillage::web
