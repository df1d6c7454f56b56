#pragma once
/// Models as people write them: TOML files with French keys, shipped in data/models by name.
#include "linkage/model.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace maillage::linkage {

/// Reads a model. Throws base::Error (bad_input) with a sentence that says where and what to do.
Model parse_model(std::string_view toml, std::string_view name);
/// By name ("contacts", found in `folder`) or by file name ("mon-modele.toml").
Model load_model(const std::string& name_or_file, const std::string& folder);
/// The names of the models in `folder`, sorted.
std::vector<std::string> model_names(const std::string& folder);

}  // namespace maillage::linkage
