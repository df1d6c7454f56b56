#pragma once
/// A dataset of open data as the file `publier.json` describes it, the one that a portal already
/// has, and what must be done to make the second like the first. No calls here: those are
/// publish.hpp's.
#include "formats/json.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::transform {

struct Resource {
  std::string source;  ///< path of the file
  std::string schema, description;
};

struct Dataset {
  std::string title, description, frequency, license, zone, granularity;
  std::string start, end;  ///< days covered, "2024-04-02"; both or none
  std::vector<std::string> tags;
  std::vector<Resource> resources;
};

struct RemoteResource {
  std::string id, name;  ///< the name shown on the portal
  std::string url;
};

struct RemoteDataset {
  std::string id, title;
  std::vector<RemoteResource> resources;
};

struct PublicationSteps {
  std::optional<std::string> dataset;  ///< id of the dataset to update; none: create it
  struct Upload {
    const Resource* resource;
    std::optional<std::string> replaces;  ///< id of the resource; none: a new one
  };
  std::vector<Upload> uploads;
};

/// Throws base::Error (bad_input) when the title or the list of resources is missing.
Dataset dataset_of(const formats::Json& metadata);
/// From an element of the portal's answer.
RemoteDataset remote_dataset_of(const formats::Json& json);

/// The dataset with exactly this title is updated; a file replaces the resource whose name or file
/// is the same but for its dates ("20230107-x.csv", "2023-01-04-x.csv"), each resource once.
/// `local` must outlive the steps.
PublicationSteps publication_steps(const Dataset& local, std::span<const RemoteDataset> remote);

/// A name without its dates: "20230107-lieux.csv" -> "-lieux.csv".
std::string name_without_dates(std::string_view name);
/// The part behind the last '/'.
std::string file_name(std::string_view path);

/// The body that creates or updates the dataset; `owner_kind` is "organization" or "owner".
std::string dataset_body(const Dataset& dataset, std::string_view owner_kind,
                         std::string_view owner_id);
std::string resource_body(const Resource& resource);

}  // namespace maillage::transform
