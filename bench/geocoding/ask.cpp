// Asks the geocoder the questions of standard input, one a line, and prints its first answers, one
// line a question: kind, code of the commune or area, postcode, street, number, latitude,
// longitude, score, label (tab-separated), answers separated by " | ". With --repeat N the
// questions are asked N times more and the time is told on standard error.
#include "geocoding/geocoder.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace {

using maillage::geocoding::Answer;
using maillage::geocoding::Geocoder;

constexpr const char* kKinds[] = {"region", "departement", "epci", "commune", "street", "number"};

std::string line_of(const Answer& answer) {
  return fmt::format("{}\t{}\t{}\t{}\t{}\t{:.5f}\t{:.5f}\t{:.3f}\t{}",
                     kKinds[static_cast<int>(answer.kind)], answer.code, answer.postcode,
                     answer.street, answer.number, answer.point.latitude, answer.point.longitude,
                     answer.score, answer.label);
}

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

void measure(const Geocoder& geocoder, const std::vector<std::string>& questions, int times,
             bool unfinished) {
  std::vector<double> each;
  each.reserve(questions.size() * static_cast<std::size_t>(times));
  std::size_t answered = 0;
  const double start = processor_seconds();
  double last = start;
  for (int i = 0; i < times; ++i) {
    for (const std::string& question : questions) {
      answered += !geocoder.search({question, 5, unfinished}).empty();
      const double now = processor_seconds();
      each.push_back(now - last);
      last = now;
    }
  }
  const double seconds = last - start;
  std::ranges::sort(each);
  const auto at = [&](double share) {
    return 1e6 * each[static_cast<std::size_t>(share * static_cast<double>(each.size() - 1))];
  };
  std::cerr << fmt::format(
      "{:.0f} questions a processor second, half within {:.0f} µs, 99 % within {:.0f} µs, {} "
      "answered\n",
      static_cast<double>(each.size()) / seconds, at(0.5), at(0.99), answered);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  int repeat = 0;
  bool unfinished = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--repeat" && i + 1 < arguments.size()) repeat = std::stoi(arguments[++i]);
    if (arguments[i] == "--unfinished") unfinished = true;
  }
  const auto communes = maillage::territory::Communes::load("data/territories/communes.bin");
  const double start = processor_seconds();
  const Geocoder geocoder(communes);
  std::cerr << fmt::format("opened in {:.0f} ms\n", 1e3 * (processor_seconds() - start));
  std::vector<std::string> questions;
  for (std::string line; std::getline(std::cin, line);) questions.push_back(line);
  for (const std::string& question : questions) {
    std::string line;
    for (const Answer& answer : geocoder.search({question, 5, unfinished})) {
      if (!line.empty()) line += " | ";
      line += line_of(answer);
    }
    std::cout << line << "\n";
  }
  if (repeat > 0) measure(geocoder, questions, repeat, unfinished);
}
