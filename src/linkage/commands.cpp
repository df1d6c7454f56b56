#include "linkage/commands.hpp"

#include "base/error.hpp"
#include "formats/bytes_out.hpp"
#include "linkage/model_file.hpp"
#include "linkage/outputs.hpp"
#include "linkage/table_file.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

namespace maillage::linkage {

namespace {

template <class Write>
void write_whole(const std::string& path, Write write) {
  formats::AtomicFile file(path);
  write([&](std::string_view piece) { file.write(piece); });
  file.commit();
}

std::size_t group_count(const Linkage& linkage) {
  std::vector<bool> large(linkage.group_of.size(), false);
  for (std::size_t record = 0; record < large.size(); ++record) {
    if (linkage.group_of[record] != record) large[linkage.group_of[record]] = true;
  }
  return static_cast<std::size_t>(std::count(large.begin(), large.end(), true));
}

/// Blocks that had to be cut are said, since pairs may have been missed there.
void tell_cut_blocks(const Linkage& linkage, std::ostream& err) {
  for (const RuleReport& rule : linkage.rules) {
    if (rule.refined == 0) continue;
    err << fmt::format("Règle « {} » : {} bloc(s) trop grands (jusqu’à {} fiches) découpés",
                       rule.rule, rule.refined, rule.largest);
    if (rule.windowed > 0) {
      err << fmt::format(", {} fiches comparées à leurs voisines seulement", rule.windowed);
    }
    err << ".\n";
  }
}

}  // namespace

int match_command(const MatchOptions& options, std::ostream& out, std::ostream& err) {
  const Model model = load_model(options.model, options.models_folder);
  std::vector<std::string> files = {options.data};
  if (!options.with.empty()) files.push_back(options.with);
  LinkOptions link;
  link.seed = options.seed;
  link.threads = options.threads;
  if (options.progress) {
    link.progress = [&err](std::string_view step, double done) {
      err << fmt::format("\r\x1b[K{:3.0f} %  {}", done * 100, step) << std::flush;
    };
    link.progress("Lecture", 0);
  }
  const Table table = read_tables(files, model.fields);
  Linker linker(table, model);
  const Linkage linkage = linker.run(link);
  if (options.progress) link.progress("Écriture", 0.9);
  const std::string folder = options.output_folder + "/";
  write_whole(folder + "groupes.csv",
              [&](const Sink& sink) { write_groups(table, linkage, sink); });
  write_whole(folder + "paires.csv", [&](const Sink& sink) { write_pairs(linker, linkage, sink); });
  formats::write_file(folder + "resume.html", summary_page(linker, linkage));
  if (options.progress) err << "\r\x1b[K";
  tell_cut_blocks(linkage, err);
  const auto links = std::count_if(
      linkage.pairs.begin(), linkage.pairs.end(),
      [&](const LinkedPair& p) { return p.probability >= model.threshold && !p.surpassed; });
  out << fmt::format(
      "{} fiches, {} paires comparées, {} paires probables, {} groupes de plusieurs "
      "fiches.\nRésultats dans {} : groupes.csv, paires.csv, resume.html.\n",
      table.size(), linkage.candidates, links, group_count(linkage), options.output_folder);
  return 0;
}

}  // namespace maillage::linkage
