#include "transform/file_patterns.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <filesystem>

#include <fnmatch.h>

namespace maillage::transform {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMaxPatterns = 1000;
constexpr int kMaxDepth = 32;

/// Entries of a folder; none when it can't be read.
std::vector<fs::directory_entry> entries_of(const fs::path& folder) {
  std::error_code unreadable;
  std::vector<fs::directory_entry> entries;
  for (fs::directory_iterator at(folder.empty() ? fs::path(".") : folder, unreadable), end;
       !unreadable && at != end; at.increment(unreadable)) {
    entries.push_back(*at);
  }
  return entries;
}

/// Follows the parts of a pattern from a folder down.
void follow(const fs::path& folder, const std::vector<std::string>& parts, std::size_t part,
            int depth, std::vector<std::string>& found) {
  std::error_code ignored;
  if (part == parts.size()) {
    if (fs::is_regular_file(folder, ignored)) found.push_back(folder.string());
    return;
  }
  const std::string& name = parts[part];
  if (name == "**") {
    follow(folder, parts, part + 1, depth, found);
    if (depth == kMaxDepth) return;
    for (const auto& entry : entries_of(folder)) {
      if (entry.is_directory(ignored) && !entry.is_symlink(ignored) &&
          !entry.path().filename().string().starts_with('.')) {
        follow(folder / entry.path().filename(), parts, part, depth + 1, found);
      }
    }
  } else if (name.find_first_of("*?[") == std::string::npos) {
    follow(folder / name, parts, part + 1, depth, found);
  } else {
    for (const auto& entry : entries_of(folder)) {
      const std::string file = entry.path().filename().string();
      if (fnmatch(name.c_str(), file.c_str(), FNM_PERIOD) == 0)
        follow(folder / file, parts, part + 1, depth, found);
    }
  }
}

}  // namespace

std::vector<std::string> expand_braces(std::string_view pattern) {
  std::vector<std::string> done, open{std::string(pattern)};
  while (!open.empty() && done.size() + open.size() < kMaxPatterns) {
    const std::string text = std::move(open.back());
    open.pop_back();
    const std::size_t close = text.find('}');
    const std::size_t begin = close == std::string::npos ? close : text.rfind('{', close);
    if (begin == std::string::npos) {
      if (std::find(done.begin(), done.end(), text) == done.end()) done.push_back(text);
      continue;
    }
    const auto choices =
        base::split(std::string_view(text).substr(begin + 1, close - begin - 1), ',');
    for (auto choice = choices.rbegin(); choice != choices.rend(); ++choice) {
      open.push_back(text.substr(0, begin) + std::string(*choice) + text.substr(close + 1));
    }
  }
  return done;
}

std::vector<std::string> files_matching(std::string_view pattern) {
  std::vector<std::string> found;
  for (const std::string& plain : expand_braces(pattern)) {
    std::vector<std::string> parts;
    for (const std::string_view part : base::split(plain, '/')) {
      if (!part.empty()) parts.emplace_back(part);
    }
    follow(plain.starts_with('/') ? fs::path("/") : fs::path(), parts, 0, 0, found);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace maillage::transform
