#pragma once
/// The words and signs of an opening_hours value. The lenient reader also knows words of other
/// languages; each such token carries `guessed`.
#include <cstdint>
#include <string_view>
#include <vector>

namespace maillage::hours {

enum class TokenKind : std::uint8_t {
  end,
  number,
  year,
  weekday,
  month,
  holiday,
  easter,
  week,
  time_event,
  state,
  comment,
  always,
  days_word,
  colon,
  dash,
  comma,
  plus,
  slash,
  open_paren,
  close_paren,
  open_bracket,
  close_bracket,
  semicolon,
  bars,
  bad
};

struct Token {
  TokenKind kind = TokenKind::end;
  bool guessed = false;  ///< not the spelling of the specification
  bool space_before = false;
  std::uint8_t digits = 0;  ///< of a number
  std::int32_t value =
      0;  ///< number, weekday (Monday 0), month (1..12), holiday (0 PH, 1 SH), TimeKind, state
  std::uint32_t begin = 0, end = 0;  ///< bytes of the value; a comment without its quotes
};

/// The value of a state token.
enum StateWord : std::int32_t { kOff, kClosed, kOpen, kUnknown };

/// Ends with an `end` token. A byte that nothing explains gives a `bad` token.
std::vector<Token> tokens(std::string_view value, bool lenient);

}  // namespace maillage::hours
