#pragma once
/// Pages that are mostly text: a title, a sentence that says it all, sections.
#include "places/site.hpp"

#include <functional>
#include <string>

namespace maillage::places {

web::Response document(Site& site, const web::Page& page,
                       const std::function<void(web::Html&)>& body, int status = 200);
void document_section(web::Html& html, const std::string& title, const std::function<void()>& body);
void paragraph(web::Html& html, const std::string& text);

}  // namespace maillage::places
