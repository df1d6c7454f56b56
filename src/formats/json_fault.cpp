#include "formats/json_fault.hpp"

#include <simdjson.h>

namespace maillage::formats {

std::string_view json_fault(int simdjson_error) {
  switch (simdjson_error) {
    case simdjson::EMPTY:
      return "il est vide";
    case simdjson::UNCLOSED_STRING:
      return "un texte entre guillemets n’est pas fermé";
    case simdjson::STRING_ERROR:
      return "un texte contient un échappement inconnu";
    case simdjson::UNESCAPED_CHARS:
      return "un texte contient un caractère de contrôle, par exemple un retour à la ligne";
    case simdjson::UTF8_ERROR:
      return "un caractère n’est pas en UTF-8";
    case simdjson::NUMBER_ERROR:
      return "un nombre est mal écrit";
    case simdjson::N_ATOM_ERROR:
      return "un mot autre que null, true ou false n’est pas entre guillemets";
    case simdjson::T_ATOM_ERROR:
      return "le mot true est mal écrit";
    case simdjson::F_ATOM_ERROR:
      return "le mot false est mal écrit";
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
      return "une liste ou un objet n’est pas fermé";
    default:
      return "une virgule, une accolade ou un crochet manque ou est en trop";
  }
}

}  // namespace maillage::formats
