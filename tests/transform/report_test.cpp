#include "base/text.hpp"
#include "support/vectors.hpp"
#include "transform/figures.hpp"
#include "transform/report_lines.hpp"
#include "transform/report_page.hpp"

#include <gtest/gtest.h>

namespace maillage::transform {

using base::Severity;
using standard::Field;

namespace {

Outcome accepted(std::string nom) {
  Outcome outcome;
  outcome.entry_name = nom;
  outcome.place[Field::nom] = std::move(nom);
  return outcome;
}

Outcome rejected(std::size_t index, std::string nom) {
  Outcome outcome;
  outcome.kind = Outcome::Kind::rejected;
  outcome.index = index;
  outcome.entry_name = std::move(nom);
  outcome.notes.findings.push_back({Severity::error, "adresse.voie", index, "voie", "",
                                    "La voie  n'est pas valide", "Écrivez la rue."});
  return outcome;
}

Figures figures_of(std::size_t accepted_rows, std::size_t rejected_rows) {
  Figures figures;
  for (std::size_t i = 0; i < accepted_rows; ++i) figures.count(accepted("Mairie"));
  for (std::size_t i = 0; i < rejected_rows; ++i) figures.count(rejected(i, "x"));
  return figures;
}

bool has_rule(const base::Findings& findings, std::string_view rule, Severity severity) {
  return std::any_of(findings.begin(), findings.end(), [&](const base::Finding& f) {
    return f.rule == rule && f.severity == severity;
  });
}

std::optional<PreviousFigures> previous(const Figures& figures) {
  return previous_figures(formats::parse_json(figures_json(figures)));
}

}  // namespace

TEST(Report, its_first_columns_are_those_that_scripts_know) {
  test::Tally tally("error-report-csv");
  for (const test::Case& c : test::load_cases("error-report-csv")) {
    std::string ours = report_csv_header();
    for (const formats::Json& line : c.input.items()) {
      Outcome outcome =
          rejected(static_cast<std::size_t>(line["index"].as_number()), line["entryName"].text());
      outcome.notes.findings[0].field = line["field"].text();
      outcome.notes.findings[0].message = line["message"].text();
      append_report_csv(ours, outcome);
    }
    const auto expected = base::split(c.expected.text(), '\n');
    const auto lines = base::split(ours, '\n');
    ASSERT_GE(lines.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i)
      EXPECT_TRUE(lines[i].starts_with(expected[i])) << lines[i];
    tally.different("report-more-columns", c.name);
  }
  tally.report();
}

TEST(Report, a_quote_in_a_name_is_doubled) {
  std::string csv;
  append_report_csv(csv, rejected(3, "Le \"Lieu\""));
  EXPECT_TRUE(base::contains(csv, "\"Le \"\"Lieu\"\"\""));
}

TEST(Report, every_error_and_every_cleaning_has_its_line) {
  Outcome outcome = rejected(7, "Mairie");
  outcome.notes.findings.push_back(
      {Severity::error, "services.none", 7, "services", "", "Aucun service.", ""});
  outcome.notes.cleaned("telephone", "01 02", "telephone.national-form", "+33102");
  std::string text = "[";
  bool first = true;
  append_report_json(text, outcome, first);
  const formats::Json report = formats::parse_json(text + "]");
  ASSERT_EQ(report.items().size(), 3u);
  EXPECT_EQ(report.items()[2]["before"].text(), "01 02");
  EXPECT_EQ(report.items()[2]["kind"].text(), "nettoyage");
  EXPECT_EQ(report.items()[0]["index"].as_number(), 7);
}

TEST(Report, a_row_of_the_line_file_says_what_it_became) {
  std::string text;
  append_jsonl(text, accepted("Mairie"), R"({"nom":"Mairie"})");
  EXPECT_EQ(text,
            "{\"index\":0,\"record\":{\"nom\":\"Mairie\"},\"findings\":[],\"cleanings\":[]}\n");
  text.clear();
  append_jsonl(text, rejected(2, "x"), "");
  const formats::Json line = formats::parse_json(text);
  EXPECT_EQ(line["index"].as_number(), 2);
  EXPECT_EQ(line["rejected"].items()[0]["field"].text(), "voie");
  Outcome skipped;
  skipped.kind = Outcome::Kind::skipped;
  skipped.reason = "Ce lieu n’accueille pas de public.";
  text.clear();
  append_jsonl(text, skipped, "");
  EXPECT_EQ(formats::parse_json(text)["skipped"].text(), skipped.reason);
}

TEST(Figures, the_fill_of_a_field_is_its_share_of_the_accepted_places) {
  Figures figures = figures_of(3, 1);
  Outcome with_site = accepted("Mairie");
  with_site.place[Field::site_web] = "https://a.fr";
  figures.count(with_site);
  EXPECT_DOUBLE_EQ(figures.fill(Field::site_web), 0.25);
  EXPECT_DOUBLE_EQ(figures.acceptance(), 0.8);
}

TEST(Drift, the_first_run_raises_no_alarm) {
  EXPECT_TRUE(drift(figures_of(10, 90), std::nullopt).empty());
}

TEST(Drift, a_fall_of_the_acceptance_is_an_alarm) {
  EXPECT_TRUE(has_rule(drift(figures_of(80, 20), previous(figures_of(100, 0))), "drift.acceptance",
                       Severity::warning));
  EXPECT_TRUE(drift(figures_of(99, 1), previous(figures_of(100, 0))).empty());
}

TEST(Drift, a_field_that_empties_is_an_alarm) {
  Figures before;
  Outcome with_phone = accepted("Mairie");
  with_phone.place[Field::telephone] = "+33102030405";
  before.count(with_phone);
  EXPECT_TRUE(has_rule(drift(figures_of(1, 0), previous(before)), "drift.fill", Severity::warning));
}

TEST(Drift, a_column_that_vanishes_is_an_alarm_and_one_that_never_was_a_note) {
  Figures now = figures_of(1, 0);
  now.missing_columns.push_back({"nom", "Structure"});
  EXPECT_TRUE(
      has_rule(drift(now, previous(figures_of(1, 0))), "drift.missing-column", Severity::warning));
  EXPECT_TRUE(has_rule(drift(now, previous(now)), "drift.missing-column", Severity::note));
}

TEST(Drift, a_list_that_shrinks_is_an_alarm) {
  EXPECT_TRUE(has_rule(drift(figures_of(50, 0), previous(figures_of(100, 0))), "drift.rows",
                       Severity::warning));
}

TEST(ReportPage, values_of_the_list_are_escaped) {
  Figures figures;
  Outcome outcome = rejected(0, "<script>alert(1)</script>");
  outcome.notes.cleaned("site_web", "\"><img src=x>", "site_web.case", "y");
  figures.count(outcome);
  const std::vector<RejectedRow> rows = {{0, outcome.entry_name, outcome.notes.findings}};
  const base::Findings none;
  const std::string page = report_page(
      {"a<b", "T", base::Date{std::chrono::year(2026), std::chrono::month(5), std::chrono::day(1)},
       figures, none, none, rows, "r.csv"});
  EXPECT_FALSE(base::contains(page, "<script"));
  EXPECT_FALSE(base::contains(page, "<img"));
  EXPECT_TRUE(base::contains(page, "1er mai 2026"));
}

}  // namespace maillage::transform
