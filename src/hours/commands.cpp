#include "hours/commands.hpp"

#include "base/error.hpp"
#include "formats/json.hpp"
#include "hours/french.hpp"
#include "hours/parse.hpp"
#include "hours/status.hpp"
#include "hours/words.hpp"

#include <array>
#include <istream>
#include <limits>
#include <map>
#include <optional>
#include <ostream>

#include <fmt/format.h>

namespace maillage::hours {
namespace {

using formats::Json;
using formats::JsonWriter;

/// "2024-02-29T10:15:00+01:00", "...Z", or without an offset in the place's own time.
std::optional<base::Instant> parse_instant(std::string_view text, const territory::TimeZone& zone) {
  const auto day = base::parse_iso_date(text.substr(0, 10));
  if (!day || text.size() < 16 || text[10] != 'T') return {};
  const auto two = [&](std::size_t at) {
    if (at + 1 >= text.size()) return -1;
    const int tens = text[at] - '0', ones = text[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  };
  const int hour = two(11), minute = two(14);
  if (hour < 0 || minute < 0 || hour > 23 || minute > 59 || text[13] != ':') return {};
  std::size_t at = 16;
  int second = 0;
  if (at < text.size() && text[at] == ':') {
    second = two(at + 1);
    at += 3;
    if (second < 0) return {};
    if (at < text.size() && text[at] == '.')
      for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9';) ++at;
  }
  const std::chrono::sys_days date(*day);
  if (at >= text.size())
    return zone.instant(date, hour * 60 + minute) + std::chrono::seconds(second);
  const base::Instant shown =
      date + std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
  if (text[at] == 'Z') return shown;
  const int offset_hour = two(at + 1), offset_minute = two(at + 4);
  if ((text[at] != '+' && text[at] != '-') || offset_hour < 0 || offset_minute < 0) return {};
  const auto offset = std::chrono::hours(offset_hour) + std::chrono::minutes(offset_minute);
  return text[at] == '-' ? shown + offset : shown - offset;
}

/// The département that stands for a region or département given by name: it decides holidays and
/// school zone.
std::string_view departement_of_state(std::string_view state) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 32> kStates{
      {{"Bas-Rhin", "67"},
       {"Haut-Rhin", "68"},
       {"Moselle", "57"},
       {"Grand Est", "51"},
       {"Île-de-France", "75"},
       {"Auvergne-Rhône-Alpes", "69"},
       {"Bourgogne-Franche-Comté", "21"},
       {"Bretagne", "35"},
       {"Corse", "2A"},
       {"Centre-Val de Loire", "45"},
       {"Hauts-de-France", "59"},
       {"Normandie", "76"},
       {"Nouvelle-Aquitaine", "33"},
       {"Occitanie", "31"},
       {"Pays de la Loire", "44"},
       {"Provence-Alpes-Côte d'Azur", "13"},
       {"Provence-Alpes-Côte d'Azur", "13"},
       {"Guadeloupe", "971"},
       {"Martinique", "972"},
       {"Guyane", "973"},
       {"La Réunion", "974"},
       {"Réunion", "974"},
       {"Mayotte", "976"},
       {"Saint-Pierre-et-Miquelon", "975"},
       {"Saint-Barthélemy", "977"},
       {"Saint-Martin", "978"},
       {"Wallis-et-Futuna", "986"},
       {"Polynésie française", "987"},
       {"Nouvelle-Calédonie", "988"},
       {"Paris", "75"},
       {"Bouches-du-Rhône", "13"},
       {"Rhône", "69"}}};
  for (const auto& [name, code] : kStates) {
    if (name == state) return code;
  }
  return {};
}

constexpr std::size_t kLongestLine = std::size_t{1} << 20;

const char* state_name(State state) {
  return state == State::open ? "open" : state == State::closed ? "closed" : "unknown";
}

void write_answer(const Json& line, const territory::TimeZone& zone, const Where& where,
                  JsonWriter& writer) {
  Parsed parsed = parse(line["oh"].text(), Reader::lenient);
  writer.begin_object().key("valid").boolean(parsed.ok()).key("errors").begin_array();
  for (const SyntaxError& error : parsed.errors)
    writer.string(fmt::format("position {} : {}", error.position + 1, error.message));
  writer.end_array().key("at").begin_array();
  if (parsed.ok()) {
    const Evaluator evaluator(std::move(parsed.schedule), where);
    for (const Json& item : line["at"].items()) {
      const auto instant = parse_instant(item.text(), zone);
      writer.begin_object().member("t", item.text());
      if (!instant) {
        writer.key("state").null().key("comment").null().key("next").null().end_object();
        continue;
      }
      const Condition condition = evaluator.at(*instant);
      const auto next = evaluator.next_change(*instant);
      writer.member("state", state_name(condition.state)).key("comment");
      condition.comment.empty() ? writer.null() : writer.string(condition.comment);
      writer.key("next");
      next ? writer.string(territory::iso_local(*next, zone)) : writer.null();
      writer.end_object();
    }
  }
  writer.end_array().end_object();
}

/// Calls `answer` with each line read as JSON; a line that is none, or too long, gets an error
/// object.
template <class Answer>
int each_line(std::istream& in, std::ostream& out, Answer answer) {
  int code = 0;
  std::string buffer(kLongestLine, '\0'), result;
  while (in.getline(buffer.data(), static_cast<std::streamsize>(buffer.size())) ||
         in.gcount() > 0) {
    const bool too_long = in.fail();
    const auto read = static_cast<std::size_t>(in.gcount()) - (in.good() ? 1 : 0);  // less its '\n'
    if (too_long) {
      in.clear();
      in.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    }
    const std::string_view text(buffer.data(), read);
    if (text.empty()) continue;
    result.clear();
    JsonWriter writer(result);
    try {
      if (too_long) throw base::Error(base::ErrorCode::too_large, "Cette ligne dépasse 1 Mo.");
      answer(formats::parse_json(text), writer);
    } catch (const base::Error& error) {
      result.clear();
      JsonWriter(result)
          .begin_object()
          .key("valid")
          .boolean(false)
          .key("errors")
          .begin_array()
          .string(error.what())
          .end_array()
          .end_object();
      code = 1;
    }
    out << result << '\n';
  }
  return code;
}

}  // namespace

int etat(const EtatOptions& options, const territory::SchoolHolidays& school_holidays,
         std::ostream& out) {
  const auto zone = territory::TimeZone::named(territory::time_zone_name(options.commune));
  const Where where{&zone, territory::departement_of(options.commune), &school_holidays, {}};
  std::string value = options.value;
  if (!is_valid(value)) {
    const Reading reading = read_osm(value);
    if (!reading.osm.empty()) value = reading.osm;
  }
  out << status_of(value, where, options.instant).sentence << '\n';
  Parsed parsed = parse(value, Reader::lenient);
  if (!parsed.ok()) return 1;
  out << '\n' << sentence(parsed.schedule) << "\n\n";
  const Evaluator evaluator(std::move(parsed.schedule), where);
  for (const DayLine& line : week_table(evaluator, where, options.instant)) {
    out << fmt::format("{:<9} {}", line.day, line.hours);
    if (!line.holiday.empty()) out << " — jour férié (" << line.holiday << "), à vérifier";
    out << '\n';
  }
  return 0;
}

int lire(const std::string& text, std::ostream& out) {
  const Reading reading = read_week(text);
  if (reading.osm.empty()) {
    out << "Aucun horaire n’a été compris. Écrivez par exemple : lundi au vendredi 9h-12h et "
           "14h-17h.\n";
    return 1;
  }
  out << reading.osm << '\n' << sentence(reading.osm) << '\n';
  if (!reading.left_over.empty()) out << "Non repris : " << reading.left_over << '\n';
  return 0;
}

int lire_jsonl(std::istream& in, std::ostream& out) {
  return each_line(in, out, [](const Json& line, JsonWriter& writer) {
    const Reading reading =
        read_week(line["text"].is_null() ? std::string_view() : line["text"].text());
    writer.begin_object().member("oh", reading.osm).member("understood", sentence(reading.osm));
    writer.member("left_over", reading.left_over).end_object();
  });
}

int evaluer_jsonl(std::istream& in, std::ostream& out,
                  const territory::SchoolHolidays& school_holidays, bool real_sun) {
  std::map<std::string, territory::TimeZone, std::less<>> zones;
  return each_line(in, out, [&](const Json& line, JsonWriter& writer) {
    const std::string name = line["tz"].is_string() ? line["tz"].text() : "Europe/Paris";
    auto zone = zones.find(name);
    if (zone == zones.end()) zone = zones.emplace(name, territory::TimeZone::named(name)).first;
    Where where{&zone->second, departement_of_state(line["state"].text()), &school_holidays, {}};
    if (real_sun && line["lat"].is_number() && line["lon"].is_number())
      where.position = std::pair(line["lat"].as_number(), line["lon"].as_number());
    write_answer(line, zone->second, where, writer);
  });
}

}  // namespace maillage::hours
