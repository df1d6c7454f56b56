#include "support/stub_server.hpp"

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace maillage::test {

namespace {

std::size_t content_length(const std::string& head) {
  const std::size_t at = head.find("Content-Length:");
  return at == std::string::npos ? 0 : std::stoul(head.substr(at + 15));
}

void send_all(int socket, const std::string& text) {
  for (std::size_t sent = 0; sent < text.size();) {
    const ssize_t n = send(socket, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
    if (n <= 0) return;
    sent += static_cast<std::size_t>(n);
  }
}

}  // namespace

struct StubServer::State {
  std::function<StubAnswer(const StubRequest&)> answer;
  int listener = -1;
  int port = 0;
  std::atomic<bool> stopping = false;
  mutable std::mutex mutex;
  std::vector<StubRequest> requests;
  std::thread thread;

  void serve() {
    while (!stopping) {
      pollfd waiting{listener, POLLIN, 0};
      if (poll(&waiting, 1, 20) <= 0) continue;
      const int client = accept(listener, nullptr, nullptr);
      if (client < 0) continue;
      handle(client);
      close(client);
    }
  }

  void handle(int client) {
    std::string text;
    char piece[65536];
    std::size_t head_end = std::string::npos, wanted = 0;
    while (head_end == std::string::npos || text.size() < wanted) {
      const ssize_t got = recv(client, piece, sizeof piece, 0);
      if (got <= 0) return;
      text.append(piece, static_cast<std::size_t>(got));
      if (head_end != std::string::npos) continue;
      head_end = text.find("\r\n\r\n");
      if (head_end == std::string::npos) continue;
      wanted = head_end + 4 + content_length(text.substr(0, head_end));
      if (text.find("Expect: 100-continue") < head_end)
        send_all(client, "HTTP/1.1 100 Continue\r\n\r\n");
    }
    StubRequest request;
    request.head = text.substr(0, head_end);
    request.body = text.substr(head_end + 4);
    const std::size_t space = request.head.find(' ');
    request.method = request.head.substr(0, space);
    request.target = request.head.substr(space + 1, request.head.find(' ', space + 1) - space - 1);
    {
      const std::lock_guard lock(mutex);
      requests.push_back(request);
    }
    const StubAnswer reply = answer(request);
    std::string head = "HTTP/1.1 " + std::to_string(reply.status) +
                       " -\r\nConnection: close\r\nContent-Length: " +
                       std::to_string(reply.body.size() + (reply.cut ? 1000 : 0)) + "\r\n";
    for (const std::string& header : reply.headers) head += header + "\r\n";
    send_all(client, head + "\r\n" + reply.body);
    shutdown(client, SHUT_WR);
  }
};

StubServer::StubServer(std::function<StubAnswer(const StubRequest&)> answer)
    : state_(std::make_unique<State>()) {
  state_->answer = std::move(answer);
  state_->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  auto* const where = reinterpret_cast<sockaddr*>(&address);
  if (bind(state_->listener, where, length) != 0 || listen(state_->listener, 16) != 0 ||
      getsockname(state_->listener, where, &length) != 0) {
    throw std::runtime_error("no port for the stub server");
  }
  state_->port = ntohs(address.sin_port);
  state_->thread = std::thread([this] { state_->serve(); });
}

StubServer::~StubServer() {
  state_->stopping = true;
  state_->thread.join();
  close(state_->listener);
}

std::string StubServer::url(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(state_->port) + path;
}

std::vector<StubRequest> StubServer::requests() const {
  const std::lock_guard lock(state_->mutex);
  return state_->requests;
}

}  // namespace maillage::test
