#pragma once
/// Who holds a site and answers for it: what the law makes a site say (loi du 21 juin 2004 pour la
/// confiance dans l'économie numérique, article 1-1) and whom people write to. Nothing is invented:
/// what the file doesn't say, the pages say is missing.
#include <string>

namespace maillage::places {

struct Operator {
  std::string name;       ///< nom
  std::string address;    ///< adresse
  std::string director;   ///< directeur_de_publication
  std::string host;       ///< hebergeur, with its address
  std::string contact;    ///< contact: an e-mail address
  std::string retention;  ///< conservation_des_journaux: "30 jours"

  /// Reads a JSON object with these members. Throws base::Error when it can't be read.
  static Operator load(const std::string& path);
};

}  // namespace maillage::places
