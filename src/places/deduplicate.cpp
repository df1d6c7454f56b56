#include "places/deduplicate.hpp"

#include "base/error.hpp"
#include "formats/bytes_out.hpp"
#include "linkage/model_file.hpp"
#include "places/decision_file.hpp"
#include "places/dedup_files.hpp"
#include "places/importer.hpp"
#include "places/sourced_list.hpp"
#include "standard/digest.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <unordered_set>

#include <fmt/format.h>

namespace maillage::places {

namespace {

/// Says what is being done on one line, when somebody watches.
class Progress {
 public:
  Progress(const web::Words& t, bool shown, std::ostream& err) : t_(t), shown_(shown), err_(err) {}
  ~Progress() {
    if (shown_) err_ << "\r\x1b[K" << std::flush;
  }
  void tell(web::Literal step, double done) {
    if (shown_) err_ << fmt::format("\r\x1b[K{:3.0f} %  {}", done * 100, t_(step)) << std::flush;
  }

 private:
  const web::Words& t_;
  bool shown_;
  std::ostream& err_;
};

/// The ids that decisions leave out of the list.
std::unordered_set<std::string_view> excluded_ids(const Decisions& decisions) {
  std::unordered_set<std::string_view> ids;
  for (const std::size_t i : standing(decisions)) {
    if (decisions[i].verdict == Verdict::excluded) ids.insert(decisions[i].first_id);
  }
  return ids;
}

ReadDecisions decisions_of(const DeduplicateOptions& options) {
  if (options.decisions.empty()) return {};
  return load_decisions(options.decisions, "", options.now);
}

PreviousIds ids_of_last_run(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(path, ignored) ? previous_ids(read_bytes(path))
                                                         : PreviousIds{};
}

void tell_findings(const base::Findings& findings, std::ostream& err) {
  standard::FindingDigest digest;
  for (const base::Finding& finding : findings) digest.add(finding);
  for (const base::Severity severity : {base::Severity::error, base::Severity::warning}) {
    err << digest.text(severity);
  }
}

void append(base::Findings& findings, base::Findings more) {
  std::move(more.begin(), more.end(), std::back_inserter(findings));
}

}  // namespace

int deduplicate_command(const DeduplicateOptions& options, std::ostream& out, std::ostream& err) {
  const web::Words& t = options.words;
  Progress progress(t, options.progress, err);
  progress.tell(web::phrase("Lecture"), 0);
  LinkOptions link;
  link.model = linkage::load_model("lieux", options.models_folder);
  link.within_sources = options.within_sources;
  link.seed = options.seed;
  link.progress = [&](web::Literal step, double done) { progress.tell(step, done); };
  ReadDecisions decided = decisions_of(options);
  base::Findings findings = std::move(decided.findings);
  SourcedList list = read_sourced_list(options.source, options.source_name);
  const std::unordered_set<std::string_view> left_out = excluded_ids(decided.decisions);
  const auto leave_out = [&] {
    return std::erase_if(list.records,
                         [&](const RecordView& r) { return left_out.contains(r.record_id); });
  };
  std::size_t excluded = leave_out();
  const std::size_t of_list = list.records.size();
  if (!options.base.empty()) {
    list = joined_lists(std::move(list), read_sourced_list(options.base, options.source_name));
    excluded += leave_out();
  }
  append(findings, std::move(list.findings));

  const PlaceLinkage linkage = link_places(list.records, decided.decisions, link);
  append(findings, linkage.findings);
  const Deduplication run{options.output_directory,
                          options.source_name,
                          options.territory,
                          base::utc_day(options.now),
                          list.records,
                          of_list,
                          linkage,
                          link.model.threshold};
  progress.tell(web::phrase("Fusion et écriture"), 0.85);
  const std::string folder = options.output_directory + "/";
  const WrittenPlaces written =
      write_places(run, stable_ids(list.records, linkage, ids_of_last_run(folder + "groupes.csv")));
  write_pairs(run);
  progress.tell(web::phrase("Écriture"), 0.95);
  write_duplications(run, resemblances(list.records, options.within_sources));
  formats::write_file(folder + "resume.html", dedup_page(run, written, t));

  const auto count = [&](web::Literal one, web::Literal many, std::size_t number) {
    return t.count(one, many, static_cast<std::int64_t>(number));
  };
  out << t.fill("{} : {} sans doublons, dont {} de plusieurs fiches ; {} à relire.",
                {count("{} fiche", "{} fiches", list.records.size()),
                 count("{} lieu", "{} lieux", written.published),
                 count("{} réuni", "{} réunis", written.merged),
                 count("{} paire", "{} paires", linkage.doubtful.size())})
      << '\n';
  if (excluded > 0) {
    out << count("{} fiche écartée par décision.", "{} fiches écartées par décision.", excluded)
        << '\n';
  }
  out << t.fill("Résultats dans {} ; résumé : {}",
                {options.output_directory, folder + "resume.html"})
      << '\n';
  tell_findings(findings, err);
  return findings.empty() ? 0 : 1;
}

}  // namespace maillage::places
