#pragma once
/// Methods as people write them: TOML with French keys, shipped in data/methods by name, described
/// for people in docs/indice.md.
#include "fragility/method.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace maillage::fragility {

/// Throws base::Error (bad_input) with a sentence that says where and what to do.
Method parse_method(std::string_view toml, std::string_view name);
/// By name ("ifn-v4", found in `folder`) or by file name ("ma-methode.toml").
Method load_method(const std::string& name_or_file, const std::string& folder);
/// The names of the methods in `folder`, sorted.
std::vector<std::string> method_names(const std::string& folder);

}  // namespace maillage::fragility
