#include "app/verb.hpp"
#include "transform/transform_command.hpp"

#include <cstdlib>

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

}  // namespace

void add_list_verbs(CLI::App& app, Session& session) {
  add_transformer(app, session);
}

}  // namespace maillage::app
