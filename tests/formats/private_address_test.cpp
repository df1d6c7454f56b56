#include "formats/private_address.hpp"

#include <gtest/gtest.h>

namespace maillage::formats {
namespace {

// the registries of RFC 6890 and their neighbours
TEST(PrivateAddress, is_any_that_the_internet_does_not_route) {
  for (const char* host :
       {"127.0.0.1", "127.255.0.1", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1",
        "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "192.0.2.1",
        "::1", "[::1]", "::", "fc00::1", "fd12::1", "fe80::1", "ff02::1", "::ffff:192.168.0.1",
        "64:ff9b::10.0.0.1", "2001:db8::1", "2002:7f00:1::", "localhost", "LOCALHOST",
        "a.localhost"})
    EXPECT_TRUE(is_private_host(host)) << host;
}

TEST(PrivateAddress, is_none_that_strangers_may_own) {
  for (const char* host : {"8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1",
                           "192.169.0.1", "2a01:e0a::1", "::ffff:8.8.8.8", "exemple.fr",
                           "localhost.exemple.fr"})
    EXPECT_FALSE(is_private_host(host)) << host;
}

}  // namespace
}  // namespace maillage::formats
