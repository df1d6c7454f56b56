#include "transform/merge_files.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/bytes_out.hpp"
#include "formats/csv_cell.hpp"
#include "formats/json_elements.hpp"
#include "formats/text_decoding.hpp"
#include "transform/file_patterns.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <unordered_set>

#include <fmt/format.h>

namespace maillage::transform {

namespace fs = std::filesystem;

namespace {

/// Adds the file's name to what is wrong inside it.
template <class Work>
void naming(const std::string& path, Work work) {
  try {
    work();
  } catch (const base::Error& error) {
    throw base::Error(error.code(), fmt::format("{} : {}", path, error.what()));
  }
}

bool same_file(const std::string& a, const std::string& b) {
  std::error_code ignored;
  return fs::equivalent(a, b, ignored);
}

/// Writes the elements of the lists into one array, in the form of `JSON.stringify(…, null, 2)` at
/// its outermost level.
class JsonMerge {
 public:
  explicit JsonMerge(const std::string& target) : file_(target) { file_.write("["); }

  void add(const std::string& path, bool only_new) {
    naming(path, [&] {
      formats::JsonElements elements(formats::decode_text(formats::open_file(path), ""), {});
      while (const auto element = elements.next()) {
        if (only_new && !seen_.insert(std::string(*element)).second) continue;
        file_.write(count_++ == 0 ? "\n" : ",\n");
        file_.write(*element);
      }
    });
  }

  std::size_t finish() {
    file_.write(count_ == 0 ? "]\n" : "\n]\n");
    file_.commit();
    return count_;
  }

 private:
  formats::AtomicFile file_;
  std::unordered_set<std::string> seen_;
  std::size_t count_ = 0;
};

std::unique_ptr<formats::RowReader> open_csv(const std::string& path) {
  return formats::make_reader(formats::Format::csv, formats::open_file(path), {});
}

/// The columns of all files, in order of first appearance, then their rows under these columns.
std::size_t merge_csv(const std::vector<std::string>& paths, const std::string& target) {
  formats::Columns columns;
  for (const std::string& path : paths) {
    naming(path, [&] {
      const auto reader = open_csv(path);
      formats::Row row;
      while (reader->next(row)) {  // to the end: a row longer than the header makes a column
      }
      for (formats::ColumnId id = 0; id < reader->columns().size(); ++id)
        columns.intern(reader->columns().name(id));
    });
  }
  formats::AtomicFile file(target);
  std::string line;
  for (formats::ColumnId id = 0; id < columns.size(); ++id) {
    if (id > 0) line += ',';
    formats::append_quoted_cell(line, columns.name(id));
  }
  file.write(line + "\n");
  std::size_t count = 0;
  for (const std::string& path : paths) {
    naming(path, [&] {
      const auto reader = open_csv(path);
      for (formats::ColumnId id = 0; id < columns.size(); ++id)
        reader->columns().intern(columns.name(id));
      for (formats::Row row; reader->next(row); ++count) {
        line.clear();
        for (formats::ColumnId id = 0; id < columns.size(); ++id) {
          if (id > 0) line += ',';
          if (!row[id].empty()) formats::append_quoted_cell(line, row[id]);
        }
        file.write(line + "\n");
      }
    });
  }
  file.commit();
  return count;
}

}  // namespace

int merge_command(const MergeOptions& options, std::ostream& out) {
  const auto in_folder = [&](const char* name) {
    return (fs::path(options.output_directory) / name).string();
  };
  std::vector<std::string> paths = files_matching(options.input_pattern);
  std::erase_if(paths,
                [&](const std::string& path) {  // a pattern may catch the result of the day before
                  return same_file(path, in_folder("merged_output.json")) ||
                         same_file(path, in_folder("merged_output.csv"));
                });
  if (paths.empty()) {
    throw base::Error(base::ErrorCode::not_found,
                      fmt::format("Aucun fichier ne correspond à « {} ». Vérifiez le dossier.",
                                  options.input_pattern));
  }
  const auto all_end_with = [&](const char* end) {
    return std::all_of(paths.begin(), paths.end(),
                       [&](const std::string& path) { return base::lower(path).ends_with(end); });
  };
  std::string target;
  std::size_t count = 0;
  if (all_end_with(".csv")) {
    target = in_folder("merged_output.csv");
    count = merge_csv(paths, target);
  } else if (all_end_with(".json")) {
    const bool addresses = paths.front().ends_with("-addresses.json");
    target = in_folder(addresses ? "addresses.json" : "merged_output.json");
    JsonMerge merge(target);
    if (addresses && fs::exists(target)) {
      merge.add(target, true);
      std::erase_if(paths, [&](const std::string& path) { return same_file(path, target); });
    }
    for (const std::string& path : paths) merge.add(path, addresses);
    count = merge.finish();
  } else {
    throw base::Error(base::ErrorCode::usage,
                      "Les fichiers à fusionner doivent être tous en JSON ou tous en CSV. Précisez "
                      "le motif (-i).");
  }
  out << count << " lignes de " << paths.size() << " fichiers réunies dans " << target << "\n";
  return 0;
}

}  // namespace maillage::transform
