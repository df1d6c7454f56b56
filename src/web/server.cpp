#include "web/server.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/json.hpp"
#include "web/gzip.hpp"
#include "web/page_cache.hpp"

#include <atomic>
#include <thread>
#include <unordered_set>
#include <utility>  // Boost.Asio 1.74 forgets it

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>
#include <sys/resource.h>

namespace maillage::web {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using tcp = asio::ip::tcp;
using Clock = std::chrono::steady_clock;

Method method_of(http::verb verb) {
  switch (verb) {
    case http::verb::get:
      return Method::get;
    case http::verb::head:
      return Method::head;
    case http::verb::post:
      return Method::post;
    default:
      return Method::other;
  }
}

/// Lets the process hold as many sockets as the system allows; returns how many.
std::size_t raise_open_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1024;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur;
}

std::string_view view(beast::string_view text) {
  return {text.data(), text.size()};
}

/// All that the answer may depend on; empty when it may be for one person, or is no plain GET.
std::string page_key(const http::request<http::string_body>& message) {
  if (message.method() != http::verb::get || message.version() != 11 || !message.keep_alive() ||
      !message.body().empty() || message.count(http::field::cookie) != 0 ||
      message.count(http::field::authorization) != 0 ||
      message.count(http::field::if_modified_since) != 0)
    return {};
  std::string key(accepts_gzip(view(message[http::field::accept_encoding])) ? "gzip" : "plain");
  for (const auto part :
       {message[http::field::host], message["X-Forwarded-Proto"], message.target()}) {
    key += '\n';
    key += view(part);
  }
  return key;
}

}  // namespace

std::string json_line(const AccessLine& line) {
  std::string out;
  formats::JsonWriter json(out);
  json.begin_object().member("quand", base::iso_instant(line.when)).member("methode", line.method);
  json.member("chemin", line.path).key("statut").integer(line.status);
  json.key("octets").integer(static_cast<long long>(line.bytes));
  json.key("microsecondes").integer(line.duration.count()).end_object();
  return out;
}

class Connection;

struct Server::State {
  State(ServerOptions given, Handler handle)
      : options(std::move(given)),
        handler(std::move(handle)),
        pages(options.pages_kept),
        pool(options.threads > 0 ? options.threads
                                 : std::max(2u, std::thread::hardware_concurrency())) {}

  void listen();
  void accept();
  void admit(tcp::socket socket);
  void forget(const std::shared_ptr<Connection>& connection) { connections.erase(connection); }
  void tick();
  void begin_stop();

  ServerOptions options;
  Handler handler;
  PageCache pages;
  asio::io_context io{1};
  tcp::acceptor acceptor{io};
  asio::steady_timer clock{io};
  asio::signal_set signals{io};
  std::unordered_set<std::shared_ptr<Connection>> connections;
  std::atomic<std::size_t> waiting{0};
  std::size_t streams = 0;
  bool stopping = false;
  Clock::time_point stop_at{};
  asio::thread_pool pool;  // last: its threads end before anything that they use
};

/// One client: read a request, hand it to the pool, write the answer, begin again. Requests sent
/// ahead wait in the buffer, so answers keep their order. Runs on the thread of the sockets only.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Server::State& server, tcp::socket socket)
      : server_(server), socket_(std::move(socket)) {
    beast::error_code error;
    const auto peer = socket_.remote_endpoint(error);
    if (!error) client_ = peer.address().to_string();
  }

  void start() { read_header(server_.options.limits.header_time); }

  bool is_late(Clock::time_point now) const { return now >= deadline_; }
  bool is_idle() const { return idle_; }
  Clock::time_point deadline() const { return deadline_; }

  void close() {
    beast::error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_both, ignored);
    socket_.close(ignored);
  }

 private:
  void read_header(std::chrono::seconds time) {
    if (server_.stopping && buffer_.size() == 0) return end();
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(server_.options.limits.header_bytes));
    parser_->body_limit(server_.options.limits.body_bytes);
    idle_ = true;
    deadline_ = Clock::now() + time;
    http::async_read_header(socket_, buffer_, *parser_,
                            [self = shared_from_this()](beast::error_code error, std::size_t) {
                              self->idle_ = false;
                              error ? self->refuse(error) : self->read_body();
                            });
  }

  void read_body() {
    if (parser_->is_done()) return dispatch();
    deadline_ = Clock::now() + server_.options.limits.body_time;
    http::async_read(socket_, buffer_, *parser_,
                     [self = shared_from_this()](beast::error_code error, std::size_t) {
                       error ? self->refuse(error) : self->dispatch();
                     });
  }

  void dispatch() {
    received_ = Clock::now();
    deadline_ = Clock::time_point::max();  // the pool's time is ours, not the client's
    auto& message = parser_->get();
    keep_alive_ = message.keep_alive() && !server_.stopping;
    request_ = Request();
    request_.client = client_;
    request_.method = method_of(message.method());
    if (!read_target(view(message.target()), request_)) {
      return write(Response::text("Cette adresse n’est pas lisible.\n", 400));
    }
    page_key_ = page_key(message);
    if (!page_key_.empty()) {
      if (auto kept = server_.pages.find(page_key_, *received_)) return send(std::move(kept));
    }
    for (const auto& field : message.base()) {
      request_.headers.emplace_back(base::lower(view(field.name_string())),
                                    std::string(field.value()));
    }
    request_.body = std::move(message.body());
    if (server_.waiting.fetch_add(1) >= server_.options.limits.waiting_requests) {
      server_.waiting.fetch_sub(1);
      return write(
          busy("Trop de demandes en même temps. Réessayez dans quelques secondes.\n", "2"));
    }
    asio::post(server_.pool, [self = shared_from_this()]() mutable {
      Response response = self->answer();
      self->server_.waiting.fetch_sub(1);
      auto& io = self->server_.io;
      asio::post(io, [connection = std::move(self), answer = std::move(response)]() mutable {
        connection->write_and_keep(std::move(answer));
      });
    });
  }

  /// On a thread of the pool. Nothing may escape: it would end the process.
  Response answer() noexcept {
    try {
      Response response = server_.handler(request_);
      finish(request_, response);
      return response;
    } catch (const std::exception&) {
      return Response::text("Une erreur est survenue. Réessayez dans quelques minutes.\n", 500);
    }
  }

  /// What the client sent is no request: say why, then hang up.
  void refuse(beast::error_code error) {
    keep_alive_ = false;
    request_ = Request();
    if (error == http::error::header_limit)
      return write(Response::text("L’en-tête est trop long.\n", 431));
    if (error == http::error::body_limit)
      return write(Response::text("Le contenu est trop gros.\n", 413));
    const bool is_protocol =
        error.category() == make_error_code(http::error::bad_method).category();
    if (!is_protocol || error == http::error::end_of_stream ||
        error == http::error::partial_message)
      return end();
    write(Response::text("Cette demande n’est pas du HTTP.\n", 400));
  }

  static Response busy(std::string sentence, std::string_view seconds) {
    Response response = Response::text(std::move(sentence), 503);
    response.set("Retry-After", seconds);
    return response;
  }

  void write_and_keep(Response response) {
    if (!page_key_.empty()) server_.pages.keep(page_key_, response, Clock::now());
    write(std::move(response));
  }

  void send(std::shared_ptr<const KeptPage> page) {
    kept_ = std::move(page);
    const std::string_view held = view(parser_->get()[http::field::if_none_match]);
    const bool is_known = !kept_->tag.empty() && held.find(kept_->tag) != held.npos;
    status_ = is_known ? 304 : 200;
    route_ = kept_->route;
    bytes_ = is_known ? 0 : kept_->body_size;
    deadline_ = Clock::now() + server_.options.limits.write_time;
    asio::async_write(socket_, asio::buffer(is_known ? kept_->not_modified : kept_->bytes),
                      [self = shared_from_this()](beast::error_code error, std::size_t) {
                        self->after_write(error);
                      });
  }

  void write(Response response) {
    if (response.pieces && server_.streams >= server_.options.limits.streams) {
      response = busy("Trop de fichiers partent en même temps. Réessayez dans une minute.\n", "60");
    }
    if (!response.body) response.body = std::make_shared<const std::string>();
    const bool has_body =
        request_.method != Method::head && response.status != 304 && response.status != 204;
    body_ = response.body;
    bytes_ = has_body ? body_->size() : 0;
    const bool streams = static_cast<bool>(response.pieces);
    out_.emplace();
    out_->version(parser_->get().version() == 10 ? 10 : 11);
    out_->result(static_cast<unsigned>(response.status));
    out_->set(http::field::content_type, response.content_type);
    for (const auto& [name, value] : response.headers) out_->set(name, value);
    if (streams) {
      out_->chunked(out_->version() == 11);
      keep_alive_ = keep_alive_ && out_->chunked();  // else the end of the connection ends the body
    } else if (response.status != 304) {
      out_->content_length(body_->size());
    }
    out_->keep_alive(keep_alive_);
    if (has_body) out_->body() = beast::span<const char>(body_->data(), body_->size());
    serializer_.emplace(*out_);
    status_ = response.status;
    route_ = response.route;
    deadline_ = Clock::now() + server_.options.limits.write_time;
    if (streams && has_body) {
      pieces_ = std::move(response.pieces);
      ++server_.streams;
      stream_end_ = Clock::now() + server_.options.limits.stream_time;
      http::async_write_header(socket_, *serializer_,
                               [self = shared_from_this()](beast::error_code error, std::size_t) {
                                 error ? self->after_stream(error) : self->make_piece();
                               });
      return;
    }
    const auto written = [self = shared_from_this()](beast::error_code error, std::size_t) {
      self->after_write(error);
    };
    // A HEAD has the length of its GET and no bytes, so only the header may be sent.
    if (has_body) {
      http::async_write(socket_, *serializer_, written);
    } else {
      http::async_write_header(socket_, *serializer_, written);
    }
  }

  /// A thread of the pool makes the next piece, behind the requests that wait already.
  void make_piece() {
    deadline_ = stream_end_;
    asio::post(server_.pool, [self = shared_from_this()]() mutable {
      std::optional<std::string> piece;
      try {
        piece = self->pieces_();
      } catch (const std::exception&) {
        // the header has left: all that can still be said is that the body is not whole
      }
      auto& io = self->server_.io;
      asio::post(io, [connection = std::move(self), made = std::move(piece)]() mutable {
        connection->write_piece(std::move(made));
      });
    });
  }

  void write_piece(std::optional<std::string> piece) {
    if (!piece) {
      close();
      return after_stream(asio::error::operation_aborted);
    }
    const bool is_last = piece->empty();
    piece_ = std::move(*piece);
    bytes_ += piece_.size();
    deadline_ = std::min(stream_end_, Clock::now() + server_.options.limits.write_time);
    const auto written = [self = shared_from_this(), is_last](beast::error_code error,
                                                              std::size_t) {
      error || is_last ? self->after_stream(error) : self->make_piece();
    };
    if (!out_->chunked()) {
      asio::async_write(socket_, asio::buffer(piece_), written);
    } else if (is_last) {
      asio::async_write(socket_, http::make_chunk_last(), written);
    } else {
      asio::async_write(socket_, http::make_chunk(asio::const_buffer(asio::buffer(piece_))),
                        written);
    }
  }

  void after_stream(beast::error_code error) {
    --server_.streams;
    pieces_ = nullptr;
    piece_ = std::string();
    after_write(error);
  }

  void after_write(beast::error_code error) {
    log();
    if (error || !keep_alive_) return end();
    body_.reset();
    kept_.reset();
    read_header(server_.options.limits.idle_time);
  }

  void log() {
    if (!server_.options.log || !received_) return;
    const auto now =
        std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto verb = parser_->get().method_string();
    server_.options.log(
        {now, std::string(verb.data(), verb.size()), request_.path(), route_, status_, bytes_,
         std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - *received_)});
    received_.reset();
  }

  void end() {
    beast::error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    server_.forget(shared_from_this());
  }

  Server::State& server_;
  tcp::socket socket_;
  std::string client_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  std::optional<http::response<http::span_body<const char>>> out_;
  std::optional<http::response_serializer<http::span_body<const char>>> serializer_;
  Request request_;
  std::string page_key_;  ///< empty: the answer is for this client alone
  std::shared_ptr<const KeptPage> kept_;
  std::shared_ptr<const std::string> body_;
  Pieces pieces_;
  std::string piece_;
  Clock::time_point stream_end_{};
  std::size_t bytes_ = 0;
  int status_ = 0;
  std::string_view route_;
  bool keep_alive_ = false;
  bool idle_ = true;
  std::optional<Clock::time_point> received_;
  Clock::time_point deadline_ = Clock::time_point::max();
};

void Server::State::listen() {
  boost::system::error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) {
    throw base::Error(base::ErrorCode::usage,
                      fmt::format("« {} » n’est pas une adresse IP. Écrivez par exemple 127.0.0.1.",
                                  options.address));
  }
  const tcp::endpoint endpoint(address, options.port);
  acceptor.open(endpoint.protocol());
  acceptor.set_option(tcp::acceptor::reuse_address(true));
  acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    throw base::Error(
        base::ErrorCode::environment,
        fmt::format("Le port {} est déjà utilisé ou interdit. Choisissez-en un autre avec --port.",
                    options.port));
  }
  options.limits.connections = std::min(options.limits.connections, raise_open_files() - 100);
}

void Server::State::accept() {
  acceptor.async_accept([this](beast::error_code error, tcp::socket socket) {
    if (!acceptor.is_open()) return;
    if (!error) admit(std::move(socket));
    accept();
  });
}

void Server::State::admit(tcp::socket socket) {
  if (connections.size() >= options.limits.connections) {
    std::shared_ptr<Connection> oldest;
    for (const auto& connection : connections) {
      if (connection->is_idle() && (!oldest || connection->deadline() < oldest->deadline()))
        oldest = connection;
    }
    if (!oldest) return;
    oldest->close();
  }
  beast::error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  const auto connection = std::make_shared<Connection>(*this, std::move(socket));
  connections.insert(connection);
  connection->start();
}

/// One clock for all: arming a timer for each read and write costs more than reading a page.
void Server::State::tick() {
  const auto now = Clock::now();
  for (const auto& connection : connections) {
    if (connection->is_late(now)) connection->close();
  }
  if (stopping && (connections.empty() || now >= stop_at)) {
    io.stop();
    return;
  }
  clock.expires_after(stopping ? std::chrono::milliseconds(20) : std::chrono::milliseconds(1000));
  clock.async_wait([this](beast::error_code error) {
    if (!error) tick();
  });
}

void Server::State::begin_stop() {
  if (stopping) return;
  stopping = true;
  stop_at = Clock::now() + options.limits.farewell_time;
  beast::error_code ignored;
  acceptor.close(ignored);
  signals.cancel(ignored);
  for (const auto& connection : connections) {
    if (connection->is_idle()) connection->close();
  }
  clock.cancel();
  asio::post(io, [this] { tick(); });
}

Server::Server(ServerOptions options, Handler handler)
    : state_(std::make_unique<State>(std::move(options), std::move(handler))) {
  state_->listen();
}

Server::~Server() {
  state_->pool.stop();
  state_->pool.join();
  state_->connections.clear();
}

std::uint16_t Server::port() const {
  return state_->acceptor.local_endpoint().port();
}

void Server::run() {
  if (state_->options.stop_on_signals) {
    state_->signals.add(SIGTERM);
    state_->signals.add(SIGINT);
    state_->signals.async_wait([this](beast::error_code error, int) {
      if (!error) state_->begin_stop();
    });
  }
  state_->accept();
  state_->tick();
  state_->io.run();
  state_->pool.join();
}

void Server::stop() {
  asio::post(state_->io, [this] { state_->begin_stop(); });
}

}  // namespace maillage::web
