#pragma once
/// Places as the files of the standard: CSV with the 32 columns in order, JSON as the sector's
/// tools expect it, GeoJSON for maps. Written piece by piece into a string, which the caller may
/// hand on and clear between two places, so a list of any size needs little memory.
#include "standard/place.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::standard {

/// What a file says where the schema demands a value that nobody knows.
struct StandIns {
  std::string date_maj = "1970-01-01";
  std::string pivot = "00000000000000";
};

enum class OutputFormat { csv, json, geojson };

/// Writes one file. CSV: RFC 4180, every present cell in quotes, quotes doubled, lines end in "\n";
/// extras that are named in `extra_columns` follow the 32 columns. JSON: an array of objects,
/// absent members left out, latitude and longitude as numbers, extras last. GeoJSON: a
/// FeatureCollection, geometry null where coordinates are absent.
class PlaceWriter {
 public:
  PlaceWriter(OutputFormat format, std::string& out, StandIns stand_ins = {},
              std::vector<std::string> extra_columns = {});
  void write(const Place& place);
  /// Closes the document; to be called once, after the last place.
  void finish();

 private:
  void write_csv(const Place& place);
  void write_json(const Place& place);
  void write_feature(const Place& place);
  std::string_view value_of(const Place& place, Field field) const;

  OutputFormat format_;
  std::string& out_;
  StandIns stand_ins_;
  std::vector<std::string> extra_columns_;
  bool first_ = true;
};

/// A whole file at once.
std::string text_of(OutputFormat format, std::span<const Place> places,
                    const StandIns& stand_ins = {});
/// The names of all extras of the places, in order of first appearance.
std::vector<std::string> extra_columns_of(std::span<const Place> places);

/// The code of the arrondissement that the postcode names, for Paris, Marseille and Lyon ("75056",
/// "75013" -> "75113"); the given code for any other commune, and where the postcode names no
/// arrondissement.
std::string arrondissement_code(std::string_view code_insee, std::string_view code_postal);

}  // namespace maillage::standard
