#include "places/oppositions.hpp"

#include "base/error.hpp"
#include "places/backup_commands.hpp"
#include "places/field_history.hpp"
#include "places/key_file.hpp"
#include "places/opposition_commands.hpp"
#include "store/backup.hpp"
#include "store/journal.hpp"
#include "world.hpp"

#include <array>
#include <sstream>

#include <rapidcheck.h>

namespace maillage::places {
namespace {

using standard::Field;
constexpr auto kDay = std::chrono::days(1);

std::string form(std::string_view text) {
  const auto contact = read_contact(text);
  return contact ? contact->form : "none";
}

TEST(Contact, has_one_form_however_it_is_written) {
  const struct {
    const char *written, *form;
  } kCases[] = {{"ada@exemple.fr", "ada@exemple.fr"},
                {" Ada@Exemple.FR ", "ada@exemple.fr"},
                {"mailto:ada@exemple.fr", "ada@exemple.fr"},
                {"ada%40exemple.fr", "ada@exemple.fr"},
                {"ada.lovelace+lieu@mail.exemple.fr", "ada.lovelace+lieu@mail.exemple.fr"},
                {"01 23 45 67 89", "0123456789"},
                {"01.23.45.67.89", "0123456789"},
                {"0123456789", "0123456789"},
                {"+33123456789", "0123456789"},
                {"+33 (0)1 23 45 67 89", "0123456789"},
                {"0033 1 23 45 67 89", "0123456789"},
                {"tel:+33123456789", "0123456789"},
                {"33123456789", "0123456789"},
                {"+262 262 12 34 56", "0262123456"},
                {"0262 12 34 56", "0262123456"},
                {"+687 24 68 10", "687246810"},
                {"ada", "none"},
                {"ada@", "none"},
                {"@exemple.fr", "none"},
                {"12", "none"},
                {"", "none"}};
  for (const auto& c : kCases) EXPECT_EQ(form(c.written), c.form) << c.written;
}

Oppositions opposed(std::initializer_list<std::string_view> contacts) {
  static const base::SecretKey kKey{1, 2, 3};
  std::set<std::string> hashes;
  for (const std::string_view contact : contacts)
    hashes.insert(base::keyed_hash(kKey, "opposition", read_contact(contact)->form));
  return {kKey, hashes};
}

TEST(Opposed, contacts_leave_texts_and_nothing_else_does) {
  const Oppositions list = opposed({"ada@exemple.fr", "0123456789"});
  const struct {
    const char *before, *after;
  } kCases[] = {
      {"Écrivez à ada@exemple.fr, ou venez.", "Écrivez à , ou venez."},
      {"Écrivez à Ada@Exemple.fr.", "Écrivez à ."},
      {"(ada@exemple.fr)", "()"},
      {"«\u00A0ada@exemple.fr\u00A0»", "«\u00A0\u00A0»"},
      {"“ada@exemple.fr”", "“”"},
      {"l’adresse’ada@exemple.fr…", "l’adresse’…"},
      {"✉ada@exemple.fr 📞01\u201123\u201145\u201167\u201189", "✉ 📞"},
      {"Tél. 01 23 45 67 89 de 9 h à 12 h", "Tél.  de 9 h à 12 h"},
      {"01 23 45 67 89 / 06 01 02 03 04", "/ 06 01 02 03 04"},
      {"06 01 02 03 04 / 01 23 45 67 89", "06 01 02 03 04 /"},
      {"+33123456789", ""},
      {"jada@exemple.fr", "jada@exemple.fr"},
      {"éada@exemple.fr", "éada@exemple.fr"},
      {"ada@exemple.frî", "ada@exemple.frî"},
      {"ada@exemple.fr.org", "ada@exemple.fr.org"},
      {"SIRET 01234567891234", "SIRET 01234567891234"},
      {"SIRET 33123456789123", "SIRET 33123456789123"},
      {"Rien à retirer, 3 rue du 8 mai 1945", "Rien à retirer, 3 rue du 8 mai 1945"},
  };
  for (const auto& c : kCases) EXPECT_EQ(list.clean(c.before), c.after) << c.before;
}

TEST(Opposed, contacts_leave_lists_of_values_and_web_addresses_whole) {
  const Oppositions list = opposed({"ada@exemple.fr"});
  EXPECT_EQ(list.clean(Field::courriels, "accueil@exemple.fr|ada@exemple.fr"),
            "accueil@exemple.fr");
  EXPECT_EQ(list.clean(Field::prise_rdv, "https://rdv.exemple.fr/?pour=ada%40exemple.fr"), "");
}

TEST(Opposed, contacts_never_survive_in_any_text) {
  const Oppositions list = opposed({"ada@exemple.fr", "0123456789"});
  rc::check([&](std::string before, std::string after) {
    for (const std::string_view contact :
         {"ada@exemple.fr", "01 23 45 67 89", "+33 1 23 45 67 89"}) {
      // apart from the text around by a blank: letters or digits beside it make it another contact
      const std::string cleaned = list.clean(before + " \n" + std::string(contact) + "\n " + after);
      RC_ASSERT(cleaned.find("ada@exemple.fr") == std::string::npos);
      RC_ASSERT(cleaned.find("23 45 67 89") == std::string::npos);
    }
  });
}

struct OpposedWorld : World {
  OpposedWorld() : World("oppositions") {
    a = place("a", "Médiathèque");
    a[Field::courriels] = "accueil@exemple.fr|ada@exemple.fr";
    a[Field::telephone] = "+33123456789";
    a[Field::presentation_detail] = "Demandez Ada : ada@exemple.fr";
    a.extras.emplace_back("contact_prive", "ada@exemple.fr");
  }
  void oppose(std::string_view contact, base::Instant when = kNow) {
    EXPECT_EQ(add_oppositions(*database, key, std::array{*read_contact(contact)}, when), 1u);
  }
  /// Everything that the database holds, as text.
  std::string everything() {
    std::string all;
    auto reader = database->read();
    for (const store::Table& table : reader->tables()) {
      for (const store::Column& column : table.columns) {
        if (column.kind != store::Kind::text) continue;
        store::Rows rows = reader->query("select " + column.name + " from " + table.name);
        while (rows.next()) (all += rows.text(0)) += '\n';
      }
    }
    return all;
  }
  standard::Place a;
};

TEST(Opposition, takes_the_contact_out_of_all_that_was_written_before) {
  OpposedWorld world;
  world.import("la-creuse", {world.a});
  auto changed = world.a;
  changed[Field::courriels] = "accueil@exemple.fr";
  world.import("la-creuse", {changed}, kNow + kDay);  // the history holds it now
  world.oppose("ada@exemple.fr");
  EXPECT_EQ(world.everything().find("ada@exemple.fr"), std::string::npos);
  EXPECT_EQ(world.shown("a")->place[Field::courriels], "accueil@exemple.fr");
  EXPECT_EQ(world.shown("a")->place[Field::telephone], "+33123456789");
  EXPECT_EQ(world.shown("a")->place[Field::presentation_detail], "Demandez Ada :");
}

TEST(Opposition, survives_imports) {
  OpposedWorld world;
  world.oppose("ADA@exemple.fr");
  world.oppose("01 23 45 67 89");
  world.import("la-creuse", {world.a});
  world.import("corse", {world.a});
  EXPECT_EQ(world.everything().find("ada@exemple.fr"), std::string::npos);
  EXPECT_EQ(world.everything().find("123456789"), std::string::npos);
}

TEST(Opposition, makes_no_import_out_of_a_file_that_says_the_same) {
  OpposedWorld world;
  world.oppose("ada@exemple.fr");
  world.import("la-creuse", {world.a});
  auto renamed = place("b", "B");
  const ImportCounts counts = world.import("la-creuse", {world.a, renamed}).counts;
  EXPECT_EQ(counts.unchanged, 1u);
  EXPECT_EQ(counts.changed, 0u);
}

TEST(Opposition, is_lifted_by_the_next_import_after_it_was_withdrawn) {
  OpposedWorld world;
  world.import("la-creuse", {world.a});
  world.oppose("ada@exemple.fr");
  EXPECT_EQ(remove_oppositions(*world.database, world.key,
                               std::array{*read_contact("ada@exemple.fr")}, kNow + kDay),
            1u);
  world.import("la-creuse", {world.a}, kNow + kDay);
  EXPECT_EQ(world.shown("a")->place[Field::courriels], "accueil@exemple.fr|ada@exemple.fr");
  EXPECT_TRUE(oppositions(*world.database->read()).empty());
}

TEST(Opposition, is_counted_once) {
  OpposedWorld world;
  world.oppose("ada@exemple.fr");
  const std::array twice{*read_contact("Ada@Exemple.fr"), *read_contact("bob@exemple.fr"),
                         *read_contact("BOB@exemple.fr")};
  EXPECT_EQ(add_oppositions(*world.database, world.key, twice, kNow), 1u);
  EXPECT_EQ(oppositions(*world.database->read()).size(), 2u);
}

TEST(Opposition, tells_its_contact_to_nobody_who_reads_the_database) {
  OpposedWorld world;
  world.oppose("ada@exemple.fr");
  EXPECT_EQ(world.everything().find("exemple.fr"), std::string::npos);
}

TEST(Opposition, refuses_to_import_under_another_key_rather_than_let_all_pass) {
  OpposedWorld world;
  world.oppose("ada@exemple.fr");
  const std::string path = write_list(world.folder, "la-creuse", {world.a});
  EXPECT_THROW(import_file(*world.database, path, base::random_key(), kNow), base::Error);
  EXPECT_FALSE(world.find("a"));
}

TEST(Opposition, stays_out_of_backups_and_in_force_after_them) {
  OpposedWorld world;
  world.import("la-creuse", {world.a});
  world.oppose("ada@exemple.fr");
  const std::string file = world.folder + "/sauvegarde.gz";
  store::back_up(*world.database, file, kNow);
  World other("oppositions-restored");
  store::restore(*other.database, file, registry_schema(), true, kNow);
  import_file(*other.database, write_list(other.folder, "corse", {world.a}), world.key, kNow);
  EXPECT_EQ(other.shown("a@corse")->place[Field::courriels], "accueil@exemple.fr");
}

TEST(Opposition, outlives_a_backup_that_was_made_before_it) {
  OpposedWorld world;
  world.key = load_key(key_path(world.address));
  world.import("la-creuse", {world.a});
  const std::string file = world.folder + "/sauvegarde.gz";
  store::back_up(*world.database, file, kNow);
  world.oppose("ada@exemple.fr", kNow + kDay);
  std::ostringstream out, err;
  EXPECT_EQ(restore_command({world.address, file, true}, kNow + kDay, out, err), 0);
  EXPECT_EQ(oppositions(*world.database->read()).size(), 1u);
  EXPECT_EQ(world.everything().find("ada@exemple.fr"), std::string::npos);
  EXPECT_NE(world.everything().find("accueil@exemple.fr"), std::string::npos);
}

TEST(OppositionCommands, read_contacts_from_the_input_and_never_repeat_one) {
  World world("opposition-commands");
  std::istringstream in("ada@exemple.fr\nn'importe quoi\n\n01 23 45 67 89\n");
  std::ostringstream out, err;
  EXPECT_EQ(add_oppositions_command({world.address, {"-"}}, kNow, in, out, err), 1);
  EXPECT_EQ(out.str(), "Contacts retirés de toutes les fiches : 2. Déjà dans la liste : 0.\n");
  EXPECT_NE(err.str().find("Contact 2 :"), std::string::npos) << err.str();
  EXPECT_EQ(err.str().find("importe"), std::string::npos);
  std::ostringstream list;
  list_oppositions_command({world.address, {}}, kNow, list, err);
  EXPECT_EQ(list.str(),
            "1  courriel  depuis le 13 mai 2026\n2  téléphone  depuis le 13 mai 2026\n");
}

TEST(OppositionCommands, never_say_done_of_a_registry_that_is_not_there) {
  World world("opposition-elsewhere");
  const std::string elsewhere = world.folder + "/faute.db";
  std::istringstream in;
  std::ostringstream out, err;
  EXPECT_THROW(add_oppositions_command({elsewhere, {"ada@exemple.fr"}}, kNow, in, out, err),
               base::Error);
  EXPECT_THROW(back_up_command({elsewhere, world.folder + "/s.gz"}, kNow, out, err), base::Error);
  EXPECT_FALSE(std::filesystem::exists(elsewhere));
  EXPECT_FALSE(std::filesystem::exists(world.folder + "/s.gz"));
}

}  // namespace
}  // namespace maillage::places
