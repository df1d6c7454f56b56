#pragma once
/// How to reach a place: telephone, e-mail addresses, web sites. Each is cleaned alone: what is
/// wrong with one never touches another.
#include "base/finding.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace maillage::transform {

struct Contact {
  std::string telephone;  ///< empty when absent
  std::vector<std::string> courriels;
  std::vector<std::string> sites_web;
};

/// Cleans the three cells of a row (any may be empty).
Contact clean_contact(std::string_view telephone, std::string_view courriels,
                      std::string_view sites_web, std::string_view code_postal, base::Notes& notes);

}  // namespace maillage::transform
