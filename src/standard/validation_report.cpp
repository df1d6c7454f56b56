#include "standard/validation_report.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/json.hpp"
#include "standard/digest.hpp"

#include <ostream>

#include <fmt/format.h>

namespace maillage::standard {

namespace {

using base::Severity;

constexpr std::array<const char*, 3> kSeverityNames = {"erreur", "avertissement", "remarque"};
const char* name_of(Severity severity) {
  return kSeverityNames[static_cast<std::size_t>(severity)];
}

class TextReport final : public ValidationReport {
 public:
  TextReport(std::ostream& out, const std::string& file, const RecordReader& reader,
             const ValidationTally& tally)
      : out_(out), reader_(reader), tally_(tally) {
    out_ << fmt::format("Fichier : {}\nVersion du standard : {} ({})\n", file,
                        version_name(reader.schema().version), reader.detection().reason);
  }

  void finding(const base::Finding& finding) override { digest_.add(finding); }

  void end() override {
    section(Severity::error, fmt::format("ERREURS : le schéma {} les refuse",
                                         version_name(reader_.schema().version)));
    section(
        Severity::warning,
        "AVERTISSEMENTS : le schéma les admet, la carte nationale peut les refuser ou les ignorer");
    section(Severity::note, "REMARQUES : pour information");
    const std::size_t errors = tally_.count(Severity::error);
    out_ << fmt::format(
        "\nBilan : {}, dont {} et {} à corriger ; {}, {}, {}.\n",
        counted(tally_.places, "lieu lu", "lieux lus"), counted(tally_.valid, "valide", "valides"),
        french_number(tally_.places - tally_.valid), counted(errors, "erreur", "erreurs"),
        counted(tally_.count(Severity::warning), "avertissement", "avertissements"),
        counted(tally_.count(Severity::note), "remarque", "remarques"));
    if (tally_.places == 0) {
      out_ << "La liste est vide : vérifiez que c’est le bon fichier.\n";
    } else if (errors == 0) {
      out_ << "La liste est valide.\n";
    } else {
      out_ << "La liste n’est pas valide : corrigez les erreurs, puis relancez le contrôle.\n";
    }
    if (reader_.schema().version < Version::v1_0_0) {
      out_ << "Cette version du standard est ancienne : « maillage migrer » fait passer la liste "
              "en 1.0.2.\n";
    }
  }

 private:
  void section(Severity severity, const std::string& title) {
    const std::string text = digest_.text(severity);
    if (text.empty()) return;
    if (!explained_)
      out_ << "Les lieux sont numérotés dans l’ordre de la liste : le n° 1 est le premier.\n";
    explained_ = true;
    out_ << "\n" << title << "\n" << text;
  }

  std::ostream& out_;
  const RecordReader& reader_;
  const ValidationTally& tally_;
  FindingDigest digest_;
  bool explained_ = false;
};

class JsonReport final : public ValidationReport {
 public:
  JsonReport(std::ostream& out, const std::string& file, const RecordReader& reader,
             const ValidationTally& tally)
      : out_(out), writer_(buffer_), tally_(tally) {
    writer_.begin_object()
        .member("fichier", file)
        .member("version", version_name(reader.schema().version));
    writer_.member("raison", reader.detection().reason).key("constats").begin_array();
  }

  void finding(const base::Finding& finding) override {
    writer_.begin_object();
    if (finding.row != base::Finding::kNoRow)
      writer_.key("numero").integer(static_cast<long long>(finding.row + 1));
    writer_.member("gravite", name_of(finding.severity))
        .member("regle", finding.rule)
        .member("champ", finding.field);
    writer_.member("valeur", finding.value)
        .member("message", finding.message)
        .member("conseil", finding.advice)
        .end_object();
    flush();
  }

  void end() override {
    writer_.end_array();
    const auto count = [&](const char* name, std::size_t number) {
      writer_.key(name).integer(static_cast<long long>(number));
    };
    count("lieux", tally_.places);
    count("valides", tally_.valid);
    count("erreurs", tally_.count(Severity::error));
    count("avertissements", tally_.count(Severity::warning));
    count("remarques", tally_.count(Severity::note));
    writer_.end_object();
    buffer_ += '\n';
    flush();
  }

 private:
  void flush() {
    out_ << buffer_;
    buffer_.clear();
  }

  std::ostream& out_;
  std::string buffer_;
  formats::JsonWriter writer_;
  const ValidationTally& tally_;
};

class CsvReport final : public ValidationReport {
 public:
  explicit CsvReport(std::ostream& out) : out_(out) {
    out_ << "numero,gravite,regle,champ,valeur,message,conseil\n";
  }

  void finding(const base::Finding& finding) override {
    const std::string row =
        finding.row == base::Finding::kNoRow ? std::string() : std::to_string(finding.row + 1);
    out_ << row << ',' << name_of(finding.severity);
    for (const std::string* text :
         {&finding.rule, &finding.field, &finding.value, &finding.message, &finding.advice}) {
      out_ << ",\"" << base::replace_all(*text, "\"", "\"\"") << '"';
    }
    out_ << '\n';
  }

  void end() override {}

 private:
  std::ostream& out_;
};

}  // namespace

std::unique_ptr<ValidationReport> make_report(const std::string& format, const std::string& file,
                                              std::ostream& out, const RecordReader& reader,
                                              const ValidationTally& tally) {
  if (format == "texte") return std::make_unique<TextReport>(out, file, reader, tally);
  if (format == "json") return std::make_unique<JsonReport>(out, file, reader, tally);
  if (format == "csv") return std::make_unique<CsvReport>(out);
  throw base::Error(
      base::ErrorCode::usage,
      fmt::format("Le format « {} » n’existe pas. Choisissez texte, json ou csv.", format));
}

}  // namespace maillage::standard
