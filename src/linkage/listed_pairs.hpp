#pragma once
/// The pairs of the rules that are not about equality, for blocking.cpp: neighbours in a sorted
/// list, points near each other, texts most alike.
#include "linkage/blocks.hpp"

#include <vector>

namespace maillage::linkage {

/// Pairs that one such rule proposes, some perhaps twice. `largest` bounds the records of two cells
/// compared all with all; the report says what was cut.
std::vector<RecordPair> listed_pairs(const BlockingSpec& spec, const FieldList& fields,
                                     const PairScope& scope, std::size_t largest,
                                     RuleReport& report);

}  // namespace maillage::linkage
