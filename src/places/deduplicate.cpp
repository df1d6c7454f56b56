#include "places/deduplicate.hpp"

#include "base/error.hpp"
#include "formats/bytes_out.hpp"
#include "linkage/model_file.hpp"
#include "places/decision_file.hpp"
#include "places/dedup_files.hpp"
#include "places/importer.hpp"
#include "places/resemblance.hpp"
#include "places/sourced_list.hpp"
#include "standard/digest.hpp"

#include <algorithm>
#include <filesystem>
#include <ostream>
#include <unordered_set>

#include <fmt/format.h>

namespace maillage::places {

namespace {

using standard::Field;

constexpr std::string_view kCoopMark = "Coop-numérique_";
constexpr std::string_view kCoopField = "structure_coop_id";

/// Says what is being done on one line, when somebody watches.
class Progress {
 public:
  Progress(bool shown, std::ostream& err) : shown_(shown), err_(err) {}
  ~Progress() {
    if (shown_) err_ << "\r\x1b[K" << std::flush;
  }
  void tell(std::string_view step, double done) {
    if (shown_) err_ << fmt::format("\r\x1b[K{:3.0f} %  {}", done * 100, step) << std::flush;
  }

 private:
  bool shown_;
  std::ostream& err_;
};

/// The ids that decisions leave out of the list.
std::unordered_set<std::string> excluded_ids(const Decisions& decisions) {
  std::unordered_set<std::string> ids;
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

/// Places of the cooperative's own tool carry its id of the structure along.
void note_coop_id(MergedPlace& merged) {
  const auto known = [](const auto& extra) { return extra.first == kCoopField; };
  auto& extras = merged.place.extras;
  if (std::any_of(extras.begin(), extras.end(), known)) return;
  for (const std::string& id : merged.record_ids) {
    const std::size_t mark = id.find(kCoopMark);
    if (mark == std::string::npos) continue;
    extras.emplace_back(kCoopField, id.substr(mark + kCoopMark.size()));
    return;
  }
}

/// The places to publish: those that hold a record of the list itself, not only of the base.
std::vector<standard::Place> published(std::vector<MergedPlace> merged, const PlaceLinkage& linkage,
                                       std::size_t of_list) {
  std::vector<standard::Place> places;
  places.reserve(merged.size());
  for (std::size_t group = 0; group < merged.size(); ++group) {
    const std::vector<std::size_t>& members = linkage.groups[group].members;
    const bool own = std::any_of(members.begin(), members.end(),
                                 [&](std::size_t position) { return position < of_list; });
    if (own) places.push_back(std::move(merged[group].place));
  }
  return places;
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
  Progress progress(options.progress, err);
  progress.tell("Lecture", 0);
  LinkOptions link;
  link.model = linkage::load_model("lieux", options.models_folder);
  link.within_sources = options.within_sources;
  link.seed = options.seed;
  link.progress = [&](std::string_view step, double done) { progress.tell(step, done); };
  ReadDecisions decided = decisions_of(options);
  base::Findings findings = std::move(decided.findings);
  SourcedList list = read_sourced_list(options.source, options.source_name);
  append(findings, std::move(list.findings));
  std::vector<SourcedPlace> records = std::move(list.records);
  const std::unordered_set<std::string> left_out = excluded_ids(decided.decisions);
  const auto is_left_out = [&](const SourcedPlace& r) { return left_out.contains(r.record_id); };
  std::size_t excluded = std::erase_if(records, is_left_out);
  const std::size_t of_list = records.size();
  if (!options.base.empty()) {
    SourcedList base = read_sourced_list(options.base, options.source_name);
    append(findings, std::move(base.findings));
    records = joined_lists(std::move(records), std::move(base.records));
    excluded += std::erase_if(records, is_left_out);
  }

  const PlaceLinkage linkage = link_places(records, decided.decisions, link);
  append(findings, linkage.findings);
  progress.tell("Fusion", 0.85);
  const std::string folder = options.output_directory + "/";
  std::vector<MergedPlace> merged =
      merge_groups(records, linkage, ids_of_last_run(folder + "groupes.csv"));
  for (MergedPlace& place : merged) note_coop_id(place);
  progress.tell("Écriture", 0.9);
  formats::write_file(folder + "duplications.csv",
                      resemblances_csv(records, resemblances(records, options.within_sources)));
  formats::write_file(folder + "groupes.csv", groups_csv(records, linkage, merged));
  formats::write_file(folder + "paires.csv", pairs_csv(records, linkage));
  formats::write_file(folder + "provenance.csv", origins_csv(merged));
  formats::write_file(folder + "resume.html",
                      dedup_page(records, linkage, merged, link.model.threshold));
  const auto several = std::count_if(merged.begin(), merged.end(), [](const MergedPlace& place) {
    return place.record_ids.size() > 1;
  });
  const std::vector<standard::Place> places = published(std::move(merged), linkage, of_list);
  write_places({options.output_directory, options.source_name, options.territory,
                base::utc_day(options.now)},
               places);

  out << fmt::format("{} : {} sans doublons, dont {} de plusieurs fiches ; {} à relire.\n",
                     standard::counted(records.size(), "fiche", "fiches"),
                     standard::counted(places.size(), "lieu", "lieux"),
                     standard::counted(static_cast<std::size_t>(several), "réuni", "réunis"),
                     standard::counted(linkage.doubtful.size(), "paire", "paires"));
  if (excluded > 0) {
    out << standard::counted(excluded, "fiche écartée", "fiches écartées") << " par décision.\n";
  }
  out << fmt::format("Résultats dans {} ; résumé : {}resume.html\n", options.output_directory,
                     folder);
  tell_findings(findings, err);
  return findings.empty() ? 0 : 1;
}

}  // namespace maillage::places
