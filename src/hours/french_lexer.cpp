#include "hours/french_lexer.hpp"

#include "hours/french_folding.hpp"
#include "hours/french_neighbours.hpp"
#include "hours/french_number.hpp"
#include "hours/french_phrases.hpp"
#include "territory/closeness.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace maillage::hours::french {
namespace {

constexpr std::size_t kLongestText = 6000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

class Lexer {
 public:
  Lexer(std::string_view text, Spelling spelling)
      : source_(text.substr(0, kLongestText)),
        folded_(fold(source_)),
        text_(folded_.text),
        spelling_(spelling) {
    tokens_.reserve(text_.size() / 3 + 4);
  }

  std::vector<Token> run() {
    while (at_ < text_.size()) next();
    add(Kind::end, 0, text_.size());
    settle_by_neighbours(tokens_, source_);
    return std::move(tokens_);
  }

 private:
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void add(Kind kind, int value, std::size_t from) {
    Token token;
    token.kind = kind;
    token.value = static_cast<std::int16_t>(value);
    token.begin = folded_.source[from];
    token.end = folded_.source[std::max(from, at_)];
    tokens_.push_back(token);
  }
  void sign(Kind kind) {
    ++at_;
    add(kind, 0, at_ - 1);
  }
  Kind last_kind() const { return tokens_.empty() ? Kind::newline : tokens_.back().kind; }

  void next() {
    const char c = peek();
    if (is_digit(c)) return digits();
    if (is_letter(c)) return word();
    switch (c) {
      case ' ':
      case '\'':
      case '"':
        ++at_;
        return;
      case '-':
      case '_':
      case '=':
      case '~':
        while (peek(1) == '-' || peek(1) == '_') ++at_;
        return sign(Kind::dash);
      case '\n':
        return sign(Kind::newline);
      case '/':
      case '\\':
        while (peek(1) == '/') ++at_;
        return sign(Kind::slash);
      case ',':
        return sign(Kind::comma);
      case ':':
        return sign(Kind::colon);
      case '.':
      case ';':
      case '|':
      case '\x02':
      case '!':
        return sign(Kind::stop);
      case '(':
      case '[':
        return sign(Kind::open_paren);
      case ')':
      case ']':
        return sign(Kind::close_paren);
      case '&':
      case '+':
        return sign(Kind::list);
      default:
        ++at_;
        return;
    }
  }

  // ---- words
  /// The end of the phrase when it stands at `at_`, else 0.
  std::size_t phrase_end(std::string_view phrase) const {
    std::size_t at = at_;
    for (std::size_t i = 0; i < phrase.size(); ++i) {
      if (phrase[i] != ' ') {
        if (at >= text_.size() || text_[at] != phrase[i]) return 0;
        ++at;
        continue;
      }
      if (at < text_.size() && text_[at] == 's' && phrase[i - 1] != 's') ++at;
      while (at < text_.size() && (text_[at] == ' ' || text_[at] == '-' || text_[at] == '\'')) ++at;
    }
    if (at < text_.size() && text_[at] == 's' && !is_digit(phrase.back())) ++at;
    if (at < text_.size() && is_letter(text_[at])) return 0;
    if (is_digit(phrase.back()) && at < text_.size() && is_digit(text_[at])) return 0;
    return at;
  }

  /// "Mo", "Tu", "PH", "off" in a value that tries to be OSM.
  bool osm_word() {
    std::size_t end = at_;
    while (end < text_.size() && is_letter(text_[end])) ++end;
    static constexpr std::pair<std::string_view, Kind> kWords[] = {{"mo", Kind::day},
                                                                   {"tu", Kind::day},
                                                                   {"we", Kind::day},
                                                                   {"th", Kind::day},
                                                                   {"fr", Kind::day},
                                                                   {"sa", Kind::day},
                                                                   {"su", Kind::day},
                                                                   {"ph", Kind::public_holidays},
                                                                   {"sh", Kind::school_holidays},
                                                                   {"off", Kind::closed},
                                                                   {"closed", Kind::closed},
                                                                   {"open", Kind::filler}};
    for (std::size_t i = 0; i < std::size(kWords); ++i) {
      if (text_.substr(at_, end - at_) != kWords[i].first) continue;
      const std::size_t from = at_;
      at_ = end;
      add(kWords[i].second, kWords[i].second == Kind::day ? static_cast<int>(i) : 0, from);
      return true;
    }
    return false;
  }

  void word() {
    if (spelling_ == Spelling::osm && osm_word()) return;
    for (const Phrase& phrase : phrases(peek())) {
      const std::size_t end = phrase_end(phrase.text);
      if (end == 0) continue;
      // "semaine A" is a label, "par semaine à" is not.
      if (phrase.text == "semaine a" && source_[folded_.source[end - 1]] != 'A') continue;
      // "l" and "s" may be days, "e" and "a" joints: french_neighbours.hpp looks at their
      // neighbours.
      const std::size_t from = at_;
      at_ = end;
      if (is_abbreviation(phrase) && peek() == '.') ++at_;  // "lun. mar.", "sept. à juin"
      return add(phrase.kind, phrase.value, from);
    }
    const std::size_t from = at_;
    while (is_letter(peek())) ++at_;
    const std::string_view word = text_.substr(from, at_ - from);
    if (const int day = misspelt_day(word); day >= 0) return add(Kind::day, day, from);
    add(Kind::word, 0, from);
  }

  static bool is_abbreviation(const Phrase& phrase) {
    static constexpr std::array<std::string_view, 8> kMonths{"janv", "fev", "avr", "juil",
                                                             "sept", "oct", "nov", "dec"};
    return (phrase.kind == Kind::day && phrase.text.size() <= 4) ||
           std::find(kMonths.begin(), kMonths.end(), phrase.text) != kMonths.end();
  }

  static int misspelt_day(std::string_view word) {
    static constexpr std::array<std::string_view, 7> kDays{
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"};
    if (word.size() > 4 && word.back() == 's') word.remove_suffix(1);
    if (word.size() < 4) return -1;
    for (std::size_t day = 0; day < kDays.size(); ++day) {
      if (territory::one_slip_apart(word, kDays[day])) return static_cast<int>(day);
    }
    return -1;
  }

  void digits() {
    const std::size_t from = at_;
    const NumberRead number = read_number(text_, at_, last_kind());
    at_ = number.end;
    add(number.kind, number.value, from);
  }

  std::string_view source_;
  Folded folded_;
  std::string_view text_;
  Spelling spelling_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> tokens(std::string_view text, Spelling spelling) {
  return Lexer(text, spelling).run();
}

std::string_view cadence_text(int index) {
  static constexpr std::string_view kTexts[] = {"une semaine sur deux", "une semaine sur trois",
                                                "une fois par mois", "deux fois par mois",
                                                "pas toutes les semaines"};
  return kTexts[index];
}

std::string_view season_text(int index) {
  static constexpr std::string_view kTexts[] = {"en été",     "en hiver",    "au printemps",
                                                "en automne", "hors saison", "en haute saison"};
  return kTexts[index];
}

std::string_view appointment_text(int index) {
  static constexpr std::string_view kTexts[] = {"sur rendez-vous", "sur inscription",
                                                "sur réservation", "sur demande"};
  return kTexts[index];
}

}  // namespace maillage::hours::french
