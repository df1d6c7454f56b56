#include "transform/email.hpp"

#include "base/text.hpp"
#include "transform/blank_words.hpp"

#include <algorithm>
#include <array>

namespace maillage::transform {

namespace {

constexpr std::string_view kField = "courriels";
constexpr std::size_t kLongestCell = 10'000;  // bytes; a longer text is no list of addresses

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}
bool is_local(char c) {
  return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '\'' ||
         c == '&';
}
bool is_domain(char c) {
  return is_letter_or_digit(c) || c == '.' || c == '-';
}

/// Ways to write `@` so that robots don't see it, or that keyboards make.
constexpr std::array<std::string_view, 8> kAtSigns = {"[a]",  "(a)",       "[at]", "(at)",
                                                      "{at}", "[arobase]", " at ", "\xEF\xBC\xA0"};

/// Folded text (lower case, no accents) with every `@` written as one sign without blanks around
/// it.
std::string with_plain_at_signs(std::string_view text) {
  std::string out = base::fold(text);
  const bool has_at = base::contains(out, "@");
  for (const std::string_view sign : kAtSigns) {
    if (sign == " at " && has_at) continue;
    out = base::replace_all(std::move(out), sign, "@");
  }
  std::string joined;
  joined.reserve(out.size());
  for (std::size_t at = 0; at < out.size();) {
    const std::size_t before = at;
    const char32_t c = base::next_code_point(out, at);
    if (c == '@') {
      while (!joined.empty() && joined.back() == ' ') joined.pop_back();
      const bool doubled = !joined.empty() && joined.back() == '@';
      if (!doubled) joined += '@';
    } else if (base::is_space(c)) {
      const bool line_end = c == '\n' || c == '\r';
      if (line_end) joined += ';';
      if (!line_end && !joined.empty() && joined.back() != '@') joined += ' ';
    } else if (c >= 0x200B && c <= 0x200F) {  // marks that nobody sees
      continue;
    } else {
      joined.append(out, before, at - before);
    }
  }
  return joined;
}

/// One address found around an `@`; `begin` and `end` limit what it was read from.
struct Candidate {
  std::string address;
  std::size_t begin = 0, end = 0;
  bool doubtful = false;  ///< a second `@` touches it: nobody knows which half is right
};

/// The start of the local part. "mediatheque .numerique@" has a blank before a point, which belongs
/// to it.
std::size_t local_begin(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && is_local(text[begin - 1])) --begin;
  if (begin < at && text[begin] == '.' && begin > 1 && text[begin - 1] == ' ') {
    std::size_t word = begin - 1;
    while (word > 0 && is_letter_or_digit(text[word - 1])) --word;
    const bool touches_address = word > 0 && is_local(text[word - 1]);
    if (word < begin - 1 && !touches_address) return word;
  }
  return begin;
}

std::size_t domain_end(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && is_domain(text[end])) ++end;
  return end;
}

/// Whether what follows a domain without a point continues it: ",gouv,fr" or " malauzat.fr".
std::size_t continued_end(std::string_view text, std::size_t end) {
  std::size_t comma = end;
  while (comma + 1 < text.size() && text[comma] == ',' && is_domain(text[comma + 1])) {
    std::size_t next = comma + 1;
    while (next < text.size() && is_domain(text[next])) ++next;
    if (next < text.size() && text[next] == '@') break;
    comma = next;
  }
  if (comma > end) return comma;
  if (end < text.size() && text[end] == ' ') {
    std::size_t next = end + 1;
    while (next < text.size() && is_domain(text[next])) ++next;
    const bool is_address = next < text.size() && text[next] == '@';
    if (!is_address && base::contains(text.substr(end + 1, next - end - 1), ".")) return next;
  }
  return end;
}

std::string tidy(std::string_view text, std::size_t begin, std::size_t end) {
  std::string address;
  for (const char c : text.substr(begin, end - begin)) {
    if (c != ' ') address += c == ',' ? '.' : c;
  }
  const std::size_t first = address.find_first_not_of(".-+'&");
  if (first != std::string::npos) address.erase(0, first);
  while (!address.empty() && (address.back() == '.' || address.back() == '-')) address.pop_back();
  if (const std::size_t at = address.find('@'); at != std::string::npos && at > 0) {
    std::size_t local = at;
    while (local > 0 && address[local - 1] == '.') --local;
    address.erase(local, at - local);
  }
  return address;
}

std::vector<Candidate> candidates(std::string_view text) {
  std::vector<Candidate> found;
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    Candidate candidate;
    candidate.begin = local_begin(text, at);
    candidate.end = domain_end(text, at);
    candidate.doubtful = candidate.end < text.size() && text[candidate.end] == '@';
    if (!found.empty() && candidate.begin < found.back().end) {
      found.back().doubtful = true;
      found.back().end = candidate.end;
      continue;
    }
    if (!base::contains(text.substr(at, candidate.end - at), ".")) {
      candidate.end = continued_end(text, candidate.end);
    }
    candidate.address = tidy(text, candidate.begin, candidate.end);
    found.push_back(std::move(candidate));
  }
  return found;
}

void add_once(std::vector<std::string>& addresses, std::string address) {
  if (std::find(addresses.begin(), addresses.end(), address) == addresses.end()) {
    addresses.push_back(std::move(address));
  }
}

void lost(std::string_view value, base::Notes& notes) {
  notes.findings.push_back({base::Severity::warning, "courriels.unreadable", base::Finding::kNoRow,
                            std::string(kField), base::valid_utf8(value),
                            "Ce texte n’est pas une adresse de courriel.",
                            "Écrivez-la sous la forme nom@domaine.fr."});
}

}  // namespace

bool is_courriel(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at < 2) return false;
  const char first = text[0];
  if (!is_letter_or_digit(first) && first != '_') return false;
  if (!std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), is_local)) {
    return false;
  }
  const std::vector<std::string_view> labels = base::split(text.substr(at + 1), '.');
  return labels.size() >= 2 &&
         std::all_of(labels.begin(), labels.end(), [&](std::string_view label) {
           const std::size_t shortest = label.data() == labels.front().data() ? 1 : 2;
           return label.size() >= shortest && label.size() <= 63 && label.front() != '-' &&
                  label.back() != '-' && std::all_of(label.begin(), label.end(), is_domain);
         });
}

std::vector<std::string> clean_courriels(std::string_view text, base::Notes& notes) {
  const std::string_view trimmed = base::trim(text);
  if (trimmed.empty()) return {};
  if (is_courriel(trimmed)) return {std::string(trimmed)};

  if (trimmed.size() > kLongestCell) {
    lost(trimmed.substr(0, kLongestCell), notes);
    return {};
  }

  const std::string plain = with_plain_at_signs(trimmed);
  std::vector<std::string> addresses;
  const std::vector<Candidate> found = candidates(plain);
  for (const Candidate& candidate : found) {
    if (!candidate.doubtful && is_courriel(candidate.address)) {
      add_once(addresses, candidate.address);
    } else if (!says_nothing(candidate.address)) {
      lost(std::string_view(plain).substr(candidate.begin, candidate.end - candidate.begin), notes);
    }
  }
  const std::string after = base::join(addresses, "|");
  if (found.empty() && !says_nothing(trimmed)) {
    lost(trimmed, notes);
  } else if (text != after) {
    notes.cleaned(std::string(kField), base::valid_utf8(text), "courriels.spelling", after);
  }
  return addresses;
}

}  // namespace maillage::transform
