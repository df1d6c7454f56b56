#pragma once
/// The command `data-inclusion`: fetches the structures and services of data·inclusion, keeps those
/// of digital mediation, and writes them as one list of flat rows for `transformer`.
#include "formats/http_client.hpp"

#include <iosfwd>
#include <string>

namespace maillage::transform {

struct DataInclusionOptions {
  std::string output_file;
  std::string filter;  ///< a source of data·inclusion ("dora"); empty: all
  std::string key;     ///< of the API, sent as a bearer token
  std::string api_url = "https://api.data.inclusion.gouv.fr/api/v1";
};

/// Returns 0 and says on `out`, in French, what was written; 1 when nothing was found, and then
/// writes nothing. Throws base::Error (usage, environment, bad_input).
int data_inclusion_command(const DataInclusionOptions& options, std::ostream& out,
                           const formats::HttpOptions& http = {});

}  // namespace maillage::transform
