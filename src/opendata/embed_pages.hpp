#pragma once
/// The directory on other sites: the page that says how, the frame itself, the script that makes an
/// accessible frame of one element. A frame needs no script, sets no cookie and weighs less than
/// 100 kB.
#include "opendata/open_site.hpp"

namespace maillage::opendata {

/// /integrer
web::Response embed_page(const web::Request& request, OpenSite& site);
/// /integrer/cadre, the only page that other sites may frame.
web::Response embed_frame(const web::Request& request, OpenSite& site);
/// /maillage-integration.js
web::Response embed_script(const web::Request& request, OpenSite& site);

}  // namespace maillage::opendata
