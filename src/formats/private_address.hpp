#pragma once
/// Addresses of the Internet Protocol that no stranger may make us call: our own machine, the
/// network around it, and those kept for special uses (IANA special-purpose registries, RFC 6890).
#include <string_view>

struct sockaddr;

namespace maillage::formats {

/// Of any family but IPv4 and IPv6: private.
bool is_private_address(const sockaddr* address);
/// The same of a text; "localhost" and names under it are private, other names are not known here.
bool is_private_host(std::string_view host);

}  // namespace maillage::formats
