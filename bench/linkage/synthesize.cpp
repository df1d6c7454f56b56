// Invented persons with doubles and slips, the columns of historical_50k, the same file for the
// same arguments: frequent and rare names, two to seven records a person, each with its own
// slips.
//
//   bench_synthesize <records> > persons.csv
#include "linkage/dictionary.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace {

using maillage::linkage::mix;

class Chance {
 public:
  explicit Chance(std::uint64_t seed) : seed_(seed) {}
  std::uint64_t next() { return mix(seed_ + ++count_ * 0x9E37u); }
  std::size_t below(std::size_t limit) { return next() % limit; }
  double share() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  bool in(double probability) { return share() < probability; }

 private:
  std::uint64_t seed_, count_ = 0;
};

/// A rank below `count`, the first ranks more often: the share of a rank falls with its square
/// root, which gives the chance that two strangers bear one name as in historical_50k.
std::size_t rank_below(Chance& chance, std::size_t count) {
  const double share = chance.share();
  return static_cast<std::size_t>(share * share * static_cast<double>(count));
}

std::string word(std::size_t rank, std::uint64_t kind) {
  static const char* const kSyllables[] = {"ba",  "ler", "mon", "ti",  "ro", "sa",  "vin", "du",
                                           "gar", "lo",  "bre", "chi", "na", "pel", "ter", "wil"};
  Chance chance(rank * 31 + kind);
  std::string text;
  text += "bcdfghjklmnprstvwz"[chance.below(18)];
  text += "aeiouy"[chance.below(6)];
  const std::size_t syllables = 1 + chance.below(3);
  for (std::size_t i = 0; i < syllables; ++i) text += kSyllables[chance.below(16)];
  return text;
}

void slip(std::string& text, Chance& chance) {
  if (text.size() < 3) return;
  const std::size_t at = 1 + chance.below(text.size() - 2);
  switch (chance.below(4)) {
    case 0:
      text[at] = static_cast<char>('a' + chance.below(26));
      break;
    case 1:
      text.erase(at, 1);
      break;
    case 2:
      std::swap(text[at], text[at - 1]);
      break;
    default:
      text.insert(at, 1, static_cast<char>('a' + chance.below(26)));
  }
}

struct Person {
  std::string first_name, surname, birth_place, postcode, occupation;
  std::size_t year, month, day;
};

Person person(std::size_t number) {
  Chance chance(number * 1000003u);
  Person p;
  p.first_name = word(rank_below(chance, 100), 1);
  p.surname = word(rank_below(chance, 5000), 2);
  p.birth_place = word(rank_below(chance, 500), 3);
  p.postcode = fmt::format("{}{} {}{}{}", word(chance.below(400), 4).substr(0, 2), chance.below(30),
                           chance.below(10), static_cast<char>('a' + chance.below(26)),
                           static_cast<char>('a' + chance.below(26)));
  p.occupation = word(rank_below(chance, 30), 5);
  p.year = 1700 + chance.below(250);
  p.month = 1 + chance.below(12);
  p.day = 1 + chance.below(28);
  return p;
}

void print_record(const std::string& id, std::size_t number, Person p, Chance& chance) {
  if (chance.in(0.12)) slip(p.first_name, chance);
  if (chance.in(0.12)) slip(p.surname, chance);
  if (chance.in(0.1)) p.day = 1 + chance.below(28);
  if (chance.in(0.1)) p.year += chance.below(3);
  if (chance.in(0.1)) slip(p.postcode, chance);
  const bool no_first = chance.in(0.03), no_birth = chance.in(0.1), no_place = chance.in(0.15);
  const bool no_code = chance.in(0.2), no_occupation = chance.in(0.4);
  fmt::print("{},{},{},{},{},{},{},{}\n", id, number, no_first ? "" : p.first_name, p.surname,
             no_birth ? "" : fmt::format("{}-{:02}-{:02}", p.year, p.month, p.day),
             no_place ? "" : p.birth_place, no_code ? "" : p.postcode,
             no_occupation ? "" : p.occupation);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t records = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100000;
  fmt::print("unique_id,cluster,first_name,surname,dob,birth_place,postcode_fake,occupation\n");
  Chance chance(20260629);
  std::size_t number = 0, written = 0;
  while (written < records) {
    const Person p = person(number);
    const std::size_t copies = 2 + chance.below(6);
    for (std::size_t i = 0; i < copies && written < records; ++i, ++written) {
      print_record(fmt::format("{:07}-{}", number, i), number, p, chance);
    }
    ++number;
  }
}
