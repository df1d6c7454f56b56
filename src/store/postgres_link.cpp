#include "store/postgres_link.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>

namespace maillage::store {
namespace {

/// "annuaire sur db.exemple.fr", never the password.
std::string shown_name(const std::string& url) {
  std::string host, name;
  if (PQconninfoOption* options = PQconninfoParse(url.c_str(), nullptr)) {
    for (const PQconninfoOption* option = options; option->keyword; ++option) {
      if (!option->val) continue;
      if (std::string_view(option->keyword) == "host") host = option->val;
      if (std::string_view(option->keyword) == "dbname") name = option->val;
    }
    PQconninfoFree(options);
  }
  return fmt::format("{}{}{}", name.empty() ? "PostgreSQL" : name, host.empty() ? "" : " sur ",
                     host);
}

struct Advice {
  std::string_view states;  ///< SQLSTATE or its class, the first that begins so rules
  std::string_view what, advice;
};
constexpr Advice kAdvice[] = {
    {"08", "le serveur ne répond pas", "Vérifiez qu’il est démarré et joignable."},
    {"57P", "le serveur s’arrête ou démarre", "Attendez quelques secondes, puis recommencez."},
    {"28", "le serveur refuse l’utilisateur ou son mot de passe",
     "Vérifiez l’adresse donnée à --database."},
    {"3D000", "cette base n’existe pas sur le serveur", "Créez-la avec createdb."},
    {"42501", "l’utilisateur n’a pas les droits nécessaires",
     "Faites de lui le propriétaire de la base."},
    {"25006", "elle est en lecture seule", "Vérifiez que vous écrivez sur le serveur principal."},
    {"55P03", "une autre commande l’utilise", "Attendez qu’elle se termine, puis recommencez."},
    {"57014", "la réponse met trop de temps à venir",
     "Recommencez quand le serveur sera moins chargé."},
    {"53100", "le disque du serveur est plein", "Libérez de la place, puis recommencez."},
    {"53300", "le serveur a trop de connexions", "Augmentez max_connections."},
};

}  // namespace

void PgFree::operator()(pg_conn* connection) const {
  PQfinish(connection);
}
void PgFree::operator()(pg_result* result) const {
  PQclear(result);
}

PostgresLink::PostgresLink(std::string url, std::string session)
    : url_(std::move(url)), session_(std::move(session)) {
  // What the address says rules over what stands before it here.
  const char* const names[] = {"connect_timeout", "tcp_user_timeout", "application_name",
                               "dbname",          "client_encoding",  nullptr};
  const char* const values[] = {"5", "10000", "maillage", url_.c_str(), "UTF8", nullptr};
  constexpr int kExpandDbname = 1;
  connection_.reset(PQconnectdbParams(names, values, kExpandDbname));
  if (is_broken()) fail(nullptr);
  PQsetNoticeProcessor(
      handle(), [](void*, const char*) {}, nullptr);
  start_session();
}

void PostgresLink::start_session() {
  if (!session_.empty()) run(session_);
}

bool PostgresLink::is_broken() const {
  return PQstatus(handle()) != CONNECTION_OK;
}

void PostgresLink::reopen() {
  PQreset(handle());
  ++opening_;
  if (is_broken()) fail(nullptr);
  start_session();
}

PgResult PostgresLink::run(const std::string& sql) {
  return checked(PQexec(handle(), sql.c_str()));
}

void PostgresLink::prepare(const std::string& name, const std::string& sql,
                           const std::vector<PgParameter>& parameters) {
  std::vector<Oid> types;
  for (const PgParameter& parameter : parameters) types.push_back(parameter.type);
  checked(
      PQprepare(handle(), name.c_str(), sql.c_str(), static_cast<int>(types.size()), types.data()));
}

PgResult PostgresLink::run_prepared(const std::string& name,
                                    const std::vector<PgParameter>& parameters) {
  std::vector<const char*> values;
  for (const PgParameter& parameter : parameters)
    values.push_back(parameter.is_null ? nullptr : parameter.text.c_str());
  return checked(PQexecPrepared(handle(), name.c_str(), static_cast<int>(values.size()),
                                values.data(), nullptr, nullptr, 0));
}

PgResult PostgresLink::checked(pg_result* raw) {
  PgResult result(raw);
  const ExecStatusType status = PQresultStatus(raw);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
    fail(raw);
  return result;
}

void PostgresLink::fail(const pg_result* result) const {
  const char* code = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  std::string_view state = code ? code : "";
  // The library gives no code to a connection that could not be opened.
  const std::string_view said = PQerrorMessage(handle());
  if (state.empty() && base::contains(said, "authentication failed")) state = "28000";
  if (state.empty() && base::contains(said, "does not exist")) state = "3D000";
  if (state.empty()) state = "08000";
  const char* message = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
  std::string what(base::trim(message ? message : ""));
  std::string_view advice = "Vérifiez le journal du serveur.";
  for (const Advice& known : kAdvice) {
    if (!state.starts_with(known.states)) continue;
    what = known.what;
    advice = known.advice;
    break;
  }
  throw base::Error(base::ErrorCode::environment,
                    fmt::format("La base de données « {} » ne répond pas : {}. {}",
                                shown_name(url_), what, advice));
}

}  // namespace maillage::store
