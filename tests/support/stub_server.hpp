#pragma once
/// A web server on the loopback that answers as a test says and remembers what it was asked.
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace maillage::test {

struct StubRequest {
  std::string method, target, head, body;
};

struct StubAnswer {
  int status = 200;
  std::string body;
  std::vector<std::string> headers;  ///< "Content-Type: application/json"
  bool cut = false;                  ///< announces more bytes than it sends
};

class StubServer {
 public:
  explicit StubServer(std::function<StubAnswer(const StubRequest&)> answer);
  ~StubServer();

  /// "http://127.0.0.1:PORT" + path.
  std::string url(const std::string& path = "") const;
  /// In the order they came.
  std::vector<StubRequest> requests() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace maillage::test
