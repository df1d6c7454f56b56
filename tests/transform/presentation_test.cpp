#include "transform/presentation.hpp"

#include "base/text.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::transform {

namespace {

std::string cell(const test::Case& c, std::string_view field) {
  const formats::Json& column = c.config[field]["colonne"];
  if (column.is_null()) return {};
  const formats::Json& value = c.input[column.text()];
  return value.is_null() ? std::string() : value.text();
}

void compare(std::string_view ours, const formats::Json& expected, bool lines_joined,
             test::Tally& tally) {
  const std::string theirs = expected.is_null() ? "" : expected.text();
  const std::string example = std::string(ours) + " (theirs: " + theirs + ")";
  if (ours == theirs || (ours.empty() && base::trim(theirs).empty())) {
    tally.equal();
  } else if (lines_joined && base::remove_spaces(ours) == base::remove_spaces(theirs)) {
    tally.different("presentation.paragraph-space", example);
  } else if (ours.ends_with("…") && base::utf16_length(theirs) > 280) {
    tally.different("presentation.resume-cut", example);
  } else {
    ADD_FAILURE() << example;
  }
}

double compare(std::string_view suite) {
  test::Tally tally{std::string(suite)};
  for (const test::Case& c : test::load_cases(suite)) {
    base::Notes notes;
    const std::string resume = cell(c, "presentation_resume"),
                      detail = cell(c, "presentation_detail");
    const Presentation ours = clean_presentation(resume, detail, notes);
    const bool lines_joined = (resume + detail).find_first_of("\r\n\\") != std::string::npos;
    compare(ours.resume, c.expected["resume"], lines_joined, tally);
    compare(ours.detail, c.expected["detail"], lines_joined, tally);
  }
  return tally.report();
}

}  // namespace

TEST(Presentation, gives_the_answers_of_the_incumbents_own_tests) {
  EXPECT_GE(compare("presentation"), 0.8);
}

TEST(Presentation, gives_the_recorded_answers_on_real_rows) {
  EXPECT_GE(compare("presentation-real"), 0.85);
}

TEST(Presentation, paragraphs_are_separated_by_one_space) {
  base::Notes notes;
  EXPECT_EQ(clean_presentation("Ateliers\r\n\r\nSur rendez-vous\n", "", notes).resume,
            "Ateliers Sur rendez-vous");
  EXPECT_EQ(notes.cleanings.size(), 1u);
}

TEST(Presentation, a_long_summary_becomes_the_detail_when_there_is_none) {
  base::Notes notes;
  const std::string text(281, 'a');
  const Presentation ours = clean_presentation(text, "", notes);
  EXPECT_EQ(ours.resume, "");
  EXPECT_EQ(ours.detail, text);
}

TEST(Presentation, a_long_summary_beside_a_detail_is_cut_at_a_word) {
  base::Notes notes;
  std::string text;
  for (int i = 0; i < 50; ++i) text += "médiation, ";
  const Presentation ours = clean_presentation(text, "détail", notes);
  EXPECT_TRUE(ours.resume.ends_with("médiation…")) << ours.resume;
  EXPECT_LE(base::utf16_length(ours.resume), 280u);
  EXPECT_EQ(ours.detail, "détail");
}

RC_GTEST_PROP(Presentation, any_bytes_give_a_summary_short_enough_that_cleaning_keeps,
              (const std::string& piece, const std::string& detail)) {
  base::Notes notes;
  std::string text;
  while (text.size() < 600) text += piece + "a ";
  const Presentation once = clean_presentation(text, detail, notes);
  RC_ASSERT(base::utf16_length(once.resume) <= 280u);
  const Presentation twice = clean_presentation(once.resume, once.detail, notes);
  RC_ASSERT(twice.resume == once.resume);
  RC_ASSERT(twice.detail == once.detail);
}

}  // namespace maillage::transform
