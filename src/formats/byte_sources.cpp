#include "base/error.hpp"
#include "formats/row_reader.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>
#include <sys/stat.h>

namespace maillage::formats {

namespace {

class FileSource final : public ByteSource {
 public:
  explicit FileSource(std::string path)
      : path_(std::move(path)), file_(std::fopen(path_.c_str(), "rb")) {
    if (!file_) {
      const bool absent = errno == ENOENT || errno == ENOTDIR;
      throw base::Error(
          absent ? base::ErrorCode::not_found : base::ErrorCode::environment,
          absent ? fmt::format("Le fichier « {} » n’existe pas. Vérifiez son nom et son dossier.",
                               path_)
                 : fmt::format("Le fichier « {} » ne peut pas être ouvert : {}. Vérifiez vos "
                               "droits de lecture.",
                               path_, std::strerror(errno)));
    }
    struct stat status {};
    if (fstat(fileno(file_.get()), &status) == 0 && S_ISDIR(status.st_mode)) {
      throw base::Error(base::ErrorCode::usage,
                        fmt::format("« {} » est un dossier. Donnez le nom d’un fichier.", path_));
    }
    std::setvbuf(file_.get(), nullptr, _IONBF, 0);  // the readers ask for large chunks themselves
  }

  std::size_t read(char* buffer, std::size_t capacity) override {
    const std::size_t got = std::fread(buffer, 1, capacity, file_.get());
    if (got == 0 && std::ferror(file_.get())) {
      throw base::Error(
          base::ErrorCode::environment,
          fmt::format(
              "La lecture du fichier « {} » a échoué : {}. Vérifiez le disque, puis recommencez.",
              path_, std::strerror(errno)));
    }
    return got;
  }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::string path_;
  std::unique_ptr<std::FILE, Close> file_;
};

class TextSource final : public ByteSource {
 public:
  explicit TextSource(std::string text) : text_(std::move(text)) {}

  std::size_t read(char* buffer, std::size_t capacity) override {
    const std::size_t got = std::min(capacity, text_.size() - at_);
    std::memcpy(buffer, text_.data() + at_, got);
    at_ += got;
    return got;
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
};

}  // namespace

std::unique_ptr<ByteSource> open_file(const std::string& path) {
  return std::make_unique<FileSource>(path);
}

std::unique_ptr<ByteSource> from_text(std::string text) {
  return std::make_unique<TextSource>(std::move(text));
}

}  // namespace maillage::formats
