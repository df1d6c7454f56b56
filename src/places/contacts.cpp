#include "places/contacts.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <vector>

namespace maillage::places {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Whether the byte belongs to a letter that ASCII lacks. The spaces, quotes, dashes and pictures
/// that people put around an address (U+0080-U+00BF, U+2000-U+2FFF, from U+E000 on) are none.
bool is_wide_letter(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  std::size_t lead = at;
  while (lead > 0 && at - lead < 3 && (byte(lead) & 0xC0) == 0x80) --lead;
  return byte(lead) >= 0xC3 && byte(lead) <= 0xED && byte(lead) != 0xE2;
}
bool is_word(std::string_view text, std::size_t at) {
  const char c = text[at];
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) ||
         is_wide_letter(text, at);
}
/// What may stand in an address before the @.
bool is_local_part(std::string_view text, std::size_t at) {
  return is_word(text, at) ||
         std::string_view(".!#$&'*+-/=?^_`{|}~").find(text[at]) != std::string_view::npos;
}
bool is_domain(std::string_view text, std::size_t at) {
  return is_word(text, at) || text[at] == '.' || text[at] == '-';
}

constexpr std::size_t kLongestPart = 255;  // bytes: longer is no address (RFC 5321)

using Visit = std::function<bool(const Contact&, std::size_t, std::size_t)>;

/// The readings of one @ (or %40, as addresses in links have it): from each place where the part
/// before it may begin, the longest first. Returns where the search goes on.
std::size_t visit_address(std::string_view text, std::size_t at, std::size_t sign,
                          const Visit& visit) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < kLongestPart && is_local_part(text, begin - 1)) --begin;
  std::size_t end = at + sign;
  while (end < text.size() && end - at < kLongestPart && is_domain(text, end)) ++end;
  while (end > at + sign && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
  if (begin == at || end == at + sign) return at + sign;
  const std::string domain = base::lower(text.substr(at + sign, end - at - sign));
  for (std::size_t from = begin; from < at; ++from) {
    // Within a word no address begins; signs may belong to it or to the text around it.
    if (from > begin && is_word(text, from - 1)) continue;
    const Contact contact{ContactKind::email,
                          base::lower(text.substr(from, at - from)) + "@" + domain};
    if (visit(contact, from, end)) return end;
  }
  return at + sign;
}

/// Separators between digits of one number; how many bytes, 0 for anything else.
std::size_t separator(std::string_view text) {
  for (const std::string_view known : {" ", ".", "-", "/", "_", "(", ")", "\u00A0", "\u202F",
                                       "\u2009", "\u2010", "\u2011", "\u2013"}) {
    if (text.starts_with(known)) return known.size();
  }
  return 0;
}

struct Digits {
  std::string digits;
  std::vector<std::size_t> ends;  ///< of each digit, the byte behind it
};

/// The digits from `at` on, as far as they may be one number.
Digits gather(std::string_view text, std::size_t at) {
  constexpr std::size_t kMost = 15;  // ITU-T E.164
  constexpr std::size_t kLongestGap = 6;
  Digits found;
  std::size_t gap = 0;
  while (at < text.size() && found.digits.size() < kMost) {
    if (is_digit(text[at])) {
      found.digits += text[at++];
      found.ends.push_back(at);
      gap = 0;
    } else if (const std::size_t bytes = separator(text.substr(at));
               bytes > 0 && (gap += bytes) <= kLongestGap) {
      at += bytes;
    } else {
      break;
    }
  }
  return found;
}

/// Of France and its overseas numbers of ten digits.
constexpr std::string_view kFrenchCodes[] = {"33", "262", "590", "594", "596", "508"};

/// `digits` with the country first: the national form of a French number.
std::string national(std::string_view digits) {
  for (const std::string_view code : kFrenchCodes) {
    if (!digits.starts_with(code)) continue;
    std::string_view rest = digits.substr(code.size());
    if (rest.starts_with('0')) rest.remove_prefix(1);
    if (rest.size() == 9) return "0" + std::string(rest);
  }
  return std::string(digits);
}

/// The readings of a number that begins at `begin`.
std::size_t visit_number(std::string_view text, std::size_t begin, const Visit& visit) {
  const bool plus = text[begin] == '+';
  const Digits found = gather(text, begin + plus);
  const bool zeros = !plus && found.digits.starts_with("00");
  constexpr std::size_t kShortest = 6, kFrench = 10;  // New Caledonia has six
  for (std::size_t count = found.digits.size(); count >= kShortest; --count) {
    const std::size_t end = found.ends[count - 1];
    if (end < text.size() && is_digit(text[end])) continue;  // a number does not end within digits
    const std::string_view digits = std::string_view(found.digits).substr(0, count);
    // Longer than a French number: the country stands first, its sign lost in a spreadsheet.
    const Contact contact{ContactKind::telephone, zeros ? national(digits.substr(2))
                                                  : plus || count > kFrench ? national(digits)
                                                                            : std::string(digits)};
    if (visit(contact, begin, end)) return end;
  }
  return begin + 1;
}

}  // namespace

void each_contact(std::string_view text, const Visit& visit) {
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '@') {
      at = visit_address(text, at, 1, visit);
    } else if (c == '%' && text.substr(at).starts_with("%40")) {
      at = visit_address(text, at, 3, visit);
    } else if ((c == '+' || is_digit(c)) &&
               (at == 0 || (!is_digit(text[at - 1]) && text[at - 1] != '+'))) {
      at = visit_number(text, at, visit);
    } else {
      ++at;
    }
  }
}

std::optional<Contact> read_contact(std::string_view text) {
  text = base::trim(text);
  for (const std::string_view scheme : {"mailto:", "tel:"}) {
    if (text.starts_with(scheme)) text.remove_prefix(scheme.size());
  }
  std::optional<Contact> whole;
  each_contact(text, [&](const Contact& contact, std::size_t begin, std::size_t end) {
    if (begin != 0 || end != text.size()) return false;
    if (!whole) whole = contact;
    return true;
  });
  return whole;
}

}  // namespace maillage::places
