#include "linkage/page_parts.hpp"
#include "places/dedup_files.hpp"
#include "places/review_queue.hpp"
#include "standard/digest.hpp"
#include "web/html.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include <fmt/format.h>

namespace maillage::places {

namespace {

using standard::Field;
using web::Html;

constexpr std::size_t kShownPairs = 30, kShownGroups = 20, kShownMembers = 12;

struct ShownField {
  Field field;
  web::Literal title;
};
constexpr ShownField kShown[] = {{Field::nom, web::phrase("Nom")},
                                 {Field::adresse, web::phrase("Adresse")},
                                 {Field::commune, web::phrase("Commune")},
                                 {Field::telephone, web::phrase("Téléphone")},
                                 {Field::courriels, web::phrase("Courriels")},
                                 {Field::site_web, web::phrase("Site")},
                                 {Field::date_maj, web::phrase("Mise à jour")}};

void write_figures(Html& html, const web::Words& t, const Deduplication& run,
                   const WrittenPlaces& written) {
  std::unordered_set<std::string_view> sources;
  for (const RecordView& record : run.records) sources.insert(record.source);
  const auto line = [&](const std::string& name, std::size_t value) {
    html("dt", name)("dd", t.number(static_cast<std::int64_t>(value)));
  };
  html("dl", [&] {
    line(t("Fiches lues"), run.records.size());
    line(t("Sources"), sources.size());
    line(t("Lieux"), run.linkage.groups.size());
    line(t("Lieux réunis de plusieurs fiches"), written.merged);
    line(t("Paires comparées"), run.linkage.compared);
    line(t("Paires à relire"), run.linkage.doubtful.size());
  });
}

void write_records(Html& html, const web::Words& t, std::span<const RecordView> records,
                   std::span<const std::size_t> positions) {
  html.open("div", {{"class", "scroll"}}).open("table").open("tr");
  html("th", {{"scope", "col"}}, t("Source"))("th", {{"scope", "col"}}, t("Identifiant"));
  for (const ShownField& shown : kShown) html("th", {{"scope", "col"}}, t(shown.title));
  html.close("tr");
  for (const std::size_t position : positions) {
    const RecordView& record = records[position];
    html.open("tr");
    html("td", record.source)("td", linkage::shortened(record.record_id));
    for (const ShownField& shown : kShown) {
      html("td", linkage::shortened(record.place[shown.field]));
    }
    html.close("tr");
  }
  html.close("table").close("div");
}

/// Two records, field by field: what differs stands side by side, also on a narrow screen.
void write_pair(Html& html, const web::Words& t, const RecordView& one, const RecordView& other) {
  html.open("div", {{"class", "scroll"}}).open("table");
  const auto row = [&](web::Literal title, std::string_view a, std::string_view b) {
    html("tr", [&] {
      html("th", {{"scope", "row"}}, t(title));
      html("td", linkage::shortened(a))("td", linkage::shortened(b));
    });
  };
  row(web::phrase("Source"), one.source, other.source);
  row(web::phrase("Identifiant"), one.record_id, other.record_id);
  for (const ShownField& shown : kShown) {
    row(shown.title, one.place[shown.field], other.place[shown.field]);
  }
  html.close("table").close("div");
}

void write_doubtful(Html& html, const web::Words& t, const Deduplication& run) {
  if (run.linkage.doubtful.empty()) html("p", t("Aucune : chaque paire est nette."));
  const std::size_t shown = std::min(kShownPairs, run.linkage.doubtful.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const PlacePair& pair = run.linkage.pairs[run.linkage.doubtful[i]];
    std::vector<linkage::WeightStep> steps;
    for (const Reason& reason : reasons(pair.explanation)) {
      steps.push_back({reason.words, reason.bits});
    }
    html("article", [&] {
      html("h3", t.fill("{} % : {}", {fmt::format("{:.0f}", pair.probability * 100),
                                      pair.linked ? t("réunies") : t("laissées séparées")}));
      write_pair(html, t, run.records[pair.first], run.records[pair.second]);
      linkage::write_waterfall(html, t, steps);
    });
  }
  if (shown < run.linkage.doubtful.size()) html("p", t("La suite est dans paires.csv."));
}

/// The name that a group was given when it was merged.
std::string name_of(const Deduplication& run, std::span<const std::size_t> members) {
  std::vector<RecordView> records;
  for (const std::size_t position : members) records.push_back(run.records[position]);
  return merge_places(records, "").place[Field::nom];
}

void write_largest(Html& html, const web::Words& t, const Deduplication& run) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < run.linkage.groups.size(); ++i) {
    if (run.linkage.groups[i].members.size() > 1) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) {
    return run.linkage.groups[x].members.size() > run.linkage.groups[y].members.size();
  });
  if (order.empty()) html("p", t("Aucun : chaque fiche est seule."));
  order.resize(std::min(kShownGroups, order.size()));
  for (const std::size_t group : order) {
    const std::span<const std::size_t> members = run.linkage.groups[group].members;
    html("article", [&] {
      html("h3", t.fill("{} : {}", {t.count("{} fiche", "{} fiches",
                                            static_cast<std::int64_t>(members.size())),
                                    linkage::shortened(name_of(run, members))}));
      write_records(html, t, run.records, members.first(std::min(kShownMembers, members.size())));
      if (members.size() > kShownMembers) html("p", t("La suite est dans groupes.csv."));
    });
  }
}

}  // namespace

std::string dedup_page(const Deduplication& run, const WrittenPlaces& written,
                       const web::Words& t) {
  Html html;
  html.raw("<!doctype html>\n")
      .open("html", {{"lang", t.language()}, {"dir", t.direction()}})
      .open("head");
  html.leaf("meta", {{"charset", "utf-8"}});
  html.leaf("meta", {{"name", "viewport"}, {"content", "width=device-width,initial-scale=1"}});
  html("title", t("Doublons de lieux")).raw(linkage::page_style());
  html.close("head").open("body").open("main");
  html("h1", t("Doublons de lieux"));
  write_figures(html, t, run, written);
  html("h2", t("Répartition des paires"));
  linkage::write_distribution(html, t, {run.linkage.histogram, run.linkage.histogram_from},
                              std::log2(run.threshold / (1 - run.threshold)));
  html("h2", t("Paires à relire, les plus douteuses d’abord"));
  html("p",
       t("Décidez dans un fichier CSV (id1, id2, decision : meme ou differents, auteur, motif, "
         "date) et redonnez-le avec --decisions : une décision l’emporte toujours."));
  write_doubtful(html, t, run);
  html("h2", t("Groupes les plus grands"));
  write_largest(html, t, run);
  html.close("main").close("body").close("html");
  return std::move(html).string();
}

}  // namespace maillage::places
