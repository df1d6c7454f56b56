#pragma once
/// Sentences of the command line, apart from any terminal so that tests can read them.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::app {

/// "3 200 lignes sur 4 930, encore 4 secondes environ"; without expected rows "3 200 lignes".
std::string progress_text(std::size_t rows, std::size_t expected_rows, double elapsed_seconds);

/// The known word nearest to `word`, when it is near enough to be a slip of the finger; else empty.
std::string suggestion(std::string_view word, const std::vector<std::string>& known);

}  // namespace maillage::app
