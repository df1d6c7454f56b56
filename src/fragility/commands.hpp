#pragma once
/// The verbs `maillage indice …`. Each takes plain options, tells people what it did on `out`,
/// doubts about their data on `err`, and gives the exit code; refusals throw base::Error.
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace maillage::fragility {

struct CombineOptions {
  std::string method, methods_folder = "data/methods";
  std::string scores;  ///< table of values already on the method's scale
  std::string groups;  ///< optional: code, groupe, poids; the answer is then by group
  std::string output;
};
int combine_command(const CombineOptions& options, std::ostream& out, std::ostream& err);

struct ClassOptions {
  std::string values;  ///< code, valeur
  std::string output;  ///< code, classe
};
int class_command(const ClassOptions& options, std::ostream& out, std::ostream& err);

}  // namespace maillage::fragility
