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
void tell_cut_blocks(const web::Words& t, const Linkage& linkage, std::ostream& err) {
  for (const RuleReport& rule : linkage.rules) {
    if (rule.refined == 0) continue;
    err << t.fill("Règle « {} » : {} ({} au plus)",
                  {rule.rule,
                   t.count("{} bloc trop grand découpé", "{} blocs trop grands découpés",
                           static_cast<std::int64_t>(rule.refined)),
                   t.count("{} fiche", "{} fiches", static_cast<std::int64_t>(rule.largest))});
    if (rule.windowed > 0) {
      err << ", "
          << t.count("{} fiche comparée à ses voisines seulement",
                     "{} fiches comparées à leurs voisines seulement",
                     static_cast<std::int64_t>(rule.windowed));
    }
    err << ".\n";
  }
}

}  // namespace

int match_command(const MatchOptions& options, std::ostream& out, std::ostream& err) {
  const Model model = load_model(options.model, options.models_folder);
  std::vector<std::string> files = {options.data};
  if (!options.with.empty()) files.push_back(options.with);
  const web::Words& t = options.words;
  LinkOptions link;
  link.seed = options.seed;
  link.threads = options.threads;
  if (options.progress) {
    link.progress = [&](web::Literal step, double done) {
      err << fmt::format("\r\x1b[K{:3.0f} %  {}", done * 100, t(step)) << std::flush;
    };
    link.progress(web::phrase("Lecture"), 0);
  }
  const Table table = read_tables(files, model.fields);
  Linker linker(table, model);
  const Linkage linkage = linker.run(link);
  if (options.progress) link.progress(web::phrase("Écriture"), 0.9);
  const std::string folder = options.output_folder + "/";
  write_whole(folder + "groupes.csv",
              [&](const Sink& sink) { write_groups(table, linkage, sink); });
  write_whole(folder + "paires.csv", [&](const Sink& sink) { write_pairs(linker, linkage, sink); });
  formats::write_file(folder + "resume.html", summary_page(linker, linkage, t));
  if (options.progress) err << "\r\x1b[K";
  tell_cut_blocks(t, linkage, err);
  const auto links = std::count_if(
      linkage.pairs.begin(), linkage.pairs.end(),
      [&](const LinkedPair& p) { return p.probability >= model.threshold && !p.surpassed; });
  const auto count = [&](web::Literal one, web::Literal many, auto number) {
    return t.count(one, many, static_cast<std::int64_t>(number));
  };
  out << fmt::format("{}, {}, {}, {}.\n", count("{} fiche", "{} fiches", table.size()),
                     count("{} paire comparée", "{} paires comparées", linkage.candidates),
                     count("{} paire probable", "{} paires probables", links),
                     count("{} groupe de plusieurs fiches", "{} groupes de plusieurs fiches",
                           group_count(linkage)))
      << t.fill("Résultats dans {} : groupes.csv, paires.csv, resume.html.",
                {options.output_folder})
      << '\n';
  return 0;
}

}  // namespace maillage::linkage
