#include "web/html.hpp"

#include "support/vectors.hpp"

#include <cstdlib>

#include <rapidcheck/gtest.h>

namespace maillage::web {
namespace {

static_assert(!std::is_convertible_v<std::string, Literal>,
              "markup and tags come from our own code");
static_assert(!std::is_constructible_v<Attribute, std::string, std::string_view>,
              "names of attributes too");
static_assert(!std::is_constructible_v<Address, std::string>,
              "links are made by the functions of Address");

TEST(Html, escapes_text_and_attribute_values) {
  Html html;
  html("p", {{"title", "a\"b'c"}}, "<script>alert('&')</script>");
  EXPECT_EQ(html.string(),
            "<p title=\"a&quot;b&#39;c\">&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</p>");
}

TEST(Html, nests_what_a_function_writes) {
  Html html;
  html("ul", [&] {
    html("li", 1);
    html("li", [&] { html("b", "deux").text(" & plus"); });
  });
  EXPECT_EQ(html.string(), "<ul><li>1</li><li><b>deux</b> &amp; plus</li></ul>");
}

TEST(Html, writes_attributes_with_and_without_a_value_and_only_when_wanted) {
  Html html;
  html.leaf("input", {{"name", "q"},
                      {"maxlength", 80},
                      {"required"},
                      when(false, {"disabled"}),
                      when(true, {"autofocus"})});
  EXPECT_EQ(html.string(), "<input name=\"q\" maxlength=\"80\" required autofocus>");
}

TEST(Html, links_only_to_addresses) {
  Html html;
  html("a", {href(Address::local("/lieux").with("q", "\"><b>"))}, "Lieux");
  EXPECT_EQ(html.string(), "<a href=\"/lieux?q=%22%3E%3Cb%3E\">Lieux</a>");
}

RC_GTEST_PROP(Html, no_text_can_open_a_tag_or_leave_an_attribute, (const std::string& text)) {
  std::string escaped;
  append_escaped(escaped, text);
  RC_ASSERT(escaped.find_first_of("<>\"'") == std::string::npos);
}

/// What must not compile: each line alone is given to the compiler.
TEST(Html, does_not_compile_when_a_text_could_become_a_link_a_script_or_markup) {
  const std::string folder = test::scratch_folder("html-compile");
  const auto compiles = [&](std::string_view line) {
    const std::string file = folder + "/case.cpp";
    FILE* out = fopen(file.c_str(), "w");
    fprintf(out,
            "#include \"web/html.hpp\"\nusing namespace maillage::web;\nvoid page(Html& html, "
            "const std::string& given) {\n%s\n}\n",
            std::string(line).c_str());
    fclose(out);
    const std::string command =
        "c++ -std=c++20 -fsyntax-only -I" + test::project_file("src") + " " + file + " 2>/dev/null";
    return std::system(command.c_str()) == 0;
  };
  EXPECT_TRUE(compiles("html(\"a\", {{\"title\", given}, href(Address::local(\"/\"))}, given);"));
  EXPECT_FALSE(compiles("html(\"a\", {{\"href\", given}}, given);"));
  EXPECT_FALSE(compiles("html(\"a\", {{\"onclick\", given}}, given);"));
  EXPECT_FALSE(compiles("html.raw(given);"));
  EXPECT_FALSE(compiles("html.raw(given.c_str());"));
}

}  // namespace
}  // namespace maillage::web
