#include "places/document.hpp"

namespace maillage::places {

web::Response document(Site& site, const web::Page& page,
                       const std::function<void(web::Html&)>& body, int status) {
  return web::Response::html(render(site.frame(), page, site.view(),
                                    [&](web::Html& html) {
                                      html("div", {{"class", "wrap document"}}, [&] {
                                        html("h1", page.title);
                                        body(html);
                                      });
                                    }),
                             status);
}

void document_section(web::Html& html, const std::string& title,
                      const std::function<void()>& body) {
  html("section", [&] {
    html("h2", title);
    body();
  });
}

void paragraph(web::Html& html, const std::string& text) {
  html("p", text);
}

}  // namespace maillage::places
