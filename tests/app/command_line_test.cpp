#include "app/command_line.hpp"

#include <iostream>
#include <sstream>

#include <gtest/gtest.h>

namespace maillage::app {
namespace {

struct Answer {
  int code;
  std::string out, err;
};

/// Runs the program in this process, with `in` on its standard input.
Answer call(std::vector<std::string> words, const std::string& in = "") {
  words.insert(words.begin(), "maillage");
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  std::ios::sync_with_stdio(false);  // the first such call puts buffers of its own in place
  std::istringstream input(in);
  std::ostringstream output, errors;
  std::streambuf* const was_in = std::cin.rdbuf(input.rdbuf());
  std::streambuf* const was_out = std::cout.rdbuf(output.rdbuf());
  std::streambuf* const was_err = std::cerr.rdbuf(errors.rdbuf());
  const int code = run(static_cast<int>(arguments.size()), arguments.data());
  std::cin.rdbuf(was_in);
  std::cout.rdbuf(was_out);
  std::cerr.rdbuf(was_err);
  return {code, output.str(), errors.str()};
}

/// A result that never reaches its reader: a full disk, a closed pipe.
class Refusing final : public std::streambuf {
  int overflow(int) override { return traits_type::eof(); }
  std::streamsize xsputn(const char*, std::streamsize) override { return 0; }
};

}  // namespace

TEST(CommandLine, every_command_has_help_with_an_example) {
  const std::vector<std::vector<std::string>> commands = {
      {"transformer"},
      {"t"},
      {"fusionner"},
      {"f"},
      {"publier"},
      {"p"},
      {"data-inclusion"},
      {"di"},
      {"valider"},
      {"migrer"},
      {"horaires"},
      {"horaires", "etat"},
      {"horaires", "lire"},
      {"horaires", "evaluer"},
      {"rapprocher"},
      {"dedupliquer"},
      {"d"},
      {"importer"},
      {"servir"},
      {"decisions"},
      {"relecteurs"},
      {"webhooks"},
      {"webhooks", "abonner"},
      {"indice"},
      {"indice", "importer"},
      {"indice", "calculer"},
      {"indice", "auditer"},
      {"indice", "incertitude"},
      {"indice", "sobol"},
      {"indice", "combiner"},
      {"indice", "classer"},
  };
  for (std::vector<std::string> words : commands) {
    words.push_back("--help");
    const Answer answer = call(words);
    EXPECT_EQ(answer.code, 0) << words.front();
    EXPECT_NE(answer.out.find("Exemple : maillage "), std::string::npos) << answer.out;
  }
}

TEST(CommandLine, a_misspelt_command_is_answered_with_the_nearest_one) {
  const Answer answer = call({"transfomer"});
  EXPECT_EQ(answer.code, 2);
  EXPECT_NE(answer.err.find("Vouliez-vous écrire « transformer » ?"), std::string::npos)
      << answer.err;
}

TEST(CommandLine, programs_ask_about_hours_in_json_lines) {
  const Answer answer =
      call({"horaires", "evaluer", "--jsonl"},
           R"({"oh":"Mo-Fr 09:00-12:00","tz":"Europe/Paris","at":["2026-05-13T10:00:00+02:00"]})"
           "\n");
  EXPECT_EQ(answer.code, 0) << answer.err;
  EXPECT_NE(answer.out.find(R"("state":"open")"), std::string::npos) << answer.out;
}

TEST(CommandLine, a_result_that_can_not_be_written_is_no_success) {
  std::ios::sync_with_stdio(false);
  Refusing full;
  std::ostringstream errors;
  std::streambuf* const was_out = std::cout.rdbuf(&full);
  std::streambuf* const was_err = std::cerr.rdbuf(errors.rdbuf());
  std::string words[] = {"maillage", "horaires", "lire", "lundi 9h-12h"};
  char* arguments[] = {words[0].data(), words[1].data(), words[2].data(), words[3].data()};
  const int code = run(4, arguments);
  std::cout.rdbuf(was_out);
  std::cerr.rdbuf(was_err);
  std::cout.clear();
  EXPECT_EQ(code, 3);
  EXPECT_NE(errors.str().find("n’a pas pu être écrit"), std::string::npos) << errors.str();
}

}  // namespace maillage::app
