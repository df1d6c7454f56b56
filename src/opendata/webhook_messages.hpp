#pragma once
/// What a subscriber receives: the changes behind its position as JSON, signed as Standard Webhooks
/// asks (standardwebhooks.com: webhook-id, webhook-timestamp, webhook-signature), so that libraries
/// of every language can check it. A receiver refuses a timestamp that is five minutes off.
#include "formats/http_client.hpp"
#include "opendata/open_site.hpp"
#include "opendata/webhooks.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace maillage::opendata {

/// "whsec_" and 32 random bytes.
std::string new_webhook_secret();
/// "v1," and the base64 of HMAC-SHA256 over id, timestamp and body.
std::string signature_of(std::string_view secret, std::string_view id, base::Instant sent,
                         std::string_view body);

/// Sends what is due, one message after the other; whoever listens badly costs ten seconds. `http`
/// is for tests.
void deliver_due(OpenSite& site, base::Instant now, formats::HttpOptions http = {});

}  // namespace maillage::opendata
