#include "linkage/page_parts.hpp"

#include "linkage/explanation.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace maillage::linkage {

using web::Html;

namespace {

constexpr std::size_t kShownText = 120;  // bytes of a cell

constexpr web::Literal kStyle = R"(<style>
:root{color-scheme:light dark;--text:#161616;--page:#fff;--line:#767676;--for:#00615f;--against:#a3341e;--rest:#6a6a6a}
@media(prefers-color-scheme:dark){:root{--text:#eee;--page:#161616;--line:#929292;--for:#5cc8c2;--against:#ff9b85;--rest:#aaa}}
body{font:1.0625rem/1.5 system-ui,sans-serif;color:var(--text);background:var(--page);max-width:60rem;margin:0 auto;padding:1rem}
h1{font-size:1.75rem;line-height:1.2}h2{margin-top:2.5rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}th{overflow-wrap:normal}
.scroll{overflow-x:auto}svg{width:100%;height:auto;display:block}svg text{font-size:13px;fill:var(--text)}
.for{fill:var(--for)}.against{fill:var(--against)}.rest{fill:var(--rest)}.axis{stroke:var(--line)}
article{border:1px solid var(--line);border-radius:.5rem;padding:0 1rem 1rem;margin:1rem 0;break-inside:avoid}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dt{font-weight:600}dd{margin:0}
</style>)";

std::string number(double value) {
  return fmt::format("{:.1f}", value);
}

std::string whole(double value) {
  return fmt::format("{:.0f}", value);
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

}  // namespace

web::Literal page_style() {
  return kStyle;
}

std::string shortened(std::string_view text) {
  if (text.size() <= kShownText) return std::string(text);
  std::size_t end = kShownText;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

void write_distribution(Html& html, const web::Words& t, const Distribution& distribution,
                        double threshold_bits) {
  constexpr double kHeight = 180, kWidth = 800;
  const std::vector<std::size_t>& bins = distribution.bins;
  std::size_t first = 0, last = bins.size();
  while (first < last && bins[first] == 0) ++first;
  while (last > first && bins[last - 1] == 0) --last;
  if (first == last) {
    html("p", t("Aucune paire n’a été comparée : les fiches n’ont rien en commun."));
    return;
  }
  const double largest =
      std::log10(1.0 + static_cast<double>(*std::max_element(bins.begin(), bins.end())));
  const double step = kWidth / static_cast<double>(last - first);
  html.open("svg", {{"viewBox", "0 0 800 220"},
                    {"role", "img"},
                    {"aria-label", t("Nombre de paires selon leur poids, échelle logarithmique")}});
  for (std::size_t i = first; i < last; ++i) {
    const double height = kHeight * std::log10(1.0 + static_cast<double>(bins[i])) / largest;
    const double left = distribution.from + static_cast<double>(i);
    html.open("g").open("title");
    html.text(t.fill("poids de {} à {} : {}",
                     {whole(left), whole(left + 1),
                      t.count("{} paire", "{} paires", static_cast<std::int64_t>(bins[i]))}));
    html.close("title");
    write_bar(html, static_cast<double>(i - first) * step, kHeight - height, step * 0.85, height,
              left >= threshold_bits ? "for" : "rest");
    html.close("g");
  }
  const double zero = (threshold_bits - distribution.from - static_cast<double>(first)) * step;
  const std::string at = number(std::clamp(zero, 0.0, kWidth));
  html("line", {{"x1", at}, {"x2", at}, {"y1", "0"}, {"y2", "190"}, {"class", "axis"}}, "");
  html("text", {{"x", "0"}, {"y", "210"}}, whole(distribution.from + static_cast<double>(first)));
  html("text", {{"x", at}, {"y", "210"}, {"text-anchor", "middle"}}, t("seuil"));
  html("text", {{"x", "800"}, {"y", "210"}, {"text-anchor", "end"}},
       whole(distribution.from + static_cast<double>(last)));
  html.close("svg");
  html("p", t("Le poids est le logarithme (base 2) des chances que deux fiches soient la même : +1 "
              "double les chances. La hauteur est logarithmique."));
}

void write_waterfall(Html& html, const web::Words& t, std::span<const WeightStep> steps) {
  double lowest = 0, highest = 0, sum = 0;
  for (const WeightStep& step : steps) {
    sum += step.bits;
    lowest = std::min(lowest, sum);
    highest = std::max(highest, sum);
  }
  constexpr double kLabels = 300, kBars = 440, kRow = 22;
  const double scale = kBars / std::max(highest - lowest, 1.0);
  const double height = kRow * static_cast<double>(steps.size() + 1);
  html.open("svg", {{"viewBox", "0 0 800 " + whole(height)},
                    {"role", "img"},
                    {"aria-label", t("Poids de chaque comparaison, détaillés dans paires.csv")}});
  const auto place = [&](double bits) { return kLabels + (bits - lowest) * scale; };
  sum = 0;
  double y = 0;
  for (const WeightStep& step : steps) {
    html("text", {{"x", "0"}, {"y", number(y + 16)}}, step.label);
    write_bar(html, place(std::min(sum, sum + step.bits)), y + 4, std::abs(step.bits) * scale, 14,
              step.bits >= 0 ? "for" : "against");
    html("text", {{"x", "800"}, {"y", number(y + 16)}, {"text-anchor", "end"}},
         weight_text(step.bits));
    sum += step.bits;
    y += kRow;
  }
  html("text", {{"x", "0"}, {"y", number(y + 16)}}, t("total"));
  html("text", {{"x", "800"}, {"y", number(y + 16)}, {"text-anchor", "end"}}, weight_text(sum));
  const std::string zero = number(place(0));
  html("line", {{"x1", zero}, {"x2", zero}, {"y1", "0"}, {"y2", number(height)}, {"class", "axis"}},
       "");
  html.close("svg");
}

}  // namespace maillage::linkage
