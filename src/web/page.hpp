#pragma once
/// The frame of every page: head, header with the way to skip it, navigation, footer. A page gives
/// its title and writes its main part; no page needs a script.
#include "web/assets.hpp"
#include "web/html.hpp"
#include "web/words.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::web {

/// What every part of a page needs to draw itself.
struct View {
  const Words& t;
  const Assets& assets;
  std::string_view base = {};  ///< what addresses begin with in the language of the page
};

struct Link {
  std::string label;
  Address address;
  std::string_view language = {};  ///< of the label, when it isn't that of the page
};

/// A language that the page is offered in.
struct Translation {
  std::string_view language, own_name;
  std::string_view base;  ///< what its addresses begin with
};

/// What the pages of one site share.
struct Frame {
  std::string site_name;
  std::vector<Link> navigation;
  std::vector<Link> footer;
  std::string footer_note;
  std::vector<Translation> languages;  ///< its own too; none: the page has one language
  Address here = Address::local("/");  ///< the page as it was asked for
};

struct Page {
  std::string title = {};        ///< empty on the home page
  std::string description = {};  ///< a sentence for search engines
  std::string section = {};      ///< the address of the entry of the navigation that it belongs to
  bool indexed = true;           ///< search engines may show it
  bool framed = false;  ///< stands in a page of another site: without header and footer, and what
                        ///< it leads to opens beside
  std::optional<Address> here = {};       ///< its address, when it must not say all that was asked
  std::vector<std::string> scripts = {};  ///< assets that make the page handier; it works without
};

/// The whole document; `main` writes what stands between header and footer.
std::string render(const Frame& frame, const Page& page, const View& view,
                   const std::function<void(Html&)>& main);

}  // namespace maillage::web
