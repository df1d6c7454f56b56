#pragma once
/// The words of the interface in the person's language. French is the source: it stands in the
/// code, and a catalogue (locales/<language>.mo, made from the .po file) gives the same phrase in
/// another language.
///
///     t("Tous les lieux")            t.fill("Page {} sur {}", {"2", "14"})
///     t.count("{} lieu", "{} lieux", 1'204)   -> "1 204 lieux"
#include "web/literal.hpp"

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

namespace maillage::web {

class Words {
 public:
  /// French.
  Words();
  /// Another language by its ISO code, from the bytes of its catalogue (.mo); phrases that it lacks
  /// stay French.
  static Words from_catalogue(std::string_view language, std::string_view catalogue);

  const std::string& language() const { return language_; }
  std::string_view direction() const;  ///< "ltr" or "rtl"

  std::string operator()(Literal phrase) const;
  /// The phrase with each {} replaced in turn; in a language that runs from right to left the
  /// values stand in signs of isolation, which aren't seen.
  std::string fill(Literal phrase, std::initializer_list<std::string_view> values) const;
  /// The form that the number asks for, with {} replaced by the number.
  std::string count(Literal one, Literal many, std::int64_t number) const;
  /// 12345 -> "12 345", separated as the language does.
  std::string number(std::int64_t number) const;

 private:
  struct Catalogue;
  std::string language_ = "fr";
  std::shared_ptr<const Catalogue> catalogue_;
};

}  // namespace maillage::web
