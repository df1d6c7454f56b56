#include "app/verb.hpp"
#include "transform/data_inclusion_source.hpp"
#include "transform/merge_files.hpp"
#include "transform/publish.hpp"
#include "transform/transform_command.hpp"

#include <cstdlib>

#include <CLI/CLI.hpp>

namespace maillage::app {

namespace {

void add_transformer(CLI::App& app, Session& session) {
  CLI::App* command =
      add_verb(app, {"transformer", "t",
                     "Transforme une liste en lieux au standard national, avec un rapport",
                     "transformer -s data/lists/gironde.json -c data/lists/gironde.config.json -o "
                     "sorties -n gironde "
                     "-t Gironde"});
  const auto options = std::make_shared<transform::TransformOptions>();
  const auto token_name = std::make_shared<std::string>();
  const auto api_key = std::make_shared<std::string>();
  command->add_option("-s,--source", options->source,
                      "Fichier ou adresse de la liste ; @clé à la fin pour un membre du JSON");
  command->add_option("-c,--config-file", options->config_file, "Fichier de correspondance")
      ->required();
  command->add_option("-o,--output-directory", options->output_directory,
                      "Dossier des résultats (sinon le dossier courant)");
  command->add_option("-n,--source-name", options->source_name,
                      "Nom de la source (sinon celui du fichier de correspondance)");
  command->add_option("-t,--territory", options->territory, "Territoire couvert");
  command->add_option("-e,--encoding", options->encoding, "Encodage (sinon il est deviné)");
  command->add_option("-d,--delimiter", options->delimiter,
                      "Séparateur du CSV (sinon il est deviné)");
  command->add_option("-a,--api-env-key", *token_name,
                      "Nom de la variable d’environnement qui contient le jeton d’accès");
  command->add_option("-k,--cartographie-nationale-api-key", *api_key,
                      "Acceptée pour vos scripts ; les résultats sont toujours des fichiers");
  command->add_flag("-f,--force", options->force, "Refait tout, même si rien n’a changé");
  command->add_option("--date-source", options->source_date,
                      "Date (2024-05-01) des lieux dont la mise à jour est inconnue");
  command->add_option("--qpv", options->qpv_file, "Quartiers prioritaires (GeoJSON)");
  command->add_option("--frr", options->frr_file, "Zones France ruralités revitalisation (CSV)");
  command->add_option("--jsonl", options->jsonl,
                      "Écrit aussi une ligne JSON par ligne de la source");
  command->add_flag("--verifier-config", options->check_config,
                    "Vérifie seulement le fichier de correspondance");
  command->add_flag("--strict", options->strict,
                    "Sort avec le code 1 si une ligne est rejetée ou si la source a changé");
  command->callback([options, token_name, api_key, &session] {
    if (options->source.empty() && !options->check_config) throw CLI::RequiredError("--source");
    if (!token_name->empty()) {
      const char* token = std::getenv(token_name->c_str());
      options->token = token ? token : "";
    }
    if (!options->check_config) options->data_directory = data_directory();
    ProgressLine line(session.err);
    const transform::Watch watch{
        [&line](const transform::Progress& p) { line.show(p.rows, p.expected_rows); },
        &stop_requested()};
    session.exit_code = transform::transform_command(*options, base::utc_day(session.now), watch,
                                                     session.out, session.err);
  });
}

void add_fusionner(CLI::App& app, Session& session) {
  CLI::App* command =
      add_verb(app, {"fusionner", "f", "Met bout à bout des listes de même forme (JSON ou CSV)",
                     "fusionner -i 'sorties/*/*-sans-doublons.json' -o sorties"});
  const auto options = std::make_shared<transform::MergeOptions>();
  command
      ->add_option("-i,--input-files-pattern", options->input_pattern,
                   "Motif des fichiers, entre apostrophes")
      ->required();
  command->add_option("-o,--output-directory", options->output_directory, "Dossier du résultat")
      ->required();
  command->callback(
      [options, &session] { session.exit_code = transform::merge_command(*options, session.out); });
}

void add_publier(CLI::App& app, Session& session) {
  CLI::App* command =
      add_verb(app, {"publier", "p", "Publie un jeu de données sur un portail comme data.gouv.fr",
                     "publier -m sorties/publier.json --simuler"});
  const auto options = std::make_shared<transform::PublishOptions>();
  command
      ->add_option("-m,--metadata-file", options->metadata_file,
                   "Le fichier publier.json laissé par transformer")
      ->required();
  command->add_option("-u,--data-gouv-api-url", options->api_url, "Adresse de l’API du portail");
  command->add_option("-k,--data-gouv-api-key", options->key, "Clé de l’API");
  command->add_option("-t,--data-gouv-reference-type", options->owner_kind,
                      "À qui est le jeu de données : owner ou organization");
  command->add_option("-v,--data-gouv-reference-id", options->id,
                      "Identifiant de la personne ou de l’organisation");
  command->add_option("-z,--data-gouv-zone", options->zone, "Zone couverte (fr:region:84)");
  command->add_flag("--simuler", options->simulate, "Montre seulement ce qui serait fait");
  command->callback([options, &session] {
    session.exit_code = transform::publish_command(*options, session.out);
  });
}

void add_data_inclusion(CLI::App& app, Session& session) {
  CLI::App* command = add_verb(
      app, {"data-inclusion", "di", "Prend les lieux de médiation numérique de data·inclusion",
            "data-inclusion -o dora.json -f dora -k MA_CLE"});
  const auto options = std::make_shared<transform::DataInclusionOptions>();
  command->add_option("-o,--output-file", options->output_file, "Fichier écrit")->required();
  command->add_option("-f,--filter", options->filter,
                      "Source de data·inclusion (toutes si rien n’est dit)");
  command->add_option("-k,--api-key", options->key, "Clé de l’API");
  command->callback([options, &session] {
    session.exit_code = transform::data_inclusion_command(*options, session.out);
  });
}

}  // namespace

void add_list_verbs(CLI::App& app, Session& session) {
  add_transformer(app, session);
  add_fusionner(app, session);
  add_publier(app, session);
  add_data_inclusion(app, session);
}

}  // namespace maillage::app
