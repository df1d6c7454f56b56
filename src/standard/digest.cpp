#include "standard/digest.hpp"

#include "base/text.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace maillage::standard {

namespace {

constexpr std::size_t kValuesShown = 5;
constexpr std::size_t kRowsShown = 3;
constexpr std::size_t kValuesKept = 500;
constexpr std::size_t kValueLength = 60;  // code points of a value on one line

/// One line, not too long, control characters as blanks.
std::string shown(std::string_view value) {
  std::u32string text = base::to_utf32(base::squeeze(value));
  for (char32_t& c : text) {
    if (c < 0x20 || c == 0x7F) c = U' ';
  }
  if (text.size() > kValueLength) {
    text.resize(kValueLength - 1);
    text += U'…';
  }
  return base::to_utf8(text);
}

/// "n° 3", "n° 3, 8, 9 et 1 234 autres"
std::string places(const std::vector<std::size_t>& rows, std::size_t count) {
  std::string out = "n° ";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool last = i + 1 == rows.size() && count == rows.size() && i > 0;
    if (i > 0) out += last ? " et " : ", ";
    out += std::to_string(rows[i] + 1);
  }
  if (count > rows.size()) out += " et " + counted(count - rows.size(), "autre", "autres");
  return out;
}

}  // namespace

void FindingDigest::add(const base::Finding& finding) {
  ++counts_[static_cast<std::size_t>(finding.severity)];
  const bool of_file = finding.row == base::Finding::kNoRow;
  // What is said of columns is one matter, whatever the column.
  Group& group = groups_[{finding.severity, finding.rule, of_file ? std::string() : finding.field}];
  if (group.count++ == 0) {
    group.field = of_file ? std::string() : finding.field;
    group.message = finding.message;
    group.advice = finding.advice;
  }
  group.same_advice &= group.advice == finding.advice;
  const std::string& value = of_file ? finding.field : finding.value;
  auto known = group.values.find(value);
  if (known == group.values.end()) {
    if (group.values.size() >= kValuesKept) {
      ++group.values_not_kept;
      return;
    }
    known = group.values.emplace(value, Value{0, {}, finding.advice}).first;
  }
  ++known->second.count;
  if (!of_file && known->second.first_rows.size() < kRowsShown)
    known->second.first_rows.push_back(finding.row);
}

void FindingDigest::append(std::string& out, const Group& group) {
  const bool of_file = group.field.empty();
  out += of_file ? fmt::format("\n  Colonnes : {}\n", group.message)
                 : fmt::format("\n  {} : {} ({})\n", group.field, group.message,
                               counted(group.count, "fois", "fois"));
  if (group.same_advice && !group.advice.empty())
    out += fmt::format("      À faire : {}\n", group.advice);

  std::vector<const std::pair<const std::string, Value>*> values;
  for (const auto& entry : group.values) values.push_back(&entry);
  std::stable_sort(values.begin(), values.end(), [](const auto* left, const auto* right) {
    return left->second.count > right->second.count;
  });
  const std::size_t count = std::min(values.size(), kValuesShown);
  std::size_t told = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& [text, value] = *values[i];
    told += value.count;
    std::string line = text.empty() ? std::string() : fmt::format("« {} »", shown(text));
    if (!value.first_rows.empty())
      line += (line.empty() ? "" : " : ") + places(value.first_rows, value.count);
    if (!group.same_advice && !value.advice.empty()) line += " → " + value.advice;
    out += fmt::format("      {}\n", line);
  }
  if (told < group.count) {
    out += fmt::format("      … et {}\n",
                       counted(group.count - told, of_file ? "autre colonne" : "autre lieu",
                               of_file ? "autres colonnes" : "autres lieux"));
  }
}

std::string FindingDigest::text(base::Severity severity) const {
  std::vector<const Group*> groups;
  for (const auto& [key, group] : groups_) {
    if (std::get<base::Severity>(key) == severity) groups.push_back(&group);
  }
  std::stable_sort(groups.begin(), groups.end(), [](const Group* left, const Group* right) {
    return left->count > right->count;
  });
  std::string out;
  for (const Group* group : groups) append(out, *group);
  return out;
}

std::string french_number(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, "\u00A0");
  }
  return digits;
}

std::string counted(std::size_t number, std::string_view singular, std::string_view plural) {
  return fmt::format("{} {}", french_number(number), number < 2 ? singular : plural);
}

}  // namespace maillage::standard
