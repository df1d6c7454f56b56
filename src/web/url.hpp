#pragma once
/// Addresses on the web: reading the query that a person sent, writing links that are safe wherever
/// they stand. An `Address` is the only thing that an href accepts, so a text from a list can't
/// become a script.
#include "web/literal.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace maillage::web {

/// The bytes behind %XX (and '+' as a space in a query). Nothing when a '%' is followed by anything
/// else.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);
/// Everything but unreserved characters as %XX.
std::string percent_encode(std::string_view text);

/// The part behind '?': names and values in order; a name may come several times.
class Query {
 public:
  Query() = default;
  /// At most 100 pairs; a pair that can't be decoded is left out.
  static Query parse(std::string_view text);

  /// The first value of that name, or "".
  std::string_view get(std::string_view name) const;
  std::vector<std::string_view> all(std::string_view name) const;
  bool empty() const { return pairs_.empty(); }
  const std::vector<std::pair<std::string, std::string>>& pairs() const { return pairs_; }

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

/// A link of which every part is encoded or allowed.
class Address {
 public:
  /// A page of this site, by its literal path: "/lieux".
  static Address local(Literal path) { return Address(std::string(path.text()), true); }
  /// What is the same in every language: a file of ours, a page in a language that it names.
  static Address resource(Literal path) { return Address(std::string(path.text()), false); }
  /// A page of the web, when the text is an http or https address of which nothing can be a script.
  static std::optional<Address> external(std::string_view text);
  static Address mail(std::string_view mailbox);
  static Address phone(std::string_view number);
  static Address point(double latitude,
                       double longitude);  ///< geo: for the person's own application of maps

  /// Adds "/" and the encoded segment.
  Address& segment(std::string_view text);
  /// Adds a pair to the query.
  Address& with(std::string_view name, std::string_view value);
  Address& fragment(Literal name);

  const std::string& text() const { return text_; }
  /// A page that the site has in each of its languages.
  bool is_page() const { return is_page_; }
  /// Its address where those of the language begin with `base`: "/ar/lieux".
  std::string text_under(std::string_view base) const;
  /// The page in the language of `base`, from wherever it is linked.
  Address under(std::string_view base) const { return Address(text_under(base)); }
  bool operator==(const Address&) const = default;

 private:
  explicit Address(std::string text, bool is_page = false)
      : text_(std::move(text)), is_page_(is_page) {}
  std::string text_;
  bool is_page_ = false;
};

}  // namespace maillage::web
