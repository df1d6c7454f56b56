#include "territory/name_key.hpp"

#include "base/text.hpp"

#include <array>
#include <utility>

namespace maillage::territory {

namespace {

/// Letters of Latin-1 from U+00C0 on without their accents, in lower case; '-' for × and ÷.
constexpr std::string_view kLatin1 =
    "aaaaaaaceeeeiiiidnooooo-ouuuuytsaaaaaaaceeeeiiiidnooooo-ouuuuyty";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

/// Lower-case ASCII without accents; every other character is a '-'. Keeps , ( ) / and line ends,
/// which cut names.
std::string plain(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      ++at;
      continue;
    }
    const std::size_t before = at;
    const char32_t point = base::next_code_point(text, at);
    if (point == U'Æ' || point == U'æ') {
      out += "ae";
    } else if (point == U'ß') {
      out += "ss";
    } else if (point >= 0xC0 && point <= 0xFF) {
      out += kLatin1[point - 0xC0];
    } else if (point == U'’' || point == 0xA0 || point == U'–') {
      out += '-';
    } else {
      for (const char part : base::fold(text.substr(before, at - before))) {
        out += static_cast<unsigned char>(part) < 0x80 ? part : '-';
      }
    }
  }
  return out;
}

std::string_view full_word(std::string_view word) {
  if (word.empty() || word.front() != 's') return word;
  if (word == "st") return "saint";
  if (word == "ste") return "sainte";
  if (word == "sts") return "saints";
  if (word == "stes") return "saintes";
  return word;
}

void add_word(std::string& key, std::string_view word) {
  if (!key.empty()) key += '-';
  key += full_word(word);
}

bool is_ordinal_ending(std::string_view word) {
  constexpr std::array<std::string_view, 8> endings = {"e",   "er", "eme", "ieme",
                                                       "ere", "nd", "nde", "em"};
  for (const std::string_view ending : endings) {
    if (word == ending) return true;
  }
  return false;
}

bool is_arrondissement_word(std::string_view word) {
  return word == "arrondissement" || word == "arrdt" || word == "ardt" || word == "arr";
}

std::uint32_t number(std::string_view digits) {
  std::uint32_t value = 0;
  for (const char c : digits) value = value * 10 + static_cast<std::uint32_t>(c - '0');
  return value;
}

/// Takes the words of a commune field one by one.
class WordReader {
 public:
  void word(std::string_view word, char before, char after) {
    const std::size_t digits = leading_digits(word);
    if (digits > 0) {
      take_number(word.substr(0, digits), word.substr(digits));
      return;
    }
    const bool after_number = std::exchange(after_number_, false);
    const bool not_a_name = word == "cedex" || word == "cdx" || is_arrondissement_word(word) ||
                            (after_number && is_ordinal_ending(word));
    if (not_a_name) return;
    if (!name_.key.empty() && after == '/' && (word == "s" || word == "ss")) {
      add_word(name_.key, word == "s" ? "sur" : "sous");
    } else if (!name_.key.empty() && word == "s") {
      add_word(name_.key, "sur");
    } else {
      if (before == '/' && !name_.key.empty() && !name_.key.ends_with("-sur") &&
          !name_.key.ends_with("-sous")) {
        add_word(name_.key, "sur");
      }
      const std::size_t letters = leading_letters(word);
      add_word(name_.key, word.substr(0, letters));
      if (letters < word.size()) this->word(word.substr(letters), 0, after);
    }
  }
  WrittenName take() { return std::move(name_); }

 private:
  static std::size_t leading_digits(std::string_view word) {
    std::size_t n = 0;
    while (n < word.size() && is_digit(word[n])) ++n;
    return n;
  }
  static std::size_t leading_letters(std::string_view word) {
    std::size_t n = 0;
    while (n < word.size() && is_letter(word[n])) ++n;
    return n;
  }
  void take_number(std::string_view digits, std::string_view ending) {
    after_number_ = true;
    if (digits.size() == 5) {
      if (name_.postcode == 0) name_.postcode = number(digits);
    } else if (digits.size() <= 2 && (ending.empty() || is_ordinal_ending(ending))) {
      const std::uint32_t value = number(digits);
      if (name_.arrondissement == 0 && value >= 1 && value <= 20) name_.arrondissement = value;
    }
  }

  WrittenName name_;
  bool after_number_ = false;
};

}  // namespace

WrittenName read_written_name(std::string_view text) {
  const std::string letters = plain(base::trim(text));
  WordReader reader;
  bool has_word = false;
  int depth = 0;
  for (std::size_t at = 0; at < letters.size();) {
    const char c = letters[at];
    if (depth == 0 && (is_letter(c) || is_digit(c))) {
      std::size_t end = at;
      while (end < letters.size() && (is_letter(letters[end]) || is_digit(letters[end]))) ++end;
      reader.word(std::string_view(letters).substr(at, end - at), at > 0 ? letters[at - 1] : '\0',
                  end < letters.size() ? letters[end] : '\0');
      has_word = has_word || is_letter(c);
      at = end;
      continue;
    }
    if (c == '(') ++depth;
    if (c == ')' && depth > 0) --depth;
    if (has_word && depth == 0 && (c == ',' || c == '\n' || c == ';')) break;
    ++at;
  }
  return reader.take();
}

std::string name_key(std::string_view name) {
  const std::string letters = plain(name);
  std::string key;
  key.reserve(letters.size());
  for (std::size_t at = 0; at < letters.size();) {
    std::size_t end = at;
    while (end < letters.size() && (is_letter(letters[end]) || is_digit(letters[end]))) ++end;
    if (end > at) add_word(key, std::string_view(letters).substr(at, end - at));
    at = end + 1;
  }
  return key;
}

std::string_view without_article(std::string_view key) {
  constexpr std::array<std::string_view, 4> articles = {"le-", "la-", "les-", "l-"};
  for (const std::string_view article : articles) {
    if (key.starts_with(article)) return key.substr(article.size());
  }
  return key;
}

std::uint32_t key_hash(std::string_view key) {
  std::uint32_t hash = 0x811c9dc5;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193;
  return hash;
}

}  // namespace maillage::territory
