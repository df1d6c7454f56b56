#pragma once
/// Territories that a reader compares one with: those beside it, and those like it.
#include "fragility/calculation.hpp"
#include "fragility/method.hpp"
#include "fragility/territories.hpp"

#include <cstdint>
#include <vector>

namespace maillage::fragility {

/// The nearest territories of the level as the crow flies, the nearest first.
std::vector<std::uint32_t> nearest_rows(const LevelTable& table, std::uint32_t row,
                                        std::size_t count);

/// Those whose indicators have the most alike scores, each difference counted in standard
/// deviations and by its weight in the index; the most alike first. Only those that have all that
/// this one has.
std::vector<std::uint32_t> alike_rows(const Method& method, const Calculation& calculation,
                                      std::uint32_t row, std::size_t count);

}  // namespace maillage::fragility
