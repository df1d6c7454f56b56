#pragma once
/// Territories in the order of an index, as a table: rank, name, index with its colour, how sure
/// the rank is, people.
#include "fragility/country.hpp"
#include "web/page.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace maillage::fragility {

/// `sureness` may be null: the column is then left out.
void ranking_table(web::Html& html, const web::View& view, const Country& country,
                   const Standing& standing, const Sureness* sureness,
                   std::span<const std::uint32_t> rows, std::string_view caption);

/// "entre le 3e et le 17e"
std::string interval_words(const web::Words& t, const Sureness& sureness, std::uint32_t row);

/// The intervals fit the ranks of this method only.
std::shared_ptr<const Sureness> sureness_of(const Country& country, const Method& method,
                                            Level level);

}  // namespace maillage::fragility
