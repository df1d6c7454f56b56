#include "formats/named_files.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include <fmt/format.h>

namespace maillage::formats {

namespace fs = std::filesystem;

std::vector<std::string> names_in(const std::string& folder, std::string_view ending) {
  std::vector<std::string> names;
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed); !failed && entry != fs::directory_iterator();
       entry.increment(failed)) {
    if (entry->path().extension() == ending) names.push_back(entry->path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::optional<NamedFile> find_named(const std::string& name_or_path, const std::string& folder,
                                    std::string_view ending) {
  const bool is_path = name_or_path.ends_with(ending);
  const fs::path path =
      is_path ? fs::path(name_or_path) : fs::path(folder) / (name_or_path + std::string(ending));
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) {
    throw base::Error(base::ErrorCode::environment,
                      fmt::format("{} ne peut pas être lu.", path.string()));
  }
  return NamedFile{is_path ? path.stem().string() : name_or_path, std::move(text).str()};
}

}  // namespace maillage::formats
