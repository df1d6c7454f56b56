#include "transform/data_inclusion_source.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/bytes_out.hpp"
#include "formats/json.hpp"
#include "standard/data_inclusion_import.hpp"
#include "standard/data_inclusion_rows.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

namespace maillage::transform {

namespace {

constexpr std::size_t kMaxPages = 10'000;

/// Gives each item of a paginated list {items, page, pages}.
template <class Use>
void each_item(const DataInclusionOptions& options, const formats::HttpOptions& http,
               std::string_view list, Use use) {
  std::size_t pages = 1;
  for (std::size_t page = 1; page <= pages; ++page) {
    formats::HttpRequest request;
    request.url = fmt::format(
        "{}/{}?{}page={}", options.api_url, list,
        options.filter.empty() ? "" : "sources=" + formats::url_escape(options.filter) + "&", page);
    request.headers = {"Accept: application/json"};
    const formats::HttpAnswer answer = formats::call_http(request, http);
    formats::check_status(answer.status, request.url);
    const formats::Json body = formats::parse_json(answer.body);
    if (!body["items"].is_array()) {
      throw base::Error(base::ErrorCode::bad_input,
                        fmt::format("La réponse de data·inclusion n’a pas la forme attendue ({}, "
                                    "page {}). Réessayez plus tard.",
                                    list, page));
    }
    for (const formats::Json& item : body["items"].items()) use(item);
    if (body["pages"].is_number())
      pages = static_cast<std::size_t>(
          std::clamp(body["pages"].as_number(), 0.0, static_cast<double>(kMaxPages)));
  }
}

bool is_digital(const standard::DiService& service) {
  return std::any_of(service.thematiques.begin(), service.thematiques.end(),
                     [](const std::string& theme) { return base::contains(theme, "numerique"); });
}

}  // namespace

int data_inclusion_command(const DataInclusionOptions& options, std::ostream& out,
                           const formats::HttpOptions& http) {
  if (options.output_file.empty())
    throw base::Error(base::ErrorCode::usage, "Il manque le fichier de sortie (-o).");
  if (options.key.empty())
    throw base::Error(base::ErrorCode::usage, "Il manque la clé de l’API data·inclusion (-k).");
  if (!formats::is_http(options.api_url)) {
    throw base::Error(
        base::ErrorCode::usage,
        fmt::format("L’adresse « {} » ne commence pas par https://.", options.api_url));
  }
  formats::HttpOptions authorised = http;
  authorised.bearer_token = options.key;
  std::vector<standard::DiService> services;
  std::vector<standard::DiStructure> structures;
  each_item(options, authorised, "services", [&](const formats::Json& item) {
    if (standard::DiService service = standard::di_service_of(item); is_digital(service))
      services.push_back(std::move(service));
  });
  each_item(options, authorised, "structures", [&](const formats::Json& item) {
    structures.push_back(standard::di_structure_of(item));
  });
  const std::vector<formats::Json> rows = standard::data_inclusion_rows(structures, services);
  if (rows.empty()) {
    out << "data·inclusion n’a aucun service de médiation numérique pour « " << options.filter
        << " ». Aucun fichier n’est écrit.\n";
    return 1;
  }
  formats::AtomicFile file(options.output_file);
  for (std::size_t i = 0; i < rows.size(); ++i)
    file.write((i == 0 ? "[\n" : ",\n") + formats::json_text(rows[i]));
  file.write("\n]\n");
  file.commit();
  out << rows.size() << " lieux de data·inclusion écrits dans " << options.output_file << "\n";
  return 0;
}

}  // namespace maillage::transform
