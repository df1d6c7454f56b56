#pragma once
/// HTML written piece by piece into one string. Text and attribute values are escaped by the
/// builder; names of tags and attributes are literals; links are `Address`es. So no page can forget
/// to escape, and a slip doesn't compile.
///
///     html("p", {{"class", "adresse"}}, place.adresse);
///     html("ul", [&] { for (auto& name : names) html("li", name); });
///     html("a", {href(Address::local("/lieux"))}, "Tous les lieux");
#include "web/literal.hpp"
#include "web/url.hpp"

#include <charconv>
#include <concepts>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

namespace maillage::web {

/// The name of an attribute whose value is mere text. Names that would make the browser run, style
/// or follow the value don't compile.
class PlainName {
 public:
  template <std::size_t N>
  consteval PlainName(const char (&name)[N]) : name_(name, N - 1) {  // NOLINT: meant to be implicit
    if (name_.starts_with("on") || name_ == "href" || name_ == "src" || name_ == "action" ||
        name_ == "formaction" || name_ == "srcdoc" || name_ == "srcset" || name_ == "style" ||
        name_ == "data" || name_ == "xlink:href") {
      throw "give this attribute an Address: href(), src(), action()";
    }
  }
  constexpr std::string_view text() const { return name_; }

 private:
  std::string_view name_;
};

/// An attribute; its value is borrowed until the element is written.
class Attribute {
 public:
  Attribute(PlainName name) : name_(name.text()) {}  // NOLINT: {"required"}
  Attribute(PlainName name, std::string_view value)
      : name_(name.text()), value_(value), has_value_(true) {}
  Attribute(PlainName name, std::integral auto number)
      : name_(name.text()), has_value_(true), is_number_(true) {
    number_ = static_cast<long long>(number);
  }
  friend Attribute href(const Address& address) { return Attribute("href", address); }
  friend Attribute src(const Address& address) { return Attribute("src", address); }
  friend Attribute action(const Address& address) { return Attribute("action", address); }
  /// The attribute when the condition holds, else none.
  friend Attribute when(bool condition, Attribute attribute) {
    return condition ? attribute : Attribute();
  }

  /// `base` is what the addresses of the page's language begin with.
  void write(std::string& out, std::string_view base) const;

 private:
  Attribute() = default;
  Attribute(std::string_view name, const Address& address)
      : name_(name), value_(address.text()), page_(&address), has_value_(true) {}
  std::string_view name_, value_;
  const Address* page_ = nullptr;
  long long number_ = 0;
  bool has_value_ = false;
  bool is_number_ = false;
};
Attribute href(const Address& address);
Attribute src(const Address& address);
Attribute action(const Address& address);
Attribute when(bool condition, Attribute attribute);

class Html {
 public:
  using Attributes = std::initializer_list<Attribute>;

  /// `base`: what the addresses of pages begin with in the language of this one ("/ar").
  explicit Html(std::string_view base = {}) : base_(base) {}

  /// An element around text, a number, or whatever a function writes.
  template <class Content>
  Html& operator()(Literal tag, Attributes attributes, Content&& content) {
    open(tag, attributes);
    if constexpr (std::is_invocable_v<Content>) {
      content();
    } else if constexpr (std::integral<std::remove_cvref_t<Content>>) {
      text(std::to_string(content));
    } else {
      text(content);
    }
    return close(tag);
  }
  template <class Content>
  Html& operator()(Literal tag, Content&& content) {
    return (*this)(tag, Attributes{}, std::forward<Content>(content));
  }
  /// An element without content: input, br, img.
  Html& leaf(Literal tag, Attributes attributes = {}) { return open(tag, attributes); }

  Html& text(std::string_view text);
  /// Markup that stands in our own code.
  Html& raw(Literal markup) {
    out_ += markup.text();
    return *this;
  }
  /// Markup that another builder made.
  Html& append(const Html& part) {
    out_ += part.out_;
    return *this;
  }

  /// Data beside the page for programs, which no browser runs: JSON in a <script> of that type.
  /// Nothing in it can end the block.
  Html& data_block(Literal type, std::string_view json);

  Html& open(Literal tag, Attributes attributes = {});
  Html& close(Literal tag);

  const std::string& string() const& { return out_; }
  std::string string() && { return std::move(out_); }

 private:
  std::string base_;
  std::string out_;
};

/// `text` with & < > " ' replaced by their entities, appended to `out`.
void append_escaped(std::string& out, std::string_view text);

}  // namespace maillage::web
