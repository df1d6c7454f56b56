#pragma once
/// The command `publier`: puts a dataset and its files on a portal of open data that speaks the API
/// of data.gouv.fr (udata). An empty file is refused before anything is sent; a resource that the
/// portal doesn't have is created, never guessed.
#include "formats/http_client.hpp"

#include <iosfwd>
#include <string>

namespace maillage::transform {

struct PublishOptions {
  std::string api_url = "https://www.data.gouv.fr/api/1";
  std::string key;                          ///< sent as X-API-KEY
  std::string owner_kind = "organization";  ///< or "owner"
  std::string id;                           ///< of the organization or the owner
  std::string zone;                         ///< "fr:region:84"; overrides the file's; may be empty
  std::string metadata_file;  ///< publier.json; its paths count from here or from its own folder
  bool simulate = false;      ///< only say what would be done; no call
};

/// Says on `out`, in French, what was done. Returns 0; every failure is a base::Error: usage,
/// not_found (a missing file), bad_input (an empty file), environment (the portal refuses or
/// doesn't answer).
int publish_command(const PublishOptions& options, std::ostream& out,
                    const formats::HttpOptions& http = {});

}  // namespace maillage::transform
