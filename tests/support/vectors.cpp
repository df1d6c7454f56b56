#include "support/vectors.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>

#include <gtest/gtest.h>

namespace maillage::test {

std::string project_file(std::string_view path) { return std::string(MAILLAGE_ROOT) + "/" + std::string(path); }

std::string vector_file(std::string_view name) { return project_file("tests/vectors/" + std::string(name)); }

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string scratch_folder(std::string_view name) {
  static const auto root = [] {
    struct Root {
      std::filesystem::path path = std::filesystem::temp_directory_path() /
                                   ("maillage-test-" + std::to_string(std::chrono::steady_clock::now().time_since_epoch().count()));
      ~Root() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
      }
    };
    return std::make_shared<Root>();
  }();
  const auto folder = root->path / name;
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  return folder.string();
}

std::vector<Case> load_cases(std::string_view suite) {
  std::ifstream file(vector_file(std::string(suite) + ".jsonl"));
  std::vector<Case> cases;
  for (std::string line; std::getline(file, line);) {
    if (line.empty()) continue;
    const formats::Json json = formats::parse_json(line);
    cases.push_back({json["name"].text(), json["fn"].text(), json["origin"].text(), json["input"], json["config"],
                     json["context"], json["expected"]});
  }
  EXPECT_FALSE(cases.empty()) << "no cases in " << suite;
  return cases;
}

void Tally::different(const std::string& kind, const std::string& example) {
  for (Kind& known : kinds_) {
    if (known.name == kind) {
      ++known.count;
      return;
    }
  }
  kinds_.push_back({kind, example, 1});
}

std::size_t Tally::total() const {
  std::size_t total = equal_;
  for (const Kind& kind : kinds_) total += kind.count;
  return total;
}

double Tally::report() const {
  const std::string documented = read_file(project_file("docs/differences.md"));
  std::cout << "[ compare  ] " << suite_ << ": " << equal_ << " of " << total() << " equal\n";
  for (const Kind& kind : kinds_) {
    std::cout << "[ differ   ] " << suite_ << " / " << kind.name << ": " << kind.count << ", e.g. " << kind.example << "\n";
    EXPECT_NE(documented.find("`" + kind.name + "`"), std::string::npos)
        << "kind of difference not explained in docs/differences.md: " << kind.name << "\n  " << kind.example;
  }
  return total() == 0 ? 1.0 : static_cast<double>(equal_) / static_cast<double>(total());
}

}  // namespace maillage::test
