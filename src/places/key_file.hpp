#pragma once
/// The secret key of a registry, in a file beside the database and never in it: a stolen copy of
/// the database opens no review page and tells no opposed contact. Processes that share a registry
/// share the file.
#include "base/secret.hpp"

#include <string>

namespace maillage::places {

/// The file of the key of a registry: what MAILLAGE_CLE names, else the database's file with
/// ".key" behind it, else var/maillage.key.
std::string key_path(const std::string& database);
/// The key in the file, which is made (readable by its owner only) when it is not there. Throws
/// base::Error (environment).
base::SecretKey load_key(const std::string& path);

}  // namespace maillage::places
