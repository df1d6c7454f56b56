#include "support/postgres_server.hpp"

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include <libpq-fe.h>
#include <pwd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace maillage::test {
namespace {

const std::string kPrograms = "/usr/lib/postgresql/15/bin/";

/// The command as a child, under an ordinary user when the tests run as root, which the server
/// refuses. It ends with this program, however that ends.
pid_t start(std::vector<std::string> words) {
  std::vector<std::string> whole{"setpriv", "--pdeathsig", "QUIT"};
  if (geteuid() == 0) {
    for (const char* word : {"--reuid", "postgres", "--regid", "postgres", "--clear-groups"})
      whole.push_back(word);
  }
  whole.insert(whole.end(), words.begin(), words.end());
  std::vector<char*> arguments;
  for (std::string& word : whole) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    if (!freopen("/dev/null", "w", stdout) || !freopen("/dev/null", "w", stderr)) _exit(126);
    execvp(arguments[0], arguments.data());
    _exit(127);
  }
  return child;
}

class Server {
 public:
  Server() {
    std::string folder = (std::filesystem::temp_directory_path() / "maillage-pg-XXXXXX").string();
    if (!mkdtemp(folder.data())) throw std::runtime_error("no temporary folder for PostgreSQL");
    folder_ = folder;
    if (geteuid() == 0) {
      const passwd* user = getpwnam("postgres");
      if (!user || chown(folder.c_str(), user->pw_uid, user->pw_gid) != 0)
        throw std::runtime_error("no user postgres");
    }
    int status = 0;
    waitpid(start({kPrograms + "initdb", "-D", folder_ + "/data", "-U", "test", "-A", "trust", "-E",
                   "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions"}),
            &status, 0);
    if (status != 0) throw std::runtime_error("initdb failed");
    run();
  }
  ~Server() {
    stop(SIGQUIT);
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  void restart() {
    stop(SIGINT);
    run();
  }
  std::string url() const { return "postgresql:///postgres?user=test&host=" + folder_; }

 private:
  void run() {
    process_ = start({kPrograms + "postgres", "-D", folder_ + "/data", "-k", folder_, "-c",
                      "listen_addresses=", "-c", "fsync=off", "-c", "synchronous_commit=off", "-c",
                      "full_page_writes=off", "-c", "max_connections=100"});
    constexpr int kTries = 500;
    for (int i = 0; i < kTries; ++i) {
      if (PQping(url().c_str()) == PQPING_OK) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    throw std::runtime_error("PostgreSQL did not start");
  }
  void stop(int signal) {
    kill(process_, signal);
    int status = 0;
    waitpid(process_, &status, 0);
  }

  std::string folder_;
  pid_t process_ = 0;
};

Server& server() {
  static Server kServer;
  return kServer;
}

}  // namespace

bool has_postgres() {
  return std::filesystem::exists(kPrograms + "postgres");
}

std::string fresh_postgres_url() {
  static std::atomic<int> schemas{0};
  const std::string schema = "test_" + std::to_string(++schemas);
  const std::unique_ptr<PGconn, decltype(&PQfinish)> line(PQconnectdb(server().url().c_str()),
                                                          PQfinish);
  PQclear(PQexec(line.get(), ("create schema " + schema).c_str()));
  return server().url() + "&options=-csearch_path%3D" + schema;
}

std::string database_address(const std::string& folder) {
  const char* engine = std::getenv("MAILLAGE_TEST_ENGINE");
  return engine && std::string_view(engine) == "postgres" ? fresh_postgres_url()
                                                          : folder + "/test.db";
}

void restart_postgres() {
  server().restart();
}

}  // namespace maillage::test
