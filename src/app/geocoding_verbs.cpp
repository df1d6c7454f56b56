#include "app/verb.hpp"
#include "geocoding/commands.hpp"

#include <memory>

#include <CLI/CLI.hpp>

namespace maillage::app {

void add_geocoding_verbs(CLI::App& app, Session& session) {
  CLI::App* command =
      add_verb(app, {"importer-adresses", "",
                     "Ajoute des rues et des numéros à la recherche (Base Adresse Nationale)",
                     "importer-adresses adresses-23.csv.gz adresses-87.csv.gz"});
  const auto options = std::make_shared<geocoding::ImportAddressesOptions>();
  command
      ->add_option("fichiers", options->files,
                   "Fichiers de la Base Adresse Nationale, .csv ou .csv.gz ; un département "
                   "remplace celui qui était là, les autres restent")
      ->required();
  command->add_option("--adresses", options->target,
                      "Fichier des adresses (var/adresses.bin si rien n’est dit)");
  command->callback([options, &session] {
    options->communes = data_directory() + "/territories/communes.bin";
    ProgressLine line(session.err);
    options->progress = [&line](std::size_t rows) { line.show(rows, 0); };
    session.exit_code = geocoding::import_addresses_command(*options, session.out, session.err);
  });
}

}  // namespace maillage::app
