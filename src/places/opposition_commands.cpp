#include "places/opposition_commands.hpp"

#include "base/text.hpp"
#include "places/key_file.hpp"
#include "places/oppositions.hpp"
#include "places/registry.hpp"

#include <istream>
#include <ostream>

#include <fmt/format.h>

namespace maillage::places {
namespace {

/// What was given, one contact a line where it comes from `in`.
std::vector<std::string> given_contacts(const OppositionOptions& options, std::istream& in) {
  std::vector<std::string> contacts;
  for (const std::string& contact : options.contacts) {
    if (contact != "-") {
      contacts.push_back(contact);
      continue;
    }
    for (std::string line; std::getline(in, line);) {
      if (!base::trim(line).empty()) contacts.push_back(line);
    }
  }
  return contacts;
}

/// Applies `change` to each contact; what is none is told by its place, never repeated.
template <class Change>
int each_given(const OppositionOptions& options, std::istream& in, std::ostream& out,
               std::ostream& err, const char* done, const char* known, Change change) {
  std::size_t changed = 0, same = 0, wrong = 0, number = 0;
  for (const std::string& text : given_contacts(options, in)) {
    ++number;
    const auto contact = read_contact(text);
    if (!contact) {
      err << fmt::format(
          "Contact {} : ce n’est ni une adresse électronique ni un numéro de téléphone. Écrivez "
          "par exemple ada@exemple.fr ou 01 23 45 67 89.\n",
          number);
      ++wrong;
    } else {
      ++(change(*contact) ? changed : same);
    }
  }
  out << fmt::format("{} : {}. {} : {}.\n", done, changed, known, same);
  return wrong == 0 ? 0 : 1;
}

}  // namespace

int add_oppositions_command(const OppositionOptions& options, base::Instant now, std::istream& in,
                            std::ostream& out, std::ostream& err) {
  const auto database = open_known_registry(options.database, now);
  const base::SecretKey key = load_key(key_path(options.database));
  return each_given(
      options, in, out, err, "Contacts retirés de toutes les fiches", "Déjà dans la liste",
      [&](const Contact& contact) { return add_opposition(*database, key, contact, now); });
}

int remove_oppositions_command(const OppositionOptions& options, base::Instant now,
                               std::istream& in, std::ostream& out, std::ostream& err) {
  const auto database = open_known_registry(options.database, now);
  const base::SecretKey key = load_key(key_path(options.database));
  return each_given(
      options, in, out, err, "Oppositions levées (les contacts reviendront au prochain import)",
      "Pas dans la liste",
      [&](const Contact& contact) { return remove_opposition(*database, key, contact, now); });
}

int list_oppositions_command(const OppositionOptions& options, base::Instant now, std::ostream& out,
                             std::ostream&) {
  const auto database = open_known_registry(options.database, now);
  const auto all = oppositions(*database->read());
  if (all.empty()) out << "Personne ne s’est opposé.\n";
  for (const Opposition& opposition : all) {
    out << fmt::format("{}  {}  depuis le {}\n", opposition.number,
                       opposition.kind == ContactKind::email ? "courriel" : "téléphone",
                       base::french_date(base::utc_day(opposition.opposed_at)));
  }
  return 0;
}

}  // namespace maillage::places
