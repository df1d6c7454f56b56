// Asks the geocoder the questions of standard input, one a line ("text" or
// "text<TAB>latitude<TAB>longitude" of where it is asked), and prints its first answers, one line a
// question: kind, code of the commune or area, postcode, street, number, latitude, longitude,
// score, label (tab-separated), answers separated by " | ". With --repeat N the questions are asked
// N times more and the time is told on standard error.
#include "geocoding/address_import.hpp"
#include "geocoding/geocoder.hpp"
#include "geocoding/reverse.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <sys/resource.h>

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

struct Asked {
  std::string text;
  std::optional<maillage::geocoding::Point> near;
};

Asked read_question(const std::string& line) {
  const std::size_t first = line.find('\t');
  if (first == std::string::npos) return {line, {}};
  const std::size_t second = line.find('\t', first + 1);
  return {line.substr(0, first), maillage::geocoding::Point{std::stod(line.substr(first + 1)),
                                                            std::stod(line.substr(second + 1))}};
}

void measure(const Geocoder& geocoder, const std::vector<Asked>& questions, int times,
             bool unfinished) {
  std::vector<double> each;
  each.reserve(questions.size() * static_cast<std::size_t>(times));
  std::size_t answered = 0;
  const double start = processor_seconds();
  double last = start;
  for (int i = 0; i < times; ++i) {
    for (const auto& [text, near] : questions) {
      answered += !geocoder.search({text, 5, unfinished, near}).empty();
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

void import_file(const std::string& path, const std::string& target,
                 const maillage::territory::Communes& communes) {
  const double start = processor_seconds();
  const auto imported = maillage::geocoding::import_addresses({{path}, target, {}}, communes);
  const double seconds = processor_seconds() - start;
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  std::cerr << fmt::format(
      "{} rows, {} streets, {} house numbers imported in {:.2f} s of processor, at most {} MB of "
      "memory; the file has {} MB\n",
      imported.rows, imported.counts.streets, imported.counts.addresses, seconds,
      used.ru_maxrss / 1024, std::filesystem::file_size(target) >> 20);
}

void measure_reverse(const Geocoder& geocoder,
                     const std::vector<maillage::geocoding::Point>& points, int times) {
  if (points.empty() || geocoder.addresses() == nullptr) return;
  std::size_t found = 0;
  const double start = processor_seconds();
  for (int i = 0; i < times; ++i) {
    maillage::geocoding::Point point = points[static_cast<std::size_t>(i) % points.size()];
    point.latitude += 1e-4 * (i % 7 - 3);
    point.longitude += 1e-4 * (i % 11 - 5);
    found += maillage::geocoding::nearest_house(*geocoder.addresses(), point).has_value();
  }
  std::cerr << fmt::format("{:.0f} points a processor second, {} near a house\n",
                           times / (processor_seconds() - start), found);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  int repeat = 0, reverse = 0;
  bool unfinished = false;
  std::string addresses, import;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == "--repeat" && i + 1 < arguments.size()) repeat = std::stoi(arguments[++i]);
    if (arguments[i] == "--reverse" && i + 1 < arguments.size())
      reverse = std::stoi(arguments[++i]);
    if (arguments[i] == "--addresses" && i + 1 < arguments.size()) addresses = arguments[++i];
    if (arguments[i] == "--import" && i + 1 < arguments.size()) import = arguments[++i];
    if (arguments[i] == "--unfinished") unfinished = true;
  }
  const auto communes = maillage::territory::Communes::load("data/territories/communes.bin");
  if (!import.empty()) import_file(import, addresses, communes);
  const double start = processor_seconds();
  std::optional<maillage::geocoding::AddressFile> file;
  if (!addresses.empty()) file.emplace(addresses);
  const Geocoder geocoder(communes, std::move(file));
  std::cerr << fmt::format("opened in {:.0f} ms\n", 1e3 * (processor_seconds() - start));
  std::vector<Asked> questions;
  for (std::string line; std::getline(std::cin, line);) questions.push_back(read_question(line));
  std::vector<maillage::geocoding::Point> points;
  for (const auto& [text, near] : questions) {
    std::string line;
    for (const Answer& answer : geocoder.search({text, 5, unfinished, near})) {
      if (!line.empty()) line += " | ";
      line += line_of(answer);
      points.push_back(answer.point);
    }
    std::cout << line << "\n";
  }
  if (repeat > 0) measure(geocoder, questions, repeat, unfinished);
  if (reverse > 0) measure_reverse(geocoder, points, reverse);
}
