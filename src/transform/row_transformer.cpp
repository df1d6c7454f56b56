#include "transform/row_transformer.hpp"

#include "base/text.hpp"
#include "transform/address.hpp"
#include "transform/contact.hpp"
#include "transform/coordinates.hpp"
#include "transform/dates.hpp"
#include "transform/identifiers.hpp"
#include "transform/presentation.hpp"
#include "transform/typology.hpp"
#include "transform/web_address.hpp"

#include <fmt/format.h>

namespace maillage::transform {

using base::Severity;
using standard::Field;

namespace {

constexpr std::string_view kFranceServices = "France Services";

/// The fields that choices fill and nothing else.
constexpr std::array<Field, 8> kPlainLists = {Field::itinerance,
                                              Field::publics_specifiquement_adresses,
                                              Field::prise_en_charge_specifique,
                                              Field::frais_a_charge,
                                              Field::dispositif_programmes_nationaux,
                                              Field::formations_labels,
                                              Field::modalites_acces,
                                              Field::modalites_accompagnement};

base::Finding finding(Severity severity, std::string rule, const formats::Row& row, Field field,
                      std::string_view value, std::string message, std::string advice) {
  return {severity,
          std::move(rule),
          row.index,
          std::string(standard::field_name(field)),
          base::valid_utf8(value),
          std::move(message),
          std::move(advice)};
}

/// "oui", "true", "1": what lists write in a column named "private".
bool is_yes(std::string_view text) {
  const std::string word = base::fold(base::trim(text));
  return word == "oui" || word == "true" || word == "1" || word == "vrai" || word == "x" ||
         word == "prive";
}

void add_once(std::vector<std::string_view>& list, std::string_view value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

/// A text that the standard keeps as written, without the blanks and line ends around and inside
/// it.
std::string plain_text(std::string_view text, Field field, base::Notes& notes) {
  std::string out = base::squeeze(text);
  if (!base::is_valid_utf8(out)) out = base::valid_utf8(out);
  if (out != text)
    notes.cleaned(std::string(standard::field_name(field)), base::valid_utf8(text), "text.spaces",
                  out);
  return out;
}

/// Nothing for an unknown commune, or one whose place on the map is unknown.
std::optional<Landmark> landmark(const territory::Commune* commune) {
  if (commune == nullptr || (commune->latitude() == 0 && commune->longitude() == 0)) return {};
  return Landmark{commune->name(), {commune->latitude(), commune->longitude()}};
}

}  // namespace

RowTransformer::RowTransformer(const Mapping& mapping, formats::Columns& columns,
                               const Context& context)
    : context_(context),
      choices_(mapping, columns),
      adresse_(mapping.adresse, columns),
      latitude_(mapping.latitude, columns),
      longitude_(mapping.longitude, columns),
      hours_week_(TextSource{{mapping.horaires.week}, ""}, columns),
      hours_osm_(TextSource{{mapping.horaires.osm}, ""}, columns),
      week_parity_(mapping.semaine_ouverture, columns),
      prive_(mapping.prive, columns),
      has_days_(!mapping.horaires.days.empty()),
      id_is_mapped_(mapping.text(Field::id).mapped()) {
  for (std::size_t f = 0; f < standard::kFieldCount; ++f)
    texts_[f] = TextCell(mapping.texts[f], columns);
  for (const DayColumns& day : mapping.horaires.days)
    days_[day.day] = JoinedCell({{day.columns, ", "}}, columns);
}

std::string_view RowTransformer::cell(Field field, const formats::Row& row) const {
  return texts_[static_cast<std::size_t>(field)](row);
}

Outcome RowTransformer::transform(const formats::Row& row) {
  Outcome out;
  out.index = row.index;
  out.entry_name = base::valid_utf8(cell(Field::nom, row));
  choices_.read(row);
  if (is_closed_to_the_public(row)) {
    out.kind = Outcome::Kind::skipped;
    out.reason = "Ce lieu n’accueille pas de public.";
    return out;
  }
  if (!read_essentials(row, out)) {
    out.kind = Outcome::Kind::rejected;
    out.place = {};
    return out;
  }
  read_identity(row, out);
  read_location(row, out);
  read_contact(row, out);
  read_texts(row, out);
  read_lists(out);
  read_hours(row, out);
  for (base::Finding& finding : out.notes.findings) finding.row = row.index;
  return out;
}

bool RowTransformer::is_closed_to_the_public(const formats::Row& row) {
  return is_prive(choices_.values(Field::modalites_acces)) || is_yes(prive_(row));
}

bool RowTransformer::read_essentials(const formats::Row& row, Outcome& out) {
  base::Notes& notes = out.notes;
  bool usable = true;
  out.place[Field::nom] = clean_nom(cell(Field::nom, row), notes);
  usable = !out.place[Field::nom].empty();

  out.place.set_list(Field::services, choices_.values(Field::services));
  if (!out.place.has(Field::services)) {
    usable = false;
    notes.findings.push_back(finding(
        Severity::error, "services.none", row, Field::services, "",
        "Aucun service de médiation numérique n’est déclaré.",
        "Complétez la ligne, ou ajoutez les mots du producteur au fichier de correspondance."));
  }

  const AddressInput input{adresse_(row, buffer_), cell(Field::commune, row),
                           cell(Field::code_postal, row), cell(Field::code_insee, row)};
  std::optional<Address> address = read_address(input, context_.communes, notes);
  if (!address) return false;
  out.place[Field::commune] = std::move(address->commune);
  out.place[Field::code_postal] = std::move(address->code_postal);
  out.place[Field::code_insee] = std::move(address->code_insee);
  out.place[Field::adresse] = std::move(address->adresse);
  return usable;
}

void RowTransformer::read_identity(const formats::Row& row, Outcome& out) {
  standard::Place& place = out.place;
  const std::string_view source = choose_source(cell(Field::source, row), context_.source_name);
  place[Field::source] = plain_text(source, Field::source, out.notes);
  if (const std::string_view id = cell(Field::id, row); !id.empty()) {
    place[Field::id] = place_id(source, id);
  } else if (!id_is_mapped_) {
    place[Field::id] = place_id(source, fmt::format("{}", row.index));
  } else {
    place[Field::id] =
        derived_id(source, place[Field::nom], place[Field::code_postal], place[Field::adresse]);
    out.notes.findings.push_back(
        finding(Severity::note, "id.derived", row, Field::id, "",
                "La ligne n’a pas d’identifiant : il est tiré du nom et de l’adresse.",
                "Donnez un identifiant stable à chaque lieu."));
  }
  place[Field::pivot] = clean_pivot(cell(Field::pivot, row), place[Field::code_postal], out.notes);
  if (const std::string_view date = cell(Field::date_maj, row); !date.empty()) {
    if (const auto instant = read_date(date, out.notes))
      place[Field::date_maj] = base::iso_date(base::utc_day(*instant));
  }
}

void RowTransformer::read_location(const formats::Row& row, Outcome& out) {
  standard::Place& place = out.place;
  const std::string_view latitude = latitude_(row, buffer_);
  const std::string_view longitude = longitude_(row, second_buffer_);
  if (latitude.empty() && longitude.empty()) return;
  const auto point =
      read_coordinates(latitude, longitude,
                       landmark(context_.communes.by_code(place[Field::code_insee])), out.notes);
  if (!point) return;
  place[Field::latitude] = base::number_text(point->latitude);
  place[Field::longitude] = base::number_text(point->longitude);
}

void RowTransformer::read_contact(const formats::Row& row, Outcome& out) {
  standard::Place& place = out.place;
  Contact contact = clean_contact(cell(Field::telephone, row), cell(Field::courriels, row),
                                  cell(Field::site_web, row), place[Field::code_postal], out.notes);
  place[Field::telephone] = std::move(contact.telephone);
  place.set_list(Field::courriels, contact.courriels);
  place.set_list(Field::site_web, contact.sites_web);
  place[Field::prise_rdv] = clean_prise_rdv(cell(Field::prise_rdv, row), out.notes);
  place[Field::fiche_acces_libre] =
      clean_fiche_acces_libre(cell(Field::fiche_acces_libre, row), out.notes);
}

void RowTransformer::read_texts(const formats::Row& row, Outcome& out) {
  standard::Place& place = out.place;
  Presentation presentation = clean_presentation(cell(Field::presentation_resume, row),
                                                 cell(Field::presentation_detail, row), out.notes);
  place[Field::presentation_resume] = std::move(presentation.resume);
  place[Field::presentation_detail] = std::move(presentation.detail);
  for (const Field field : {Field::complement_adresse, Field::structure_parente}) {
    if (const std::string_view text = cell(field, row); !text.empty())
      place[field] = plain_text(text, field, out.notes);
  }
}

void RowTransformer::read_lists(Outcome& out) {
  standard::Place& place = out.place;
  for (const Field field : kPlainLists) place.set_list(field, choices_.values(field));

  std::vector<std::string_view> kinds;
  const auto& programmes = choices_.values(Field::dispositif_programmes_nationaux);
  if (std::find(programmes.begin(), programmes.end(), kFranceServices) != programmes.end())
    kinds.push_back("RFS");
  for (const std::string_view code : typologies_from_name(place[Field::nom])) add_once(kinds, code);
  if (choices_.typologie_is_told()) {
    for (const std::string_view code : choices_.values(Field::typologie)) add_once(kinds, code);
  }
  place.set_list(Field::typologie, kinds);

  std::vector<std::string_view> labels;
  const std::string& code = place[Field::code_insee];
  if (!code.empty()) {
    const auto point = place.coordinates();
    if (point && context_.priority_districts.contains(code, point->latitude, point->longitude))
      labels.push_back("QPV");
    if (context_.revitalisation_areas.contains(code)) labels.push_back("FRR");
  }
  for (const std::string_view label : choices_.values(Field::autres_formations_labels))
    add_once(labels, label);
  place.set_list(Field::autres_formations_labels, labels);
}

void RowTransformer::read_hours(const formats::Row& row, Outcome& out) {
  hours::Reading reading;
  std::string before;
  const std::string_view osm = hours_osm_(row);
  if (!osm.empty()) {
    before = osm;
    reading = osm_readings_(osm, hours::read_osm);
    if (const std::string_view parity = week_parity_(row);
        !reading.osm.empty() && !parity.empty()) {
      const std::string word = base::fold(parity);
      const bool odd = base::contains(word, "impair");
      if (odd || base::contains(word, "pair"))
        reading.osm = hours::with_week_parity(reading.osm, !odd);
    }
  }
  if (reading.osm.empty() && has_days_) {
    std::array<std::string, 7> texts;
    std::array<std::string_view, 7> days;
    std::string all;
    for (std::size_t day = 0; day < days.size(); ++day) {
      days[day] = days_[day](row, texts[day]);
      if (days[day].empty()) continue;
      if (!all.empty()) all += " | ";
      all += days[day];
    }
    if (!all.empty()) {
      before = std::move(all);
      reading = hours::read_days(days);
    }
  }
  if (const std::string_view week = hours_week_(row); reading.osm.empty() && !week.empty()) {
    before = week;
    reading = week_readings_(week, hours::read_week);
  }
  if (before.empty()) return;
  before = base::valid_utf8(before);
  if (reading.osm.empty()) {
    out.notes.findings.push_back(
        finding(Severity::warning, "horaires.not-understood", row, Field::horaires, before,
                "Ces horaires ne sont pas compris : ils sont laissés de côté.",
                "Écrivez-les par exemple « lundi au vendredi 9h-12h, 14h-17h »."));
    return;
  }
  if (!reading.left_over.empty()) {
    out.notes.findings.push_back(finding(Severity::note, "horaires.left-over", row, Field::horaires,
                                         reading.left_over,
                                         "Cette partie des horaires n’a pas pu être reprise.", ""));
  }
  if (reading.osm != before)
    out.notes.cleaned("horaires", std::move(before), "horaires.osm", reading.osm);
  out.place[Field::horaires] = std::move(reading.osm);
}

}  // namespace maillage::transform
