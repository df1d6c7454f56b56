#include "app/command_line.hpp"

#include "app/commands.hpp"
#include "app/session.hpp"
#include "app/words.hpp"
#include "base/error.hpp"

#include <iostream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace maillage::app {

namespace {

constexpr const char* kVersion = "maillage 0.1.0";
constexpr const char* kFooter =
    "Exemple : maillage transformer -s liste.csv -c liste.config.json -o sorties -n ma-source -t "
    "Gironde\n"
    "Chaque commande a son aide : maillage transformer --help\n"
    "Codes de sortie : 0 fait, 1 des données sont à corriger, 2 la commande est mal écrite, 3 "
    "l’environnement a fait "
    "défaut.";

/// The words of the library, in French.
void speak_french(CLI::App& app) {
  const auto formatter = std::make_shared<CLI::Formatter>();
  for (const auto& [english, french] :
       std::initializer_list<std::pair<const char*, const char*>>{{"Usage", "Usage"},
                                                                  {"OPTIONS", "options"},
                                                                  {"Options", "Options"},
                                                                  {"SUBCOMMAND", "commande"},
                                                                  {"SUBCOMMANDS", "commandes"},
                                                                  {"Subcommands", "Commandes"},
                                                                  {"POSITIONALS", "arguments"},
                                                                  {"Positionals", "Arguments"},
                                                                  {"REQUIRED", "(obligatoire)"},
                                                                  {"TEXT", ""},
                                                                  {"INT", "NOMBRE"},
                                                                  {"UINT", "NOMBRE"},
                                                                  {"FLOAT", "NOMBRE"}}) {
    formatter->label(english, french);
  }
  constexpr std::size_t kOptionColumn = 36;
  formatter->column_width(kOptionColumn);
  app.formatter(formatter);
  app.set_help_flag("-h,--help", "Affiche cette aide");
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(command->get_name());
  }
  return names;
}

/// The command named on the line, as deep as it goes; the program itself when there is none.
const CLI::App& asked_command(const CLI::App& app) {
  const CLI::App* asked = &app;
  while (!asked->get_subcommands().empty()) asked = asked->get_subcommands().front();
  return *asked;
}

/// What is wrong with a command line, as French sentences.
std::string usage_sentence(const CLI::App& asked, const CLI::ParseError& error,
                           const std::vector<std::string>& words) {
  const std::string kind = error.get_name();
  const std::string detail = error.what();
  const auto unknown = std::find_if(words.begin(), words.end(),
                                    [](const std::string& w) { return !w.starts_with('-'); });
  if (asked.get_require_subcommand_min() > 0 && asked.get_subcommands().empty()) {
    if (unknown == words.end()) return "Dites quelle commande lancer.";
    const std::string near = suggestion(*unknown, command_names(asked));
    return fmt::format("La commande « {} » n’existe pas.{}", *unknown,
                       near.empty() ? "" : fmt::format(" Vouliez-vous écrire « {} » ?", near));
  }
  const std::string subject = detail.substr(0, detail.find_first_of(" :"));
  if (kind == "RequiredError")
    return fmt::format("Il manque une option obligatoire : {}.", subject);
  if (kind == "ExtrasError") {
    const std::size_t colon = detail.find(": ");
    return fmt::format("La commande ne connaît pas : {}.",
                       colon == std::string::npos ? detail : detail.substr(colon + 2));
  }
  if (kind == "ArgumentMismatch") return fmt::format("L’option {} attend une valeur.", subject);
  if (kind == "ConversionError" || kind == "ValidationError") {
    return fmt::format("L’option {} n’accepte pas cette valeur.", subject);
  }
  return fmt::format("La commande est mal écrite : {}.", detail);
}

/// The words after the commands that were understood.
std::vector<std::string> words_after(const CLI::App& app, int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  for (const CLI::App* level = &app; !level->get_subcommands().empty() && !words.empty();
       level = level->get_subcommands().front()) {
    words.erase(words.begin());
  }
  return words;
}

int run_commands(int argc, char** argv, Session& session) {
  CLI::App app{"Maillage : des listes de lieux de médiation numérique à l’annuaire national."};
  app.name("maillage");
  speak_french(app);
  app.footer(kFooter);
  app.set_version_flag("--version", kVersion, "Affiche la version");
  app.require_subcommand(1);
  add_commands(app, session);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    session.out << app.help();
    return 0;
  } catch (const CLI::CallForVersion&) {
    session.out << kVersion << '\n';
    return 0;
  } catch (const CLI::ParseError& error) {
    if (argc <= 1) {
      session.err << app.help();
      return base::exit_code(base::ErrorCode::usage);
    }
    const CLI::App& asked = asked_command(app);
    session.err << usage_sentence(asked, error, words_after(app, argc, argv))
                << "\nAide : maillage " << (&asked == &app ? std::string() : asked.get_name() + " ")
                << "--help\n";
    return base::exit_code(base::ErrorCode::usage);
  }
  return session.exit_code;
}

}  // namespace

int run(int argc, char** argv) {
  std::ios::sync_with_stdio(false);
  Session session{std::cout, std::cerr,
                  std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())};
  try {
    const int code = run_commands(argc, argv, session);
    if (session.out.flush()) return code;
    session.err << "Le résultat n’a pas pu être écrit en entier. Vérifiez le disque ou la commande "
                   "qui le reçoit.\n";
  } catch (const base::Error& error) {
    session.err << error.what() << '\n';
    return base::exit_code(error.code());
  } catch (const std::bad_alloc&) {
    session.err << "La mémoire manque. Fermez d’autres programmes ou découpez le fichier.\n";
  } catch (const std::exception& error) {
    session.err << "Une erreur imprévue a arrêté la commande : " << error.what() << '\n';
  }
  return base::exit_code(base::ErrorCode::environment);
}

}  // namespace maillage::app
