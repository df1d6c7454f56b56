#include "base/text.hpp"
#include "linkage/explanation.hpp"
#include "linkage/outputs.hpp"
#include "web/html.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace maillage::linkage {

namespace {

using web::Html;

constexpr std::size_t kShownPairs = 20, kShownGroups = 20, kShownMembers = 12;
constexpr std::size_t kShownText = 120;  // bytes of a cell

constexpr web::Literal kStyle = R"(<style>
:root{color-scheme:light dark;--text:#161616;--page:#fff;--line:#767676;--for:#00615f;--against:#a3341e;--rest:#6a6a6a}
@media(prefers-color-scheme:dark){:root{--text:#eee;--page:#161616;--line:#929292;--for:#5cc8c2;--against:#ff9b85;--rest:#aaa}}
body{font:1.0625rem/1.5 system-ui,sans-serif;color:var(--text);background:var(--page);max-width:60rem;margin:0 auto;padding:1rem}
h1{font-size:1.75rem;line-height:1.2}h2{margin-top:2.5rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
.scroll{overflow-x:auto}svg{width:100%;height:auto;display:block}svg text{font-size:13px;fill:var(--text)}
.for{fill:var(--for)}.against{fill:var(--against)}.rest{fill:var(--rest)}.axis{stroke:var(--line)}
article{border:1px solid var(--line);border-radius:.5rem;padding:0 1rem 1rem;margin:1rem 0;break-inside:avoid}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dt{font-weight:600}dd{margin:0}
</style>)";

std::string number(double value) {
  return fmt::format("{:.1f}", value);
}

/// At most kShownText bytes, cut between letters.
std::string shortened(std::string_view text) {
  if (text.size() <= kShownText) return std::string(text);
  std::size_t end = kShownText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

void write_bar(Html& html, double x, double y, double width, double height, std::string_view kind) {
  html("rect",
       {{"x", number(x)},
        {"y", number(y)},
        {"width", number(std::max(width, 1.0))},
        {"height", number(height)},
        {"class", kind}},
       "");
}

/// Candidates by weight, on a logarithmic scale: without it the two humps can't both be seen.
void write_distribution(Html& html, const Linkage& linkage, double threshold_bits) {
  constexpr double kHeight = 180, kWidth = 800;
  const std::vector<std::size_t>& bins = linkage.histogram;
  std::size_t first = 0, last = bins.size();
  while (first < last && bins[first] == 0) ++first;
  while (last > first && bins[last - 1] == 0) --last;
  if (first == last) {
    html("p", "Aucune paire n’a été comparée : les fiches n’ont rien en commun.");
    return;
  }
  const double largest =
      std::log10(1.0 + static_cast<double>(*std::max_element(bins.begin(), bins.end())));
  const double step = kWidth / static_cast<double>(last - first);
  html.open("svg", {{"viewBox", "0 0 800 220"},
                    {"role", "img"},
                    {"aria-label", "Nombre de paires selon leur poids, échelle logarithmique"}});
  for (std::size_t i = first; i < last; ++i) {
    const double height = kHeight * std::log10(1.0 + static_cast<double>(bins[i])) / largest;
    const double left = linkage.histogram_from + static_cast<double>(i);
    html.open("g").open("title");
    html.text(fmt::format("poids de {:.0f} à {:.0f} : {} paires", left, left + 1, bins[i]));
    html.close("title");
    write_bar(html, static_cast<double>(i - first) * step, kHeight - height, step * 0.85, height,
              left >= threshold_bits ? "for" : "rest");
    html.close("g");
  }
  const double zero = (threshold_bits - linkage.histogram_from - static_cast<double>(first)) * step;
  const std::string at = number(std::clamp(zero, 0.0, kWidth));
  html("line", {{"x1", at}, {"x2", at}, {"y1", "0"}, {"y2", "190"}, {"class", "axis"}}, "");
  html("text", {{"x", "0"}, {"y", "210"}},
       fmt::format("{:.0f}", linkage.histogram_from + static_cast<double>(first)));
  html("text", {{"x", at}, {"y", "210"}, {"text-anchor", "middle"}}, "seuil");
  html("text", {{"x", "800"}, {"y", "210"}, {"text-anchor", "end"}},
       fmt::format("{:.0f}", linkage.histogram_from + static_cast<double>(last)));
  html.close("svg");
  html("p",
       "Le poids est le logarithme (base 2) des chances que deux fiches soient la même : +1 double "
       "les chances. La hauteur est logarithmique.");
}

/// The weights one after the other, each bar beginning where the last one ended.
void write_waterfall(Html& html, const Linker& linker, const LinkedPair& pair) {
  struct Step {
    std::string label;
    double bits;
  };
  std::vector<Step> steps = {{"au départ", linker.scorer().prior_bits()}};
  std::vector<Evidence> parts;
  linker.scorer().explain(pair.a, pair.pattern, parts);
  for (const Evidence& part : parts) {
    if (part.level == 0) continue;
    const Comparator& comparator = linker.comparisons()[part.comparison];
    steps.push_back(
        {comparator.spec().label + " " + level_words(comparator, part.level), part.bits});
  }
  double lowest = 0, highest = 0, sum = 0;
  for (const Step& step : steps) {
    sum += step.bits;
    lowest = std::min(lowest, sum);
    highest = std::max(highest, sum);
  }
  constexpr double kLabels = 300, kBars = 440, kRow = 22;
  const double scale = kBars / std::max(highest - lowest, 1.0);
  const double height = kRow * static_cast<double>(steps.size() + 1);
  html.open("svg", {{"viewBox", fmt::format("0 0 800 {:.0f}", height)},
                    {"role", "img"},
                    {"aria-label", "Poids de chaque comparaison, détaillés dans paires.csv"}});
  const auto place = [&](double bits) { return kLabels + (bits - lowest) * scale; };
  sum = 0;
  double y = 0;
  for (const Step& step : steps) {
    html("text", {{"x", "0"}, {"y", number(y + 16)}}, step.label);
    write_bar(html, place(std::min(sum, sum + step.bits)), y + 4, std::abs(step.bits) * scale, 14,
              step.bits >= 0 ? "for" : "against");
    html("text", {{"x", "800"}, {"y", number(y + 16)}, {"text-anchor", "end"}},
         weight_text(step.bits));
    sum += step.bits;
    y += kRow;
  }
  html("text", {{"x", "0"}, {"y", number(y + 16)}}, "total");
  html("text", {{"x", "800"}, {"y", number(y + 16)}, {"text-anchor", "end"}}, weight_text(sum));
  const std::string zero = number(place(0));
  html("line", {{"x1", zero}, {"x2", zero}, {"y1", "0"}, {"y2", number(height)}, {"class", "axis"}},
       "");
  html.close("svg");
}

void write_records(Html& html, const Table& table, const std::vector<RecordId>& records) {
  html.open("div", {{"class", "scroll"}}).open("table").open("tr");
  if (table.source_count() > 1) html("th", {{"scope", "col"}}, "source");
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

void write_figures(Html& html, const Linker& linker, const Linkage& linkage) {
  std::vector<std::uint32_t> size(linkage.group_of.size(), 0);
  for (const RecordId first : linkage.group_of) ++size[first];
  const auto groups = std::count_if(size.begin(), size.end(), [](auto s) { return s > 1; });
  const auto places = std::count_if(size.begin(), size.end(), [](auto s) { return s > 0; });
  html("dl", [&] {
    const auto line = [&](web::Literal name, const std::string& value) {
      html("dt", name.text())("dd", value);
    };
    line("Modèle", linker.model().title);
    line("Fiches lues", std::to_string(linker.table().size()));
    line("Fiches distinctes", std::to_string(places));
    line("Groupes de plusieurs fiches", std::to_string(groups));
    line("Paires comparées", std::to_string(linkage.candidates));
    if (linkage.repeated > 0) {
      line("Fiches répétées, comparées une seule fois", std::to_string(linkage.repeated));
    }
  });
}

void write_rules(Html& html, const Linkage& linkage) {
  html.open("div", {{"class", "scroll"}}).open("table").open("tr");
  html("th", {{"scope", "col"}}, "Règle")("th", {{"scope", "col"}}, "Paires nouvelles");
  html("th", {{"scope", "col"}}, "Plus grand bloc")("th", {{"scope", "col"}}, "Blocs découpés");
  html.close("tr");
  for (const RuleReport& rule : linkage.rules) {
    html("tr",
         [&] { html("td", rule.rule)("td", rule.pairs)("td", rule.largest)("td", rule.refined); });
  }
  html.close("table").close("div");
}

}  // namespace

std::string summary_page(const Linker& linker, const Linkage& linkage) {
  const Table& table = linker.table();
  const double threshold = linker.model().threshold;
  const double threshold_bits = std::log2(threshold / (1 - threshold));
  Html html;
  html.raw("<!doctype html>\n").open("html", {{"lang", "fr"}}).open("head");
  html.leaf("meta", {{"charset", "utf-8"}});
  html.leaf("meta", {{"name", "viewport"}, {"content", "width=device-width,initial-scale=1"}});
  html("title", "Rapprochement de fiches").raw(kStyle);
  html.close("head").open("body").open("main");
  html("h1", "Rapprochement de fiches");
  write_figures(html, linker, linkage);
  html("h2", "Répartition des paires");
  write_distribution(html, linkage, threshold_bits);
  html("h2", "Paires les plus douteuses");
  const std::vector<const LinkedPair*> doubtful = most_doubtful(linkage, threshold_bits);
  if (doubtful.empty())
    html("p", "Aucune : toutes les paires comparées sont nettement différentes.");
  for (const LinkedPair* pair : doubtful) {
    html("article", [&] {
      html("h3", fmt::format("{} et {} : {:.0f} %", shortened(table.id(pair->a)),
                             shortened(table.id(pair->b)), pair->probability * 100));
      write_records(html, table, {pair->a, pair->b});
      write_waterfall(html, linker, *pair);
      if (pair->surpassed) html("p", "Une autre fiche convient mieux.");
    });
  }
  html("h2", "Groupes les plus grands");
  const std::vector<std::vector<RecordId>> groups = largest_groups(linkage);
  if (groups.empty()) html("p", "Aucun : chaque fiche est seule.");
  for (const std::vector<RecordId>& group : groups) {
    html("article", [&] {
      html("h3",
           fmt::format("{} fiches, {}", group.size(), shortened(group_name(table, group[0]))));
      write_records(html, table,
                    {group.begin(), group.begin() + static_cast<std::ptrdiff_t>(
                                                        std::min(kShownMembers, group.size()))});
      if (group.size() > kShownMembers) html("p", "La suite est dans groupes.csv.");
    });
  }
  html("h2", "Choix des paires à comparer");
  write_rules(html, linkage);
  html.close("main").close("body").close("html");
  return std::move(html).string();
}

}  // namespace maillage::linkage
