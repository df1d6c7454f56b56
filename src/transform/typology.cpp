#include "transform/typology.hpp"

#include "base/text.hpp"
#include "transform/typology_rules.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <span>

namespace maillage::transform {

namespace {

using Codes = std::bitset<kTypologyRules.size()>;

/// The lower-case letter without accent of Latin-1 and the two French ligatures; 0 for a mark
/// between words.
char letter_of(char32_t c) {
  constexpr std::string_view kLatin1 =
      "aaaaaaaceeeeiiiidnooooo\0ouuuuyts"
      "aaaaaaaceeeeiiiidnooooo\0ouuuuyty";
  constexpr char32_t kFirst = 0xC0;
  if (c >= kFirst && c < kFirst + 0x40) {
    return std::string_view(kLatin1.data(), 0x40)[static_cast<std::size_t>(c - kFirst)];
  }
  return 0;
}

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_any(std::string_view word, std::span<const std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_of(std::string_view word) {  // "de" and its forms
  constexpr std::array<std::string_view, 4> kOf = {"de", "du", "des", "d"};
  return is_any(word, kOf);
}

bool is_article(std::string_view word) {
  constexpr std::array<std::string_view, 13> kArticles = {
      "l", "la", "le", "les", "et", "a", "au", "aux", "en", "pour", "sur", "s", "n"};
  return word.size() <= 4 && (is_of(word) || is_any(word, kArticles));
}

/// The words of a name, folded, without articles. Holds at most 48 words of the first 400 bytes:
/// names are shorter.
class Name {
 public:
  struct Word {
    std::string_view text;
    bool before_of = false;
  };

  explicit Name(std::string_view nom) {
    nom = nom.substr(0, kLongest);
    for (std::size_t at = 0; at < nom.size();) {
      const char32_t c = base::next_code_point(nom, at);
      if (c < 0x80) {
        ascii(static_cast<char>(c), nom.substr(at));
      } else if (c == U'œ' || c == U'Œ') {
        put('o');
        put('e');
      } else if (c >= 0x300 && c < 0x370) {
        continue;  // an accent written apart from its letter
      } else if (const char letter = letter_of(c); letter != 0) {
        put(letter);
      } else {
        close();
      }
    }
    close();
  }
  Name(const Name&) = delete;
  Name& operator=(const Name&) = delete;

  std::span<const Word> words() const { return {words_.data(), count_}; }

 private:
  static constexpr std::size_t kLongest = 400;

  void ascii(char c, std::string_view rest) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (is_letter(lower)) {
      put(lower);
    } else if (is_digit(c)) {
      if (size_ - begin_ >= 3 && is_letter(buffer_[size_ - 1])) close();  // "CIDFF62"
      put(c);
    } else if (c != '.' || !is_inside_acronym(rest)) {
      close();
    }
  }

  /// Whether the point behind a single letter is followed by one more single letter ("M.J.C").
  bool is_inside_acronym(std::string_view rest) {
    const auto letter = [](char c) { return is_letter(static_cast<char>(c | 0x20)); };
    const auto ends_word = [&](char c) {
      return !letter(c) && static_cast<unsigned char>(c) < 0x80;
    };
    if (size_ == begin_ || (size_ - begin_ > 1 && !in_acronym_)) return false;
    in_acronym_ = !rest.empty() && letter(rest[0]) && (rest.size() == 1 || ends_word(rest[1]));
    return in_acronym_;
  }

  void put(char c) { buffer_[size_++] = c; }

  void close() {
    const std::string_view word(buffer_.data() + begin_, size_ - begin_);
    begin_ = size_;
    in_acronym_ = false;
    if (word.empty()) return;
    if (is_article(word)) {
      after_la_ = word == "la";
      if (count_ > 0 && is_of(word) && !words_[count_ - 1].before_of) {
        words_[count_ - 1].before_of = last_was_word_;
      }
      last_was_word_ = false;
      return;
    }
    if (count_ < words_.size()) {
      words_[count_++] = {after_la_ && word == "poste" ? std::string_view("laposte") : word, false};
    }
    after_la_ = false;
    last_was_word_ = true;
  }

  std::array<char, 2 * kLongest> buffer_;
  std::array<Word, 48> words_;
  std::size_t begin_ = 0, size_ = 0, count_ = 0;
  bool after_la_ = false, last_was_word_ = false;
  bool in_acronym_ = false;
};

/// A word of a phrase; see typology_rules.hpp for the marks.
struct WordPattern {
  std::string_view start, end;  ///< `end` only with a star
  bool star = false, exact = false, before_of = false;

  explicit WordPattern(std::string_view text) {
    if (text.starts_with('=')) {
      exact = true;
      text.remove_prefix(1);
    }
    if (text.ends_with('~')) {
      before_of = true;
      text.remove_suffix(1);
    }
    const std::size_t at = text.find('*');
    start = text.substr(0, at);
    star = at != std::string_view::npos;
    if (star) end = text.substr(at + 1);
  }

  bool matches(const Name::Word& word) const {
    std::string_view text = word.text;
    if (!text.starts_with(start) || (before_of && !word.before_of)) return false;
    if (!star && text.size() == start.size()) return true;
    if (!exact && text.size() > 4 && (text.back() == 's' || text.back() == 'x')) {
      text.remove_suffix(1);
    }
    if (star) return text.size() >= start.size() + end.size() && text.ends_with(end);
    return text.size() == start.size();
  }
};

struct Phrase {
  std::vector<WordPattern> words;
  std::size_t code = 0;
  char third = 0;                    ///< third letter of its first word; 0: any
  bool first = false, last = false;  ///< only at the start or at the end of the name

  bool matches(std::span<const Name::Word> name, std::size_t at) const {
    const std::size_t end = at + words.size();
    if ((first && at > 0) || end > name.size() || (last && end < name.size())) return false;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!words[i].matches(name[at + i])) return false;
    }
    return true;
  }
};

/// All phrases, found by the first two letters of their first word.
class Phrases {
 public:
  Phrases() {
    for (std::size_t code = 0; code < kTypologyRules.size(); ++code) {
      for (std::string_view text : base::split(kTypologyRules[code].phrases, '|')) {
        Phrase phrase;
        phrase.code = code;
        phrase.first = text.starts_with('^');
        if (phrase.first) text.remove_prefix(1);
        phrase.last = text.ends_with('$');
        if (phrase.last) text.remove_suffix(1);
        for (const std::string_view word : base::split(text, ' ')) phrase.words.emplace_back(word);
        const std::string_view start = phrase.words.front().start;
        if (start.size() > 2) phrase.third = start[2];
        shelves_[shelf(start)].push_back(std::move(phrase));
      }
    }
  }

  Codes codes_of(const Name& name) const {
    Codes codes;
    const std::span<const Name::Word> words = name.words();
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string_view text = words[i].text;
      if (text.size() < 2) continue;
      const char third = text.size() > 2 ? text[2] : '\0';
      for (const Phrase& phrase : shelves_[shelf(text)]) {
        if (phrase.third != 0 && phrase.third != third) continue;
        if (!codes.test(phrase.code) && phrase.matches(words, i)) codes.set(phrase.code);
      }
    }
    return codes;
  }

 private:
  static std::size_t shelf(std::string_view word) {
    return (static_cast<std::size_t>(word[0]) & 31) * 32 + (static_cast<std::size_t>(word[1]) & 31);
  }

  std::array<std::vector<Phrase>, 1024> shelves_;
};

}  // namespace

std::vector<std::string_view> typologies_from_name(std::string_view nom) {
  static const Phrases phrases;
  const Codes codes = phrases.codes_of(Name(nom));
  std::vector<std::string_view> found;
  if (codes.none()) return found;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (codes.test(i)) found.push_back(kTypologyRules[i].code);
  }
  return found;
}

}  // namespace maillage::transform
