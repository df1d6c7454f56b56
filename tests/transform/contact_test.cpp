#include "transform/contact.hpp"

#include "base/text.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>

namespace maillage::transform {

namespace {

std::string cell(const test::Case& c, std::string_view field) {
  const formats::Json& column = c.config[field]["colonne"];
  if (column.is_null()) return {};
  const formats::Json& value = c.input[column.text()];
  return value.is_null() ? std::string() : value.text();
}

std::vector<std::string> texts(const formats::Json& list) {
  std::vector<std::string> out;
  for (const formats::Json& item : list.items()) out.push_back(item.text());
  return out;
}

bool is_part_of(const std::vector<std::string>& few, const std::vector<std::string>& many) {
  return std::all_of(few.begin(), few.end(), [&](const std::string& one) {
    return std::find(many.begin(), many.end(), one) != many.end();
  });
}

bool is_number(std::string_view text) {
  return text.find_first_not_of("0123456789 .+") == std::string_view::npos;
}

std::string shown(std::string_view cell, std::string_view ours, std::string_view theirs) {
  return base::squeeze(cell) + " -> " + std::string(ours) + " (theirs: " + std::string(theirs) +
         ")";
}

void compare_telephone(const test::Case& c, std::string_view ours, test::Tally& tally) {
  const formats::Json& expected = c.expected["telephone"];
  const std::string theirs = expected.is_null() ? "" : expected.text();
  const std::string example = shown(cell(c, "telephone"), ours, theirs);
  if (ours == theirs) return tally.equal();
  if (theirs.empty()) return tally.different("telephone.first-number", example);
  if (ours.empty()) FAIL() << "lost: " << example;
  if (theirs.starts_with("+33") && !ours.starts_with("+33")) {
    return tally.different("telephone.overseas", example);
  }
  tally.different("telephone.prefix", example);
}

void compare_list(std::string_view field, const test::Case& c, const std::vector<std::string>& ours,
                  test::Tally& tally) {
  const std::vector<std::string> theirs = texts(c.expected[field]);
  const std::string example = shown(cell(c, field), base::join(ours, "|"), base::join(theirs, "|"));
  if (ours == theirs) return tally.equal();
  std::vector<std::string> lowered;
  for (const std::string& one : ours) lowered.push_back(base::lower(one));
  if (lowered == theirs) return tally.different(std::string(field) + ".case", example);
  if (is_part_of(theirs, lowered)) return tally.different(std::string(field) + ".kept", example);
  const std::string written = cell(c, field);
  if (field == "site_web" && ours.empty() && (base::contains(written, "@") || is_number(written))) {
    return tally.different("site_web.not-a-site", example);
  }
  if (theirs.size() == 1 && ours.size() == 1 && theirs[0] == lowered[0] + ".") {
    return tally.different("site_web.trailing-mark", example);
  }
  ADD_FAILURE() << field << ": " << example;
}

/// Compares every field of every case of a suite; the numbers are the least share of equal answers.
void compare(std::string_view suite, double telephones, double courriels, double sites) {
  test::Tally telephone(std::string(suite) + " telephone"),
      courriel(std::string(suite) + " courriels"), site(std::string(suite) + " site_web");
  for (const test::Case& c : test::load_cases(suite)) {
    base::Notes notes;
    const Contact ours = clean_contact(cell(c, "telephone"), cell(c, "courriels"),
                                       cell(c, "site_web"), cell(c, "code_postal"), notes);
    compare_telephone(c, ours.telephone, telephone);
    compare_list("courriels", c, ours.courriels, courriel);
    compare_list("site_web", c, ours.sites_web, site);
  }
  EXPECT_GE(telephone.report(), telephones);
  EXPECT_GE(courriel.report(), courriels);
  EXPECT_GE(site.report(), sites);
}

}  // namespace

TEST(Contact, gives_the_answers_of_the_incumbents_own_tests) {
  compare("contact", 0.95, 0.95, 0.9);
}

TEST(Contact, gives_the_recorded_answers_on_real_rows) {
  compare("contact-real", 0.95, 0.99, 0.95);
}

TEST(Contact, a_bad_telephone_leaves_the_other_fields_alone) {
  base::Notes notes;
  const Contact contact =
      clean_contact("12", "a.b@ville.fr", "https://ville.fr/Numerique", "", notes);
  EXPECT_EQ(contact.telephone, "");
  EXPECT_EQ(contact.courriels, std::vector<std::string>{"a.b@ville.fr"});
  EXPECT_EQ(contact.sites_web, std::vector<std::string>{"https://ville.fr/Numerique"});
  ASSERT_EQ(notes.findings.size(), 1u);
  EXPECT_EQ(notes.findings[0].field, "telephone");
}

}  // namespace maillage::transform
