#include "places/key_file.hpp"

#include "base/error.hpp"
#include "store/database.hpp"

#include <cstdlib>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace maillage::places {
namespace {

[[noreturn]] void fail(const std::string& path) {
  throw base::Error(base::ErrorCode::environment,
                    fmt::format("La clé « {} » ne peut être ni lue ni créée. Vérifiez que le "
                                "dossier est accessible et que le fichier a 32 octets.",
                                path));
}

/// A file descriptor that closes itself.
class File {
 public:
  File(const std::string& path, int flags) : file_(open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~File() {
    if (file_ >= 0) close(file_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  explicit operator bool() const { return file_ >= 0; }
  int number() const { return file_; }

 private:
  int file_;
};

}  // namespace

std::string key_path(const std::string& database) {
  if (const char* given = std::getenv("MAILLAGE_CLE"); given && *given) return given;
  return store::is_postgres_url(database) ? "var/maillage.key" : database + ".key";
}

base::SecretKey load_key(const std::string& path) {
  if (const File fresh(path, O_WRONLY | O_CREAT | O_EXCL); fresh) {
    const base::SecretKey key = base::random_key();
    if (write(fresh.number(), key.data(), key.size()) != static_cast<ssize_t>(key.size()))
      fail(path);
    return key;
  }
  base::SecretKey key;
  const File known(path, O_RDONLY);
  if (!known || read(known.number(), key.data(), key.size()) != static_cast<ssize_t>(key.size()))
    fail(path);
  return key;
}

}  // namespace maillage::places
