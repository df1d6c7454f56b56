#include "transform/report_page.hpp"

#include "base/text.hpp"
#include "formats/xml_writer.hpp"

#include <cmath>

#include <fmt/format.h>

namespace maillage::transform {

using base::Severity;
using standard::Field;

namespace {

/// Colours and shapes of the house; one column, readable at 320 px and in print, light and dark.
constexpr std::string_view kStyle = R"css(
:root{--paper:#fffdf8;--sand:#f4efe4;--card:#fff;--ink:#1d1b2e;--mute:#5c5870;--line:#c9c1b0;--blue:#1f4aa8;--green:#1b6b4a;--greenbg:#e3f3ea;--amber:#8a5300;--amberbg:#fdf0d5;--red:#a3243b;--redbg:#fbe6e8;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--paper:#16151f;--sand:#201f2c;--card:#201f2c;--ink:#f3f0e8;--mute:#b5b0c6;--line:#3a3849;--blue:#9db9ff;--green:#7fd3a8;--greenbg:#16302a;--amber:#f0bf6a;--amberbg:#33280f;--red:#ff9aa8;--redbg:#3a1820}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:18px/1.55 "Atkinson Hyperlegible",system-ui,sans-serif}
main,header{max-width:64rem;margin:0 auto;padding:0 16px}
header{padding-top:32px}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 8px}
h2{font-size:1.35rem;line-height:1.3;margin:48px 0 8px}
p{max-width:68ch}
.mute{color:var(--mute)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:16px;margin:24px 0;padding:0;list-style:none}
.figures li{background:var(--card);border:1.5px solid var(--line);border-radius:8px;padding:16px}
.figures b{display:block;font-size:1.9rem;line-height:1.2;font-variant-numeric:tabular-nums}
.notice{border-radius:8px;padding:16px;margin:16px 0}
.notice ul{margin:8px 0 0;padding-left:1.2em}
.good{background:var(--greenbg)}.good strong{color:var(--green)}
.warn{background:var(--amberbg)}.warn strong{color:var(--amber)}
.bad{background:var(--redbg)}.bad strong{color:var(--red)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;vertical-align:top;padding:8px 12px 8px 0;border-bottom:1px solid var(--line)}
td{overflow-wrap:anywhere;min-width:4rem}
td:first-child{overflow-wrap:normal;white-space:nowrap}
td:has(.bar){vertical-align:middle}
th.n,td.n{text-align:right;white-space:nowrap}
caption{text-align:left;color:var(--mute);padding-bottom:8px}
.bar{display:block;height:12px;min-width:6rem;border-radius:8px;background:var(--sand);border:1px solid var(--line)}
.bar i{display:block;height:100%;border-radius:8px;background:var(--blue)}
details{margin:4px 0}summary{cursor:pointer;padding:8px 0;min-height:44px;color:var(--blue)}
code{font-family:ui-monospace,monospace;font-size:.9em;background:var(--sand);border-radius:4px;padding:0 4px;white-space:pre-wrap}
:focus-visible{outline:3px solid var(--blue);outline-offset:2px}
footer{max-width:64rem;margin:48px auto 32px;padding:0 16px;color:var(--mute)}
@media print{body{font-size:11pt}details{display:block}.figures li{break-inside:avoid}}
)css";

std::string escaped(std::string_view text) {
  std::string out;
  formats::append_xml(out, text);
  return out;
}

/// A value of the list, shortened at a letter: the page shows, the CSV keeps.
std::string sample(std::string_view text) {
  constexpr std::size_t kShown = 160;
  std::string shown(text.substr(0, kShown));
  while (shown.size() < text.size() && !shown.empty() &&
         (static_cast<unsigned char>(text[shown.size()]) & 0xC0) == 0x80) {
    shown.pop_back();
  }
  if (shown.size() < text.size()) shown += " …";
  return "<code>" + escaped(shown) + "</code>";
}

/// 12 345 as French readers write it.
std::string count_text(std::size_t number) {
  const std::string digits = fmt::format("{}", number);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += "\u202f";
    out += digits[i];
  }
  return out;
}

std::string percent(double share) {
  const double hundredths = share * 100;
  if (hundredths > 99.5 && share < 1) return "plus de 99 %";
  if (hundredths > 0 && hundredths < 0.5) return "moins de 1 %";
  return fmt::format("{} %", std::lround(hundredths));
}

class Page {
 public:
  explicit Page(const ReportPage& page) : page_(page), figures_(page.figures) {}

  std::string write() {
    begin();
    summary();
    notices("warn", "La source a changé.", page_.drift, Severity::warning);
    notices("bad", "Le fichier de correspondance est à corriger.", page_.mapping_findings,
            Severity::error);
    rejections();
    fields();
    rules("Ce qui est à vérifier",
          "Le lieu est gardé, mais cette valeur ne l’est pas ou pose question.", figures_.warnings);
    cleanings();
    mapping_details();
    end();
    return std::move(out_);
  }

 private:
  template <class... Args>
  void add(fmt::format_string<Args...> text, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), text, std::forward<Args>(args)...);
  }

  void begin() {
    out_ +=
        "<!doctype html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">";
    add("<title>Rapport de transformation : {}</title><style>", escaped(page_.source_name));
    out_ += kStyle;
    add("</style></head><body><header><h1>{} : {} lieux sur {} lignes</h1>",
        escaped(page_.source_name), count_text(figures_.accepted), count_text(figures_.rows));
    add("<p class=\"mute\">Rapport de transformation du {}{}{}.</p></header><main>",
        base::french_date(page_.date), page_.territory.empty() ? "" : ", territoire ",
        escaped(page_.territory));
  }

  void summary() {
    out_ += "<ul class=\"figures\">";
    const auto figure = [this](std::size_t number, std::string_view label) {
      add("<li><b>{}</b>{}</li>", count_text(number), label);
    };
    figure(figures_.accepted, figures_.accepted > 1 ? "lieux acceptés" : "lieu accepté");
    figure(figures_.rejected, figures_.rejected > 1 ? "lignes rejetées" : "ligne rejetée");
    figure(figures_.skipped, figures_.skipped > 1 ? "lignes écartées" : "ligne écartée");
    std::size_t repairs = 0;
    for (const auto& [key, rule] : figures_.cleanings) repairs += rule.count;
    figure(repairs, repairs > 1 ? "valeurs réparées" : "valeur réparée");
    out_ += "</ul>";
    for (const auto& [reason, number] : figures_.skip_reasons) {
      add("<p>{} {} : {}</p>", count_text(number), number > 1 ? "lignes écartées" : "ligne écartée",
          escaped(reason));
    }
    if (figures_.rejected == 0 && figures_.accepted > 0) {
      out_ += "<div class=\"notice good\"><strong>Aucune ligne n’est rejetée.</strong></div>";
    }
    if (figures_.rows == 0) {
      out_ +=
          "<div class=\"notice bad\"><strong>La source ne contient aucune ligne.</strong></div>";
    }
  }

  void notices(std::string_view kind, std::string_view title, const base::Findings& findings,
               Severity least) {
    const auto shown = [least](const base::Finding& f) { return f.severity <= least; };
    if (std::none_of(findings.begin(), findings.end(), shown)) return;
    add("<div class=\"notice {}\"><strong>{}</strong><ul>", kind, title);
    for (const base::Finding& finding : findings) {
      if (shown(finding)) add("<li>{} {}</li>", escaped(finding.message), escaped(finding.advice));
    }
    out_ += "</ul></div>";
  }

  void examples(const RuleCount& rule) {
    if (rule.examples.empty()) return;
    out_ += "<details><summary>Exemples</summary><ul>";
    for (const Example& example : rule.examples) {
      add("<li>Ligne {}, {}", example.row + 1,
          escaped(example.entry_name.empty() ? "sans nom" : example.entry_name));
      if (!example.before.empty()) add(" : {}", sample(example.before));
      if (!example.after.empty()) add(" → {}", sample(example.after));
      out_ += "</li>";
    }
    out_ += "</ul></details>";
  }

  static std::vector<const Figures::ByRule::value_type*> by_count(const Figures::ByRule& rules) {
    std::vector<const Figures::ByRule::value_type*> sorted;
    for (const auto& entry : rules) sorted.push_back(&entry);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](auto* a, auto* b) { return a->second.count > b->second.count; });
    return sorted;
  }

  void rules(std::string_view title, std::string_view explanation, const Figures::ByRule& rules) {
    if (rules.empty()) return;
    add("<h2>{}</h2><p>{}</p><div class=\"scroll\"><table><thead><tr><th scope=\"col\">Champ</th>"
        "<th scope=\"col\">Constat</th><th scope=\"col\" class=\"n\">Fois</th></tr></thead><tbody>",
        title, explanation);
    for (const auto* entry : by_count(rules)) {
      const auto& [key, rule] = *entry;
      add("<tr><td>{}</td><td>{} {}", escaped(key.first), escaped(rule.message),
          escaped(rule.advice));
      examples(rule);
      add("</td><td class=\"n\">{}</td></tr>", count_text(rule.count));
    }
    out_ += "</tbody></table></div>";
  }

  void rejections() {
    if (figures_.rejected == 0) return;
    rules("Pourquoi des lignes sont rejetées", "Une ligne peut avoir plusieurs motifs.",
          figures_.rejections);
    const std::size_t shown = page_.first_rejected.size();
    add("<details><summary>{}</summary><div class=\"scroll\"><table><thead><tr>"
        "<th scope=\"col\" class=\"n\">Ligne</th><th scope=\"col\">Nom</th><th "
        "scope=\"col\">Motifs</th></tr></thead><tbody>",
        shown < figures_.rejected ? fmt::format("Les {} premières lignes rejetées sur {}",
                                                count_text(shown), count_text(figures_.rejected))
                                  : std::string("Les lignes rejetées"));
    for (const RejectedRow& row : page_.first_rejected) {
      add("<tr><td class=\"n\">{}</td><td>{}</td><td>", row.index + 1, escaped(row.entry_name));
      for (const base::Finding& reason : row.reasons) {
        add("{} ", escaped(reason.message));
        if (!reason.value.empty()) add("{} ", sample(reason.value));
      }
      out_ += "</td></tr>";
    }
    out_ += "</tbody></table></div></details>";
  }

  void fields() {
    if (figures_.accepted == 0) return;
    out_ +=
        "<h2>Les champs remplis</h2><div class=\"scroll\"><table><caption>Part des lieux acceptés "
        "qui ont ce champ."
        "</caption><thead><tr><th scope=\"col\">Champ</th><th scope=\"col\" class=\"n\">Lieux</th>"
        "<th scope=\"col\" class=\"n\">Part</th><th scope=\"col\"><span "
        "hidden>Barre</span></th></tr></thead><tbody>";
    for (const Field field : standard::all_fields()) {
      const double share = figures_.fill(field);
      add("<tr><td>{}</td><td class=\"n\">{}</td><td class=\"n\">{}</td><td "
          "aria-hidden=\"true\"><span class=\"bar\">"
          "<i style=\"width:{:.1f}%\"></i></span></td></tr>",
          standard::field_name(field), count_text(figures_.filled[static_cast<std::size_t>(field)]),
          percent(share), share * 100);
    }
    out_ += "</tbody></table></div>";
  }

  void cleanings() {
    if (figures_.cleanings.empty()) return;
    out_ +=
        "<h2>Ce qui a été réparé</h2><p>Rien n’est changé sans être noté. La colonne de droite "
        "compte les valeurs.</p>"
        "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Champ</th><th "
        "scope=\"col\">Règle</th>"
        "<th scope=\"col\" class=\"n\">Fois</th></tr></thead><tbody>";
    for (const auto* entry : by_count(figures_.cleanings)) {
      const auto& [key, rule] = *entry;
      add("<tr><td>{}</td><td><code>{}</code>", escaped(key.first), escaped(key.second));
      examples(rule);
      add("</td><td class=\"n\">{}</td></tr>", count_text(rule.count));
    }
    out_ += "</tbody></table></div>";
  }

  void mapping_details() {
    if (page_.mapping_findings.empty() && figures_.missing_columns.empty()) return;
    out_ += "<h2>Le fichier de correspondance</h2><ul>";
    for (const base::Finding& finding : page_.mapping_findings) {
      add("<li>{} {}</li>", escaped(finding.message), escaped(finding.advice));
    }
    for (const ColumnUse& use : figures_.missing_columns) {
      add("<li>« {} » : la colonne {} n’a de valeur dans aucune ligne.</li>", escaped(use.key),
          sample(use.column));
    }
    out_ += "</ul>";
  }

  void end() {
    add("</main><footer><p>Toutes les lignes de ce rapport sont dans <a href=\"{0}\">{0}</a>, à "
        "ouvrir dans un "
        "tableur.</p></footer></body></html>\n",
        escaped(page_.csv_name));
  }

  const ReportPage& page_;
  const Figures& figures_;
  std::string out_;
};

}  // namespace

std::string report_page(const ReportPage& page) {
  return Page(page).write();
}

}  // namespace maillage::transform
