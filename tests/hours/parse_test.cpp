#include "hours/parse.hpp"

#include "hours/print.hpp"
#include "support/vectors.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace maillage::hours {
namespace {

TEST(Parse, takes_what_the_specification_writes) {
  for (const char* value : {
           "24/7",
           "Mo-Fr 09:00-12:00,14:00-17:00; We off",
           "mo-sa 8:30-20:00",
           "Mo-Fr 08:00-12:00, We 14:00-18:00; Su,PH off",
           "week 2-52/2 Mo 09:30-12:30,13:30-15:30; PH off",
           "We[1,3-4,-1] 10:00-12:00",
           "Sa[1],Sa[1] +1 day 10:00-12:00 open \"first weekend in the month\"",
           "Jan-Mar,Dec: Mo-Su 10:00-18:00; Dec 25 off",
           "Dec 24,25,26-31 off",
           "Dec 25-Jan 01 off",
           "Oct-Jun Tu 09:00-17:00",
           "easter -2 days 10:00-12:00",
           "Mar Su[-1]-Oct Su[-1] 10:00-20:00",
           "2026 Apr 10-16 off",
           "2020-2030/2,2040+ Jan 01 off",
           "SH Mo-Fr 10:00-19:00",
           "PH Mo-Fr off",
           "PH -1 day 10:00-12:00",
           "sunrise-(sunset+01:30)",
           "22:00-02:00",
           "17:00+",
           "14:00-18:00+",
           "Fr 08:00-12:00 || \"sur rendez-vous\"",
           "\"sur rendez-vous\"",
           "Mo-Su 08:00-14:00 open, Mo-Su 10:00-18:00 unknown; Mo-Su 18:00-20:00 closed",
           "Jul-Aug SH off",
       })
    EXPECT_TRUE(is_valid(value)) << value << ": "
                                 << (check(value).empty() ? "" : check(value)[0].message);
}

TEST(Parse, refuses_what_it_would_have_to_guess) {
  for (const char* value : {
           "",
           " ",
           ";",
           "||",
           " || open",
           "Mo,,Th",
           "Mo-AM 09:00-12:00",
           "11:30:14:00",
           "14:00-16:00,.",
           "Feb 30",
           "Jun 30-24",
           "Dec 32",
           "sunrise-(",
           "Tu 23:59-48:00+",
           "Mo-Fr 13:00,15:00",
           "25am-26pm",
           "week 0-54",
           "23:00-55:00",
           "21:00-22:60",
           "12:00-15:00/1:00",
           "2014-2014",
           "PH, Aug-Sep 00:00-24:00",
           "Sa[1,3-.]",
           "Mo-Fr 9h00-12h00",
           "lundi 09:00-12:00",
           "Mo-Tu-Th-Fr 09:00-12:00",
           "Mo 14:00-17:00 We 09:00-12:00",
           "Mo-Fr 09:00-12:00 \"sans fin",
           "Sa 24:00-12:00",
           "\xFF\xFE",
           "Mo °°³°-14:09",
           "+423 232 48 18",
       })
    EXPECT_FALSE(is_valid(value)) << value;
}

TEST(Parse, says_where_it_stopped) {
  EXPECT_EQ(check("Mo-Fr 09:00-12h00")[0].position, 14u);
  EXPECT_EQ(check("Mo-Fr 09:00-12:00; lundi")[0].position, 19u);
}

TEST(Print, writes_the_canonical_form) {
  const auto canonical = [](const char* value) { return print(parse(value).schedule); };
  EXPECT_EQ(canonical("mo-fr 9:00-12:00 , 14:00-17:00;we OFF"),
            "Mo-Fr 09:00-12:00,14:00-17:00; We off");
  EXPECT_EQ(canonical("Mo-Fr 08:00-12:00, We 14:00-18:00"), "Mo-Fr 08:00-12:00, We 14:00-18:00");
  EXPECT_EQ(canonical("week 01-53/2 Mo 09:30-12:30"), "week 1-53/2 Mo 09:30-12:30");
  EXPECT_EQ(canonical("Jan-Mar: Mo-Su: 10:00-18:00"), "Jan-Mar Mo-Su 10:00-18:00");
  EXPECT_EQ(canonical("Nov 20-Nov24/07"), "Nov 20-Nov 24/07");  // 24/7 is another thing
  EXPECT_EQ(canonical("Nov-Feb 2026 Mo"), "Nov-Feb 2026 Mo");  // 2026 Nov-Feb is another winter
}

TEST(Print, gives_a_value_that_reads_back_as_the_same_schedule) {
  const std::string lines = test::read_file(test::vector_file("opening-hours.jsonl"));
  std::size_t read = 0;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = lines.find('\n', at);
    const std::string value = formats::parse_json(lines.substr(at, end - at))["oh"].text();
    at = end == std::string::npos ? lines.size() : end + 1;
    const Parsed parsed = parse(value);
    if (!parsed.ok()) continue;
    ++read;
    const std::string printed = print(parsed.schedule);
    const Parsed again = parse(printed);
    ASSERT_TRUE(again.ok()) << value << " -> " << printed;
    EXPECT_TRUE(again.schedule == parsed.schedule) << value << " -> " << printed;
  }
  EXPECT_GT(read, 250u);
}

/// Values put together from pieces of the grammar, most of them valid.
rc::Gen<std::string> composed_value() {
  static const std::vector<std::string> kWide{
      "",         "2026 ",           "2024-2030/2 ",
      "Jul-Aug ", "Feb 2026 ",       "Nov-Feb 2026,2028 ",
      "SH ",      "Dec 24-Jan 02 ",  "week 2-52/2 ",
      "PH ",      "easter -2 days ", "Mar Su[-1]-Oct Su[-1] "};
  static const std::vector<std::string> kDays{"",         "Mo-Fr ",  "Tu,Th ",
                                              "We[1,3] ", "Su[-1] ", "PH,Sa "};
  static const std::vector<std::string> kHours{"09:00-12:00", "09:00-12:00,14:00-17:30",
                                               "22:00-02:00", "sunrise-(sunset+01:00)",
                                               "10:00+",      ""};
  static const std::vector<std::string> kStates{"", " off", " unknown", " \"sur rendez-vous\"",
                                                " open \"entrée libre\""};
  static const std::vector<std::string> kJoints{"; ", ", ", " || "};
  const auto rule =
      rc::gen::map(rc::gen::tuple(rc::gen::elementOf(kWide), rc::gen::elementOf(kDays),
                                  rc::gen::elementOf(kHours), rc::gen::elementOf(kStates),
                                  rc::gen::elementOf(kJoints)),
                   [](const auto& parts) {
                     return std::get<0>(parts) + std::get<1>(parts) + std::get<2>(parts) +
                            std::get<3>(parts) + std::get<4>(parts);
                   });
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rule),
                      [](const std::vector<std::string>& rules) {
                        std::string value;
                        for (const std::string& piece : rules) value += piece;
                        return value + "Sa 10:00-12:00";
                      });
}

RC_GTEST_PROP(Print, is_undone_by_parse, ()) {
  const Parsed parsed = parse(*composed_value());
  RC_PRE(parsed.ok());
  const std::string printed = print(parsed.schedule);
  const Parsed again = parse(printed);
  RC_ASSERT(again.ok() && again.schedule == parsed.schedule);
  RC_ASSERT(print(again.schedule) == printed);
}

TEST(Parse, refuses_the_values_that_the_reference_refuses) {
  const std::string lines = test::read_file(test::vector_file("opening-hours.jsonl"));
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = lines.find('\n', at);
    const formats::Json line = formats::parse_json(lines.substr(at, end - at));
    at = end == std::string::npos ? lines.size() : end + 1;
    if (line["kind"].text() == "invalid") {
      EXPECT_FALSE(is_valid(line["oh"].text())) << line["oh"].text();
      EXPECT_FALSE(parse(line["oh"].text(), Reader::lenient).ok()) << line["oh"].text();
    }
  }
}

TEST(Parse, takes_every_value_that_the_reference_took_without_a_warning) {
  const std::string lines = test::read_file(test::vector_file("opening-hours.jsonl"));
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = lines.find('\n', at);
    const formats::Json line = formats::parse_json(lines.substr(at, end - at));
    at = end == std::string::npos ? lines.size() : end + 1;
    if (line["kind"].text() != "eval") continue;
    bool lenient = false;
    for (const formats::Json& flag : line["flags"].items()) lenient |= flag.text() == "lenient";
    if (lenient) continue;
    EXPECT_TRUE(is_valid(line["oh"].text()))
        << line["oh"].text() << ": "
        << (is_valid(line["oh"].text()) ? "" : check(line["oh"].text())[0].message);
  }
}

}  // namespace
}  // namespace maillage::hours
