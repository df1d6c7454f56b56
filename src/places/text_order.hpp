#pragma once
/// The order of many texts that mostly begin alike, as ids of one list do.
#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace maillage::places {

/// Sorts `positions` by the bytes of the text at each; equal texts keep their order. Compares eight
/// bytes at a time, none of them twice within a run of texts that share them.
void sort_by_text(std::vector<std::size_t>& positions,
                  const std::function<std::string_view(std::size_t)>& text_at);

}  // namespace maillage::places
