#include "opendata/parameters.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace maillage::opendata {
namespace {

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "08:30" -> 510 minutes
std::optional<int> minutes_of(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hours = whole_number(text.substr(0, 2)), minutes = whole_number(text.substr(3));
  if (!hours || !minutes || *hours < 0 || *hours > 23 || *minutes < 0 || *minutes > 59)
    return std::nullopt;
  return static_cast<int>(*hours * 60 + *minutes);
}

}  // namespace

std::optional<base::Instant> parse_instant(std::string_view text) {
  const auto day = base::parse_iso_date(text.substr(0, 10));
  if (!day) return std::nullopt;
  const base::Instant midnight = std::chrono::sys_days(*day);
  text.remove_prefix(10);
  if (text.empty()) return midnight;
  if (text.size() < 10 || text[0] != 'T' || text[6] != ':') return std::nullopt;
  const auto minutes = minutes_of(text.substr(1, 5));
  const auto seconds = whole_number(text.substr(7, 2));
  if (!minutes || !seconds || *seconds < 0 || *seconds > 60) return std::nullopt;
  text.remove_prefix(9);
  if (text.starts_with('.')) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789", 1), text.size());
    text.remove_prefix(end);
  }
  const base::Instant local =
      midnight + std::chrono::minutes(*minutes) + std::chrono::seconds(*seconds);
  if (text == "Z" || text == "z") return local;
  if (text.empty() || (text[0] != '+' && text[0] != '-' && text[0] != ' ')) return std::nullopt;
  const auto offset = minutes_of(text.substr(1));
  if (!offset) return std::nullopt;
  // a '+' that was not encoded arrives as a space
  return text[0] == '-' ? local + std::chrono::minutes(*offset)
                        : local - std::chrono::minutes(*offset);
}

std::int64_t Parameters::number(std::string_view name, std::int64_t least, std::int64_t most,
                                std::int64_t otherwise) {
  const std::string_view text = query_.get(name);
  if (text.empty()) return otherwise;
  const auto value = whole_number(text);
  if (value && *value >= least && *value <= most) return *value;
  complain(name, fmt::format("Donnez un nombre entier de {} à {}.", least, most));
  return otherwise;
}

std::optional<base::Instant> Parameters::instant(std::string_view name) {
  const std::string_view text = query_.get(name);
  if (text.empty()) return std::nullopt;
  const auto value = parse_instant(text);
  if (!value) complain(name, "Donnez un jour (2026-05-13) ou un instant (2026-05-13T08:30:00Z).");
  return value;
}

std::vector<double> Parameters::numbers(std::string_view name, std::size_t count) {
  const std::string_view text = query_.get(name);
  std::vector<double> values;
  if (text.empty()) return values;
  for (const std::string_view part : base::split(text, ',')) {
    double value = 0;
    if (!base::parse_number(base::trim(part), value)) break;
    values.push_back(value);
  }
  if (values.size() == count && base::split(text, ',').size() == count) return values;
  complain(name, fmt::format("Donnez {} nombres séparés par des virgules.", count));
  return {};
}

void Parameters::only(std::initializer_list<std::string_view> names) {
  for (const auto& [name, value] : query_.pairs()) {
    if (std::find(names.begin(), names.end(), name) == names.end())
      complain(name, "Ce paramètre n’existe pas ici. Voyez /api/v1/openapi.json.");
  }
}

void Parameters::complain(std::string_view name, std::string_view sentence) {
  if (complaint_.empty()) complaint_ = fmt::format("Paramètre « {} » : {}", name, sentence);
}

}  // namespace maillage::opendata
