#pragma once
/// Patterns of file names as the nightly scripts write them: `*`, `?`, `[…]`, `**` for folders of
/// any depth, and
/// `{json,csv}`.
#include <string>
#include <string_view>
#include <vector>

namespace maillage::transform {

/// The files that match, sorted by name, each once. A pattern without marks is the name of a file.
std::vector<std::string> files_matching(std::string_view pattern);

/// "a{b,c}" -> "ab", "ac". Nested braces are expanded too; at most 1,000 patterns.
std::vector<std::string> expand_braces(std::string_view pattern);

}  // namespace maillage::transform
