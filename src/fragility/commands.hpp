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

struct ImportOptions {
  std::string file, source;        ///< without a source, it is recognised by its columns
  std::string data_folder;         ///< where the figures go (store_folder.hpp)
  std::string territories_folder;  ///< of the geography when `data_folder` has none
  std::string sources_folder = "data/sources";
  int year = 0;
};
int import_command(const ImportOptions& options, std::ostream& out, std::ostream& err);

struct CalculateOptions {
  std::string method, methods_folder = "data/methods", sources_folder = "data/sources";
  std::string data_folder = "data/indicators";
  std::string level = "commune";
  int year = 0;
  std::string output;
};
int calculate_command(const CalculateOptions& options, std::ostream& out, std::ostream& err);

struct AuditOptions {
  std::string method, methods_folder = "data/methods", sources_folder = "data/sources";
  std::string data_folder = "data/indicators";
  std::string scores;  ///< published scores to audit instead of computing them
  std::string level = "commune";
  std::string truth;  ///< code, valeur: an outside measure
  std::string output;
};
int audit_command(const AuditOptions& options, std::ostream& out, std::ostream& err);

struct UncertaintyOptions {
  std::string method, methods_folder = "data/methods", sources_folder = "data/sources";
  std::string data_folder = "data/indicators";
  std::string level = "commune";
  std::string weights = "autour";  ///< "autour": each within 20 % of itself; "libres": any
  std::size_t draws = 10000;       ///< of Monte-Carlo, or rows of the Sobol design
  std::uint64_t seed = 1;
  unsigned threads = 2;
  std::string output;
};
int uncertainty_command(const UncertaintyOptions& options, std::ostream& out, std::ostream& err);
int sobol_command(const UncertaintyOptions& options, std::ostream& out, std::ostream& err);

}  // namespace maillage::fragility
