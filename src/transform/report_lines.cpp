#include "transform/report_lines.hpp"

#include "base/text.hpp"
#include "formats/csv_cell.hpp"
#include "formats/json.hpp"
#include "formats/json_string.hpp"

#include <fmt/format.h>

namespace maillage::transform {

using base::Severity;

namespace {

constexpr std::array<std::string_view, 9> kColumns = {
    "index", "field", "message", "entryName", "kind", "rule", "before", "after", "advice"};

/// One line of the report, whatever it tells.
struct Line {
  std::size_t index;
  std::string_view field, message, entry_name, kind, rule, before, after, advice;
};

std::string_view kind_of(const Outcome& outcome, const base::Finding& finding) {
  if (finding.severity == Severity::error && outcome.kind == Outcome::Kind::rejected)
    return "rejet";
  return finding.severity == Severity::note ? "note" : "alerte";
}

/// Calls `write` with each line of the outcome.
template <class Write>
void each_line(const Outcome& outcome, const Write& write) {
  const auto& name = outcome.entry_name;
  if (outcome.kind == Outcome::Kind::skipped) {
    write(Line{outcome.index, "", outcome.reason, name, "écartée", "row.skipped", "", "", ""});
  }
  for (const base::Finding& f : outcome.notes.findings) {
    write(Line{outcome.index, f.field, f.message, name, kind_of(outcome, f), f.rule, f.value, "",
               f.advice});
  }
  for (const base::Cleaning& c : outcome.notes.cleanings) {
    const std::string_view message = c.after.empty() ? "Valeur retirée." : "Valeur réparée.";
    write(Line{outcome.index, c.field, message, name, "nettoyage", c.rule, c.before, c.after, ""});
  }
}

void write_findings(formats::JsonWriter& json, const base::Findings& findings) {
  json.begin_array();
  for (const base::Finding& finding : findings) {
    json.begin_object();
    json.member("field", finding.field).member("rule", finding.rule);
    json.member("severity", finding.severity == Severity::error     ? "error"
                            : finding.severity == Severity::warning ? "warning"
                                                                    : "note");
    json.member("value", finding.value).member("message", finding.message);
    if (!finding.advice.empty()) json.member("advice", finding.advice);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::string report_csv_header() {
  std::string out;
  for (const std::string_view column : kColumns) {
    if (!out.empty()) out += ',';
    formats::append_quoted_cell(out, column);
  }
  return out + '\n';
}

void append_report_csv(std::string& out, const Outcome& outcome) {
  each_line(outcome, [&out](const Line& line) {
    fmt::format_to(std::back_inserter(out), "\"{}\"", line.index);
    for (const std::string_view cell : {line.field, line.message, line.entry_name, line.kind,
                                        line.rule, line.before, line.after, line.advice}) {
      out += ',';
      formats::append_quoted_cell(out, cell);
    }
    out += '\n';
  });
}

void append_report_json(std::string& out, const Outcome& outcome, bool& first) {
  each_line(outcome, [&](const Line& line) {
    out += first ? "\n" : ",\n";
    first = false;
    fmt::format_to(std::back_inserter(out), "{{\"index\":{}", line.index);
    const auto member = [&out](std::string_view key, std::string_view text) {
      out += key;
      formats::append_json_text(out, text);
    };
    member(R"(,"field":")", line.field);
    member(R"(","message":")", line.message);
    member(R"(","entryName":")", line.entry_name);
    member(R"(","kind":")", line.kind);
    member(R"(","rule":")", line.rule);
    if (!line.before.empty()) member(R"(","before":")", line.before);
    if (!line.after.empty()) member(R"(","after":")", line.after);
    if (!line.advice.empty()) member(R"(","advice":")", line.advice);
    out += "\"}";
  });
}

void append_jsonl(std::string& out, const Outcome& outcome, std::string_view record_json) {
  fmt::format_to(std::back_inserter(out), "{{\"index\":{},", outcome.index);
  formats::JsonWriter json(out);
  switch (outcome.kind) {
    case Outcome::Kind::record:
      out += "\"record\":";
      out += record_json;
      out += ",\"findings\":";
      break;
    case Outcome::Kind::rejected:
      out += "\"rejected\":";
      break;
    case Outcome::Kind::skipped:
      out += "\"skipped\":";
      json.string(outcome.reason);
      out += ",\"findings\":";
      break;
  }
  formats::JsonWriter findings(out);
  write_findings(findings, outcome.notes.findings);
  out += ",\"cleanings\":";
  formats::JsonWriter cleanings(out);
  cleanings.begin_array();
  for (const base::Cleaning& cleaning : outcome.notes.cleanings) {
    cleanings.begin_object();
    cleanings.member("field", cleaning.field)
        .member("before", cleaning.before)
        .member("rule", cleaning.rule);
    cleanings.member("after", cleaning.after);
    cleanings.end_object();
  }
  cleanings.end_array();
  out += "}\n";
}

}  // namespace maillage::transform
