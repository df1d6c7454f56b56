#pragma once
/// The part of a mapping file that turns words into the closed lists of the standard: lists of
/// choices. Old target values (v0.1) are replaced by their v1 successors; targets that no version
/// knows are findings.
#include "base/finding.hpp"
#include "formats/json.hpp"
#include "transform/mapping.hpp"

#include <array>
#include <span>
#include <string>
#include <vector>

namespace maillage::transform {

/// Appends findings about the mapping file, each (rule, key, value) once.
class MappingFindings {
 public:
  explicit MappingFindings(base::Findings& findings) : findings_(findings) {}
  void add(base::Severity severity, std::string rule, std::string key, std::string value,
           std::string message, std::string advice);

 private:
  base::Findings& findings_;
};

/// The values of v1.0.2 that a target means in that field; empty when it means none there.
std::vector<std::string> targets_in(standard::Field field, std::string_view target);

/// Reads the choices under `key` into each of `fields` that admits their target (a v0.1 list may
/// feed two fields).
void read_choices(const std::string& key, const formats::Json& value,
                  std::span<const standard::Field> fields,
                  std::array<std::vector<Choice>, standard::kFieldCount>& out,
                  MappingFindings& findings);

}  // namespace maillage::transform
