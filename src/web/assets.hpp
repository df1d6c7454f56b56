#pragma once
/// The files of web/ (style sheet, fonts, icons), built into the program. Each is served under an
/// address that holds the hash of its content, so browsers keep it for ever and a new version is a
/// new address.
#include "web/message.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::web {

/// A file as the build embedded it.
struct EmbeddedFile {
  std::string_view name;  ///< "style.css", "fonts/atkinson-hyperlegible-latin-400.woff2"
  std::string_view bytes;
};
/// All files of web/, made by cmake/embed.cmake.
std::vector<EmbeddedFile> embedded_files();

class Assets {
 public:
  /// In style sheets, url(name) of another file becomes its hashed address. "x.js.br" and "x.js.gz"
  /// are the file "x.js" as it is sent, compressed beforehand as far as it goes.
  explicit Assets(std::span<const EmbeddedFile> files);

  /// "/ressources/style.1a2b3c4d.css". The name must exist.
  const Address& address(std::string_view name) const;
  /// What is served under "/ressources/{file}".
  std::optional<Response> serve(std::string_view file, const Request& request) const;

 private:
  struct File {
    std::string name;
    std::string hashed_name;
    Address address;
    std::string content_type;
    std::shared_ptr<const std::string> bytes;       ///< null when only compressed ones are there
    std::shared_ptr<const std::string> compressed;  ///< with gzip; null when it gains nothing
    std::shared_ptr<const std::string> brotli;      ///< null but for what was made beforehand
  };
  const File* named(std::string_view name) const;
  void add(std::string_view name, std::string bytes);
  void add_precompressed(const EmbeddedFile& file);
  std::vector<File> files_;
};

}  // namespace maillage::web
