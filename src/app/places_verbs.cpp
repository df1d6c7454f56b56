#include "app/verb.hpp"
#include "base/large_heap.hpp"
#include "fragility/atlas.hpp"
#include "opendata/furnish.hpp"
#include "opendata/traffic.hpp"
#include "places/commands.hpp"
#include "places/deduplicate.hpp"

#include <filesystem>

#include <CLI/CLI.hpp>
#include <unistd.h>

namespace maillage::app {

namespace {

void add_importer(CLI::App& app, Session& session) {
  CLI::App* command = add_verb(app, {"importer", "", "Ajoute des fichiers du standard à l’annuaire",
                                     "importer --database var/maillage.db sorties/"});
  const auto options = std::make_shared<places::ImportOptions>();
  command
      ->add_option("fichiers", options->files,
                   "Fichiers du standard, ou dossiers qui en contiennent")
      ->required();
  command->add_option("--database", options->database, kDatabaseHelp);
  command->callback([options, &session] {
    options->models = data_directory() + "/models";
    session.exit_code = places::import_command(*options, session.out, session.err);
  });
}

/// The pages of fragility, which read their figures while the site opens.
std::function<places::Annex(places::Site&)> fragility_annex(const std::string& indicators) {
  fragility::CountryFolders folders;
  const std::string data = data_directory();
  folders.indicators = indicators.empty() ? data + "/indicators" : indicators;
  folders.sources = data + "/sources";
  folders.methods = data + "/methods";
  return [folders](places::Site& site) -> places::Annex {
    const auto atlas = std::make_shared<fragility::Atlas>(
        site, [folders] { return fragility::Country::load(folders); });
    return [atlas](const web::Request& request) { return fragility::answer(request, *atlas); };
  };
}

/// Where the daily files are; empty: none are kept.
std::string daily_folder(const std::string& said, const std::string& database) {
  if (said == "non") return {};
  if (!said.empty()) return said;
  const bool is_address = database.find("://") != database.npos;
  const std::filesystem::path beside =
      is_address ? std::filesystem::path("var") : std::filesystem::path(database).parent_path();
  return (beside / "quotidien").string();
}

void add_servir(CLI::App& app, Session& session) {
  CLI::App* command =
      add_verb(app, {"servir", "", "Ouvre le site de l’annuaire", "servir --port 8080"});
  const auto options = std::make_shared<places::ServeOptions>();
  command->add_option("--port", options->port, "Port d’écoute (8080 si rien n’est dit)");
  command->add_option("--address", options->address,
                      "Adresse d’écoute (127.0.0.1 si rien n’est dit)");
  command->add_option("--database", options->database, kDatabaseHelp);
  const auto origin = std::make_shared<std::string>();
  command->add_option("--origine", *origin,
                      "Adresse publique du site, dans les flux et les interfaces "
                      "(https://lieux.exemple.fr ; celle de chaque demande si rien n’est dit)");
  const auto daily = std::make_shared<std::string>();
  command->add_option("--quotidien", *daily,
                      "Dossier des fichiers du jour, gardés trente jours (« quotidien », à côté de "
                      "la base, si rien n’est dit ; « non » pour n’en garder aucun)");
  command->add_option("--adresses", options->addresses,
                      "Fichier des adresses importées (var/adresses.bin si rien n’est dit)");
  command->add_option("--editeur", options->holder,
                      "Fichier JSON qui dit qui tient ce site, pour les mentions légales");
  const auto indicators = std::make_shared<std::string>();
  command->add_option("--indicateurs", *indicators,
                      "Dossier des indicateurs de fragilité ; sans lui, ceux que Maillage fournit");
  command->callback([options, indicators, origin, daily, &session] {
    const std::string data = data_directory();
    options->communes = data + "/territories/communes.bin";
    options->contours = data + "/territories/contours.bin";
    options->school_holidays = data + "/territories/school-holidays.csv";
    options->list_names = data + "/lists/names.csv";
    options->models = data + "/models";
    options->annex = fragility_annex(*indicators);
    const auto traffic = std::make_shared<opendata::Traffic>();
    options->observe = [traffic](const web::AccessLine& line) { traffic->add(line); };
    const opendata::OpenSettings settings{*origin, daily_folder(*daily, options->database),
                                          options->database, traffic};
    options->furnish = [&session, settings](places::Site& site) {
      return opendata::open_to_public(site, settings, session.err);
    };
    session.exit_code = places::serve_command(*options, session.out, session.err);
  });
}

void add_dedupliquer(CLI::App& app, Session& session) {
  CLI::App* command =
      add_verb(app, {"dedupliquer", "d", "Réunit les fiches qui parlent du même lieu",
                     "dedupliquer -s sorties/merged_output.json -o sorties -n national -t France"});
  const auto options = std::make_shared<places::DeduplicateOptions>();
  const auto internal = std::make_shared<std::string>("false");
  const auto unused = std::make_shared<std::string>();
  command
      ->add_option("-s,--source", options->source,
                   "Liste au standard : fichier, adresse, ou motif de noms de fichiers")
      ->required();
  command->add_option("-b,--base-source", options->base,
                      "Liste où chercher aussi des doublons (sinon la source seule)");
  command
      ->add_option("-i,--allow-internal", *internal,
                   "true : deux fiches d’une même source peuvent être le même lieu")
      ->check(CLI::IsMember({"true", "false"}));
  command->add_option("-o,--output-directory", options->output_directory, "Dossier des résultats")
      ->required();
  command
      ->add_option("-n,--source-name", options->source_name,
                   "Nom de la source, dans les noms de fichiers")
      ->required();
  command->add_option("-t,--territory", options->territory, "Territoire couvert")->required();
  command->add_option(
      "--decisions", options->decisions,
      "Décisions des personnes : CSV id1, id2, decision (meme, differents, exclue)");
  command->add_option("--graine", options->seed, "Graine des tirages, pour refaire à l’identique");
  command->add_option("-k,--cartographie-nationale-api-key,-c,--cutoff", *unused,
                      "Acceptées pour vos scripts, sans effet");
  command->callback([options, internal, unused, &session] {
    options->within_sources = *internal == "true";
    options->models_folder = data_directory() + "/models";
    options->now = session.now;
    options->progress = isatty(STDERR_FILENO) != 0;
    base::use_large_heap();
    session.exit_code = places::deduplicate_command(*options, session.out, session.err);
  });
}

}  // namespace

void add_places_verbs(CLI::App& app, Session& session) {
  add_dedupliquer(app, session);
  add_importer(app, session);
  add_servir(app, session);
}

}  // namespace maillage::app
