#include "transform/dataset.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <set>

namespace maillage::transform {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Length of the date that begins here: 8 for "20230107", 10 for "2023-01-07", else 0.
std::size_t date_length(std::string_view text) {
  const auto matches = [&](std::string_view pattern) {
    if (text.size() < pattern.size()) return false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      if (pattern[i] == '0' ? !is_digit(text[i]) : text[i] != pattern[i]) return false;
    }
    return text.size() == pattern.size() || !is_digit(text[pattern.size()]);
  };
  return matches("00000000") ? 8 : matches("0000-00-00") ? 10 : 0;
}

std::string text_or(const formats::Json& json, std::string_view name, std::string_view fallback) {
  return json[name].is_string() ? json[name].text() : std::string(fallback);
}

bool same_file(const RemoteResource& remote, const std::string& name) {
  return name_without_dates(remote.name) == name ||
         name_without_dates(file_name(remote.url)) == name;
}

}  // namespace

Dataset dataset_of(const formats::Json& metadata) {
  Dataset dataset;
  dataset.title = text_or(metadata, "title", "");
  if (dataset.title.empty() || !metadata["ressources"].is_array()) {
    throw base::Error(base::ErrorCode::bad_input,
                      "Ce fichier ne décrit pas un jeu de données : il faut un titre (title) et "
                      "des fichiers (ressources). Donnez le "
                      "publier.json que « transformer » écrit.");
  }
  dataset.description = text_or(metadata, "description", "");
  dataset.frequency = text_or(metadata, "frequency", "daily");
  dataset.license = text_or(metadata, "license", "lov2");
  dataset.zone = text_or(metadata, "zone", "");
  dataset.granularity = text_or(metadata, "granularity", "poi");
  dataset.start = text_or(metadata, "start", "");
  dataset.end = text_or(metadata, "end", "");
  for (const formats::Json& tag : metadata["tags"].items()) dataset.tags.push_back(tag.text());
  for (const formats::Json& resource : metadata["ressources"].items()) {
    const std::string source = text_or(resource, "source", "");
    if (source.empty()) {
      throw base::Error(base::ErrorCode::bad_input,
                        "Une ressource du publier.json n’a pas de fichier (source). Complétez-la.");
    }
    dataset.resources.push_back(
        {source, text_or(resource, "schema", ""), text_or(resource, "description", "")});
  }
  return dataset;
}

RemoteDataset remote_dataset_of(const formats::Json& json) {
  RemoteDataset dataset{text_or(json, "id", ""), text_or(json, "title", ""), {}};
  for (const formats::Json& resource : json["resources"].items()) {
    dataset.resources.push_back({text_or(resource, "id", ""), text_or(resource, "title", ""),
                                 text_or(resource, "url", "")});
  }
  return dataset;
}

PublicationSteps publication_steps(const Dataset& local, std::span<const RemoteDataset> remote) {
  PublicationSteps steps;
  const auto known =
      std::find_if(remote.begin(), remote.end(), [&](const RemoteDataset& candidate) {
        return !candidate.id.empty() && candidate.title == local.title;
      });
  std::set<std::string> replaced;
  for (const Resource& resource : local.resources) {
    PublicationSteps::Upload upload{&resource, std::nullopt};
    const std::string name = name_without_dates(file_name(resource.source));
    if (known != remote.end()) {
      for (const RemoteResource& candidate : known->resources) {
        if (candidate.id.empty() || !same_file(candidate, name) ||
            !replaced.insert(candidate.id).second)
          continue;
        upload.replaces = candidate.id;
        break;
      }
    }
    steps.uploads.push_back(upload);
  }
  if (known != remote.end()) steps.dataset = known->id;
  return steps;
}

std::string name_without_dates(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const bool inside_number = at > 0 && is_digit(name[at - 1]);
    const std::size_t date = inside_number ? 0 : date_length(name.substr(at));
    if (date == 0) out += name[at];
    at += std::max<std::size_t>(1, date);
  }
  return out;
}

std::string file_name(std::string_view path) {
  return std::string(path.substr(path.rfind('/') + 1));
}

std::string dataset_body(const Dataset& dataset, std::string_view owner_kind,
                         std::string_view owner_id) {
  std::string text;
  formats::JsonWriter json(text);
  json.begin_object().member("title", dataset.title).member("description", dataset.description);
  json.member("frequency", dataset.frequency).member("license", dataset.license);
  json.key("tags").begin_array();
  for (const std::string& tag : dataset.tags) json.string(tag);
  json.end_array();
  json.key("spatial").begin_object().member("granularity", dataset.granularity);
  if (!dataset.zone.empty()) json.key("zones").begin_array().string(dataset.zone).end_array();
  json.end_object();
  if (!dataset.start.empty() && !dataset.end.empty()) {
    json.key("temporal_coverage")
        .begin_object()
        .member("start", dataset.start)
        .member("end", dataset.end)
        .end_object();
  }
  json.member(owner_kind, owner_id).end_object();
  return text;
}

std::string resource_body(const Resource& resource) {
  std::string text;
  formats::JsonWriter json(text);
  json.begin_object()
      .member("title", file_name(resource.source))
      .member("description", resource.description);
  if (!resource.schema.empty())
    json.key("schema").begin_object().member("name", resource.schema).end_object();
  json.end_object();
  return text;
}

}  // namespace maillage::transform
