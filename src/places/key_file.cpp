#include "places/key_file.hpp"

#include "base/error.hpp"
#include "store/database.hpp"

#include <cerrno>
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
  explicit File(int file) : file_(file) {}
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

/// Of several processes that make the key at once one wins; no one ever sees a half of it.
void make_key(const std::string& path) {
  const base::SecretKey key = base::random_key();
  std::string temporary = path + ".XXXXXX";
  const File file(mkostemp(temporary.data(), O_CLOEXEC));  // readable by its owner only
  if (!file) fail(path);
  const bool written =
      write(file.number(), key.data(), key.size()) == static_cast<ssize_t>(key.size()) &&
      fsync(file.number()) == 0;
  const bool there = written && (link(temporary.c_str(), path.c_str()) == 0 || errno == EEXIST);
  unlink(temporary.c_str());
  if (!there) fail(path);
}

}  // namespace

std::string key_path(const std::string& database) {
  if (const char* given = std::getenv("MAILLAGE_CLE"); given && *given) return given;
  return store::is_postgres_url(database) ? "var/maillage.key" : database + ".key";
}

base::SecretKey load_key(const std::string& path) {
  if (access(path.c_str(), F_OK) != 0) make_key(path);
  base::SecretKey key;
  const File known(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!known || read(known.number(), key.data(), key.size()) != static_cast<ssize_t>(key.size()))
    fail(path);
  return key;
}

}  // namespace maillage::places
