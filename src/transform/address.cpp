#include "transform/address.hpp"

#include "base/text.hpp"
#include "territory/postcode.hpp"

namespace maillage::transform {

namespace {

using territory::CommuneMatch;
using territory::MatchReason;

base::Finding rejection(std::string_view rule, std::string_view field, std::string_view value,
                        std::string_view message, std::string_view advice) {
  base::Finding finding;
  finding.rule = rule;
  finding.field = field;
  finding.value = value;
  finding.message = message;
  finding.advice = advice;
  return finding;
}

base::Finding unreadable_voie(std::string_view written) {
  const std::string message = written.empty() ? "L’adresse est vide."
                                              : "L’adresse « " + std::string(written) +
                                                    " » ne dit pas où se trouve le lieu.";
  return rejection("adresse.voie", "adresse", written, message,
                   "Écrivez le numéro et la rue, ou le lieu-dit.");
}

base::Finding missing_postcode(std::string_view written) {
  const std::string message =
      written.empty()
          ? "Il n’y a pas de code postal, et le nom de la commune ne suffit pas à le trouver."
          : "Le code postal « " + std::string(written) + " » ne se lit pas.";
  return rejection("adresse.code_postal", "code_postal", written, message,
                   "Écrivez le code postal en cinq chiffres.");
}

base::Finding missing_commune(std::string_view written) {
  const std::string message =
      written.empty() ? "Il n’y a pas de commune, et le code postal ne suffit pas à la trouver."
                      : "La commune « " + std::string(written) + " » ne se lit pas.";
  return rejection("adresse.commune", "commune", written, message,
                   "Écrivez le nom officiel de la commune.");
}

base::Finding unknown_commune(std::string_view commune, std::string_view postcode) {
  base::Finding finding =
      rejection("commune.unknown", "commune", commune,
                "La commune « " + std::string(commune) + " » (" + std::string(postcode) +
                    ") n’est pas connue.",
                "Écrivez son nom officiel. En attendant, le lieu n’a pas de code INSEE.");
  finding.severity = base::Severity::warning;
  return finding;
}

/// Why the name of the commune was changed, for the report.
std::string_view commune_rule(MatchReason reason) {
  switch (reason) {
    case MatchReason::former_name:
      return "commune.former-name";
    case MatchReason::arrondissement:
      return "commune.arrondissement";
    case MatchReason::close_name:
      return "commune.close-name";
    case MatchReason::only_of_postcode:
    case MatchReason::postcode_over_name:
      return "commune.from-postcode";
    case MatchReason::code_confirmed:
      return "commune.from-code";
    default:
      return "commune.official-name";
  }
}

/// A whole page in a cell is no address; what is behind this many bytes is not looked at.
constexpr std::size_t kLongestCell = 1000;
std::string_view clipped(std::string_view cell) {
  return cell.substr(0, kLongestCell);
}

void note_change(base::Notes& notes, std::string_view field, std::string_view before,
                 std::string_view rule, std::string_view after) {
  if (before == after) return;
  notes.cleaned(std::string(field), std::string(before), std::string(rule), std::string(after));
}

base::Finding street_contradicts(std::string_view commune, const TownInStreet& town,
                                 const CommuneMatch& match) {
  base::Finding finding = rejection("commune.contradiction", "commune", commune,
                                    "La commune « " + std::string(commune) + " » et l’adresse (" +
                                        std::string(town.postcode) + " " +
                                        std::string(town.commune) + ") ne vont pas ensemble.",
                                    "Corrigez l’une des deux. En attendant, le lieu est placé à " +
                                        std::string(match.commune->name()) + ".");
  finding.severity = base::Severity::warning;
  return finding;
}

/// The commune by the cells; when they contradict each other, what the street says besides settles
/// it.
std::optional<CommuneMatch> find_commune(const AddressInput& input, const TownInStreet& town,
                                         const territory::Communes& communes) {
  const std::string_view name = base::trim(input.commune), postcode = base::trim(input.code_postal);
  const std::string_view code = base::trim(input.code_insee);
  auto match = communes.match(name.empty() ? town.commune : name,
                              postcode.empty() ? town.postcode : postcode, code);
  const bool sure = match && (!match->finding || match->postcode == postcode);
  if (sure || town.postcode.empty()) return match;
  auto by_street_postcode = communes.match(name, town.postcode, code);
  if (by_street_postcode && !by_street_postcode->finding) return by_street_postcode;
  auto by_street = communes.match(town.commune, town.postcode, code);
  if (!by_street || by_street->finding) return match;
  if (!name.empty()) by_street->finding = street_contradicts(name, town, *by_street);
  return by_street;
}

}  // namespace

std::optional<Address> read_address(const AddressInput& written,
                                    const territory::Communes& communes, base::Notes& notes) {
  const AddressInput input{clipped(written.adresse), clipped(written.commune),
                           clipped(written.code_postal), clipped(written.code_insee)};
  Address address;
  address.adresse = clean_voie(input.adresse, notes.cleanings);
  if (address.adresse.empty()) notes.findings.push_back(unreadable_voie(base::trim(input.adresse)));

  const TownInStreet town = find_town(input.adresse);
  const std::string_view given_postcode = base::trim(input.code_postal);
  const std::string_view given_commune =
      base::trim(input.commune).empty() ? town.commune : base::trim(input.commune);
  std::optional<CommuneMatch> match = find_commune(input, town, communes);
  if (match) {
    address.commune = match->commune->name();
    address.code_insee = match->commune->code();
    address.code_postal = match->postcode;
    note_change(notes, "commune", given_commune, commune_rule(match->reason), address.commune);
    const std::string_view given_code = base::trim(input.code_insee);
    if (!given_code.empty())
      note_change(notes, "code_insee", given_code, "code_insee.from-commune", address.code_insee);
    if (match->finding) notes.findings.push_back(std::move(*match->finding));
  } else {
    const std::uint32_t postcode =
        territory::read_postcode(given_postcode.empty() ? town.postcode : given_postcode);
    if (postcode != 0) address.code_postal = territory::postcode_text(postcode);
    address.commune = clean_commune(given_commune);
    note_change(notes, "commune", given_commune, "commune.spelling", address.commune);
    if (address.code_postal.empty()) notes.findings.push_back(missing_postcode(given_postcode));
    if (address.commune.empty()) notes.findings.push_back(missing_commune(given_commune));
  }
  note_change(notes, "code_postal", given_postcode, "code_postal.of-commune", address.code_postal);
  if (address.adresse.empty() || address.commune.empty() || address.code_postal.empty())
    return std::nullopt;
  if (!match) notes.findings.push_back(unknown_commune(given_commune, address.code_postal));
  return address;
}

}  // namespace maillage::transform
