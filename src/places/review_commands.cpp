#include "places/review_commands.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/bytes_out.hpp"
#include "places/decision_file.hpp"
#include "places/decision_store.hpp"
#include "places/grouping_report.hpp"
#include "places/key_file.hpp"
#include "places/registry.hpp"
#include "places/reviewers.hpp"

#include <ostream>

#include <fmt/format.h>

namespace maillage::places {
namespace {

constexpr std::size_t kLongestName = 100;  // bytes

}  // namespace

int import_decisions_command(const DecisionsOptions& options, base::Instant now, std::ostream& out,
                             std::ostream& err) {
  const ReadDecisions read = load_decisions(options.file, options.author, now);
  const auto database = open_registry(options.database, now);
  const std::size_t added = database->write([&](store::Connection& connection) {
    return add_decisions(connection, read.decisions, "decisions importer", now);
  });
  for (const base::Finding& finding : read.findings) {
    err << fmt::format("Ligne {} : {} {}\n", finding.row + 1, finding.message, finding.advice);
  }
  out << fmt::format("Décisions lues : {}, nouvelles : {}, lignes laissées de côté : {}.\n",
                     read.decisions.size(), added, read.findings.size());
  group_and_tell(*database, options.models, now, out, err);
  return read.findings.empty() ? 0 : 1;
}

int export_decisions_command(const DecisionsOptions& options, base::Instant now, std::ostream& out,
                             std::ostream& err) {
  const auto database = open_registry(options.database, now);
  const Decisions decisions = all_decisions(*database->read());
  const std::string csv = decisions_csv(decisions);
  if (options.file.empty()) {
    out << csv;
    return 0;
  }
  formats::write_file(options.file, csv);
  err << fmt::format("Décisions écrites dans {} : {}.\n", options.file, decisions.size());
  return 0;
}

int add_reviewer_command(const ReviewersOptions& options, base::Instant now, std::ostream& out,
                         std::ostream&) {
  const std::string name = base::squeeze(options.name);
  if (name.empty() || name.size() > kLongestName) {
    throw base::Error(base::ErrorCode::usage,
                      "Donnez le nom du relecteur, en 100 caractères au plus.");
  }
  const auto database = open_registry(options.database, now);
  const std::string token =
      add_reviewer(*database, load_key(key_path(options.database)), name, now);
  out << fmt::format(
      "{} peut relire les doublons. Son lien personnel ne sera plus montré ; envoyez-le à cette "
      "personne seule :\n{}/relecture/entrer?jeton={}\n",
      name, options.site, token);
  return 0;
}

int list_reviewers_command(const ReviewersOptions& options, base::Instant now, std::ostream& out,
                           std::ostream&) {
  const auto database = open_registry(options.database, now);
  const auto all = reviewers(*database->read());
  if (all.empty()) out << "Personne ne peut relire. Voyez maillage relecteurs ajouter --help\n";
  for (const Reviewer& reviewer : all) {
    out << fmt::format("{}  {}  depuis le {}, {}\n", reviewer.number, reviewer.name,
                       base::french_date(base::utc_day(reviewer.added_at)),
                       reviewer.seen_at ? "dernière visite le " +
                                              base::french_date(base::utc_day(*reviewer.seen_at))
                                        : "jamais venu");
  }
  return 0;
}

int remove_reviewer_command(const ReviewersOptions& options, base::Instant now, std::ostream& out,
                            std::ostream&) {
  const auto database = open_registry(options.database, now);
  if (!remove_reviewer(*database, options.number, now)) {
    throw base::Error(base::ErrorCode::not_found,
                      fmt::format("Il n’y a pas de relecteur n° {}. Voyez leurs numéros avec "
                                  "maillage relecteurs lister.",
                                  options.number));
  }
  out << fmt::format("Le relecteur n° {} ne peut plus entrer. Ses décisions restent.\n",
                     options.number);
  return 0;
}

}  // namespace maillage::places
