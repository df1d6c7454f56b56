#include "transform/output_files.hpp"

#include "transform/file_names.hpp"
#include "transform/publication_plan.hpp"
#include "transform/report_lines.hpp"

namespace maillage::transform {

using standard::Field;

namespace {

/// Rejected rows that the page lists; the files list all.
constexpr std::size_t kRejectedRowsShown = 300;

}  // namespace

std::string OutputNames::path(std::string_view suffix, std::string_view extension) const {
  return directory + "/" + output_name(date, source_name, territory, suffix, extension);
}

std::string OutputNames::figures_path() const {
  return directory + "/" + file_name_part(source_name) + ".figures.json";
}

/// A list of places in one format, handed to its file place by place.
struct OutputFiles::Document {
  formats::AtomicFile file;
  std::string buffer;
  standard::PlaceWriter writer;

  Document(const std::string& path, standard::OutputFormat format,
           const standard::StandIns& stand_ins)
      : file(path), writer(format, buffer, stand_ins) {}

  void write(const standard::Place& place) {
    writer.write(place);
    file.write(buffer);
    buffer.clear();
  }

  void commit() {
    writer.finish();
    file.write(buffer);
    file.commit();
  }
};

OutputFiles::OutputFiles(OutputNames names, standard::StandIns stand_ins, const std::string& jsonl)
    : names_(std::move(names)),
      json_(std::make_unique<Document>(names_.path("", "json"), standard::OutputFormat::json,
                                       stand_ins)),
      csv_(std::make_unique<Document>(names_.path("", "csv"), standard::OutputFormat::csv,
                                      stand_ins)),
      report_json_(std::make_unique<formats::AtomicFile>(names_.path("report", "json"))),
      report_csv_(std::make_unique<formats::AtomicFile>(names_.path("report", "csv"))) {
  report_json_->write("[");
  report_csv_->write(report_csv_header());
  if (jsonl.empty()) return;
  jsonl_ = std::make_unique<formats::AtomicFile>(jsonl);
  record_stand_ins_ = std::move(stand_ins);
}

OutputFiles::~OutputFiles() = default;

void OutputFiles::write(const Outcome& outcome) {
  if (outcome.kind == Outcome::Kind::record) {
    json_->write(outcome.place);
    csv_->write(outcome.place);
    if (const std::string& day = outcome.place[Field::date_maj]; !day.empty()) {
      if (first_day_.empty() || day < first_day_) first_day_ = day;
      if (day > last_day_) last_day_ = day;
    }
  } else if (outcome.kind == Outcome::Kind::rejected &&
             first_rejected_.size() < kRejectedRowsShown) {
    base::Findings reasons;
    for (const base::Finding& finding : outcome.notes.findings) {
      if (finding.severity == base::Severity::error) reasons.push_back(finding);
    }
    first_rejected_.push_back({outcome.index, outcome.entry_name, std::move(reasons)});
  }
  buffer_.clear();
  append_report_json(buffer_, outcome, first_line_);
  report_json_->write(buffer_);
  buffer_.clear();
  append_report_csv(buffer_, outcome);
  report_csv_->write(buffer_);
  if (jsonl_) write_line(outcome);
}

void OutputFiles::write_line(const Outcome& outcome) {
  std::string record;
  if (outcome.kind == Outcome::Kind::record) {
    record = standard::text_of(standard::OutputFormat::json, std::span(&outcome.place, 1),
                               record_stand_ins_);
    const std::size_t from = record.find('{'),
                      to = record.rfind('}');  // the only element of an array
    record = record.substr(from, to - from + 1);
  }
  buffer_.clear();
  append_jsonl(buffer_, outcome, record);
  jsonl_->write(buffer_);
}

void OutputFiles::commit(const Figures& figures, const base::Findings& mapping_findings,
                         const base::Findings& drift) {
  report_json_->write("\n]\n");
  const std::string report_csv_path = names_.path("report", "csv");
  const std::string page =
      report_page({names_.source_name, names_.territory, names_.date, figures, mapping_findings,
                   drift, first_rejected_, report_csv_path.substr(names_.directory.size() + 1)});
  formats::AtomicFile html(names_.path("report", "html"));
  html.write(page);
  formats::AtomicFile plan(names_.directory + "/publier.json");
  plan.write(publication_plan({names_.source_name, names_.territory, names_.path("", "csv"),
                               names_.path("", "json"), first_day_, last_day_}));
  formats::AtomicFile memory(names_.figures_path());
  memory.write(figures_json(figures));

  json_->commit();
  csv_->commit();
  report_json_->commit();
  report_csv_->commit();
  html.commit();
  plan.commit();
  if (jsonl_) jsonl_->commit();
  memory.commit();
}

}  // namespace maillage::transform
