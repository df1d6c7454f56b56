#include "places/guide_query.hpp"

#include "base/text.hpp"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace maillage::places {
namespace {

using standard::Coordinates;
using web::phrase;

// Bits of standard::allowed_values(Field::services).
enum Service : std::uint16_t {
  kProcedures = 1,
  kTools = 2,
  kWork = 4,
  kSafety = 8,
  kParents = 16,
  kCreation = 32,
  kUnderstanding = 64,
  kAccess = 128,
  kEquipment = 256,
};

constexpr GuideNeed kNeeds[] = {
    {"demarches", kProcedures, phrase("Faire une démarche en ligne"),
     phrase("Impôts, allocations, retraite, santé"),
     phrase("Une pièce d’identité\nVotre numéro fiscal, d’allocataire ou de sécurité sociale\nVos "
            "identifiants et mots de passe, si vous en avez\nVotre téléphone, pour recevoir les "
            "codes")},
    {"papiers", kProcedures, phrase("Demander ou renouveler des papiers"),
     phrase("Carte d’identité, carte grise, titre de séjour"),
     phrase("Vos papiers actuels, même périmés\nUn justificatif de domicile récent\nVotre "
            "téléphone, pour recevoir les codes")},
    {"apprendre", kTools, phrase("Apprendre à me servir d’un appareil"),
     phrase("Téléphone, tablette, ordinateur, messagerie"),
     phrase("Votre téléphone, tablette ou ordinateur, et son chargeur\nVos mots de passe, si vous "
            "en avez")},
    {"emploi", kWork, phrase("Chercher du travail"), phrase("CV, candidatures, France Travail"),
     phrase(
         "Votre CV, même ancien\nVos identifiants France Travail\nVotre téléphone, pour recevoir "
         "les codes")},
    {"securite", kSafety, phrase("Me protéger des arnaques"),
     phrase("Messages douteux, mots de passe, données personnelles"),
     phrase("L’appareil concerné et son chargeur\nLes messages reçus : ne les effacez pas")},
    {"ordinateur", kAccess, phrase("Utiliser un ordinateur ou imprimer"),
     phrase("Internet, imprimante, scanner"),
     phrase("Une clé USB, ou l’adresse électronique où sont vos documents\nUne pièce d’identité : "
            "certains lieux la demandent")},
    {"equipement", kEquipment, phrase("M’équiper à petit prix"),
     phrase("Ordinateur ou téléphone reconditionné"),
     phrase("Une pièce d’identité\nUn justificatif de ressources : il ouvre souvent droit au prix "
            "solidaire")},
    {"enfants", kParents, phrase("Accompagner mes enfants"),
     phrase("Écrans, réseaux sociaux, suivi scolaire"),
     phrase("Vos identifiants de l’espace scolaire, si vous en avez")},
    {"comprendre", kUnderstanding, phrase("Comprendre le numérique"),
     phrase("Information, intelligence artificielle, environnement"), phrase("Vos questions")},
    {"creer", kCreation, phrase("Créer et me divertir"), phrase("Photo, vidéo, jeux, fabrication"),
     phrase("Vos photos ou vos fichiers, sur une clé USB")},
    {"autre", 0, phrase("Je ne sais pas par où commencer"),
     phrase("Quelqu’un fera le point avec vous"),
     phrase("Votre téléphone\nLes courriers que vous ne comprenez pas")},
};

constexpr GuideChoice<Autonomy> kAutonomies[] = {
    {Autonomy::beginner, "debut", phrase("Je débute"), phrase("On m’aide pour presque tout")},
    {Autonomy::some_help, "aide", phrase("Je me débrouille un peu"),
     phrase("Il me faut parfois de l’aide")},
    {Autonomy::alone, "seul", phrase("Je suis à l’aise"),
     phrase("Il me faut surtout un lieu ou du matériel")},
};
constexpr GuideChoice<Mobility> kMobilities[] = {
    {Mobility::foot, "pied", phrase("À pied"), ""},
    {Mobility::bicycle, "velo", phrase("À vélo"), ""},
    {Mobility::transit, "transports", phrase("En transports en commun"), ""},
    {Mobility::car, "voiture", phrase("En voiture"), ""},
    {Mobility::none, "aucun", phrase("Je ne peux pas me déplacer"),
     phrase("Nous cherchons d’abord une aide à distance")},
};
constexpr GuideChoice<Wish> kWishes[] = {
    {kStepFree, "fauteuil", phrase("Accueil des personnes à mobilité réduite"), ""},
    {kFree, "gratuit", phrase("Gratuit"), ""},
    {kWalkIn, "sans-rendez-vous", phrase("Sans rendez-vous"), ""},
    {kSignLanguage, "surdite", phrase("Accueil des personnes sourdes"),
     phrase("Langue des signes ou autre moyen : demandez au lieu")},
    {kEnglish, "anglais", phrase("On y parle anglais"), ""},
    {kOtherLanguage, "langues", phrase("On y parle d’autres langues"),
     phrase("Demandez au lieu lesquelles")},
};

template <class Value>
std::optional<Value> choice(std::span<const GuideChoice<Value>> choices, std::string_view slug) {
  for (const auto& choice : choices) {
    if (choice.slug == slug) return choice.value;
  }
  return std::nullopt;
}

template <class Value>
std::string_view slug_of(std::span<const GuideChoice<Value>> choices, Value value) {
  for (const auto& choice : choices) {
    if (choice.value == value) return choice.slug;
  }
  return {};
}

std::optional<double> degrees(std::string_view text, double most) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (!(std::abs(value) <= most)) return std::nullopt;
  return value;
}

std::optional<Coordinates> read_point(std::string_view text) {
  const auto parts = base::split(text, ',');
  if (parts.size() != 2) return std::nullopt;
  const auto latitude = degrees(parts[0], 90), longitude = degrees(parts[1], 180);
  if (!latitude || !longitude) return std::nullopt;
  return rounded({*latitude, *longitude});
}

}  // namespace

std::span<const GuideNeed> guide_needs() {
  return kNeeds;
}
std::span<const GuideChoice<Autonomy>> autonomy_choices() {
  return kAutonomies;
}
std::span<const GuideChoice<Mobility>> mobility_choices() {
  return kMobilities;
}
std::span<const GuideChoice<Wish>> wish_choices() {
  return kWishes;
}

standard::Coordinates rounded(Coordinates point) {
  constexpr double kParts = 500;  // of a degree: 222 m of latitude
  return {std::round(point.latitude * kParts) / kParts,
          std::round(point.longitude * kParts) / kParts};
}

std::string point_text(Coordinates point) {
  return fmt::format("{:.3f},{:.3f}", point.latitude, point.longitude);
}

GuideQuery GuideQuery::read(const web::Query& query, const territory::Communes* communes) {
  GuideQuery guide;
  for (const GuideNeed& need : kNeeds) {
    if (need.slug == query.get("besoin")) guide.need = &need;
  }
  guide.autonomy = choice(autonomy_choices(), query.get("niveau")).value_or(Autonomy::unsaid);
  if (communes) guide.commune = communes->by_code(query.get("lieu"));
  if (guide.commune) guide.point = read_point(query.get("point"));
  if (guide.commune && guide.commune->latitude() == 0 && !guide.point) guide.commune = nullptr;
  guide.mobility = choice(mobility_choices(), query.get("moyen"));
  for (const std::string_view slug : query.all("souhait"))
    guide.wishes |= choice(wish_choices(), slug).value_or(Wish{});
  return guide;
}

std::vector<std::pair<std::string_view, std::string>> GuideQuery::answers() const {
  std::vector<std::pair<std::string_view, std::string>> given;
  const auto add = [&](std::string_view name, std::string_view value) {
    given.emplace_back(name, value);
  };
  if (need) add("besoin", need->slug);
  if (autonomy != Autonomy::unsaid) add("niveau", slug_of(autonomy_choices(), autonomy));
  if (commune) add("lieu", commune->code());
  if (commune && point) add("point", point_text(*point));
  if (mobility) add("moyen", slug_of(mobility_choices(), *mobility));
  for (const auto& wish : kWishes) {
    if ((wishes & wish.value) != 0) add("souhait", wish.slug);
  }
  return given;
}

web::Address GuideQuery::address() const {
  web::Address address = web::Address::local("/guide");
  for (const auto& [name, value] : answers()) address.with(name, value);
  return address;
}

GuideQuery GuideQuery::without_need() const {
  GuideQuery changed = *this;
  changed.need = nullptr;
  return changed;
}

GuideQuery GuideQuery::without_place() const {
  GuideQuery changed = *this;
  changed.commune = nullptr;
  changed.point.reset();
  return changed;
}

GuideQuery GuideQuery::without_mobility() const {
  GuideQuery changed = *this;
  changed.mobility.reset();
  return changed;
}

GuideQuery GuideQuery::at(const territory::Commune& where,
                          std::optional<Coordinates> exactly) const {
  GuideQuery changed = *this;
  changed.commune = &where;
  changed.point.reset();
  if (exactly) changed.point = rounded(*exactly);
  return changed;
}

Coordinates GuideQuery::from() const {
  if (point) return *point;
  return {commune->latitude(), commune->longitude()};
}

}  // namespace maillage::places
