#include "web/server.hpp"

#include "support/vectors.hpp"

#include <atomic>
#include <mutex>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace maillage::web {
namespace {

/// A client that sends exactly the bytes it is told to.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
  }
  Client(Client&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}
  ~Client() {
    if (socket_ >= 0) ::close(socket_);
  }

  void send(std::string_view bytes) {
    (void)!::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  }
  /// All bytes until `count` answers' headers have come, the server hangs up, or two seconds pass.
  std::string receive(int answers = 1) {
    std::string got;
    while (true) {
      int seen = 0;
      for (std::size_t at = 0; (at = got.find("\r\n\r\n", at)) != std::string::npos; ++at) ++seen;
      pollfd waiting{socket_, POLLIN, 0};
      if (::poll(&waiting, 1, seen >= answers ? 30 : 2'000) <= 0) return got;
      char buffer[4096];
      const ssize_t size = ::recv(socket_, buffer, sizeof(buffer), 0);
      if (size <= 0) return got;
      got.append(buffer, static_cast<std::size_t>(size));
    }
  }
  /// What has come when the first bytes have, at most a page of memory.
  std::string receive_some() {
    pollfd waiting{socket_, POLLIN, 0};
    char buffer[4096];
    if (::poll(&waiting, 1, 2'000) <= 0) return {};
    const ssize_t size = ::recv(socket_, buffer, sizeof(buffer), 0);
    return {buffer, size > 0 ? static_cast<std::size_t>(size) : 0};
  }
  bool is_closed(int milliseconds) {
    pollfd waiting{socket_, POLLIN, 0};
    char byte;
    return ::poll(&waiting, 1, milliseconds) > 0 && ::recv(socket_, &byte, 1, 0) <= 0;
  }

 private:
  int socket_;
};

std::atomic<int> drawings{0};

/// "aaa…", "bbb…", … in so many pieces of 100 kB.
Response letters(int count) {
  const auto sent = std::make_shared<int>(0);
  return Response::stream("text/plain", [sent, count] {
    if (*sent == count) return std::string();
    return std::string(100'000, static_cast<char>('a' + (*sent)++ % 26));
  });
}

/// How many pieces a client who reads nothing has had made.
std::atomic<int> pieces_made{0};

Response echo(const Request& request) {
  if (request.path() == "/fichier") return letters(5);
  if (request.path() == "/coupe") {
    return Response::stream("text/plain", []() -> std::string { throw std::runtime_error("x"); });
  }
  if (request.path() == "/sans-fin") {
    return Response::stream("text/plain", [] {
      ++pieces_made;
      return std::string(100'000, 'x');
    });
  }
  if (request.path() == "/dessin") return Response::text(std::to_string(++drawings));
  if (request.path() == "/lent") std::this_thread::sleep_for(std::chrono::milliseconds(150));
  if (request.path() == "/qui") return Response::text(request.client);
  if (request.path() == "/casse") throw std::runtime_error("secret");
  Response response = Response::text(request.path() + " " + request.body);
  response.set("X-Echo", request.query.get("h"));
  return response;
}

class Serving {
 public:
  explicit Serving(Limits limits = {}) {
    ServerOptions options;
    options.port = 0;
    options.limits = limits;
    options.pages_kept = std::chrono::hours(1);
    options.log = [this](const AccessLine& line) {
      const std::lock_guard guard(mutex_);
      log_ += json_line(line) + "\n";
    };
    server_ = std::make_unique<Server>(std::move(options), echo);
    port_ = server_->port();
    thread_ = std::thread([this] { server_->run(); });
  }
  ~Serving() { stop(); }
  void stop() {
    if (!thread_.joinable()) return;
    server_->stop();
    thread_.join();
  }
  Client client() const { return Client(port_); }
  std::string ask(std::string_view bytes) const {
    Client one = client();
    one.send(bytes);
    return one.receive();
  }
  std::string log() {
    const std::lock_guard guard(mutex_);
    return log_;
  }

 private:
  std::mutex mutex_;
  std::string log_;
  std::unique_ptr<Server> server_;
  std::uint16_t port_ = 0;
  std::thread thread_;
};

TEST(Server, answers_and_keeps_the_connection) {
  Serving serving;
  Client client = serving.client();
  for (const char* target : {"/un", "/deux"}) {
    client.send(std::string("GET ") + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
    const std::string answer = client.receive();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200")) << answer;
    EXPECT_NE(answer.find(std::string("\r\n\r\n") + target), std::string::npos) << answer;
  }
}

TEST(Server, answers_requests_sent_ahead_in_their_order) {
  Serving serving;
  Client client = serving.client();
  client.send(
      "GET /lent HTTP/1.1\r\nHost: x\r\n\r\nGET /vite HTTP/1.1\r\nHost: x\r\n\r\nGET /fin "
      "HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string answers = client.receive(3);
  ASSERT_NE(answers.find("/fin"), std::string::npos) << answers;
  EXPECT_LT(answers.find("/lent"), answers.find("/vite"));
  EXPECT_LT(answers.find("/vite"), answers.find("/fin"));
}

/// The bodies of two answers, one behind the other on one connection.
std::string both(const Serving& serving, std::string_view first, std::string_view second) {
  Client client = serving.client();
  std::string bodies;
  for (const std::string_view request : {first, second}) {
    client.send(request);
    const std::string answer = client.receive();
    bodies += answer.substr(answer.find("\r\n\r\n") + 4) + "|";
  }
  return bodies;
}

TEST(Server, draws_a_page_once_for_those_who_ask_within_a_second) {
  const Serving serving;
  drawings = 0;
  constexpr std::string_view kAsk = "GET /dessin HTTP/1.1\r\nHost: a\r\n\r\n";
  EXPECT_EQ(both(serving, kAsk, kAsk), "1|1|");
  EXPECT_EQ(both(serving, kAsk, "GET /dessin?x HTTP/1.1\r\nHost: a\r\n\r\n"), "1|2|");
  EXPECT_EQ(both(serving, kAsk, "GET /dessin HTTP/1.1\r\nHost: b\r\n\r\n"), "1|3|");
}

TEST(Server, draws_a_page_anew_for_who_brings_a_cookie) {
  const Serving serving;
  drawings = 0;
  constexpr std::string_view kAsk = "GET /dessin HTTP/1.1\r\nHost: a\r\nCookie: x=1\r\n\r\n";
  EXPECT_EQ(both(serving, kAsk, kAsk), "1|2|");
}

TEST(Server, tells_who_holds_a_kept_page_that_it_is_the_same) {
  const Serving serving;
  drawings = 0;
  Client client = serving.client();
  client.send("GET /dessin HTTP/1.1\r\nHost: a\r\n\r\n");
  const std::string answer = client.receive();
  const std::size_t tag = answer.find("ETag: ") + 6;
  client.send("GET /dessin HTTP/1.1\r\nHost: a\r\nIf-None-Match: " +
              answer.substr(tag, answer.find("\r\n", tag) - tag) + "\r\n\r\n");
  const std::string again = client.receive();
  EXPECT_TRUE(again.starts_with("HTTP/1.1 304 ")) << again;
  EXPECT_TRUE(again.ends_with("\r\n\r\n")) << again;
  EXPECT_EQ(drawings, 1);
}

TEST(Server, knows_where_a_request_comes_from) {
  Serving serving;
  Client client = serving.client();
  client.send("GET /qui HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(client.receive().ends_with("127.0.0.1"));
}

TEST(Server, gives_a_head_the_length_and_no_body) {
  Serving serving;
  const std::string answer = serving.ask("HEAD /abc HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_NE(answer.find("Content-Length: 5"), std::string::npos) << answer;
  EXPECT_TRUE(answer.ends_with("\r\n\r\n")) << answer;
}

TEST(Server, reads_a_body_within_the_limit_and_refuses_a_larger_one) {
  Limits limits;
  limits.body_bytes = 10;
  Serving serving(limits);
  EXPECT_NE(
      serving.ask("POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nabcd").find("/p abcd"),
      std::string::npos);
  EXPECT_TRUE(serving.ask("POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\nabcdefghijk")
                  .starts_with("HTTP/1.1 413"));
}

TEST(Server, refuses_an_oversized_header) {
  Serving serving;
  const std::string answer =
      serving.ask("GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(20'000, 'a') + "\r\n\r\n");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 431")) << answer.substr(0, 40);
}

TEST(Server, refuses_what_is_no_http_and_paths_that_climb) {
  Serving serving;
  EXPECT_TRUE(serving.ask("\x16\x03\x01 hello\r\n\r\n").starts_with("HTTP/1.1 400"));
  EXPECT_TRUE(
      serving.ask("GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 400"));
  EXPECT_TRUE(serving.ask("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n")
                  .starts_with("HTTP/1.1 400"));
}

TEST(Server, lets_no_query_add_a_header) {
  Serving serving;
  const std::string answer =
      serving.ask("GET /?h=a%0d%0aSet-Cookie:%20x=1 HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(answer.find("\nSet-Cookie"), std::string::npos) << answer;
  EXPECT_NE(answer.find("X-Echo: aSet-Cookie: x=1"), std::string::npos) << answer;
}

TEST(Server, survives_a_handler_that_throws) {
  Serving serving;
  const std::string answer = serving.ask("GET /casse HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 500")) << answer;
  EXPECT_EQ(answer.find("secret"), std::string::npos);
  EXPECT_TRUE(serving.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 200"));
}

TEST(Server, answers_others_while_three_hundred_clients_dawdle) {
  Serving serving;
  std::vector<Client> slow;
  for (int i = 0; i < 300; ++i) {
    slow.push_back(serving.client());
    slow.back().send("GET / HTTP/1.1\r\nHo");
  }
  EXPECT_TRUE(serving.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 200"));
}

TEST(Server, hangs_up_on_a_header_that_never_ends) {
  Limits limits;
  limits.header_time = std::chrono::seconds(0);
  Serving serving(limits);
  Client client = serving.client();
  client.send("GET / HTTP/1.1\r\nHo");
  EXPECT_TRUE(client.is_closed(3'000));
}

TEST(Server, makes_room_for_a_new_client_when_all_connections_are_taken) {
  Limits limits;
  limits.connections = 3;
  Serving serving(limits);
  std::vector<Client> idle;
  for (int i = 0; i < 3; ++i) idle.push_back(serving.client());
  EXPECT_TRUE(serving.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 200"));
}

TEST(Server, says_503_when_too_many_requests_wait) {
  Limits limits;
  limits.waiting_requests = 1;
  Serving serving(limits);
  Client first = serving.client();
  first.send("GET /lent HTTP/1.1\r\nHost: x\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(40));
  EXPECT_TRUE(serving.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 503"));
  EXPECT_TRUE(first.receive().starts_with("HTTP/1.1 200"));
}

TEST(Server, finishes_the_running_answer_when_it_is_told_to_stop) {
  Serving serving;
  Client client = serving.client();
  client.send("GET /lent HTTP/1.1\r\nHost: x\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(40));
  serving.stop();
  EXPECT_TRUE(client.receive().starts_with("HTTP/1.1 200"));
}

/// What the chunks of an answer hold; nothing when the last one is missing.
std::optional<std::string> unchunked(std::string_view answer) {
  std::string body;
  answer.remove_prefix(answer.find("\r\n\r\n") + 4);
  while (true) {
    const std::size_t line = answer.find("\r\n");
    if (line == answer.npos) return std::nullopt;
    const std::size_t size = std::stoul(std::string(answer.substr(0, line)), nullptr, 16);
    if (size == 0) return body;
    if (answer.size() < line + 2 + size) return std::nullopt;
    body += answer.substr(line + 2, size);
    answer.remove_prefix(line + 2 + size + 2);
  }
}

TEST(Server, sends_a_body_while_it_is_made) {
  Serving serving;
  const std::string answer =
      serving.ask("GET /fichier HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_NE(answer.find("Transfer-Encoding: chunked"), std::string::npos);
  const auto body = unchunked(answer);
  ASSERT_TRUE(body);
  EXPECT_EQ(body->size(), 500'000u);
  EXPECT_EQ((*body)[0], 'a');
  EXPECT_EQ(body->back(), 'e');
}

TEST(Server, keeps_the_connection_behind_such_a_body) {
  Serving serving;
  Client client = serving.client();
  client.send("GET /fichier HTTP/1.1\r\nHost: x\r\n\r\nGET /fin HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(client.receive(2).ends_with("/fin "));
}

TEST(Server, ends_such_a_body_with_the_connection_for_an_old_client) {
  Serving serving;
  const std::string answer = serving.ask("GET /fichier HTTP/1.0\r\n\r\n");
  EXPECT_EQ(answer.find("chunked"), std::string::npos);
  EXPECT_EQ(answer.size() - answer.find("\r\n\r\n") - 4, 500'000u);
}

TEST(Server, gives_a_head_no_piece_of_such_a_body) {
  Serving serving;
  const std::string answer = serving.ask("HEAD /fichier HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200"));
  EXPECT_TRUE(answer.ends_with("\r\n\r\n")) << answer;
}

TEST(Server, cuts_the_connection_when_a_piece_can_not_be_made) {
  Serving serving;
  const std::string answer = serving.ask("GET /coupe HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200"));
  EXPECT_FALSE(unchunked(answer));
}

TEST(Server, makes_no_more_pieces_than_a_slow_client_takes_and_answers_others) {
  Serving serving;
  Client slow = serving.client();
  slow.send("GET /sans-fin HTTP/1.1\r\nHost: x\r\n\r\n");
  int made = 0;
  do {
    made = pieces_made;
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
  } while (pieces_made != made);
  EXPECT_LT(made, 200);  // what the buffers of the system hold
  EXPECT_TRUE(serving.ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n").starts_with("HTTP/1.1 200"));
}

TEST(Server, says_503_when_too_many_such_bodies_leave) {
  Limits limits;
  limits.streams = 1;
  Serving serving(limits);
  Client slow = serving.client();
  slow.send("GET /sans-fin HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(slow.receive_some().starts_with("HTTP/1.1 200"));
  const std::string answer = serving.ask("GET /fichier HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 503")) << answer.substr(0, 60);
  EXPECT_NE(answer.find("Retry-After: 60"), std::string::npos);
}

TEST(Server, hangs_up_on_who_takes_a_body_too_slowly) {
  Limits limits;
  limits.stream_time = std::chrono::seconds(0);
  Serving serving(limits);
  Client slow = serving.client();
  slow.send("GET /sans-fin HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  while (!slow.receive_some().empty() && std::chrono::steady_clock::now() < end) {
  }
  EXPECT_TRUE(slow.is_closed(0));
}

TEST(Server, logs_the_page_and_never_the_person_or_what_they_search) {
  Serving serving;
  serving.ask("GET /lieux?q=12+rue+des+Lilas HTTP/1.1\r\nHost: x\r\n\r\n");
  serving.stop();
  const std::string log = serving.log();
  EXPECT_NE(log.find("\"chemin\":\"/lieux\""), std::string::npos) << log;
  EXPECT_NE(log.find("\"statut\":200"), std::string::npos) << log;
  EXPECT_EQ(log.find("Lilas"), std::string::npos) << log;
  EXPECT_EQ(log.find("127.0.0.1"), std::string::npos) << log;
}

}  // namespace
}  // namespace maillage::web
