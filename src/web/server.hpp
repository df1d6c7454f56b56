#pragma once
/// An HTTP/1.1 server: one thread for the sockets, a bounded pool for the answers, so that slow
/// clients cost a connection and never a thread. TLS and HTTP/2 belong to the proxy in front.
#include "base/date.hpp"
#include "web/message.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace maillage::web {

/// Everything that a client may not exceed.
struct Limits {
  std::size_t header_bytes = 16 * 1024;
  std::size_t body_bytes = 1 << 20;
  std::size_t connections = 10'000;      ///< beyond, the one that has been silent longest is closed
  std::size_t waiting_requests = 1'000;  ///< beyond, the answer is 503
  std::size_t streams = 64;              ///< bodies made while they are sent; beyond, 503
  std::chrono::seconds header_time{10};  ///< from the connection to the end of the first header
  std::chrono::seconds body_time{30};
  std::chrono::seconds write_time{30};    ///< for a body, or for a piece of a long one
  std::chrono::seconds stream_time{600};  ///< for all pieces of a body
  std::chrono::seconds idle_time{
      30};  ///< between two requests of one connection, header of the second included
  std::chrono::seconds farewell_time{10};  ///< given to running requests when the server stops
};

/// A line of the access log. It names neither the person's address nor what they searched for.
struct AccessLine {
  base::Instant when;
  std::string method;
  std::string path;        ///< without the query
  std::string_view route;  ///< the pattern that answered; empty: none
  int status = 0;
  std::size_t bytes = 0;
  std::chrono::microseconds duration{};
};
/// The line as JSON, without a line end.
std::string json_line(const AccessLine& line);

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0: any free port
  std::size_t threads = 0;    ///< of the pool; 0: one for each core, at least two
  Limits limits;
  std::chrono::milliseconds pages_kept{1'000};  ///< for others who ask the same (page_cache.hpp)
  bool stop_on_signals = false;                 ///< SIGTERM and SIGINT stop gracefully
  std::function<void(const AccessLine&)> log;   ///< called from one thread
};

using Handler = std::function<Response(const Request&)>;

class Server {
 public:
  /// Listens at once; throws base::Error (environment) when the port is taken.
  Server(ServerOptions options, Handler handler);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const;
  void run();   ///< serves until `stop`
  void stop();  ///< from any thread: no new connection, running requests are answered first

  struct State;  ///< defined where Beast is known

 private:
  std::unique_ptr<State> state_;
};

}  // namespace maillage::web
