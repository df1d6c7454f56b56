#pragma once
/// Priority districts (QPV) and rural revitalisation areas (FRR), given as files; a place inside
/// one carries its label.
#include <memory>
#include <string>
#include <string_view>

namespace maillage::territory {

/// The polygons of the priority districts, from the published GeoJSON (property `insee_com`). Holes
/// are outside.
class PriorityDistricts {
 public:
  PriorityDistricts();                                             ///< none
  static PriorityDistricts load_geojson(const std::string& path);  ///< throws base::Error
  static PriorityDistricts from_geojson(std::string_view text);
  PriorityDistricts(PriorityDistricts&&) noexcept;
  PriorityDistricts& operator=(PriorityDistricts&&) noexcept;
  ~PriorityDistricts();
  bool contains(std::string_view code_insee, double latitude, double longitude) const;

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

/// The communes classified FRR, from the published CSV `codgeo;libgeo;codefrr` (-9999: not
/// classified).
class RevitalisationAreas {
 public:
  RevitalisationAreas();                                         ///< none
  static RevitalisationAreas load_csv(const std::string& path);  ///< throws base::Error
  static RevitalisationAreas from_csv(std::string_view text);
  RevitalisationAreas(RevitalisationAreas&&) noexcept;
  RevitalisationAreas& operator=(RevitalisationAreas&&) noexcept;
  ~RevitalisationAreas();
  bool contains(std::string_view code_insee) const;

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace maillage::territory
