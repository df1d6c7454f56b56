// The similarities that know what a text means: days, persons, addresses, numbers.
#include "linkage/similarity.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace maillage::linkage {

namespace {

constexpr std::size_t kComparedWords = 16;

struct Words {
  std::array<std::string_view, kComparedWords> word;
  std::size_t count = 0;
};

Words words_of(std::string_view text) {
  Words words;
  for (std::size_t at = 0; at < text.size() && words.count < kComparedWords;) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    if (end > at) words.word[words.count++] = text.substr(at, end - at);
    at = end + 1;
  }
  return words;
}

/// Two words of names: an initial stands for the whole word, though less surely.
double word_similarity(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  if ((a.size() == 1 || b.size() == 1) && a[0] == b[0]) return 0.9;
  return jaro_winkler(a, b);
}

bool read_number(std::string_view text, double& value) {
  return !text.starts_with('+') && base::parse_number(text, value);
}

struct HouseNumber {
  int first = -1, last = -1;
  std::string_view suffix;
};

HouseNumber house_number(std::string_view text) {
  HouseNumber number;
  const char* const end = text.data() + text.size();
  const auto [after, error] = std::from_chars(text.data(), end, number.first);
  if (error != std::errc()) return {};
  number.last = number.first;
  number.suffix = text.substr(static_cast<std::size_t>(after - text.data()));
  const std::size_t digit = number.suffix.find_first_of("0123456789");
  if (digit != std::string_view::npos) {
    int last = 0;
    std::from_chars(number.suffix.data() + digit, end, last);
    if (last > number.first && last - number.first < 200) number.last = last;
    number.suffix = {};
  }
  return number;
}

enum class Agreement { same, unknown, adjacent, different };

/// "12b|rue jean jaures|45.18 5.71"; a text without bars is a street.
struct AddressParts {
  std::string_view number, street, point;
};

AddressParts address_parts(std::string_view text) {
  const std::size_t first = text.find('|');
  if (first == std::string_view::npos) return {{}, text, {}};
  const std::size_t second = std::min(text.find('|', first + 1), text.size());
  AddressParts parts{text.substr(0, first), text.substr(first + 1, second - first - 1), {}};
  if (second < text.size()) parts.point = text.substr(second + 1);
  return parts;
}

Agreement street_agreement(std::string_view a, std::string_view b) {
  constexpr double kSameStreet = 0.88;  // one word of three misspelt, or one too many
  if (a.empty() || b.empty()) return Agreement::unknown;
  return person_similarity(a, b) >= kSameStreet ? Agreement::same : Agreement::different;
}

Agreement number_agreement(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return Agreement::unknown;
  const double likeness = house_number_similarity(a, b);
  if (likeness >= 0.8) return Agreement::same;
  return likeness >= 0.5 ? Agreement::adjacent : Agreement::different;
}

struct Point {
  double latitude = 0, longitude = 0;
};

bool read_point(std::string_view text, Point& point) {
  const std::size_t cut = text.find(' ');
  return cut != std::string_view::npos && read_number(text.substr(0, cut), point.latitude) &&
         read_number(text.substr(cut + 1), point.longitude) && std::abs(point.latitude) <= 90 &&
         std::abs(point.longitude) <= 180;
}

}  // namespace

double date_similarity(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  if (a.size() != 8 || b.size() != 8) return 0;
  const bool year = a.substr(0, 4) == b.substr(0, 4);
  const bool month = a.substr(4, 2) == b.substr(4, 2), day = a.substr(6) == b.substr(6);
  if (year && a.substr(4, 2) == b.substr(6) && a.substr(6) == b.substr(4, 2)) return 0.95;
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < 8; ++i) wrong += a[i] != b[i];
  if (wrong == 1) return 0.95;
  if (damerau(a, b) == 1) return 0.9;
  if (year) return month || day ? 0.8 : 0.6;
  return month && day ? 0.4 : 0;
}

double person_similarity(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  Words few = words_of(a), many = words_of(b);
  if (few.count > many.count) std::swap(few, many);
  if (few.count == 0) return 0;
  std::uint32_t used = 0;
  double total = 0;
  for (std::size_t i = 0; i < few.count; ++i) {
    double best = 0;
    std::size_t partner = kComparedWords;
    for (std::size_t j = 0; j < many.count; ++j) {
      if ((used >> j) & 1) continue;
      const double likeness = word_similarity(few.word[i], many.word[j]);
      if (likeness > best) {
        best = likeness;
        partner = j;
      }
    }
    if (partner < kComparedWords) used |= 1u << partner;
    total += best;
  }
  // A word left over says little: second names and titles come and go.
  const auto left_over = static_cast<double>(many.count - few.count);
  return std::min(0.99, total / static_cast<double>(few.count)) *
         (1 - 0.03 * std::min(left_over, 5.0));
}

double email_similarity(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  const std::string_view account_a = a.substr(0, a.find('@')), account_b = b.substr(0, b.find('@'));
  if (account_a == account_b) return 0.95;
  if (damerau(a, b) <= 2) return 0.9;
  const double account = damerau_similarity(account_a, account_b);
  if (account >= 0.8) return 0.8;
  return 0.6 * account;
}

double phone_similarity(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  if (a.size() < 8 || b.size() < 8) return 0;
  if (damerau(a, b) == 1) return 0.9;
  return a.size() == b.size() && a.substr(0, a.size() - 2) == b.substr(0, b.size() - 2) ? 0.6 : 0;
}

double siret_similarity(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  if (damerau(a, b) == 1) return 0.9;
  return a.size() >= 9 && a.substr(0, 9) == b.substr(0, 9) ? 0.7 : 0;
}

double house_number_similarity(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  const HouseNumber x = house_number(a), y = house_number(b);
  if (x.first < 0 || y.first < 0) return 0;
  if (x.first == y.first && x.last == y.last) return 0.8;
  if (x.first <= y.last && y.first <= x.last) return 0.9;
  return std::abs(x.first - y.first) <= 2 ? 0.5 : 0;
}

double number_similarity(std::string_view a, std::string_view b) {
  double x = 0, y = 0;
  if (!read_number(a, x) || !read_number(b, y)) return 0;
  const double larger = std::max(std::abs(x), std::abs(y));
  return larger == 0 ? 1 : std::max(0.0, 1 - std::abs(x - y) / larger);
}

double metres_between(std::string_view a, std::string_view b) {
  Point p, q;
  if (!read_point(a, p) || !read_point(b, q)) return -1;
  constexpr double kRadius = 6371008.8, kDegree = std::numbers::pi / 180;
  const double south = std::sin((q.latitude - p.latitude) * kDegree / 2);
  const double east = std::sin((q.longitude - p.longitude) * kDegree / 2);
  const double chord =
      south * south + std::cos(p.latitude * kDegree) * std::cos(q.latitude * kDegree) * east * east;
  return 2 * kRadius * std::asin(std::sqrt(std::min(1.0, chord)));
}

double address_similarity(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  const AddressParts x = address_parts(a), y = address_parts(b);
  const Agreement street = street_agreement(x.street, y.street);
  const double metres = metres_between(x.point, y.point);  // negative: unknown
  const auto within = [&](double reach) { return metres >= 0 && metres <= reach; };
  if (street == Agreement::same) {
    const Agreement number = number_agreement(x.number, y.number);
    if (number == Agreement::same) return metres <= 2000 ? 0.9 : 0.75;
    if (number == Agreement::unknown) return metres <= 200 ? 0.75 : metres <= 1000 ? 0.6 : 0.4;
    if (number == Agreement::adjacent && within(50)) return 0.75;
    return metres <= 300 ? 0.6 : 0.4;
  }
  if (street == Agreement::unknown) {
    return within(50) ? 0.75 : within(200) ? 0.6 : within(1000) ? 0.4 : metres < 0 ? 0.2 : 0;
  }
  return within(30) ? 0.6 : within(200) ? 0.4 : within(1000) ? 0.2 : 0;
}

}  // namespace maillage::linkage
