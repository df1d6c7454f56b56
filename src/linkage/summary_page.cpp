#include "base/text.hpp"
#include "linkage/explanation.hpp"
#include "linkage/outputs.hpp"
#include "linkage/page_parts.hpp"
#include "web/html.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace maillage::linkage {

namespace {

using web::Html;

constexpr std::size_t kShownPairs = 20, kShownGroups = 20, kShownMembers = 12;

/// The weights of a pair, the starting point first.
std::vector<WeightStep> weight_steps(const web::Words& t, const Linker& linker,
                                     const LinkedPair& pair) {
  std::vector<WeightStep> steps = {{t("au départ"), linker.scorer().prior_bits()}};
  std::vector<Evidence> parts;
  linker.scorer().explain(pair.a, pair.pattern, parts);
  for (const Evidence& part : parts) {
    if (part.level == 0) continue;
    const Comparator& comparator = linker.comparisons()[part.comparison];
    steps.push_back(
        {comparator.spec().label + " " + level_words(comparator, part.level), part.bits});
  }
  return steps;
}

void write_records(Html& html, const web::Words& t, const Table& table,
                   const std::vector<RecordId>& records) {
  html.open("div", {{"class", "scroll"}}).open("table").open("tr");
  if (table.source_count() > 1) html("th", {{"scope", "col"}}, t("source"));
  for (const Column& column : table.columns())
    html("th", {{"scope", "col"}}, shortened(column.name));
  html.close("tr");
  for (const RecordId record : records) {
    html.open("tr");
    if (table.source_count() > 1) html("td", table.source_name(table.source(record)));
    for (const Column& column : table.columns()) html("td", shortened(column.text(record)));
    html.close("tr");
  }
  html.close("table").close("div");
}

std::vector<std::vector<RecordId>> largest_groups(const Linkage& linkage) {
  std::vector<std::uint32_t> size(linkage.group_of.size(), 0);
  for (const RecordId first : linkage.group_of) ++size[first];
  std::vector<RecordId> order;
  for (RecordId record = 0; record < size.size(); ++record) {
    if (size[record] > 1) order.push_back(record);
  }
  const std::size_t shown = std::min(kShownGroups, order.size());
  std::partial_sort(
      order.begin(), order.begin() + static_cast<std::ptrdiff_t>(shown), order.end(),
      [&](RecordId a, RecordId b) { return size[a] != size[b] ? size[a] > size[b] : a < b; });
  order.resize(shown);
  std::vector<std::vector<RecordId>> groups(shown);
  std::vector<std::uint32_t> number(size.size(), 0);
  for (std::size_t i = 0; i < shown; ++i) number[order[i]] = static_cast<std::uint32_t>(i + 1);
  for (RecordId record = 0; record < size.size(); ++record) {
    if (const std::uint32_t group = number[linkage.group_of[record]])
      groups[group - 1].push_back(record);
  }
  return groups;
}

std::vector<const LinkedPair*> most_doubtful(const Linkage& linkage, double threshold_bits) {
  std::vector<const LinkedPair*> pairs;
  for (const LinkedPair& pair : linkage.pairs) pairs.push_back(&pair);
  const std::size_t shown = std::min(kShownPairs, pairs.size());
  const auto doubt = [&](const LinkedPair* pair) { return std::abs(pair->bits - threshold_bits); };
  std::partial_sort(pairs.begin(), pairs.begin() + static_cast<std::ptrdiff_t>(shown), pairs.end(),
                    [&](const LinkedPair* x, const LinkedPair* y) {
                      return std::tuple(doubt(x), x->a, x->b) < std::tuple(doubt(y), y->a, y->b);
                    });
  pairs.resize(shown);
  return pairs;
}

void write_figures(Html& html, const web::Words& t, const Linker& linker, const Linkage& linkage) {
  std::vector<std::uint32_t> size(linkage.group_of.size(), 0);
  for (const RecordId first : linkage.group_of) ++size[first];
  const auto groups = std::count_if(size.begin(), size.end(), [](auto s) { return s > 1; });
  const auto places = std::count_if(size.begin(), size.end(), [](auto s) { return s > 0; });
  html("dl", [&] {
    const auto line = [&](const std::string& name, auto value) {
      html("dt", name)("dd", t.number(static_cast<std::int64_t>(value)));
    };
    html("dt", t("Modèle"))("dd", linker.model().title);
    line(t("Fiches lues"), linker.table().size());
    line(t("Fiches distinctes"), places);
    line(t("Groupes de plusieurs fiches"), groups);
    line(t("Paires comparées"), linkage.candidates);
    if (linkage.repeated > 0) {
      line(t("Fiches répétées, comparées une seule fois"), linkage.repeated);
    }
  });
}

void write_rules(Html& html, const web::Words& t, const Linkage& linkage) {
  html.open("div", {{"class", "scroll"}}).open("table").open("tr");
  for (const std::string& title :
       {t("Règle"), t("Paires nouvelles"), t("Plus grand bloc"), t("Blocs découpés")}) {
    html("th", {{"scope", "col"}}, title);
  }
  html.close("tr");
  for (const RuleReport& rule : linkage.rules) {
    html("tr",
         [&] { html("td", rule.rule)("td", rule.pairs)("td", rule.largest)("td", rule.refined); });
  }
  html.close("table").close("div");
}

}  // namespace

std::string summary_page(const Linker& linker, const Linkage& linkage, const web::Words& t) {
  const Table& table = linker.table();
  const double threshold = linker.model().threshold;
  const double threshold_bits = std::log2(threshold / (1 - threshold));
  Html html;
  html.raw("<!doctype html>\n")
      .open("html", {{"lang", t.language()}, {"dir", t.direction()}})
      .open("head");
  html.leaf("meta", {{"charset", "utf-8"}});
  html.leaf("meta", {{"name", "viewport"}, {"content", "width=device-width,initial-scale=1"}});
  html("title", t("Rapprochement de fiches")).raw(page_style());
  html.close("head").open("body").open("main");
  html("h1", t("Rapprochement de fiches"));
  write_figures(html, t, linker, linkage);
  html("h2", t("Répartition des paires"));
  write_distribution(html, t, {linkage.histogram, linkage.histogram_from}, threshold_bits);
  html("h2", t("Paires les plus douteuses"));
  const std::vector<const LinkedPair*> doubtful = most_doubtful(linkage, threshold_bits);
  if (doubtful.empty()) {
    html("p", t("Aucune : toutes les paires comparées sont nettement différentes."));
  }
  for (const LinkedPair* pair : doubtful) {
    html("article", [&] {
      html("h3",
           t.fill("{} et {} : {} %", {shortened(table.id(pair->a)), shortened(table.id(pair->b)),
                                      fmt::format("{:.0f}", pair->probability * 100)}));
      write_records(html, t, table, {pair->a, pair->b});
      write_waterfall(html, t, weight_steps(t, linker, *pair));
      if (pair->surpassed) html("p", t("Une autre fiche convient mieux."));
    });
  }
  html("h2", t("Groupes les plus grands"));
  const std::vector<std::vector<RecordId>> groups = largest_groups(linkage);
  if (groups.empty()) html("p", t("Aucun : chaque fiche est seule."));
  for (const std::vector<RecordId>& group : groups) {
    html("article", [&] {
      html("h3", t.count("{} fiche", "{} fiches", static_cast<std::int64_t>(group.size())) + ", " +
                     shortened(group_name(table, group[0])));
      write_records(html, t, table,
                    {group.begin(), group.begin() + static_cast<std::ptrdiff_t>(
                                                        std::min(kShownMembers, group.size()))});
      if (group.size() > kShownMembers) html("p", t("La suite est dans groupes.csv."));
    });
  }
  html("h2", t("Choix des paires à comparer"));
  write_rules(html, t, linkage);
  html.close("main").close("body").close("html");
  return std::move(html).string();
}

}  // namespace maillage::linkage
