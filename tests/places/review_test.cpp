#include "base/error.hpp"
#include "base/text.hpp"
#include "places/decision_store.hpp"
#include "places/key_file.hpp"
#include "places/review_commands.hpp"
#include "places/review_pages.hpp"
#include "places/site.hpp"
#include "world.hpp"

#include <fstream>
#include <sstream>

namespace maillage::places {
namespace {

using standard::Field;

const base::SecretKey kKey{4, 5, 6};

/// A site with a door, a reviewer and a pair to look at.
struct ReviewWorld : World {
  explicit ReviewWorld(const std::string& name)
      : World(name), site(*database, nullptr, [this] { return now; }) {
    site.open_review(kKey, [this] { ++decisions; });
    link = add_reviewer(*database, kKey, "Ada", kNow);
    standard::Place a = place("a", "Médiathèque de Guéret"), b = place("b/c", "Mairie de Guéret");
    a[Field::latitude] = b[Field::latitude] = "46.17";
    a[Field::longitude] = "1.87";
    b[Field::longitude] = "1.872";
    import("la-creuse", {a});
    import("hub-lo", {b});
    pair_with("a", "b/c", 0.5);
  }
  void pair_with(std::string_view first, std::string_view second, double probability) {
    database->write([&](store::Connection& connection) {
      connection.run(
          "insert into likely_pair (first_id, second_id, probability, explanation, code_insee) "
          "values (?1, ?2, ?3, ?4, '')",
          first, second, probability,
          "nom proche (+3,5) ; téléphone autre (-4,0) ; au départ (-9,0)");
    });
  }

  web::Response get(std::string_view target) { return ask(web::Method::get, target, ""); }
  web::Response post(std::string_view target, std::string body) {
    return ask(web::Method::post, target, std::move(body));
  }
  void enter() {
    const web::Response response = post("/relecture/entrer", "jeton=" + link);
    const std::string_view header = response.header("Set-Cookie");
    cookie = header.substr(0, header.find(';'));
  }
  /// The token that the forms of this session carry.
  std::string token() {
    return "formulaire=" + form_token(kKey, cookie.substr(cookie.find('=') + 1));
  }
  Decisions decided() { return all_decisions(*database->read()); }

  base::Instant now = kNow;
  int decisions = 0;
  std::string link, cookie;
  Site site;

 private:
  web::Response ask(web::Method method, std::string_view target, std::string body) {
    web::Request request;
    EXPECT_TRUE(web::read_target(target, request)) << target;
    request.method = method;
    request.client = "127.0.0.1";
    request.body = std::move(body);
    request.headers = {{"cookie", cookie}, {"content-type", "application/x-www-form-urlencoded"}};
    return answer(request, site);
  }
};

bool holds(const web::Response& response, std::string_view part) {
  return base::contains(*response.body, part);
}

TEST(Review, answers_nobody_without_a_session) {
  ReviewWorld world("review-closed");
  for (const char* target : {"/relecture", "/relecture/a/b%2Fc"}) {
    const web::Response response = world.get(target);
    EXPECT_EQ(response.status, 403) << target;
    EXPECT_TRUE(holds(response, "réservée aux relecteurs"));
    EXPECT_FALSE(holds(response, "Mairie"));
  }
  for (const char* target : {"/relecture/a/b%2Fc", "/relecture/annuler", "/relecture/quitter"})
    EXPECT_EQ(world.post(target, "decision=meme").status, 403) << target;
  EXPECT_TRUE(world.decided().empty());
}

TEST(Review, is_closed_where_no_door_was_opened) {
  World world("review-no-door");
  Site site(*world.database, nullptr, [] { return kNow; });
  web::Request request;
  for (const char* target : {"/relecture", "/relecture/entrer?jeton=x"}) {
    ASSERT_TRUE(web::read_target(target, request));
    EXPECT_EQ(answer(request, site).status, 403);
  }
}

TEST(Review, opens_by_the_personal_link_and_a_button) {
  ReviewWorld world("review-open");
  EXPECT_EQ(world.get("/relecture/entrer?jeton=" + world.link).status, 200);
  EXPECT_EQ(world.get("/relecture").status, 403) << "a link that is only fetched opens nothing";
  world.enter();
  const web::Response page = world.get("/relecture");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.caching, web::Caching::never);
  EXPECT_TRUE(holds(page, "1 paire attend un avis"));
  EXPECT_TRUE(holds(page, "Médiathèque de Guéret / Mairie de Guéret"));
  EXPECT_TRUE(holds(page, "50 chances sur 100"));
}

TEST(Review, refuses_wrong_links_and_soon_stops_answering_them) {
  ReviewWorld world("review-wrong");
  for (int i = 0; i < 10; ++i)
    EXPECT_EQ(world.post("/relecture/entrer", "jeton=" + base::random_token()).status, 403);
  EXPECT_EQ(world.post("/relecture/entrer", "jeton=" + world.link).status, 429);
  world.now += std::chrono::seconds(60);
  EXPECT_EQ(world.post("/relecture/entrer", "jeton=" + world.link).status, 303);
}

TEST(Review, compares_two_records_in_words) {
  ReviewWorld world("review-compare");
  world.enter();
  const web::Response page = world.get("/relecture/a/b%2Fc");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(holds(page, "<mark>Médiathèque</mark> de Guéret"));
  EXPECT_TRUE(holds(page, "identique"));
  EXPECT_TRUE(holds(page, "différent"));
  // 0.002° of longitude at 46.17° N: 6371008.8 m * cos(46.17°) * 0.002 * π/180 = 154 m
  EXPECT_TRUE(holds(page, "à 154 m l’un de l’autre"));
  EXPECT_TRUE(holds(page, "nettement pour"));
  EXPECT_TRUE(holds(page, "nettement contre"));
}

TEST(Review, keeps_a_decision_and_offers_the_way_back) {
  ReviewWorld world("review-decide");
  world.pair_with("a", "z", 0.4);
  world.enter();
  const web::Response answer = world.post(
      "/relecture/a/b%2Fc", world.token() + "&decision=differents&motif=deux+%C3%A9tages");
  EXPECT_EQ(answer.status, 303);
  ASSERT_EQ(world.decided().size(), 1u);
  EXPECT_EQ(world.decided()[0].verdict, Verdict::different);
  EXPECT_EQ(world.decided()[0].author, "Ada");
  EXPECT_EQ(world.decided()[0].reason, "deux étages");
  EXPECT_EQ(world.decisions, 1);
  const web::Response page = world.get("/relecture/a/b%2Fc");
  EXPECT_TRUE(holds(page, "C’est noté. Ce sont deux lieux."));
  EXPECT_TRUE(holds(page, "Annuler"));
}

TEST(Review, takes_a_decision_back_once_and_keeps_the_history) {
  ReviewWorld world("review-undo");
  world.enter();
  world.post("/relecture/a/b%2Fc", world.token() + "&decision=meme");
  EXPECT_EQ(world.post("/relecture/annuler", world.token() + "&a=a&b=b%2Fc").status, 303);
  EXPECT_EQ(world.decided().size(), 2u);
  EXPECT_TRUE(standing(world.decided()).empty());
  EXPECT_EQ(world.post("/relecture/annuler", world.token() + "&a=a&b=b%2Fc").status, 404);
}

TEST(Review, takes_no_decision_from_a_form_of_another_site) {
  ReviewWorld world("review-forged");
  world.enter();
  for (const char* body :
       {"decision=meme", "formulaire=&decision=meme", "formulaire=0&decision=meme"})
    EXPECT_EQ(world.post("/relecture/a/b%2Fc", body).status, 403) << body;
  EXPECT_TRUE(world.decided().empty());
}

TEST(Review, puts_a_pair_off_without_deciding) {
  ReviewWorld world("review-later");
  world.import("troisieme", {place("z", "Zinc numérique")});
  world.pair_with("a", "z", 0.4);
  world.enter();
  const web::Response answer =
      world.post("/relecture/a/b%2Fc", world.token() + "&decision=plus-tard");
  EXPECT_EQ(answer.header("Location"), "/relecture/a/z");
  EXPECT_TRUE(world.decided().empty());
  EXPECT_LT(world.get("/relecture").body->find("Zinc"),
            world.get("/relecture").body->find("Mairie"));
}

TEST(Review, answers_a_strange_form_or_address_with_a_page) {
  ReviewWorld world("review-strange");
  world.enter();
  EXPECT_EQ(world.post("/relecture/a/b%2Fc", world.token() + "&decision=peut-etre").status, 400);
  EXPECT_EQ(world.get("/relecture/a/absent").status, 404);
  EXPECT_EQ(world.get("/relecture/a/a").status, 404);
  EXPECT_EQ(world
                .post("/relecture/a/b%2Fc",
                      world.token() + "&decision=meme&motif=" + std::string(5'000, 'x'))
                .status,
            303);
  EXPECT_LE(world.decided()[0].reason.size(), 500u);
}

TEST(Review, ends_when_the_person_leaves) {
  ReviewWorld world("review-leave");
  world.enter();
  EXPECT_EQ(world.post("/relecture/quitter", world.token()).status, 303);
  EXPECT_EQ(world.get("/relecture").status, 403);
}

TEST(Review, escapes_what_lists_and_people_write) {
  ReviewWorld world("review-escape");
  world.import("mal", {place("<b>", "<script>alert(1)</script>")});
  world.pair_with("<b>", "a", 0.5);
  world.enter();
  const std::string page = *world.get("/relecture/a/%3Cb%3E").body;
  EXPECT_EQ(page.find("<script>alert"), std::string::npos);
}

TEST(ReviewCommands, print_a_link_that_opens_the_door) {
  World world("review-commands");
  const std::string file = world.address;
  ReviewersOptions options;
  options.database = file;
  options.name = "  Ada   Martin ";
  std::ostringstream out, err;
  EXPECT_EQ(add_reviewer_command(options, kNow, out, err), 0);
  const std::string text = out.str();
  const std::size_t at = text.find("jeton=");
  ASSERT_NE(at, std::string::npos);
  const std::string token = text.substr(at + 6, 43);
  EXPECT_TRUE(open_session(*world.database, load_key(key_path(file)), token, kNow));
  std::ostringstream list;
  list_reviewers_command(options, kNow, list, err);
  EXPECT_NE(list.str().find("Ada Martin"), std::string::npos) << list.str();
  options.number = 1;
  std::ostringstream removed;
  EXPECT_EQ(remove_reviewer_command(options, kNow, removed, err), 0);
  EXPECT_THROW(remove_reviewer_command(options, kNow, removed, err), base::Error);
}

TEST(ReviewCommands, bring_decisions_in_say_what_is_wrong_and_take_them_out) {
  World world("decision-commands");
  world.import("la-creuse", {place("a", "A"), place("b", "B")});
  DecisionsOptions options;
  options.database = world.address;
  options.models = test::project_file("data/models");
  options.file = world.folder + "/decisions.csv";
  std::ofstream(options.file) << "id1,id2,decision,auteur\na,b,meme,Ada\na,b,peut-être,Ada\n";
  std::ostringstream out, err;
  EXPECT_EQ(import_decisions_command(options, kNow, out, err), 1);
  EXPECT_NE(out.str().find("Décisions lues : 1, nouvelles : 1"), std::string::npos) << out.str();
  EXPECT_NE(err.str().find("Ligne 2 :"), std::string::npos) << err.str();
  EXPECT_EQ(world.shown("b")->place_id, "a");
  options.file.clear();
  std::ostringstream csv;
  EXPECT_EQ(export_decisions_command(options, kNow, csv, err), 0);
  EXPECT_EQ(csv.str(), "id1,id2,decision,auteur,motif,date\na,b,meme,Ada,,2026-05-13T10:00:00Z\n");
}

}  // namespace
}  // namespace maillage::places
