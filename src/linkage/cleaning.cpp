// The steps of cleaning: pure functions from text to text.
#include "base/text.hpp"
#include "linkage/field.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace maillage::linkage {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

std::string fold_to_words(std::string_view text) {
  std::string out = base::fold(text);
  // Bytes beyond ASCII are letters of other scripts; everything else that is no letter parts words.
  std::size_t end = 0;
  for (const char c : out) {
    const bool kept = is_digit(c) || is_letter(c) || static_cast<unsigned char>(c) >= 0x80;
    if (kept) {
      out[end++] = c;
    } else if (end > 0 && out[end - 1] != ' ' && c != '\'') {
      out[end++] = ' ';
    }
  }
  while (end > 0 && out[end - 1] == ' ') --end;
  out.resize(end);
  return out;
}

std::string joined_words(const std::vector<std::string_view>& words) {
  std::string out;
  for (const std::string_view word : words) {
    if (!out.empty() && !word.empty()) out += ' ';
    out += word;
  }
  return out;
}

std::string sorted_words(std::string_view text) {
  std::vector<std::string_view> words = base::split(text, ' ');
  std::sort(words.begin(), words.end());
  return joined_words(words);
}

std::string without_words(std::string_view text, std::string_view dropped) {
  const std::vector<std::string_view> drop = base::split(dropped, ' ');
  std::vector<std::string_view> words = base::split(text, ' ');
  std::erase_if(words, [&](std::string_view word) {
    return std::find(drop.begin(), drop.end(), word) != drop.end();
  });
  return words.empty() ? std::string(text) : joined_words(words);
}

std::string digits_of(std::string_view text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), is_digit);
  return out;
}

/// Russell's Soundex (1918) as the U.S. archives code it, of the first word.
std::string soundex(std::string_view text) {
  constexpr std::string_view kCodes = "01230120022455012623010202";
  std::string out;
  char before = '0';
  for (const char c : text.substr(0, text.find(' '))) {
    if (!is_letter(c)) continue;
    const char code = kCodes[static_cast<std::size_t>(c - 'a')];
    if (out.empty()) {
      out += c;
    } else if (code != '0' && code != before) {
      out += code;
    }
    if (c != 'h' && c != 'w') before = code;
    if (out.size() == 4) break;
  }
  return out;
}

/// YYYYMMDD of "1990-05-02", "02/05/1990" or "19900502"; else the digits as they stand.
std::string compact_date(std::string_view text) {
  std::string digits = digits_of(text.substr(0, 10));
  const bool day_first = text.size() >= 10 && digits.size() == 8 && !is_digit(text[2]);
  return day_first ? digits.substr(4) + digits.substr(2, 2) + digits.substr(0, 2) : digits;
}

/// Digits as dialled in France: +33 and 0033 become 0, overseas codes included.
std::string national_phone(std::string_view text) {
  std::string digits = digits_of(text);
  const bool international = base::contains(text, "+") || digits.starts_with("00");
  if (digits.starts_with("00")) digits.erase(0, 2);
  constexpr std::array<std::string_view, 7> kFrance = {"262", "508", "590", "594",
                                                       "596", "687", "33"};
  if (international) {
    for (const std::string_view code : kFrance) {
      if (!digits.starts_with(code)) continue;
      digits.erase(0, code.size());
      if (!digits.starts_with('0')) digits.insert(0, "0");
      break;
    }
  } else if (digits.size() == 9 && digits[0] != '0') {
    digits.insert(0, "0");  // a spreadsheet took the number for a quantity
  }
  return digits;
}

std::string house_number(std::string_view text) {
  const std::size_t start = text.find_first_of("0123456789");
  if (start == std::string_view::npos) return {};
  std::size_t end = start;
  while (end < text.size() && is_digit(text[end])) ++end;
  std::string out(text.substr(start, end - start));
  const std::string rest = base::fold(text.substr(end));
  const std::string_view suffix = base::trim(rest);
  for (const std::string_view known : {"bis", "ter", "quater", "b ", "a ", "c "}) {
    if (suffix.starts_with(base::trim(known)) && (suffix.size() == base::trim(known).size() ||
                                                  !is_letter(suffix[base::trim(known).size()]))) {
      return out + std::string(known.substr(0, 1));
    }
  }
  if (suffix.starts_with('-') || suffix.starts_with('/')) {
    std::string second = digits_of(suffix.substr(0, 6));
    if (!second.empty()) out += "-" + second;
  }
  return out;
}

/// The longest word with digits, letters mixed in counting double: "PSLX350H" of a product's name.
std::string reference_word(std::string_view text) {
  std::string_view best;
  std::size_t best_score = 0;
  const std::string folded = base::fold(text);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find_first_of(" ,;()", at), folded.size());
    const std::string_view word = std::string_view(folded).substr(at, end - at);
    at = end + 1;
    const auto digits = static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_digit));
    const auto letters =
        static_cast<std::size_t>(std::count_if(word.begin(), word.end(), is_letter));
    if (digits == 0 || digits + letters < 4 || digits * 4 < letters) continue;
    const std::size_t score = digits + letters + (letters > 0 ? 4 : 0);
    if (score > best_score) {
      best = word;
      best_score = score;
    }
  }
  std::string out;
  std::copy_if(best.begin(), best.end(), std::back_inserter(out),
               [](char c) { return is_digit(c) || is_letter(c); });
  return out;
}

std::string initials(std::string_view text) {
  std::string out;
  for (const std::string_view word : base::split(text, ' ')) {
    if (!word.empty()) out += word[0];
  }
  return out;
}

std::size_t count_of(std::string_view argument) {
  std::size_t count = 0;
  std::from_chars(argument.data(), argument.data() + argument.size(), count);
  return count;
}

using Part = std::string_view (*)(std::string_view text, std::string_view argument);
using Step = std::string (*)(std::string_view text, std::string_view argument);

/// The steps that take a part of the text, which needs no copy.
constexpr std::pair<std::string_view, Part> kParts[] = {
    {"premier-mot",
     [](std::string_view text, std::string_view) { return text.substr(0, text.find(' ')); }},
    {"dernier-mot",
     [](std::string_view text, std::string_view) { return text.substr(text.rfind(' ') + 1); }},
    {"prefixe", [](std::string_view text,
                   std::string_view argument) { return text.substr(0, count_of(argument)); }},
    {"suffixe",
     [](std::string_view text, std::string_view argument) {
       return text.substr(text.size() - std::min(count_of(argument), text.size()));
     }},
    {"compte",
     [](std::string_view text, std::string_view) { return text.substr(0, text.find('@')); }},
};

/// The other steps.
constexpr std::pair<std::string_view, Step> kSteps[] = {
    {"plier", [](std::string_view text, std::string_view) { return fold_to_words(text); }},
    {"mots-tries", [](std::string_view text, std::string_view) { return sorted_words(text); }},
    {"sans", without_words},
    {"chiffres", [](std::string_view text, std::string_view) { return digits_of(text); }},
    {"sans-espaces",
     [](std::string_view text, std::string_view) { return base::remove_spaces(text); }},
    {"phonetique", [](std::string_view text, std::string_view) { return soundex(text); }},
    {"date", [](std::string_view text, std::string_view) { return compact_date(text); }},
    {"annee",
     [](std::string_view text, std::string_view) {
       const std::string date = compact_date(text);
       return date.size() < 4 ? std::string() : date.substr(0, 4);
     }},
    {"telephone", [](std::string_view text, std::string_view) { return national_phone(text); }},
    {"courriel", [](std::string_view text,
                    std::string_view) { return base::lower(base::remove_spaces(text)); }},
    {"siret", [](std::string_view text, std::string_view) { return digits_of(text); }},
    {"siren", [](std::string_view text, std::string_view) { return digits_of(text).substr(0, 9); }},
    {"numero", [](std::string_view text, std::string_view) { return house_number(text); }},
    {"reference", [](std::string_view text, std::string_view) { return reference_word(text); }},
    {"initiales", [](std::string_view text, std::string_view) { return initials(text); }},
};

template <class Function, std::size_t count>
Function find_step(const std::pair<std::string_view, Function> (&steps)[count],
                   std::string_view name) {
  for (const auto& [known, step] : steps) {
    if (known == name) return step;
  }
  return nullptr;
}

}  // namespace

bool is_cleaning_step(std::string_view name) {
  return find_step(kParts, name) != nullptr || find_step(kSteps, name) != nullptr;
}

struct Cleaner::Known {
  Part part;
  Step step;
  std::string argument;
};

Cleaner::Cleaner(std::span<const CleaningStep> steps) {
  for (const CleaningStep& step : steps) {
    Known known{find_step(kParts, step.name), find_step(kSteps, step.name), step.argument};
    if (known.part != nullptr || known.step != nullptr) steps_.push_back(std::move(known));
  }
}

Cleaner::~Cleaner() = default;

std::string_view Cleaner::operator()(std::string_view text) {
  for (const Known& known : steps_) {
    if (known.part != nullptr) {
      text = known.part(text, known.argument);
    } else {
      std::string next = known.step(text, known.argument);
      written_ = std::move(next);
      text = written_;
    }
  }
  return text;
}

}  // namespace maillage::linkage
