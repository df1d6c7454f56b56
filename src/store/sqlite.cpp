#include "base/error.hpp"
#include "store/database.hpp"

#include <condition_variable>
#include <mutex>
#include <thread>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

namespace maillage::store {
namespace {

[[noreturn]] void fail(const SQLite::Exception& error, const std::string& path) {
  const char* advice = "Vérifiez que le fichier est accessible et que le disque n’est pas plein.";
  const char* what = error.what();
  switch (error.getErrorCode() & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      what = "une autre commande l’utilise";
      advice = "Attendez qu’elle se termine, puis recommencez.";
      break;
    case SQLITE_FULL:
      what = "le disque est plein";
      advice = "Libérez de la place, puis recommencez.";
      break;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      what = "il est impossible de l’ouvrir ou d’y écrire";
      advice = "Vérifiez le chemin et les droits du fichier et de son dossier.";
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      what = "le fichier est abîmé ou n’est pas une base SQLite";
      advice =
          "Restaurez une sauvegarde, ou supprimez ce fichier et importez de nouveau les listes.";
      break;
    default:
      break;
  }
  throw base::Error(
      base::ErrorCode::environment,
      fmt::format("La base de données « {} » ne répond pas : {}. {}", path, what, advice));
}

class SqliteStatement final : public Statement {
 public:
  SqliteStatement(const SQLite::Database& database, const std::string& sql, const std::string& path)
      : statement_(database, sql), path_(path) {}

  void start(std::span<const Value> parameters) override try {
    finish();
    for (std::size_t i = 0; i < parameters.size(); ++i) {
      const int at = static_cast<int>(i) + 1;
      std::visit(
          [&](const auto& value) {
            using T = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<T, std::monostate>) {
              statement_.bind(at);
            } else if constexpr (std::is_same_v<T, std::string_view>) {
              statement_.bind(at, std::string(value));
            } else {
              statement_.bind(at, value);
            }
          },
          parameters[i]);
    }
  } catch (const SQLite::Exception& error) {
    fail(error, path_);
  }

  bool step() override try {
    return statement_.executeStep();
  } catch (const SQLite::Exception& error) {
    fail(error, path_);
  }

  void finish() noexcept override {
    statement_.tryReset();
    try {
      statement_.clearBindings();
    } catch (const SQLite::Exception&) {
      // Nothing is lost: every parameter is bound again before the next run.
    }
  }

  bool is_null(int column) const override { return statement_.getColumn(column).isNull(); }
  std::int64_t integer(int column) const override {
    return statement_.getColumn(column).getInt64();
  }
  double real(int column) const override { return statement_.getColumn(column).getDouble(); }
  std::string_view text(int column) const override {
    const SQLite::Column value = statement_.getColumn(column);
    const char* bytes = value.getText("");
    return {bytes, static_cast<std::size_t>(value.getBytes())};
  }

 private:
  mutable SQLite::Statement statement_;  // reading a column is not const there
  const std::string& path_;
};

/// The address under which SQLite reads a file that nobody can write, without files of its own
/// beside it.
std::string immutable_address(const std::string& path) {
  std::string address = "file:";
  for (const char c : path) {
    if (c == '%' || c == '?' || c == '#') {
      address += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      address += c;
    }
  }
  return address + "?immutable=1";
}

class SqliteConnection final : public Connection {
 public:
  SqliteConnection(const std::string& path, int flags, int busy_milliseconds) try
      : path_(path),
        database_(flags & SQLite::OPEN_URI ? immutable_address(path) : path, flags,
                  busy_milliseconds) {
    // The wait for a busy file is set before any other statement: several processes may meet at the
    // start.
    if (flags & SQLite::OPEN_READWRITE) {
      database_.exec("pragma journal_mode = wal");
      database_.exec("pragma synchronous = normal");
      database_.exec("pragma foreign_keys = on");
    } else {
      // Only the writer moves the log into the file: SQLite before 3.51.3 may lose pages when two
      // do it at once.
      database_.exec("pragma wal_autocheckpoint = 0");
      database_.exec("pragma query_only = on");
    }
    database_.exec("pragma mmap_size = 268435456");
  } catch (const SQLite::Exception& error) {
    fail(error, path);
  }

  void script(std::string_view sql) override {
    try {
      database_.exec(std::string(sql));
    } catch (const SQLite::Exception& error) {
      fail(error, path_);
    }
  }
  std::int64_t last_id() override { return database_.getLastInsertRowid(); }
  Engine engine() const override { return Engine::sqlite; }

  std::vector<Table> tables() override {
    return read_tables(
        query("select m.name, c.name, lower(c.type) from sqlite_master m "
              "join pragma_table_info(m.name) c "
              "where m.type = 'table' and m.name not like 'sqlite%' order by m.name, c.cid"));
  }
  void renumber(const Table&) override {}  // the next key follows the largest by itself
  void hold_still() override { script("begin"); }
  void let_go() noexcept override {
    try {
      script("rollback");
    } catch (const base::Error&) {
      // An error of reading may have ended the transaction already.
    }
  }

 protected:
  Statement& prepared(std::string_view sql) override {
    const auto known = statements_.find(sql);
    if (known != statements_.end()) return *known->second;
    try {
      auto statement = std::make_unique<SqliteStatement>(database_, std::string(sql), path_);
      return *statements_.emplace(std::string(sql), std::move(statement)).first->second;
    } catch (const SQLite::Exception& error) {
      fail(error, path_);
    }
  }
  std::int64_t changes() const override { return database_.getChanges(); }

 private:
  std::string path_;
  SQLite::Database database_;
  std::map<std::string, std::unique_ptr<SqliteStatement>, std::less<>> statements_;
};

/// Held while a process writes, so that a command and the server never write at once.
class WriterLock {
 public:
  explicit WriterLock(const std::string& path)
      : file_(::open((path + ".lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644)) {}
  ~WriterLock() {
    if (file_ >= 0) ::close(file_);
  }
  bool is_open() const { return file_ >= 0; }
  bool take(int milliseconds) {
    constexpr int kPause = 5;
    for (int waited = 0; ::flock(file_, LOCK_EX | LOCK_NB) != 0; waited += kPause) {
      if (waited >= milliseconds) return false;
      ::usleep(kPause * 1000);
    }
    return true;
  }
  void give_back() { ::flock(file_, LOCK_UN); }

 private:
  int file_;
};

/// Asks the file a few times a second whether another connection has written: a few microseconds
/// each time.
class SqliteWatch final : public Watch {
 public:
  SqliteWatch(const std::string& path, int busy_milliseconds, std::function<void()> changed)
      : connection_(path, SQLite::OPEN_READONLY, busy_milliseconds),
        version_(version()),
        changed_(std::move(changed)),
        thread_([this] { run(); }) {}
  ~SqliteWatch() override {
    {
      const std::lock_guard guard(mutex_);
      stopping_ = true;
    }
    stop_.notify_one();
    thread_.join();
  }

 private:
  std::int64_t version() { return connection_.number("pragma data_version"); }
  void run() {
    constexpr std::chrono::milliseconds kPause{250};
    while (true) {
      {
        std::unique_lock guard(mutex_);
        if (stop_.wait_for(guard, kPause, [&] { return stopping_; })) return;
      }
      try {
        const std::int64_t newest = version();
        if (newest == std::exchange(version_, newest)) continue;
      } catch (const base::Error&) {
        continue;  // a busy or full disk: the next look tells
      }
      changed_();
    }
  }

  SqliteConnection connection_;
  std::int64_t version_;
  std::function<void()> changed_;
  std::mutex mutex_;  ///< guards stopping_
  bool stopping_ = false;
  std::condition_variable stop_;
  std::thread thread_;  // last: it uses all the rest
};

/// Readers that wait for the next who needs one.
class IdleReaders {
 public:
  /// None when all are in use.
  std::unique_ptr<Connection> take() {
    const std::lock_guard guard(mutex_);
    if (readers_.empty()) return nullptr;
    auto reader = std::move(readers_.back());
    readers_.pop_back();
    return reader;
  }
  void give_back(std::unique_ptr<Connection> reader) {
    const std::lock_guard guard(mutex_);
    readers_.push_back(std::move(reader));
  }

 private:
  std::mutex mutex_;  ///< guards what follows
  std::vector<std::unique_ptr<Connection>> readers_;
};

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(std::string path, const SqliteOptions& options)
      : path_(std::move(path)),
        options_(options),
        writer_(path_, SQLite::OPEN_READWRITE | (options.create ? SQLite::OPEN_CREATE : 0),
                options.busy_milliseconds),
        lock_(path_) {}

  std::unique_ptr<Watch> watch(std::function<void()> changed) override {
    return std::make_unique<SqliteWatch>(path_, options_.busy_milliseconds, std::move(changed));
  }

 protected:
  std::unique_ptr<Connection> take_reader() override {
    if (auto reader = readers_.take()) return reader;
    return std::make_unique<SqliteConnection>(path_, SQLite::OPEN_READONLY,
                                              options_.busy_milliseconds);
  }
  void give_back(std::unique_ptr<Connection> connection) noexcept override {
    readers_.give_back(std::move(connection));
  }
  Connection& begin_write() override {
    std::unique_lock turn(writer_mutex_);
    if (!lock_.is_open()) fail(SQLite::Exception("verrou", SQLITE_CANTOPEN), path_);
    if (!lock_.take(options_.busy_milliseconds)) {
      fail(SQLite::Exception("occupée", SQLITE_BUSY), path_);
    }
    try {
      writer_.script("begin immediate");
    } catch (...) {
      lock_.give_back();
      throw;
    }
    turn.release();
    return writer_;
  }
  void commit_write() override {
    writer_.script("commit");
    end_write();
  }
  void roll_back_write() noexcept override {
    try {
      writer_.script("rollback");
    } catch (const base::Error&) {
      // After a full disk SQLite has rolled back by itself and has no transaction left.
    }
    end_write();
  }

 private:
  void end_write() {
    lock_.give_back();
    writer_mutex_.unlock();
  }

  std::string path_;
  SqliteOptions options_;
  std::mutex writer_mutex_;
  SqliteConnection writer_;
  WriterLock lock_;
  IdleReaders readers_;
};

/// A file on a disk that takes no writing: the directory is still served from it.
class ReadOnlySqliteDatabase final : public Database {
 public:
  explicit ReadOnlySqliteDatabase(std::string path) : path_(std::move(path)) {
    readers_.give_back(take_reader());  // says at once what is wrong with the file
  }

  std::unique_ptr<Watch> watch(std::function<void()>) override {
    return std::make_unique<Watch>();  // nothing changes
  }

 protected:
  std::unique_ptr<Connection> take_reader() override {
    if (auto reader = readers_.take()) return reader;
    return std::make_unique<SqliteConnection>(path_, SQLite::OPEN_READONLY | SQLite::OPEN_URI, 0);
  }
  void give_back(std::unique_ptr<Connection> connection) noexcept override {
    readers_.give_back(std::move(connection));
  }
  Connection& begin_write() override {
    fail(SQLite::Exception("lecture seule", SQLITE_READONLY), path_);
  }
  void commit_write() override {}
  void roll_back_write() noexcept override {}

 private:
  std::string path_;
  IdleReaders readers_;
};

/// Whether the file and what SQLite keeps beside it can be written.
bool is_writable(const std::string& path) {
  const auto opens = [](const std::string& file) {
    const int opened = ::open(file.c_str(), O_RDWR | O_CLOEXEC);
    if (opened >= 0) ::close(opened);
    return opened >= 0;
  };
  if (!opens(path)) return false;
  const std::string shared_memory = path + "-shm";
  std::error_code none;
  if (std::filesystem::exists(std::filesystem::symlink_status(shared_memory, none)))
    return opens(shared_memory);
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return ::access(folder.empty() ? "." : folder.c_str(), W_OK) == 0;
}

/// Whether the file holds all that was written: what waits in its log can't be read from a disk
/// that takes no writing.
bool is_whole(const std::string& path) {
  std::error_code none;
  const auto waiting = std::filesystem::file_size(path + "-wal", none);
  const bool has_log = !none && waiting > 0;
  return !has_log && std::filesystem::is_regular_file(path, none);
}

}  // namespace

std::unique_ptr<Database> open_sqlite(const std::string& path, const SqliteOptions& options) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (options.create && !folder.empty()) {
    std::error_code ignored;  // opening the file says it better
    std::filesystem::create_directories(folder, ignored);
  }
  try {
    return std::make_unique<SqliteDatabase>(path, options);
  } catch (const base::Error&) {
    if (!is_whole(path) || is_writable(path)) throw;
    return std::make_unique<ReadOnlySqliteDatabase>(path);
  }
}

}  // namespace maillage::store
