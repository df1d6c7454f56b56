#include "hours/lexer.hpp"

#include "hours/lexer_words.hpp"

#include <algorithm>
#include <array>

namespace maillage::hours {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

class Lexer {
 public:
  Lexer(std::string_view value, bool lenient) : value_(value), lenient_(lenient) {
    tokens_.reserve(value.size() / 2 + 2);
  }

  std::vector<Token> run() {
    while (true) {
      const std::size_t before = at_;
      skip_blanks();
      space_ = at_ > before;
      if (at_ >= value_.size()) break;
      next();
    }
    add(TokenKind::end, 0, value_.size(), value_.size());
    return std::move(tokens_);
  }

 private:
  void add(TokenKind kind, std::int32_t number, std::size_t begin, std::size_t end,
           bool guessed = false) {
    Token token;
    token.kind = kind;
    token.value = number;
    token.guessed = guessed;
    token.space_before = space_;
    token.begin = static_cast<std::uint32_t>(begin);
    token.end = static_cast<std::uint32_t>(end);
    tokens_.push_back(token);
  }

  void skip_blanks() {
    while (at_ < value_.size()) {
      const char c = value_[at_];
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        ++at_;
      } else if (lenient_ && value_.substr(at_, 2) == "\xC2\xA0") {
        at_ += 2;
      } else {
        return;
      }
    }
  }

  bool take(std::string_view sign, TokenKind kind, bool guessed) {
    if (value_.substr(at_, sign.size()) != sign) return false;
    add(kind, 0, at_, at_ + sign.size(), guessed);
    at_ += sign.size();
    return true;
  }

  void next() {
    const char c = value_[at_];
    if (is_digit(c)) return number();
    if (c == '"') return comment();
    if (take("||", TokenKind::bars, false)) return;
    if (lenient_ &&
        (take("\xE2\x80\x93", TokenKind::dash, true) ||
         take("\xE2\x80\x91", TokenKind::dash, true) ||
         take("\xE2\x80\x94", TokenKind::dash, true) || take("=", TokenKind::dash, true)))
      return;
    if (lenient_ && raised_digits()) return;
    if (is_letter(c)) return word();
    static constexpr std::string_view kSigns = ":-,+/()[];";
    static constexpr TokenKind kKinds[] = {TokenKind::colon,         TokenKind::dash,
                                           TokenKind::comma,         TokenKind::plus,
                                           TokenKind::slash,         TokenKind::open_paren,
                                           TokenKind::close_paren,   TokenKind::open_bracket,
                                           TokenKind::close_bracket, TokenKind::semicolon};
    const std::size_t sign = kSigns.find(c);
    if (sign != std::string_view::npos) {
      add(kKinds[sign], 0, at_, at_ + 1);
    } else if (lenient_ && c == '.' && dot()) {
    } else {
      add(TokenKind::bad, 0, at_, at_ + 1);
    }
    ++at_;
  }

  /// "9.30" separates hours and minutes, "Mo." shortens a word.
  bool dot() {
    if (tokens_.empty()) return false;
    if (tokens_.back().kind != TokenKind::number) return is_letter(value_[at_ - 1]);
    if (at_ + 1 == value_.size() || !is_digit(value_[at_ + 1])) return false;
    add(TokenKind::colon, 0, at_, at_ + 1, true);
    return true;
  }

  /// The digit at `at`, raised or lowered ("¹⁴"), or a degree sign used as a zero; its bytes in
  /// `size`.
  int raised_digit(std::size_t at, std::size_t& size) const {
    const auto byte = [&](std::size_t i) {
      return at + i < value_.size() ? static_cast<unsigned char>(value_[at + i]) : 0u;
    };
    if (byte(0) == 0xC2) {
      size = 2;
      switch (byte(1)) {
        case 0xB0:
          return 0;
        case 0xB9:
          return 1;
        case 0xB2:
          return 2;
        case 0xB3:
          return 3;
        default:
          return -1;
      }
    }
    if (byte(0) != 0xE2) return -1;
    size = 3;
    const int digit = static_cast<int>(byte(2)) - (byte(1) == 0x81 ? 0xB0 : 0x80);
    const bool known = byte(1) == 0x81 || byte(1) == 0x82;
    return known && digit >= 0 && digit <= 9 ? digit : -1;
  }

  /// "8³⁰": small digits behind a number are its minutes.
  bool raised_digits() {
    const std::size_t begin = at_;
    std::size_t size = 0;
    int number = 0, count = 0;
    for (int digit = 0; count < 2 && (digit = raised_digit(at_, size)) >= 0; ++count) {
      number = number * 10 + digit;
      at_ += size;
    }
    if (count == 0) return false;
    if (!tokens_.empty() && tokens_.back().kind == TokenKind::number)
      add(TokenKind::colon, 0, begin, begin, true);
    add(TokenKind::number, number, begin, at_, true);
    tokens_.back().digits = static_cast<std::uint8_t>(count);
    return true;
  }

  void number() {
    if (lenient_ && (says("24x7") || says("7 days/week") || says("7 days a week"))) {
      const std::size_t from = at_;
      at_ += value_[at_] == '2'                                           ? 4
             : value_.substr(at_, 11).find('/') != std::string_view::npos ? 11
                                                                          : 13;
      return add(TokenKind::always, 0, from, at_, true);
    }
    if (value_.substr(at_, 4) == "24/7" &&
        (at_ + 4 == value_.size() || !is_digit(value_[at_ + 4]))) {
      add(TokenKind::always, 0, at_, at_ + 4);
      at_ += 4;
      return;
    }
    const std::size_t begin = at_;
    std::int32_t number = 0;
    while (at_ < value_.size() && is_digit(value_[at_])) {
      if (at_ - begin < 6) number = number * 10 + (value_[at_] - '0');
      ++at_;
    }
    const std::size_t digits = at_ - begin;
    // "week1": a digit may touch the word before it, a number never touches the letters behind it.
    add(digits == 4 && number >= 1000 ? TokenKind::year
        : digits > 4                  ? TokenKind::bad
                                      : TokenKind::number,
        number, begin, at_);
    tokens_.back().digits = static_cast<std::uint8_t>(std::min<std::size_t>(digits, 9));
  }

  void comment() {
    const std::size_t close = value_.find('"', at_ + 1);
    if (close == std::string_view::npos) {
      add(TokenKind::bad, 0, at_, value_.size());
      at_ = value_.size();
      return;
    }
    add(TokenKind::comment, 0, at_ + 1, close);
    at_ = close + 1;
  }

  void word() {
    const std::size_t begin = at_;
    if (lenient_ && (half_of_day() || phrase())) return;
    while (at_ < value_.size() && is_letter(value_[at_])) ++at_;
    if (at_ - begin > 16) return add(TokenKind::bad, 0, begin, at_);
    std::array<char, 16> buffer;
    std::transform(value_.begin() + static_cast<std::ptrdiff_t>(begin),
                   value_.begin() + static_cast<std::ptrdiff_t>(at_), buffer.begin(), lower);
    const std::string_view text(buffer.data(), at_ - begin);
    if (const Word* known = word_of_specification(text))
      return add(known->kind, known->value, begin, at_);
    if (const Word* foreign = lenient_ ? foreign_word(text) : nullptr)
      return add(foreign->kind, foreign->value, begin, at_, true);
    add(TokenKind::bad, 0, begin, at_);
  }

  static char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

  bool says(std::string_view phrase) const {
    if (value_.size() - at_ < phrase.size()) return false;
    for (std::size_t i = 0; i < phrase.size(); ++i) {
      const char c = lower(value_[at_ + i]);
      if (c != phrase[i] && !(phrase[i] == ' ' && (c == '_' || c == '-'))) return false;
    }
    const std::size_t end = at_ + phrase.size();
    return end == value_.size() || !is_letter(value_[end]);
  }

  /// "10:00am", "8 p.m.": the hour before it is turned into one of 24.
  bool half_of_day() {
    for (const std::string_view sign : {"am", "pm", "a.m.", "p.m.", "a.m", "p.m"}) {
      if (!says(sign) || tokens_.empty() || tokens_.back().kind != TokenKind::number) continue;
      Token* hour = &tokens_.back();
      if (tokens_.size() > 2 && tokens_[tokens_.size() - 2].kind == TokenKind::colon &&
          tokens_[tokens_.size() - 3].kind == TokenKind::number)
        hour = &tokens_[tokens_.size() - 3];
      if (hour->value < 1 || hour->value > 12) return false;
      hour->value = hour->value % 12 + (sign[0] == 'p' ? 12 : 0);
      hour->guessed = true;
      at_ += sign.size();
      return true;
    }
    return false;
  }

  /// Phrases that stand for several signs.
  bool phrase() {
    for (const std::string_view comment :
         {"sur rendez vous", "sur rdv", "nach vereinbarung", "on appointment", "by appointment"}) {
      if (!says(comment)) continue;
      add(TokenKind::comment,
          comment[0] == 'n'   ? 2
          : comment[0] == 's' ? 1
                              : 3,
          at_, at_ + comment.size(), true);
      at_ += comment.size();
      return true;
    }
    for (const std::string_view end : {"late", "open end"}) {  // "17:00-late"
      if (!says(end) || tokens_.empty() || tokens_.back().kind != TokenKind::dash) continue;
      tokens_.back().kind = TokenKind::plus;
      tokens_.back().guessed = true;
      at_ += end.size();
      return true;
    }
    for (const Phrase& phrase : foreign_phrases()) {
      if (!says(phrase.text)) continue;
      for (Token token : hours::tokens(phrase.osm, false)) {
        if (token.kind == TokenKind::end) break;
        token.guessed = true;
        token.begin = static_cast<std::uint32_t>(at_);
        token.end = static_cast<std::uint32_t>(at_ + phrase.text.size());
        tokens_.push_back(token);
      }
      at_ += phrase.text.size();
      return true;
    }
    return false;
  }

  std::string_view value_;
  bool lenient_;
  bool space_ = false;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokens(std::string_view value, bool lenient) {
  return Lexer(value, lenient).run();
}

}  // namespace maillage::hours
