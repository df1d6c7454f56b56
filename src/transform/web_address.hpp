#pragma once
/// Web addresses as people type them: without scheme, with two, glued together, inside a sentence.
/// The host is put in lower case, the path keeps its case (servers tell them apart), and what the
/// standard's library refuses is percent-encoded, so that the link still leads where it did. Each
/// address is judged alone.
#include "base/finding.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace maillage::transform {

/// The addresses of `site_web`, each once, in the order of the text.
std::vector<std::string> clean_sites_web(std::string_view text, base::Notes& notes);

/// The first address of the text; empty, with a finding, when there is none.
std::string clean_prise_rdv(std::string_view text, base::Notes& notes);

/// The address of a record of acceslibre, or any address that is the whole text; the script of its
/// widget is ignored.
std::string clean_fiche_acces_libre(std::string_view text, base::Notes& notes);

/// A scheme, a host of two or more labels, then what standard::is_valid_url admits in a path, a
/// query and a fragment. Unlike it, takes a port and `_` in the host: browsers follow them, and no
/// other address leads there.
bool is_web_address(std::string_view text);

}  // namespace maillage::transform
