#include "linkage/table_file.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <filesystem>

#include <fmt/format.h>

namespace maillage::linkage {

namespace {

constexpr std::size_t kHead = 4096;

/// The separator when it is one that CSV readers don't look for; else 0, to be detected by them.
char unusual_separator(std::string_view head) {
  const std::string_view header = head.substr(0, head.find_first_of("\r\n"));
  const bool usual = header.find_first_of(",;\t|") != std::string_view::npos;
  return !usual && base::contains(header, "%") ? '%' : 0;
}

/// The name of the first column, without reading rows.
std::string first_column(formats::Format format, const std::string& path,
                         const formats::ReadOptions& options) {
  const auto rows = formats::make_reader(format, formats::open_file(path), options);
  formats::Row row;
  rows->next(row);
  return rows->columns().size() == 0 ? std::string() : rows->columns().name(0);
}

bool reads(const std::vector<FieldSpec>& fields, std::string_view column) {
  const std::string wanted = base::lower(column);
  for (const FieldSpec& field : fields) {
    for (const std::string& name : field.columns) {
      if (base::lower(name) == wanted) return true;
    }
  }
  return false;
}

}  // namespace

std::string source_name(const std::string& path) {
  return std::filesystem::path(path).stem().string();
}

Table read_tables(const std::vector<std::string>& paths, const std::vector<FieldSpec>& fields) {
  TableBuilder builder;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const std::string& path = paths[i];
    std::string head(kHead, '\0');
    head.resize(formats::open_file(path)->read(head.data(), head.size()));
    formats::ReadOptions options;
    const formats::Format format = formats::guess_format(path, "", head);
    if (format == formats::Format::csv) options.delimiter = unusual_separator(head);
    const auto rows = formats::make_reader(format, formats::open_file(path), options);
    // A list linked with itself stays two sources.
    const bool twice = i > 0 && source_name(paths[i - 1]) == source_name(path);
    const bool id_only = !reads(fields, first_column(format, path, options));
    if (builder.read(*rows, source_name(path) + (twice ? "-2" : ""), id_only) == 0) {
      throw base::Error(base::ErrorCode::bad_input,
                        fmt::format("Le fichier {} ne contient aucune ligne de données.", path));
    }
  }
  return std::move(builder).finish();
}

}  // namespace maillage::linkage
