#include "formats/bytes_out.hpp"

#include "base/error.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace maillage::formats {

namespace {

constexpr std::size_t kBufferBytes = 64u << 10;
constexpr mode_t kReadableByAll = 0644;

const char* advice(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "Le disque est plein. Libérez de la place, puis recommencez.";
    case EACCES:
    case EPERM:
    case EROFS:
      return "Vous n’avez pas le droit d’écrire à cet endroit. Choisissez un autre dossier.";
    case EISDIR:
      return "C’est un dossier. Donnez un nom de fichier.";
    case ENOTDIR:
    case EEXIST:
      return "Un fichier porte le nom d’un de ses dossiers. Choisissez un autre dossier.";
    default:
      return nullptr;
  }
}

}  // namespace

AtomicFile::AtomicFile(std::string path, Readers readers)
    : path_(std::move(path)), readers_(readers) {
  struct stat status {};
  if (stat(path_.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    file_ = open(path_.c_str(), O_WRONLY | O_CLOEXEC);
    if (file_ < 0) fail(errno);
    return;
  }
  std::error_code made;
  const auto folder = std::filesystem::path(path_).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, made);
  if (made) fail(made.value());
  temporary_ = path_ + ".XXXXXX";
  file_ = mkostemp(temporary_.data(), O_CLOEXEC);
  if (file_ < 0) {
    const int error = errno;
    temporary_.clear();
    fail(error);
  }
  buffer_.reserve(kBufferBytes);
}

AtomicFile::~AtomicFile() {
  discard();
}

void AtomicFile::write(std::string_view bytes) {
  if (buffer_.size() + bytes.size() > kBufferBytes) flush();
  if (bytes.size() > kBufferBytes) return put(bytes);  // gathering a large piece would only copy it
  buffer_ += bytes;
}

void AtomicFile::commit() {
  flush();
  if (!temporary_.empty()) {
    // mkostemp made it for its owner alone
    if (readers_ == Readers::all && fchmod(file_, kReadableByAll) != 0) fail(errno);
    if (fsync(file_) != 0) fail(errno);
  }
  const int closed = close(file_);
  file_ = -1;
  if (closed != 0) fail(errno);
  if (temporary_.empty()) return;
  if (std::rename(temporary_.c_str(), path_.c_str()) != 0) fail(errno);
  temporary_.clear();
}

void AtomicFile::flush() {
  put(buffer_);
  buffer_.clear();
}

void AtomicFile::put(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file_, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) fail(errno);
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void AtomicFile::discard() {
  if (file_ >= 0) close(file_);
  file_ = -1;
  if (!temporary_.empty()) unlink(temporary_.c_str());
  temporary_.clear();
}

void AtomicFile::fail(int error) {
  discard();
  const char* const known = advice(error);
  throw base::Error(
      base::ErrorCode::environment,
      known ? fmt::format("Le fichier « {} » n’a pas pu être écrit. {}", path_, known)
            : fmt::format(
                  "Le fichier « {} » n’a pas pu être écrit : {}. Vérifiez le disque et le dossier.",
                  path_, std::strerror(error)));
}

void write_file(const std::string& path, std::string_view bytes) {
  AtomicFile file(path);
  file.write(bytes);
  file.commit();
}

}  // namespace maillage::formats
