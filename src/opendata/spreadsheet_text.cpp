#include "opendata/spreadsheet_text.hpp"

namespace maillage::opendata {

bool is_formula(std::string_view text) {
  if (text.empty()) return false;
  switch (text.front()) {
    case '=':
    case '@':
    case '\t':
    case '\r':
      return true;
    case '+':
    case '-':
      return text.size() == 1 || text.find_first_not_of("0123456789 .,()", 1) != text.npos;
    default:
      return false;
  }
}

}  // namespace maillage::opendata
