#include "formats/toml_reader.hpp"

#include "base/error.hpp"

#include <gtest/gtest.h>
#include <toml++/toml.h>

namespace maillage::formats {
namespace {

const TomlReader kReader("Essai « a »");

/// What the reader says of a file; empty when nothing is wrong.
template <class Read>
std::string complaint(std::string_view text, Read read) {
  try {
    read(kReader.parse(text));
  } catch (const base::Error& error) {
    return error.what();
  }
  return {};
}

TEST(TomlReader, names_the_file_and_the_line_of_a_slip) {
  EXPECT_TRUE(complaint("a = 1\nb = \n", [](const toml::table&) {
              }).starts_with("Essai « a » : la ligne 2 n’est pas du TOML"));
}

TEST(TomlReader, refuses_a_key_that_nobody_reads_with_those_that_are) {
  EXPECT_EQ(
      complaint("a = 1\npoid = 2\n",
                [](const toml::table& root) {
                  kReader.only(root, "ce fichier", {"a", "b"});
                }),
      "Essai « a » : la clé « poid » de ce fichier est inconnue (ligne 2). Clés possibles : a, "
      "b.");
}

TEST(TomlReader, takes_one_text_for_a_list_of_one) {
  const toml::table root = kReader.parse("one = 'x'\nlist = ['x', 'y']\n");
  EXPECT_EQ(kReader.texts(root, "one"), std::vector<std::string>{"x"});
  EXPECT_EQ(kReader.texts(root, "list"), (std::vector<std::string>{"x", "y"}));
  EXPECT_TRUE(kReader.texts(root, "none").empty());
}

TEST(TomlReader, tells_what_a_value_should_be) {
  const auto numbers = [](const toml::table& root) { kReader.numbers(root, "a"); };
  EXPECT_EQ(complaint("a = 'x'", numbers), "Essai « a » : « a » est une liste de nombres.");
  EXPECT_EQ(complaint("a = [1, 'x']", numbers), "Essai « a » : « a » est une liste de nombres.");
  const auto number = [](const toml::table& root) { kReader.number(root, "a", 1, 0, 10); };
  EXPECT_EQ(complaint("a = 11", number), "Essai « a » : « a » est un nombre entre 0 et 10.");
  EXPECT_EQ(complaint("b = 11", number), "");
  const auto text = [](const toml::table& root) { kReader.text(root, "a", "[[champ]]"); };
  EXPECT_EQ(complaint("a = ''", text), "Essai « a » : il manque « a » à [[champ]].");
}

TEST(TomlReader, visits_each_block_and_asks_for_one) {
  int sum = 0;
  const auto visit = [&](const toml::table& block) { sum += block["n"].value_or(0); };
  EXPECT_EQ(complaint("[[b]]\nn = 1\n[[b]]\nn = 2\n",
                      [&](const toml::table& root) { kReader.each(root, "b", visit); }),
            "");
  EXPECT_EQ(sum, 3);
  EXPECT_EQ(complaint("", [&](const toml::table& root) { kReader.each(root, "b", visit); }),
            "Essai « a » : il faut au moins un bloc [[b]].");
  EXPECT_EQ(complaint("b = [1]", [&](const toml::table& root) { kReader.each(root, "b", visit); }),
            "Essai « a » : « b » est une suite de blocs [[b]].");
}

}  // namespace
}  // namespace maillage::formats
