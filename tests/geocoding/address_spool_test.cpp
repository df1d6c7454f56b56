#include "geocoding/address_spool.hpp"

#include "france.hpp"

#include <gtest/gtest.h>

namespace maillage::geocoding {
namespace {

TEST(AddressSpool, gives_back_what_went_to_the_disk_in_the_order_it_came) {
  AddressSpool spool(communes(), test::scratch_folder("geocoding-spool"));
  constexpr std::uint32_t kMany = 100'000;  // a few megabytes, beyond what is kept in memory
  const territory::Commune* const both[] = {communes().by_code("23096"),
                                            communes().by_code("33063")};
  for (std::uint32_t i = 0; i < kMany; ++i) {
    const std::string street = "Rue " + std::to_string(i / 10);
    for (const territory::Commune* commune : both) {
      SpooledAddress address;
      address.commune = commune;
      address.street = street;
      address.number = i + 1;
      address.suffix = i % 3 == 0 ? "bis" : "";
      address.has_point = true;
      address.latitude = static_cast<std::int32_t>(i);
      address.longitude = -address.latitude;
      spool.add(address);
    }
  }
  EXPECT_EQ(spool.departements(), (std::vector<std::string>{"23", "33"}));
  for (const territory::Commune* commune : both) {
    std::uint32_t seen = 0, wrong = 0;
    spool.each(commune->departement(), [&](const SpooledAddress& address) {
      const bool right = address.commune == commune &&
                         address.street == "Rue " + std::to_string(seen / 10) &&
                         address.new_street == (seen % 10 == 0) && address.number == seen + 1 &&
                         address.suffix == (seen % 3 == 0 ? "bis" : "") && address.has_point &&
                         address.latitude == static_cast<std::int32_t>(seen) &&
                         address.longitude == -address.latitude;
      ++seen;
      wrong += right ? 0 : 1;
    });
    EXPECT_EQ(seen, kMany);
    EXPECT_EQ(wrong, 0u);
  }
}

}  // namespace
}  // namespace maillage::geocoding
