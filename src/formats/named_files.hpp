#pragma once
/// Files that people name without folder or ending ("ifn-v4"): those of one folder, which the
/// program ships, or one of their own by its path ("ma-methode.toml").
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::formats {

struct NamedFile {
  std::string name;  ///< without folder and ending
  std::string text;
};

/// The names of the files of `folder` with this ending (".toml"), sorted; none without the folder.
std::vector<std::string> names_in(const std::string& folder, std::string_view ending);

/// What has the ending is a path, all else a name in `folder`. Nothing when there is no such file;
/// throws base::Error (environment) when it can't be read.
std::optional<NamedFile> find_named(const std::string& name_or_path, const std::string& folder,
                                    std::string_view ending);

}  // namespace maillage::formats
