#pragma once
/// The frame of every page: head, header with the way to skip it, navigation, footer. A page gives
/// its title and writes its main part; no page needs a script.
#include "web/assets.hpp"
#include "web/html.hpp"
#include "web/words.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::web {

/// What every part of a page needs to draw itself.
struct View {
  const Words& t;
  const Assets& assets;
};

struct Link {
  std::string label;
  Address address;
};

/// What the pages of one site share.
struct Frame {
  std::string site_name;
  std::vector<Link> navigation;
  std::vector<Link> footer;
  std::string footer_note;
};

struct Page {
  std::string title = {};        ///< empty on the home page
  std::string description = {};  ///< a sentence for search engines
  std::string section = {};      ///< the address of the entry of the navigation that it belongs to
  bool indexed = true;           ///< search engines may show it
  std::vector<std::string> scripts = {};  ///< assets that make the page handier; it works without
};

/// The whole document; `main` writes what stands between header and footer.
std::string render(const Frame& frame, const Page& page, const View& view,
                   const std::function<void(Html&)>& main);

}  // namespace maillage::web
