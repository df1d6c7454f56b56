#include "base/text.hpp"
#include "hours/opening_hours.hpp"
#include "standard/validate.hpp"
#include "support/vectors.hpp"
#include "transform/row_transformer.hpp"

#include <cmath>
#include <filesystem>

#include <gtest/gtest.h>

namespace maillage::transform {

using formats::Json;
using standard::Field;

namespace {

const territory::Communes& communes() {
  static const auto loaded =
      territory::Communes::load(test::project_file("data/territories/communes.bin"));
  return loaded;
}

/// All rows of a shipped list, transformed.
std::vector<Outcome> transformed(const std::string& source) {
  static const territory::PriorityDistricts no_districts;
  static const territory::RevitalisationAreas no_areas;
  const auto mapping = read_mapping_text(test::read_file(test::project_file("data/lists/" + source +
                                                                            ".config.json")))
                           .mapping;
  std::string file = test::project_file("data/lists/" + source + ".json");
  formats::Format format = formats::Format::json;
  if (!std::filesystem::exists(file)) {
    file = test::project_file("data/lists/" + source + ".csv");
    format = formats::Format::csv;
  }
  formats::ReadOptions options;
  options.explode_arrays = mapping.explode_arrays;
  const auto reader = formats::make_reader(format, formats::open_file(file), options);
  const Context context{communes(), no_districts, no_areas, source, std::nullopt};
  RowTransformer transformer(mapping, reader->columns(), context);
  std::vector<Outcome> outcomes;
  formats::Row row;
  while (reader->next(row)) outcomes.push_back(transformer.transform(row));
  return outcomes;
}

const std::vector<Outcome>& outcomes_of(const std::string& source) {
  static std::map<std::string, std::vector<Outcome>> known;
  const auto entry = known.find(source);
  return entry != known.end() ? entry->second
                              : known.emplace(source, transformed(source)).first->second;
}

bool is_stand_in(Field field, const std::string& value) {
  return (field == Field::date_maj && value == "1970-01-01") ||
         (field == Field::pivot && value == "00000000000000");
}

bool same_number(const std::string& a, const std::string& b) {
  constexpr double kSixDecimals = 1e-6;  // a decimetre
  double x = 0, y = 0;
  return base::parse_number(a, x) && base::parse_number(b, y) && std::abs(x - y) < kSixDecimals;
}

bool same(Field field, const std::string& ours, const std::string& theirs) {
  if (ours == theirs) return true;
  if (ours.empty() && is_stand_in(field, theirs)) return true;
  return (field == Field::latitude || field == Field::longitude) && same_number(ours, theirs);
}

/// The kind of a difference, under the name that docs/differences.md explains; empty when none
/// explains it.
std::string kind_of(Field field, const std::string& ours, const standard::Place& place,
                    const std::string& theirs, const Json& expected) {
  switch (field) {
    case Field::structure_parente:
      return theirs.empty() ? "structure-parente" : "";
    case Field::frais_a_charge:
      return base::contains(theirs, "Gratuit|") ? "choices-except-capital" : "";
    case Field::typologie:
      return ours.size() > theirs.size() ? "typologie.more" : "typologie.less";
    case Field::presentation_detail:
    case Field::presentation_resume:
      return base::remove_spaces(ours) == base::remove_spaces(theirs)
                 ? "presentation.paragraph-space"
             : ours.size() < theirs.size() ? "presentation.resume-cut"
                                           : "";
    case Field::horaires:
      return !hours::is_valid(theirs) ? "hours-valid-instead-of-garbage"
             : theirs.empty()         ? "hours-read-where-nothing-was"
                                      : "hours-meaning-of-the-text";
    case Field::telephone:
      return theirs.empty() ? "telephone.first-number" : "telephone.overseas";
    case Field::courriels:
      return theirs.empty() ? "courriels.kept" : "";
    case Field::site_web:
      return theirs.empty()                             ? "site_web.kept"
             : base::lower(ours) == base::lower(theirs) ? "site_web.case"
             : ours.empty()                             ? "site_web.not-a-site"
                                                        : "site_web.trailing-mark";
    case Field::adresse:
      return base::remove_spaces(ours) == base::remove_spaces(theirs) ? "voie-spaces"
             : ours.size() > theirs.size()                            ? "voie-post-box"
                                                                      : "voie-town-behind";
    case Field::commune:
    case Field::code_insee:
    case Field::code_postal:
      return !expected.has("code_insee") && place.has(Field::code_insee) ? "commune-found"
                                                                         : "commune-by-postcode";
    default:
      return "";
  }
}

/// The share of equal values asked for; what another kind of value is asked for stays out of the
/// table.
double least_share(Field field) {
  switch (field) {
    case Field::commune:
    case Field::code_insee:
    case Field::adresse:
    case Field::latitude:
    case Field::longitude:
    case Field::date_maj:
      return 0.97;
    case Field::site_web:
    case Field::presentation_detail:
    case Field::presentation_resume:
    case Field::horaires:
    case Field::structure_parente:
      return 0;  // differences of documented kinds, counted apart
    default:
      return 0.99;
  }
}

}  // namespace

TEST(TransformReal, what_the_incumbent_accepts_is_accepted) {
  std::size_t theirs = 0, ours = 0;
  for (const test::Case& c : test::load_cases("transform-real")) {
    if (!c.expected.has("id")) continue;
    ++theirs;
    const Outcome& outcome = outcomes_of(
        c.input["source"].text())[static_cast<std::size_t>(c.input["index"].as_number())];
    ours += outcome.kind == Outcome::Kind::record;
  }
  EXPECT_GE(static_cast<double>(ours), 0.995 * static_cast<double>(theirs));
}

TEST(TransformReal, fields_are_equal_or_differ_for_a_documented_reason) {
  struct Count {
    std::size_t equal = 0, all = 0;
  };
  std::map<Field, Count> counts;
  test::Tally tally("transform-real");
  std::string unexplained;
  for (const test::Case& c : test::load_cases("transform-real")) {
    if (!c.expected.has("id")) continue;
    const Outcome& outcome = outcomes_of(
        c.input["source"].text())[static_cast<std::size_t>(c.input["index"].as_number())];
    if (outcome.kind != Outcome::Kind::record) continue;
    const bool lost_a_url = c.context["peerDroppedValidUrl"].as_boolean();
    const bool garbage_hours = c.context.has("peerOutputIsValidOsm");
    for (const Field field : standard::all_fields()) {
      if ((lost_a_url && field == Field::site_web) || (garbage_hours && field == Field::horaires))
        continue;
      const Json& expected = c.expected[standard::field_name(field)];
      const std::string theirs = expected.is_null() ? std::string() : expected.text();
      const std::string& ours = outcome.place[field];
      Count& count = counts[field];
      ++count.all;
      if (same(field, ours, theirs)) {
        ++count.equal;
        tally.equal();
        continue;
      }
      const std::string kind = kind_of(field, ours, outcome.place, theirs, c.expected);
      const std::string example = c.name + " " + std::string(standard::field_name(field)) + " <" +
                                  ours + "> <" + theirs + ">";
      if (kind.empty()) {
        unexplained += example + "\n";
      } else {
        tally.different(kind, example);
      }
    }
  }
  EXPECT_EQ(unexplained, "");
  for (const auto& [field, count] : counts) {
    const double share = static_cast<double>(count.equal) / static_cast<double>(count.all);
    EXPECT_GE(share, least_share(field)) << standard::field_name(field);
  }
  EXPECT_GE(tally.report(), 0.98);
}

TEST(TransformReal, each_shipped_list_gives_at_least_the_places_that_the_incumbent_finds) {
  const std::map<std::string, std::size_t> least = {{"bus-france-services-charente", 12},
                                                    {"conseiller-numerique", 4928},
                                                    {"corse", 91},
                                                    {"etapes-numerique", 95},
                                                    {"fibre-64", 60},
                                                    {"france-services", 2656},
                                                    {"gironde", 322},
                                                    {"hinaura", 680},
                                                    {"hub-lo", 335},
                                                    {"la-creuse", 89},
                                                    {"le-havre", 80},
                                                    {"mulhouse", 55},
                                                    {"nouvelle-caledonie", 92},
                                                    {"ultra-num", 30}};
  for (const auto& [source, places] : least) {
    const auto& outcomes = outcomes_of(source);
    const auto accepted = std::count_if(outcomes.begin(), outcomes.end(), [](const Outcome& o) {
      return o.kind == Outcome::Kind::record;
    });
    EXPECT_GE(static_cast<std::size_t>(accepted), places) << source;
  }
}

TEST(TransformReal, every_place_is_valid_and_has_hours_that_can_be_evaluated) {
  for (const std::string source :
       {"bus-france-services-charente", "conseiller-numerique", "corse", "etapes-numerique",
        "fibre-64", "france-services", "gironde", "hinaura", "hub-lo", "la-creuse", "le-havre",
        "mulhouse", "nouvelle-caledonie", "ultra-num"}) {
    for (const Outcome& outcome : outcomes_of(source)) {
      if (outcome.kind != Outcome::Kind::record) continue;
      EXPECT_TRUE(standard::is_publishable(outcome.place)) << source << "#" << outcome.index;
      const std::string& hours = outcome.place[Field::horaires];
      EXPECT_TRUE(hours.empty() || hours::is_valid(hours))
          << source << "#" << outcome.index << ": " << hours;
    }
  }
}

}  // namespace maillage::transform
