#pragma once
/// The rows of a file of the Base Adresse Nationale, CSV as published (adresses-23.csv: columns
/// numero, rep, nom_voie, code_postal, code_insee, lon, lat and more, separated by ';'). Made for
/// 26 million rows: a row is split where it lies. Rows of more than 64 KB and rows without their
/// columns are counted and left out.
#include "formats/input_window.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::geocoding {

/// The texts live until the next call of `next`.
struct BanRow {
  std::string_view numero, rep, nom_voie, code_postal, code_insee, nom_ancienne_commune, lon, lat;
};

class BanReader {
 public:
  /// `text` is UTF-8. Throws base::Error (bad_input) when the first line isn't that of such a file.
  explicit BanReader(std::unique_ptr<formats::ByteSource> text);

  /// False at the end.
  bool next(BanRow& row);
  std::size_t lines() const { return lines_; }        ///< read so far, without the first
  std::size_t left_out() const { return left_out_; }  ///< of them, those that are no rows

 private:
  enum Column { numero, rep, nom_voie, code_postal, code_insee, nom_ancienne_commune, lon, lat };
  static constexpr std::size_t kColumns = lat + 1;

  bool next_line(std::string_view& line);
  void split(std::string_view line);
  void split_quoted(std::string_view line);
  void read_header();

  formats::InputWindow window_;
  char separator_ = ';';
  std::array<std::size_t, kColumns> at_{};  ///< of each column in a line
  std::vector<std::string_view> cells_;
  std::vector<std::string> unquoted_;
  std::size_t used_ = 0;  ///< bytes of the line before, to be left behind
  std::size_t lines_ = 0, left_out_ = 0;
};

}  // namespace maillage::geocoding
