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

struct Contacts {
  std::vector<Contact> read;
  std::size_t wrong = 0;
};

/// What is no contact is told by its place, never repeated.
Contacts read_contacts(const OppositionOptions& options, std::istream& in, std::ostream& err) {
  Contacts contacts;
  for (const std::string& text : given_contacts(options, in)) {
    if (auto contact = read_contact(text)) {
      contacts.read.push_back(std::move(*contact));
      continue;
    }
    ++contacts.wrong;
    err << fmt::format(
        "Contact {} : ce n’est ni une adresse électronique ni un numéro de téléphone. Écrivez "
        "par exemple ada@exemple.fr ou 01 23 45 67 89.\n",
        contacts.read.size() + contacts.wrong);
  }
  return contacts;
}

}  // namespace

int add_oppositions_command(const OppositionOptions& options, base::Instant now, std::istream& in,
                            std::ostream& out, std::ostream& err) {
  const auto database = open_known_registry(options.database, now);
  const base::SecretKey key = load_key(key_path(options.database));
  const Contacts contacts = read_contacts(options, in, err);
  const std::size_t added = add_oppositions(*database, key, contacts.read, now);
  out << fmt::format("Contacts retirés de toutes les fiches : {}. Déjà dans la liste : {}.\n",
                     added, contacts.read.size() - added);
  return contacts.wrong == 0 ? 0 : 1;
}

int remove_oppositions_command(const OppositionOptions& options, base::Instant now,
                               std::istream& in, std::ostream& out, std::ostream& err) {
  const auto database = open_known_registry(options.database, now);
  const base::SecretKey key = load_key(key_path(options.database));
  const Contacts contacts = read_contacts(options, in, err);
  const std::size_t removed = remove_oppositions(*database, key, contacts.read, now);
  out << fmt::format(
      "Oppositions levées (les contacts reviendront au prochain import) : {}. Pas dans la liste : "
      "{}.\n",
      removed, contacts.read.size() - removed);
  return contacts.wrong == 0 ? 0 : 1;
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
