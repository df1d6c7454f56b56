#include "app/verb.hpp"
#include "base/error.hpp"
#include "hours/commands.hpp"
#include "transform/dates.hpp"

#include <iostream>

#include <CLI/CLI.hpp>

namespace maillage::app {

namespace {

territory::SchoolHolidays school_holidays() {
  return territory::SchoolHolidays::load_csv(data_directory() + "/territories/school-holidays.csv");
}

base::Instant instant_of(const std::string& text, base::Instant now) {
  if (text.empty()) return now;
  base::Notes notes;
  if (const auto instant = transform::read_date(text, notes)) return *instant;
  throw base::Error(base::ErrorCode::usage,
                    "L’instant s’écrit 2024-05-01T14:30:00Z. Vous avez écrit « " + text + " ».");
}

void add_etat(CLI::App& horaires, Session& session) {
  CLI::App* command = add_verb(horaires, {"etat", "", "Dit si un lieu est ouvert, et jusqu’à quand",
                                          "horaires etat 'Mo-Fr 09:00-12:00' --commune 33063"});
  const auto options = std::make_shared<hours::EtatOptions>();
  const auto instant = std::make_shared<std::string>();
  command->add_option("horaires", options->value, "Notation d’OpenStreetMap, ou texte en français")
      ->required();
  command->add_option("--commune", options->commune,
                      "Code INSEE, pour l’heure et les jours fériés du lieu");
  command->add_option("--instant", *instant,
                      "Instant (2024-05-01T14:30:00Z), maintenant si rien n’est dit");
  command->callback([options, instant, &session] {
    options->instant = instant_of(*instant, session.now);
    session.exit_code = hours::etat(*options, school_holidays(), session.out);
  });
}

void add_lire(CLI::App& horaires, Session& session) {
  CLI::App* command =
      add_verb(horaires, {"lire", "", "Traduit un texte en notation d’OpenStreetMap",
                          "horaires lire 'du lundi au vendredi de 9h à 12h'"});
  const auto text = std::make_shared<std::string>();
  const auto lines = std::make_shared<bool>(false);
  command->add_option("texte", *text, "Les horaires, en français");
  command->add_flag("--jsonl", *lines, "Lit des lignes {\"text\"} sur l’entrée et répond de même");
  command->callback([text, lines, &session] {
    if (!*lines && text->empty()) throw CLI::RequiredError("texte");
    session.exit_code =
        *lines ? hours::lire_jsonl(std::cin, session.out) : hours::lire(*text, session.out);
  });
}

void add_evaluer(CLI::App& horaires, Session& session) {
  CLI::App* command = add_verb(horaires, {"evaluer", "", "Répond à des programmes, ligne par ligne",
                                          "horaires evaluer --jsonl < questions.jsonl"});
  const auto lines = std::make_shared<bool>(false);
  const auto real_sun = std::make_shared<bool>(false);
  command->add_flag("--jsonl", *lines,
                    "Lit des lignes JSON sur l’entrée (la seule forme à ce jour)");
  command->add_flag("--soleil-vrai", *real_sun,
                    "Lever et coucher du soleil au lieu, et non 6 h et 18 h");
  command->callback([lines, real_sun, &session] {
    session.exit_code = hours::evaluer_jsonl(std::cin, session.out, school_holidays(), *real_sun);
  });
}

}  // namespace

void add_hours_verbs(CLI::App& app, Session& session) {
  CLI::App* horaires =
      add_verb(app, {"horaires", "", "Lit, évalue et explique des horaires d’ouverture",
                     "horaires lire 'lundi au vendredi 9h-12h'"});
  horaires->require_subcommand(1);
  add_etat(*horaires, session);
  add_lire(*horaires, session);
  add_evaluer(*horaires, session);
}

}  // namespace maillage::app
