#pragma once
/// The little that every TOML file of people needs: what is wrong is said in French, with the file,
/// the key and, where it helps, the line. Methods of indices, descriptions of sources and models of
/// linkage are read with it. Sources that call it include toml++ themselves.
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace toml {
inline namespace v3 {
class table;
}
}  // namespace toml

namespace maillage::formats {

/// Every function throws base::Error (bad_input) by `fail`.
class TomlReader {
 public:
  /// `what` begins each message: "Méthode « ifn-v4 »".
  explicit TomlReader(std::string what) : what_(std::move(what)) {}

  [[noreturn]] void fail(std::string_view message) const;

  toml::table parse(std::string_view text) const;
  /// Refuses other keys than the possible ones; `where` names the table: "[[champ]]".
  void only(const toml::table& table, std::string_view where,
            std::initializer_list<std::string_view> possible) const;
  /// A text that must be there.
  std::string text(const toml::table& table, std::string_view key, std::string_view where) const;
  /// A list of texts, or one text; empty without the key.
  std::vector<std::string> texts(const toml::table& table, std::string_view key) const;
  std::vector<double> numbers(const toml::table& table, std::string_view key) const;
  /// From `least` to `most`; `otherwise` without the key.
  double number(const toml::table& table, std::string_view key, double otherwise, double least,
                double most) const;
  /// The blocks [[key]], of which there is one at least.
  void each(const toml::table& root, std::string_view key,
            const std::function<void(const toml::table&)>& visit) const;

 private:
  std::string what_;
};

}  // namespace maillage::formats
