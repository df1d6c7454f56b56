#include "opendata/webhooks.hpp"

#include "base/signature.hpp"
#include "base/text.hpp"
#include "open_world.hpp"
#include "opendata/publication.hpp"
#include "opendata/webhook_commands.hpp"
#include "opendata/webhook_messages.hpp"
#include "support/stub_server.hpp"

#include <sstream>

namespace maillage::opendata {
namespace {

using places::place;
using standard::Field;

std::string header_of(const test::StubRequest& request, std::string_view name) {
  for (std::string_view line : base::split(request.head, '\n')) {
    const std::size_t colon = line.find(':');
    if (colon != line.npos && base::lower(line.substr(0, colon)) == name)
      return std::string(base::trim(line.substr(colon + 1)));
  }
  return {};
}

struct HookWorld : OpenWorld {
  std::int64_t subscribe_to(const std::string& url) {
    wanted.url = url;
    wanted.private_network = true;
    if (wanted.secret.empty()) wanted.secret = new_webhook_secret();
    return subscribe(*database, wanted, now);
  }
  void publish_list(const std::vector<standard::Place>& all) {
    now += std::chrono::seconds(1);
    import("liste", all);
    site.refresh();
    publish(*database, *site.snapshot(), now);
  }
  Webhook only() { return webhooks(*database->read()).at(0); }

  Webhook wanted;
};

// HMAC-SHA256 of RFC 4231, case 2; the message of the Standard Webhooks specification's example
TEST(Signature, is_that_of_its_standards) {
  const std::string mac = base::hmac_sha256("Jefe", "what do ya want for nothing?");
  EXPECT_EQ(base::base64(mac), "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=");
  EXPECT_EQ(
      signature_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                   base::Instant(std::chrono::seconds(1614265330)), R"({"test": 2432232314})"),
      "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(Webhooks, tell_what_comes_and_goes_with_a_signature) {
  test::StubServer server([](const test::StubRequest&) { return test::StubAnswer{204, "", {}}; });
  HookWorld world;
  world.publish_list({place("ancien", "Déjà là")});
  world.subscribe_to(server.url("/recoit"));
  deliver_due(*world.open, world.now);
  EXPECT_TRUE(server.requests().empty());  // what was there before is no news
  world.publish_list({place("a", "Médiathèque")});
  deliver_due(*world.open, world.now);
  deliver_due(*world.open, world.now);
  ASSERT_EQ(server.requests().size(), 1u);
  const test::StubRequest request = server.requests()[0];
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.target, "/recoit");
  const formats::Json events = formats::parse_json(request.body)["evenements"];
  ASSERT_EQ(events.items().size(), 2u);
  EXPECT_EQ(events.items()[0]["type"].text(), "lieu.publie");
  EXPECT_EQ(events.items()[0]["lieu"]["nom"].text(), "Médiathèque");
  EXPECT_EQ(events.items()[1]["type"].text(), "lieu.retire");
  EXPECT_EQ(events.items()[1]["id"].text(), "ancien");
  EXPECT_EQ(
      header_of(request, "webhook-signature"),
      signature_of(world.wanted.secret, header_of(request, "webhook-id"), world.now, request.body));
}

TEST(Webhooks, keep_to_the_events_and_departement_that_were_asked) {
  test::StubServer server([](const test::StubRequest&) { return test::StubAnswer{200, "", {}}; });
  HookWorld world;
  world.wanted.withdrawn = false;
  world.wanted.departement = "33";
  world.publish_list({place("ancien", "Déjà là")});
  world.subscribe_to(server.url());
  world.publish_list({place("a", "Médiathèque")});
  deliver_due(*world.open, world.now);
  EXPECT_TRUE(server.requests().empty());
  world.publish_list({place("b", "Mairie", "Bordeaux", "33000", "33063")});
  deliver_due(*world.open, world.now);
  ASSERT_EQ(server.requests().size(), 1u);
  EXPECT_TRUE(base::contains(server.requests()[0].body, "Bordeaux"));
  EXPECT_FALSE(base::contains(server.requests()[0].body, "lieu.retire"));
}

TEST(Webhooks, are_tried_again_later_each_time_and_rest_in_the_end) {
  test::StubServer server([](const test::StubRequest&) { return test::StubAnswer{500, "", {}}; });
  HookWorld world;
  world.publish_list({});
  const std::int64_t number = world.subscribe_to(server.url());
  world.publish_list({place("a", "Médiathèque")});
  deliver_due(*world.open, world.now);
  EXPECT_EQ(world.only().last_outcome, "500");
  EXPECT_EQ(world.only().next_try, world.now + std::chrono::seconds(30));
  deliver_due(*world.open, world.now + std::chrono::seconds(29));
  EXPECT_EQ(server.requests().size(), 1u);
  for (int i = 1; i < kMostFailures; ++i) {
    world.now += std::chrono::hours(7);
    deliver_due(*world.open, world.now);
  }
  EXPECT_EQ(server.requests().size(), static_cast<std::size_t>(kMostFailures));
  EXPECT_FALSE(world.only().next_try);
  world.now += std::chrono::hours(7);
  EXPECT_TRUE(wake(*world.database, number, world.now));
  deliver_due(*world.open, world.now);
  EXPECT_EQ(server.requests().size(), static_cast<std::size_t>(kMostFailures) + 1);
}

TEST(Webhooks, go_on_where_a_failure_stopped_them) {
  int status = 503;
  test::StubServer server([&](const test::StubRequest&) {
    return test::StubAnswer{status, "", {}};
  });
  HookWorld world;
  world.publish_list({});
  world.subscribe_to(server.url());
  world.publish_list({place("a", "Médiathèque")});
  deliver_due(*world.open, world.now);
  status = 200;
  world.publish_list({place("a", "Médiathèque"), place("b", "Mairie")});
  world.now += std::chrono::minutes(1);
  deliver_due(*world.open, world.now);
  ASSERT_EQ(server.requests().size(), 2u);
  EXPECT_EQ(formats::parse_json(server.requests()[1].body)["evenements"].items().size(), 2u);
  EXPECT_EQ(world.only().failures, 0);
}

TEST(Webhooks, are_sent_by_one_of_several_processes) {
  HookWorld world;
  world.publish_list({});
  world.subscribe_to("http://127.0.0.1:9/");
  world.publish_list({place("a", "Médiathèque")});
  const Webhook due = due_webhooks(*world.database->read(), world.now).at(0);
  EXPECT_TRUE(claim(*world.database, due, world.now));
  EXPECT_FALSE(claim(*world.database, due, world.now));
}

TEST(Webhooks, never_call_our_own_network_unless_they_may) {
  test::StubServer server([](const test::StubRequest&) { return test::StubAnswer{200, "", {}}; });
  HookWorld world;
  world.publish_list({});
  world.wanted.url = server.url();  // as a name that leads to 127.0.0.1 would
  world.wanted.secret = new_webhook_secret();
  subscribe(*world.database, world.wanted, world.now);
  world.publish_list({place("a", "Médiathèque")});
  deliver_due(*world.open, world.now);
  EXPECT_TRUE(server.requests().empty());
  EXPECT_EQ(world.only().failures, 1);
}

TEST(Webhooks, take_addresses_that_are_safe) {
  for (const char* url : {"https://exemple.fr/recoit", "https://exemple.fr:8443/a?b=c"})
    EXPECT_EQ(complaint_of_address(url, false), "") << url;
  for (const char* url : {"http://exemple.fr/", "ftp://exemple.fr/", "exemple.fr", "https://",
                          "https://a:b@exemple.fr/", "https://127.0.0.1/",
                          "https://localhost:8080/", "https://[::1]/", "https://10.1.2.3/",
                          "https://192.168.1.1/", "https://169.254.169.254/latest",
                          "https://[fe80::1]/", "https://[::ffff:10.0.0.1]/", "https://0.0.0.0/"})
    EXPECT_NE(complaint_of_address(url, false), "") << url;
  EXPECT_EQ(complaint_of_address("http://127.0.0.1:9000/", true), "");
  EXPECT_NE(complaint_of_address("http://exemple.fr/", true), "");
}

TEST(Webhooks, are_made_listed_and_ended_by_commands) {
  HookWorld world;
  std::ostringstream out, err;
  WebhookOptions options;
  options.database = world.address;
  options.url = "https://exemple.fr/recoit";
  EXPECT_EQ(subscribe_command(options, world.now, out, err), 0) << err.str();
  EXPECT_TRUE(base::contains(out.str(), "whsec_"));
  out.str("");
  EXPECT_EQ(list_webhooks_command(options, world.now, out, err), 0);
  EXPECT_EQ(out.str(), "1  https://exemple.fr/recoit  publie  retire\n   aucun message encore\n");
  options.number = 1;
  EXPECT_EQ(remove_webhook_command(options, world.now, out, err), 0);
  EXPECT_EQ(remove_webhook_command(options, world.now, out, err), 2);
  options.events = "tout";
  EXPECT_EQ(subscribe_command(options, world.now, out, err), 2);
  options.events = "publie";
  options.departement = "99";
  EXPECT_EQ(subscribe_command(options, world.now, out, err), 2);
}

}  // namespace
}  // namespace maillage::opendata
