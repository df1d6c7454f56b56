#include "places/nested_form.hpp"

#include "base/text.hpp"
#include "formats/json_string.hpp"
#include "standard/field_text.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace maillage::places {

namespace {

using standard::Field;
using standard::Place;

/// A member of the nested form, its name as it stands in the file.
struct Member {
  std::string_view key;
  Field field;
};

constexpr Member kNames[] = {
    {R"("id":)", Field::id}, {R"("pivot":)", Field::pivot}, {R"("nom":)", Field::nom}};
constexpr Member kAddress[] = {{R"("code_postal":)", Field::code_postal},
                               {R"("commune":)", Field::commune},
                               {R"("voie":)", Field::adresse},
                               {R"("code_insee":)", Field::code_insee},
                               {R"("complement_adresse":)", Field::complement_adresse}};
constexpr Member kContact[] = {{R"("telephone":)", Field::telephone},
                               {R"("courriels":)", Field::courriels},
                               {R"("site_web":)", Field::site_web}};
constexpr Member kPresentation[] = {{R"("resume":)", Field::presentation_resume},
                                    {R"("detail":)", Field::presentation_detail}};
constexpr Member kRest[] = {
    {R"("source":)", Field::source},
    {R"("structure_parente":)", Field::structure_parente},
    {R"("publics_specifiquement_adresses":)", Field::publics_specifiquement_adresses},
    {R"("prise_en_charge_specifique":)", Field::prise_en_charge_specifique},
    {R"("frais_a_charge":)", Field::frais_a_charge},
    {R"("itinerance":)", Field::itinerance},
    {R"("dispositif_programmes_nationaux":)", Field::dispositif_programmes_nationaux},
    {R"("formations_labels":)", Field::formations_labels},
    {R"("autres_formations_labels":)", Field::autres_formations_labels},
    {R"("modalites_accompagnement":)", Field::modalites_accompagnement},
    {R"("modalites_acces":)", Field::modalites_acces},
    {R"("fiche_acces_libre":)", Field::fiche_acces_libre},
    {R"("prise_rdv":)", Field::prise_rdv}};

/// Members of one object after the other.
class Members {
 public:
  Members(std::string& out, const Place& place) : out_(out), place_(place) { out_ += '{'; }
  void key(std::string_view key) {
    if (!std::exchange(first_, false)) out_ += ',';
    out_ += key;
  }
  /// Left out when the place doesn't have it.
  void add(const Member& member) {
    const std::string& text = place_[member.field];
    if (text.empty()) return;
    key(member.key);
    if (standard::is_list(member.field)) {
      add_items(text);
    } else {
      formats::append_json_string(out_, text);
    }
  }
  void add(std::span<const Member> members) {
    for (const Member& member : members) add(member);
  }
  /// Left out when the place has none of the members.
  void add_object(std::string_view name, std::span<const Member> members) {
    const auto has = [&](const Member& member) { return place_.has(member.field); };
    if (std::none_of(members.begin(), members.end(), has)) return;
    key(name);
    Members inner(out_, place_);
    inner.add(members);
    inner.close();
  }
  void close() { out_ += '}'; }

 private:
  void add_items(std::string_view text) {
    out_ += '[';
    std::string_view separator;
    for (const std::string_view item : standard::items_of(text)) {
      out_ += separator;
      formats::append_json_string(out_, item);
      separator = ",";
    }
    out_ += ']';
  }

  std::string& out_;
  const Place& place_;
  bool first_ = true;
};

}  // namespace

void append_nested(std::string& out, const Place& place) {
  Members members(out, place);
  members.add(kNames);
  members.add_object(R"("adresse":)", kAddress);
  if (place.has(Field::date_maj)) {
    members.key(R"("date_maj":)");
    formats::append_json_string(out, place[Field::date_maj].substr(0, 10) + "T00:00:00.000Z");
  }
  members.add({R"("services":)", Field::services});
  if (const auto point = place.coordinates()) {
    members.key(R"("localisation":{"latitude":)");
    out += base::number_text(point->latitude);
    out += R"(,"longitude":)";
    out += base::number_text(point->longitude);
    out += '}';
  }
  members.add({R"("typologies":)", Field::typologie});
  members.add_object(R"("contact":)", kContact);
  members.add({R"("horaires":)", Field::horaires});
  members.add_object(R"("presentation":)", kPresentation);
  members.add(kRest);
  members.close();
}

}  // namespace maillage::places
