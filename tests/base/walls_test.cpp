// The walls of the house: a file of src/<room>/ may include only headers of its own room and of the rooms that
// src/CMakeLists.txt names after USES. The heavy third-party headers stay out of our headers.
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

#include <gtest/gtest.h>

#include "support/vectors.hpp"

namespace maillage::test {

namespace {

using Rooms = std::map<std::string, std::set<std::string>>;

/// Room -> rooms it may use, itself included.
Rooms declared_rooms() {
  static const std::regex kRoom(R"(maillage_room\((\w+)(?: USES ([\w ]+?))?(?: LIBS[^)]*)?\))");
  const std::string text = read_file(project_file("src/CMakeLists.txt"));
  Rooms rooms;
  for (std::sregex_iterator match(text.begin(), text.end(), kRoom), end; match != end; ++match) {
    std::set<std::string>& uses = rooms[(*match)[1]];
    uses.insert((*match)[1]);
    std::istringstream names((*match)[2]);
    for (std::string name; names >> name;) uses.insert(name);
  }
  return rooms;
}

template <class Visit>
void for_each_include(const std::filesystem::path& folder, Visit visit) {
  static const std::regex kInclude(R"re(^\s*#include\s*([<"])([^>"]+)[>"])re");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      std::smatch match;
      if (std::regex_search(line, match, kInclude)) visit(entry.path(), match[1] == "<", match[2].str());
    }
  }
}

}  // namespace

TEST(Walls, includes_cross_only_declared_walls) {
  const Rooms rooms = declared_rooms();
  ASSERT_GE(rooms.size(), 10u);
  for (const auto& [room, uses] : rooms) {
    for_each_include(project_file("src/" + room), [&](const auto& file, bool system, const std::string& header) {
      if (system) return;
      const std::string other = header.substr(0, header.find('/'));
      EXPECT_TRUE(uses.count(other)) << file << " includes " << header << ", but " << room << " does not USE " << other;
    });
  }
}

TEST(Walls, a_room_uses_only_rooms_above_it) {
  const std::string text = read_file(project_file("src/CMakeLists.txt"));
  const auto position = [&](const std::string& room) { return text.find("maillage_room(" + room); };
  for (const auto& [room, uses] : declared_rooms()) {
    for (const std::string& other : uses) {
      EXPECT_LE(position(other), position(room)) << room << " uses " << other << ", which stands below it";
    }
  }
}

TEST(Walls, headers_keep_third_parties_out) {
  static const std::set<std::string> kForbidden = {"boost", "fmt",  "simdjson.h", "rapidjson", "CLI",   "spdlog", "unicode",
                                                   "re2",   "orcus", "SQLiteCpp", "libpq-fe.h", "curl",      "proj.h", "phonenumbers"};
  for_each_include(project_file("src"), [&](const auto& file, bool system, const std::string& header) {
    if (file.extension() == ".hpp" && system) {
      EXPECT_FALSE(kForbidden.count(header.substr(0, header.find('/')))) << file << " includes <" << header << ">";
    }
  });
}

}  // namespace maillage::test
