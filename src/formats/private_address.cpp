#include "formats/private_address.hpp"

#include "base/text.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <string>

#include <arpa/inet.h>
#include <netinet/in.h>

namespace maillage::formats {
namespace {

bool is_private(std::uint32_t address) {
  struct Block {
    std::uint32_t start;
    int bits;
  };
  static constexpr Block kBlocks[] = {
      {0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0x7F000000, 8},  {0xA9FE0000, 16},
      {0xAC100000, 12}, {0xC0000000, 24}, {0xC0000200, 24}, {0xC0A80000, 16}, {0xC6120000, 15},
      {0xC6336400, 24}, {0xCB007100, 24}, {0xE0000000, 4},  {0xF0000000, 4}};
  for (const Block& block : kBlocks) {
    if ((address ^ block.start) >> (32 - block.bits) == 0) return true;
  }
  return false;
}

bool is_private(const in6_addr& address) {
  const auto& bytes = address.s6_addr;
  const auto starts_with = [&](std::initializer_list<std::uint8_t> start) {
    return std::memcmp(bytes, start.begin(), start.size()) == 0;
  };
  const std::uint32_t last = std::uint32_t{bytes[12]} << 24 | std::uint32_t{bytes[13]} << 16 |
                             std::uint32_t{bytes[14]} << 8 | bytes[15];
  // an address of IPv4 in another dress: mapped, or behind a translator
  if (starts_with({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF})) return is_private(last);
  if (starts_with({0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0})) return is_private(last);
  // only 2000::/3 is the Internet; 2001:db8:: is for documents, 2002:: and 2001:: are tunnels
  return (bytes[0] & 0xE0) != 0x20 || starts_with({0x20, 0x01, 0x0D, 0xB8}) ||
         starts_with({0x20, 0x02}) || starts_with({0x20, 0x01, 0x00, 0x00});
}

}  // namespace

bool is_private_address(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    sockaddr_in v4;
    std::memcpy(&v4, address, sizeof v4);
    return is_private(ntohl(v4.sin_addr.s_addr));
  }
  if (address->sa_family == AF_INET6) {
    sockaddr_in6 v6;
    std::memcpy(&v6, address, sizeof v6);
    return is_private(v6.sin6_addr);
  }
  return true;
}

bool is_private_host(std::string_view host) {
  std::string name = base::lower(host);
  if (name.starts_with('[') && name.ends_with(']')) name = name.substr(1, name.size() - 2);
  in_addr v4;
  in6_addr v6;
  if (inet_pton(AF_INET, name.c_str(), &v4) == 1) return is_private(ntohl(v4.s_addr));
  if (inet_pton(AF_INET6, name.c_str(), &v6) == 1) return is_private(v6);
  return name == "localhost" || name.ends_with(".localhost");
}

}  // namespace maillage::formats
