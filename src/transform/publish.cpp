#include "transform/publish.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/fetch.hpp"
#include "transform/dataset.hpp"

#include <filesystem>
#include <ostream>

#include <fmt/format.h>

namespace maillage::transform {

namespace {

constexpr std::size_t kMaxListPages = 100;
constexpr std::size_t kMaxReasonBytes = 300;

std::string read_all(const std::string& path) {
  const auto bytes = formats::open_file(path);
  std::string text;
  char piece[16384];
  while (const std::size_t got = bytes->read(piece, sizeof piece)) text.append(piece, got);
  return text;
}

/// The paths in publier.json count from the current folder, or else from the folder of the file
/// itself.
void locate(Dataset& dataset, const std::string& metadata_file) {
  const auto folder = std::filesystem::path(metadata_file).parent_path();
  for (Resource& resource : dataset.resources) {
    for (const auto& candidate : {std::filesystem::path(resource.source), folder / resource.source,
                                  folder / file_name(resource.source)}) {
      std::error_code ignored;
      if (!std::filesystem::is_regular_file(candidate, ignored)) continue;
      resource.source = candidate.string();
      break;
    }
  }
}

void refuse_empty(const Resource& resource) {
  const auto reader = formats::open_source(resource.source, {});
  formats::Row row;
  if (reader->next(row)) return;
  throw base::Error(
      base::ErrorCode::bad_input,
      fmt::format("Le fichier « {} » ne contient aucun lieu : rien n’est publié. Vérifiez la "
                  "transformation.",
                  resource.source));
}

void check_options(const PublishOptions& options) {
  if (options.owner_kind != "organization" && options.owner_kind != "owner") {
    throw base::Error(
        base::ErrorCode::usage,
        fmt::format("Le type de propriétaire « {} » est inconnu. Donnez organization ou owner.",
                    options.owner_kind));
  }
  if (!formats::is_http(options.api_url)) {
    throw base::Error(
        base::ErrorCode::usage,
        fmt::format("L’adresse du portail « {} » ne commence pas par https://.", options.api_url));
  }
  if (options.simulate) return;
  if (options.key.empty())
    throw base::Error(base::ErrorCode::usage, "Il manque la clé du portail (-k).");
  if (options.id.empty())
    throw base::Error(base::ErrorCode::usage,
                      "Il manque l’identifiant du propriétaire du jeu de données (-v).");
}

/// "organisation 534fff8e": whose dataset it is; a plan can be looked at before that is known.
std::string owner_text(const PublishOptions& options) {
  const std::string_view kind =
      options.owner_kind == "organization" ? "organisation" : "utilisateur";
  return options.id.empty() ? fmt::format("{} à préciser (-v)", kind)
                            : fmt::format("{} {}", kind, options.id);
}

void print_plan(const Dataset& dataset, const PublishOptions& options, std::ostream& out) {
  out << "Simulation : rien n’est envoyé.\n"
      << "Portail : " << options.api_url << "\n"
      << "Propriétaire : " << owner_text(options) << "\n"
      << "Jeu de données : " << dataset.title << " (créé s’il n’existe pas, sinon mis à jour)\n"
      << "Licence : " << dataset.license << ", fréquence : " << dataset.frequency
      << ", zone : " << (dataset.zone.empty() ? "aucune" : dataset.zone) << "\n";
  if (!dataset.start.empty())
    out << "Dates couvertes : du " << dataset.start << " au " << dataset.end << "\n";
  for (const Resource& resource : dataset.resources) out << "Fichier : " << resource.source << "\n";
}

/// The portal's API, in the words of this command.
class Portal {
 public:
  Portal(const PublishOptions& options, const formats::HttpOptions& http)
      : options_(options), http_(http) {
    while (options_.api_url.ends_with('/')) options_.api_url.pop_back();
  }

  std::vector<RemoteDataset> datasets() {
    std::vector<RemoteDataset> found;
    std::string url = fmt::format("{}/datasets/?{}={}&page_size=10000", options_.api_url,
                                  options_.owner_kind, formats::url_escape(options_.id));
    for (std::size_t page = 0; page < kMaxListPages && !url.empty(); ++page) {
      const formats::Json answer = call("GET", url, "");
      for (const formats::Json& dataset : answer["data"].items())
        found.push_back(remote_dataset_of(dataset));
      const formats::Json& next = answer["next_page"];
      url = next.is_string() ? formats::resolve_url(url, next.text()) : "";
    }
    return found;
  }

  std::string create(const Dataset& dataset) {
    return id_of(call("POST", options_.api_url + "/datasets/",
                      dataset_body(dataset, options_.owner_kind, options_.id)),
                 "du jeu de données");
  }

  void update(const std::string& id, const Dataset& dataset) {
    call("PUT", dataset_url(id), dataset_body(dataset, options_.owner_kind, options_.id));
  }

  void upload(const std::string& dataset, const PublicationSteps::Upload& upload) {
    const std::string where = upload.replaces ? resource_url(dataset, *upload.replaces) + "upload/"
                                              : dataset_url(dataset) + "upload/";
    const formats::Json answer = call("POST", where, "", upload.resource->source);
    const std::string id = upload.replaces ? *upload.replaces : id_of(answer, "de la ressource");
    call("PUT", resource_url(dataset, id), resource_body(*upload.resource));
  }

 private:
  std::string dataset_url(const std::string& id) const {
    return fmt::format("{}/datasets/{}/", options_.api_url, formats::url_escape(id));
  }

  std::string resource_url(const std::string& dataset, const std::string& id) const {
    return fmt::format("{}resources/{}/", dataset_url(dataset), formats::url_escape(id));
  }

  static std::string id_of(const formats::Json& answer, std::string_view whose) {
    if (answer["id"].is_string() && !answer["id"].text().empty()) return answer["id"].text();
    throw base::Error(
        base::ErrorCode::environment,
        fmt::format("Le portail n’a pas donné l’identifiant {}. Recommencez plus tard.", whose));
  }

  formats::Json call(std::string method, const std::string& url, std::string body,
                     std::string file = "") {
    formats::HttpRequest request;
    request.method = std::move(method);
    request.url = url;
    request.headers = {"X-API-KEY: " + options_.key, "Accept: application/json"};
    if (!body.empty()) request.headers.emplace_back("Content-Type: application/json");
    request.body = std::move(body);
    request.file = std::move(file);
    const formats::HttpAnswer answer = formats::call_http(request, http_);
    check(answer, url);
    return answer.body.empty() ? formats::Json() : formats::parse_json(answer.body);
  }

  /// Adds the reason that the portal gives, when it gives one.
  static void check(const formats::HttpAnswer& answer, const std::string& url) {
    try {
      formats::check_status(answer.status, url);
    } catch (const base::Error& error) {
      if (answer.body.empty()) throw;
      throw base::Error(error.code(),
                        fmt::format("{} Le portail dit : {}", error.what(),
                                    base::valid_utf8(answer.body.substr(0, kMaxReasonBytes))));
    }
  }

  PublishOptions options_;
  const formats::HttpOptions& http_;
};

}  // namespace

int publish_command(const PublishOptions& options, std::ostream& out,
                    const formats::HttpOptions& http) {
  check_options(options);
  Dataset dataset = dataset_of(formats::parse_json(read_all(options.metadata_file)));
  if (!options.zone.empty()) dataset.zone = options.zone;
  locate(dataset, options.metadata_file);
  for (const Resource& resource : dataset.resources) refuse_empty(resource);
  if (options.simulate) {
    print_plan(dataset, options, out);
    return 0;
  }
  Portal portal(options, http);
  const PublicationSteps steps = publication_steps(dataset, portal.datasets());
  std::string id;
  if (steps.dataset) {
    id = *steps.dataset;
    portal.update(id, dataset);
    out << "Jeu de données mis à jour : " << dataset.title << "\n";
  } else {
    id = portal.create(dataset);
    out << "Jeu de données créé : " << dataset.title << "\n";
  }
  for (const PublicationSteps::Upload& upload : steps.uploads) {
    portal.upload(id, upload);
    out << (upload.replaces ? "Fichier remplacé : " : "Fichier ajouté : ")
        << file_name(upload.resource->source) << "\n";
  }
  return 0;
}

}  // namespace maillage::transform
