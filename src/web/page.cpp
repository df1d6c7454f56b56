#include "web/page.hpp"

#include "web/components.hpp"

namespace maillage::web {
namespace {

const Address& here(const Frame& frame, const Page& page) {
  return page.here ? *page.here : frame.here;
}

void head(Html& html, const Frame& frame, const Page& page, const View& view) {
  html("head", [&] {
    html.leaf("meta", {{"charset", "utf-8"}});
    html.leaf("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    html("title", page.title.empty() ? frame.site_name : page.title + " – " + frame.site_name);
    if (!page.description.empty())
      html.leaf("meta", {{"name", "description"}, {"content", page.description}});
    if (page.framed) html.leaf("base", {{"target", "_blank"}});
    if (!page.indexed) html.leaf("meta", {{"name", "robots"}, {"content", "noindex"}});
    if (page.indexed) {
      for (const Translation& each : frame.languages)
        html.leaf("link", {{"rel", "alternate"},
                           {"hreflang", each.language},
                           href(here(frame, page).under(each.base))});
    }
    html.leaf("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
    html.leaf("meta", {{"name", "theme-color"},
                       {"content", "#fffdf8"},
                       {"media", "(prefers-color-scheme: light)"}});
    html.leaf("meta", {{"name", "theme-color"},
                       {"content", "#16151f"},
                       {"media", "(prefers-color-scheme: dark)"}});
    html.leaf("link",
              {{"rel", "icon"}, {"type", "image/svg+xml"}, href(view.assets.address("mark.svg"))});
    for (const std::string_view font : {"fonts/atkinson-hyperlegible-latin-400.woff2",
                                        "fonts/atkinson-hyperlegible-latin-700.woff2"}) {
      html.leaf("link", {{"rel", "preload"},
                         {"as", "font"},
                         {"type", "font/woff2"},
                         {"crossorigin"},
                         href(view.assets.address(font))});
    }
    html.leaf("link", {{"rel", "stylesheet"}, href(view.assets.address("style.css"))});
    for (const std::string& script : page.scripts)
      html("script", {{"type", "module"}, src(view.assets.address(script))}, "");
  });
}

void header(Html& html, const Frame& frame, const Page& page, const View& view) {
  html("header", {{"class", "site-header"}}, [&] {
    html("div", {{"class", "wrap"}}, [&] {
      html("a", {{"class", "brand"}, href(Address::local("/"))}, [&] {
        icon(html, view, "mark");
        html("span", frame.site_name);
      });
      html("nav", {{"aria-label", view.t("Navigation principale")}}, [&] {
        html("ul", [&] {
          for (const Link& link : frame.navigation) {
            const bool current = link.address.text() == page.section;
            html("li", [&] { link_to(html, view, link, current); });
          }
        });
      });
    });
  });
}

void language_switch(Html& html, const Frame& frame, const Page& page, const View& view) {
  if (frame.languages.empty()) return;
  html("nav", {{"class", "languages"}, {"aria-label", view.t("Langue")}}, [&] {
    html("ul", {{"class", "wrap"}}, [&] {
      for (const Translation& each : frame.languages) {
        const bool current = each.language == view.t.language();
        html("li", [&] {
          html("a",
               {href(here(frame, page).under(each.base)),
                {"lang", each.language},
                {"hreflang", each.language},
                when(current, {"aria-current", "true"})},
               each.own_name);
        });
      }
    });
  });
}

void footer(Html& html, const Frame& frame, const View& view) {
  html("footer", {{"class", "site-footer"}}, [&] {
    html("div", {{"class", "wrap"}}, [&] {
      html("p", {{"class", "footer-note"}}, [&] {
        icon(html, view, "mark");
        html("span", frame.footer_note);
      });
      html("nav", {{"aria-label", view.t("À propos de ce site")}}, [&] {
        html("ul", [&] {
          for (const Link& link : frame.footer) {
            html("li", [&] { link_to(html, view, link); });
          }
        });
      });
    });
  });
}

}  // namespace

std::string render(const Frame& frame, const Page& page, const View& view,
                   const std::function<void(Html&)>& main) {
  Html html(view.base);
  html.raw("<!doctype html>");
  html("html", {{"lang", view.t.language()}, {"dir", view.t.direction()}}, [&] {
    head(html, frame, page, view);
    html("body", [&] {
      if (!page.framed) {
        html("a", {{"class", "skip-link"}, href(Address::local("").fragment("contenu"))},
             view.t("Aller au contenu"));
        language_switch(html, frame, page, view);
        header(html, frame, page, view);
      }
      // beside the main part of the page around it
      html("main",
           {{"id", "contenu"}, {"tabindex", "-1"}, when(page.framed, {"aria-label", page.title})},
           [&] { main(html); });
      if (!page.framed) footer(html, frame, view);
    });
  });
  return std::move(html).string();
}

}  // namespace maillage::web
