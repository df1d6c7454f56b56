#pragma once
/// What a method does, in words: each step of its file as a person would explain it.
#include "fragility/method.hpp"
#include "web/words.hpp"

#include <string>
#include <vector>

namespace maillage::fragility {

std::string scale_words(const web::Words& t, const Indicator& indicator);
std::string imputation_words(const web::Words& t, Imputation imputation);
std::string mean_words(const web::Words& t, Mean mean);
/// Sentences on what holds for the whole method: gaps, levels, references, rounding.
std::vector<std::string> rule_words(const web::Words& t, const Method& method);

}  // namespace maillage::fragility
