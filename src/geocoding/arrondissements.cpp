#include "geocoding/arrondissements.hpp"

#include <algorithm>
#include <array>

namespace maillage::geocoding {
namespace {

/// La Poste, "Base officielle des codes postaux", edition of 19 June 2025 (Licence Ouverte).
constexpr auto kArrondissements = std::to_array<Arrondissement>({
    {"13201", "marseille", 1, 13001, {43.30018, 5.38276}},
    {"13202", "marseille", 2, 13002, {43.32298, 5.35017}},
    {"13203", "marseille", 3, 13003, {43.31130, 5.38062}},
    {"13204", "marseille", 4, 13004, {43.30625, 5.40016}},
    {"13205", "marseille", 5, 13005, {43.29252, 5.40058}},
    {"13206", "marseille", 6, 13006, {43.28764, 5.38140}},
    {"13207", "marseille", 7, 13007, {43.27959, 5.32738}},
    {"13208", "marseille", 8, 13008, {43.21497, 5.32555}},
    {"13209", "marseille", 9, 13009, {43.23664, 5.45229}},
    {"13210", "marseille", 10, 13010, {43.27431, 5.42429}},
    {"13211", "marseille", 11, 13011, {43.28766, 5.47874}},
    {"13212", "marseille", 12, 13012, {43.30715, 5.44176}},
    {"13213", "marseille", 13, 13013, {43.35279, 5.43009}},
    {"13214", "marseille", 14, 13014, {43.34685, 5.39149}},
    {"13215", "marseille", 15, 13015, {43.35309, 5.36533}},
    {"13216", "marseille", 16, 13016, {43.36423, 5.31609}},
    {"69381", "lyon", 1, 69001, {45.77010, 4.82637}},
    {"69382", "lyon", 2, 69002, {45.74637, 4.82649}},
    {"69383", "lyon", 3, 69003, {45.75141, 4.86848}},
    {"69384", "lyon", 4, 69004, {45.78050, 4.82600}},
    {"69385", "lyon", 5, 69005, {45.75603, 4.80117}},
    {"69386", "lyon", 6, 69006, {45.77525, 4.85479}},
    {"69387", "lyon", 7, 69007, {45.73211, 4.83931}},
    {"69388", "lyon", 8, 69008, {45.73420, 4.86954}},
    {"69389", "lyon", 9, 69009, {45.78355, 4.81278}},
    {"75101", "paris", 1, 75001, {48.86200, 2.33594}},
    {"75102", "paris", 2, 75002, {48.86769, 2.34113}},
    {"75103", "paris", 3, 75003, {48.86256, 2.35933}},
    {"75104", "paris", 4, 75004, {48.85409, 2.35688}},
    {"75105", "paris", 5, 75005, {48.84545, 2.35137}},
    {"75106", "paris", 6, 75006, {48.84950, 2.33067}},
    {"75107", "paris", 7, 75007, {48.85483, 2.31148}},
    {"75108", "paris", 8, 75008, {48.87324, 2.31110}},
    {"75109", "paris", 9, 75009, {48.87708, 2.33787}},
    {"75110", "paris", 10, 75010, {48.87596, 2.36240}},
    {"75111", "paris", 11, 75011, {48.86007, 2.38156}},
    {"75112", "paris", 12, 75012, {48.83400, 2.41661}},
    {"75113", "paris", 13, 75013, {48.83026, 2.36557}},
    {"75114", "paris", 14, 75014, {48.82969, 2.32295}},
    {"75115", "paris", 15, 75015, {48.84165, 2.29372}},
    {"75116", "paris", 16, 75016, {48.85716, 2.26298}},
    {"75117", "paris", 17, 75017, {48.88741, 2.30505}},
    {"75118", "paris", 18, 75018, {48.89194, 2.34870}},
    {"75119", "paris", 19, 75019, {48.88710, 2.38777}},
    {"75120", "paris", 20, 75020, {48.86253, 2.39662}},
});

}  // namespace

std::span<const Arrondissement> arrondissements() {
  return kArrondissements;
}

const Arrondissement* arrondissement_of(std::string_view city, std::uint32_t number) {
  const auto found = std::ranges::find_if(kArrondissements, [&](const Arrondissement& a) {
    return a.city == city && static_cast<std::uint32_t>(a.number) == number;
  });
  return found == kArrondissements.end() ? nullptr : &*found;
}

const Arrondissement* arrondissement_of_postcode(std::uint32_t postcode) {
  if (postcode == 75116) postcode = 75016;  // the other half of the 16th
  const auto found = std::ranges::find(kArrondissements, postcode, &Arrondissement::postcode);
  return found == kArrondissements.end() ? nullptr : &*found;
}

}  // namespace maillage::geocoding
