#include "formats/http_client.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/late_library.hpp"
#include "formats/private_address.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <thread>

#include <curl/curl.h>
#include <fmt/format.h>
#include <sys/socket.h>

namespace maillage::formats {

namespace {

constexpr std::size_t kMaxAnswerBytes = 64u << 20;
constexpr int kPollMilliseconds = 500;

[[noreturn]] void no_network() {
  throw base::Error(
      base::ErrorCode::environment,
      "Le réseau ne peut pas être utilisé : libcurl manque. Installez le paquet libcurl4.");
}

struct Curl {
  LateLibrary library{"libcurl.so.4", no_network};
  LateFunction<decltype(curl_easy_cleanup)> easy_cleanup{library, "curl_easy_cleanup"};
  LateFunction<decltype(curl_easy_getinfo)> easy_getinfo{library, "curl_easy_getinfo"};
  LateFunction<decltype(curl_easy_init)> easy_init{library, "curl_easy_init"};
  LateFunction<decltype(curl_easy_setopt)> easy_setopt{library, "curl_easy_setopt"};
  LateFunction<decltype(curl_easy_strerror)> easy_strerror{library, "curl_easy_strerror"};
  LateFunction<decltype(curl_free)> free{library, "curl_free"};
  LateFunction<decltype(curl_global_init)> global_init{library, "curl_global_init"};
  LateFunction<decltype(curl_mime_addpart)> mime_addpart{library, "curl_mime_addpart"};
  LateFunction<decltype(curl_mime_filedata)> mime_filedata{library, "curl_mime_filedata"};
  LateFunction<decltype(curl_mime_free)> mime_free{library, "curl_mime_free"};
  LateFunction<decltype(curl_mime_init)> mime_init{library, "curl_mime_init"};
  LateFunction<decltype(curl_mime_name)> mime_name{library, "curl_mime_name"};
  LateFunction<decltype(curl_multi_add_handle)> multi_add_handle{library, "curl_multi_add_handle"};
  LateFunction<decltype(curl_multi_cleanup)> multi_cleanup{library, "curl_multi_cleanup"};
  LateFunction<decltype(curl_multi_info_read)> multi_info_read{library, "curl_multi_info_read"};
  LateFunction<decltype(curl_multi_init)> multi_init{library, "curl_multi_init"};
  LateFunction<decltype(curl_multi_perform)> multi_perform{library, "curl_multi_perform"};
  LateFunction<decltype(curl_multi_poll)> multi_poll{library, "curl_multi_poll"};
  LateFunction<decltype(curl_multi_remove_handle)> multi_remove_handle{library,
                                                                       "curl_multi_remove_handle"};
  LateFunction<decltype(curl_slist_append)> slist_append{library, "curl_slist_append"};
  LateFunction<decltype(curl_slist_free_all)> slist_free_all{library, "curl_slist_free_all"};
  LateFunction<decltype(curl_url)> url{library, "curl_url"};
  LateFunction<decltype(curl_url_cleanup)> url_cleanup{library, "curl_url_cleanup"};
  LateFunction<decltype(curl_url_get)> url_get{library, "curl_url_get"};
  LateFunction<decltype(curl_url_set)> url_set{library, "curl_url_set"};

  Curl() {
    if (global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) no_network();
  }
};

const Curl& curl() {
  static const Curl library;  // once, before any thread uses it
  return library;
}

struct CloseEasy {
  void operator()(CURL* handle) const { curl().easy_cleanup(handle); }
};
struct CloseMulti {
  void operator()(CURLM* handle) const { curl().multi_cleanup(handle); }
};
struct CloseList {
  void operator()(curl_slist* list) const { curl().slist_free_all(list); }
};
struct CloseMime {
  void operator()(curl_mime* mime) const { curl().mime_free(mime); }
};
struct CloseUrl {
  void operator()(CURLU* url) const { curl().url_cleanup(url); }
};

base::Error transfer_error(CURLcode code, const std::string& url) {
  const std::string host = url_origin(url);
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return {
          base::ErrorCode::environment,
          fmt::format(
              "Le serveur {} est introuvable. Vérifiez l’adresse et votre connexion à Internet.",
              host)};
    case CURLE_COULDNT_CONNECT:
      return {base::ErrorCode::environment,
              fmt::format("Le serveur {} ne répond pas. Réessayez plus tard.", host)};
    case CURLE_OPERATION_TIMEDOUT:
      return {base::ErrorCode::environment,
              fmt::format("Le serveur {} est trop lent à répondre. Réessayez plus tard.", host)};
    case CURLE_TOO_MANY_REDIRECTS:
      return {base::ErrorCode::environment,
              fmt::format("L’adresse {} tourne en rond. Vérifiez-la dans un navigateur.", url)};
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
      return {
          base::ErrorCode::usage,
          fmt::format("L’adresse « {} » n’est pas valable. Elle commence par http:// ou https://.",
                      url)};
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
      return {base::ErrorCode::environment,
              fmt::format("Le serveur {} a coupé la connexion avant la fin. Recommencez.", host)};
    case CURLE_READ_ERROR:
      return {base::ErrorCode::environment,
              "Le fichier à envoyer n’a pas pu être lu. Vérifiez-le, puis recommencez."};
    default:
      return {base::ErrorCode::environment,
              fmt::format("L’échange avec {} a échoué : {}. Réessayez plus tard.", host,
                          curl().easy_strerror(code))};
  }
}

class CurlStream final : public HttpStream {
 public:
  CurlStream(const HttpRequest& request, const HttpOptions& options)
      : request_(request), limits_(options.limits) {
    easy_.reset(curl().easy_init());
    multi_.reset(curl().multi_init());
    if (!easy_ || !multi_) throw std::bad_alloc();
    configure(options);
    curl().multi_add_handle(multi_.get(), easy_.get());
    drive();
  }

  ~CurlStream() override { curl().multi_remove_handle(multi_.get(), easy_.get()); }

  std::size_t read(char* buffer, std::size_t capacity) override {
    if (at_ == received_.size()) {
      received_.clear();
      at_ = 0;
      drive();
    }
    const std::size_t got = std::min(capacity, received_.size() - at_);
    std::memcpy(buffer, received_.data() + at_, got);
    at_ += got;
    return got;
  }

  int status() const override {
    long status = 0;
    curl().easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    return static_cast<int>(status);
  }
  std::string content_type() const override { return text_info(CURLINFO_CONTENT_TYPE); }
  std::string url() const override { return text_info(CURLINFO_EFFECTIVE_URL); }

  /// What the header Retry-After says; 0 when absent.
  std::chrono::seconds retry_after() const {
    curl_off_t seconds = 0;
    curl().easy_getinfo(easy_.get(), CURLINFO_RETRY_AFTER, &seconds);
    return std::chrono::seconds(seconds);
  }

 private:
  template <class Value>
  void set(CURLoption option, Value value) {
    curl().easy_setopt(easy_.get(), option, value);
  }

  void configure(const HttpOptions& options) {
    set(CURLOPT_URL, request_.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_USERAGENT, "Maillage/0.1");
    set(CURLOPT_ACCEPT_ENCODING, "");  // every compression that libcurl knows
    set(CURLOPT_FOLLOWLOCATION, request_.method == "GET" ? 1L : 0L);
    set(CURLOPT_MAXREDIRS, static_cast<long>(limits_.redirects));
    set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(limits_.connect.count()));
    set(CURLOPT_TIMEOUT, static_cast<long>(limits_.total.count()));
    set(CURLOPT_LOW_SPEED_LIMIT, 1L);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits_.stall.count()));
    set(CURLOPT_CUSTOMREQUEST, request_.method.c_str());
    if (!options.bearer_token.empty()) {
      set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BEARER));
      set(CURLOPT_XOAUTH2_BEARER, options.bearer_token.c_str());
    }
    for (const std::string& header : request_.headers)
      headers_.reset(curl().slist_append(headers_.release(), header.c_str()));
    set(CURLOPT_HTTPHEADER, headers_.get());
    if (!request_.file.empty()) {
      mime_.reset(curl().mime_init(easy_.get()));
      curl_mimepart* const part = curl().mime_addpart(mime_.get());
      curl().mime_name(part, "file");
      if (curl().mime_filedata(part, request_.file.c_str()) != CURLE_OK)
        throw transfer_error(CURLE_READ_ERROR, request_.url);
      set(CURLOPT_MIMEPOST, mime_.get());
    } else if (!request_.body.empty()) {
      set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
      set(CURLOPT_POSTFIELDS, request_.body.c_str());
    }
    if (options.public_only) {
      set(CURLOPT_PROXY, "");
      set(CURLOPT_OPENSOCKETFUNCTION, &CurlStream::open_public_socket);
    }
    set(CURLOPT_WRITEDATA, this);
    set(CURLOPT_WRITEFUNCTION, &CurlStream::receive);
  }

  /// Asked with the address itself, behind every name and redirect.
  static curl_socket_t open_public_socket(void*, curlsocktype, curl_sockaddr* address) {
    if (is_private_address(&address->addr)) return CURL_SOCKET_BAD;
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  }

  static std::size_t receive(char* bytes, std::size_t size, std::size_t count, void* self) {
    auto& stream = *static_cast<CurlStream*>(self);
    stream.total_ += size * count;
    if (stream.total_ > stream.limits_.bytes) return 0;
    stream.received_.append(bytes, size * count);
    return size * count;
  }

  /// Lets the transfer go on until there are bytes, or its end.
  void drive() {
    while (received_.empty() && running_ > 0) {
      if (curl().multi_perform(multi_.get(), &running_) != CURLM_OK)
        throw transfer_error(CURLE_RECV_ERROR, request_.url);
      int left = 0;
      while (const CURLMsg* const message = curl().multi_info_read(multi_.get(), &left)) {
        if (message->msg == CURLMSG_DONE && message->data.result != CURLE_OK)
          fail(message->data.result);
      }
      if (received_.empty() && running_ > 0)
        curl().multi_poll(multi_.get(), nullptr, 0, kPollMilliseconds, nullptr);
    }
  }

  [[noreturn]] void fail(CURLcode code) {
    running_ = 0;
    if (total_ > limits_.bytes) {
      throw base::Error(base::ErrorCode::too_large,
                        fmt::format("La réponse de {} dépasse {} Mo. Vérifiez l’adresse.",
                                    request_.url, std::max<std::size_t>(1, limits_.bytes >> 20)));
    }
    throw transfer_error(code, request_.url);
  }

  std::string text_info(CURLINFO info) const {
    const char* text = nullptr;
    curl().easy_getinfo(easy_.get(), info, &text);
    return text == nullptr ? "" : text;
  }

  HttpRequest request_;
  HttpLimits limits_;
  std::unique_ptr<curl_slist, CloseList> headers_;
  std::unique_ptr<CURL, CloseEasy> easy_;
  std::unique_ptr<curl_mime, CloseMime> mime_;
  std::unique_ptr<CURLM, CloseMulti> multi_;
  int running_ = 1;
  std::string received_;
  std::size_t at_ = 0;
  std::size_t total_ = 0;
};

bool is_busy(int status) {
  return status == 429 || status == 503;
}

std::string url_part(CURLU* url, CURLUPart part) {
  char* text = nullptr;
  if (curl().url_get(url, part, &text, CURLU_DEFAULT_PORT) != CURLUE_OK) return "";
  std::string copy(text);
  curl().free(text);
  return copy;
}

}  // namespace

std::unique_ptr<HttpStream> open_http(const HttpRequest& request, const HttpOptions& options) {
  for (int attempt = 1;; ++attempt) {
    auto stream = std::make_unique<CurlStream>(request, options);
    if (!is_busy(stream->status()) || attempt >= options.limits.attempts) return stream;
    const std::chrono::seconds backoff(1 << std::min(attempt, 10));
    const auto pause =
        std::clamp(stream->retry_after().count() > 0 ? stream->retry_after() : backoff,
                   std::chrono::seconds(1), options.limits.longest_wait);
    stream.reset();
    options.wait ? options.wait(pause) : std::this_thread::sleep_for(pause);
  }
}

HttpAnswer call_http(const HttpRequest& request, const HttpOptions& options) {
  HttpOptions bounded = options;
  bounded.limits.bytes = std::min(bounded.limits.bytes, kMaxAnswerBytes);
  const auto stream = open_http(request, bounded);
  HttpAnswer answer{stream->status(), stream->content_type(), ""};
  char piece[16384];
  while (const std::size_t got = stream->read(piece, sizeof piece)) answer.body.append(piece, got);
  return answer;
}

void check_status(int status, const std::string& url) {
  if (status >= 200 && status < 300) return;
  const std::string address = url.substr(0, url.find('?'));  // keys may stand in the query
  if (status == 404 || status == 410) {
    throw base::Error(base::ErrorCode::not_found,
                      fmt::format("Rien ne se trouve à l’adresse {} (réponse {}). Vérifiez-la.",
                                  address, status));
  }
  if (status == 401 || status == 403) {
    throw base::Error(
        base::ErrorCode::environment,
        fmt::format("L’accès à {} est refusé (réponse {}). Vérifiez votre clé.", address, status));
  }
  throw base::Error(base::ErrorCode::environment,
                    fmt::format("Le serveur a répondu {} pour {}. {}", status, address,
                                status >= 500 || is_busy(status)
                                    ? "Il est en panne ou occupé : réessayez plus tard."
                                    : "Vérifiez l’adresse et les options."));
}

bool is_http(std::string_view address) {
  const std::string start = base::lower(address.substr(0, 8));
  return start.starts_with("http://") || start.starts_with("https://");
}

std::string resolve_url(const std::string& base, const std::string& reference) {
  const std::unique_ptr<CURLU, CloseUrl> url(curl().url());
  if (!url || curl().url_set(url.get(), CURLUPART_URL, base.c_str(), 0) != CURLUE_OK ||
      curl().url_set(url.get(), CURLUPART_URL, reference.c_str(), CURLU_NON_SUPPORT_SCHEME) !=
          CURLUE_OK) {
    return "";
  }
  char* text = nullptr;
  if (curl().url_get(url.get(), CURLUPART_URL, &text, 0) != CURLUE_OK) return "";
  std::string resolved(text);
  curl().free(text);
  return is_http(resolved) ? resolved : "";
}

std::string url_origin(const std::string& url) {
  const std::unique_ptr<CURLU, CloseUrl> parts(curl().url());
  if (!parts || curl().url_set(parts.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return url;
  return base::lower(fmt::format("{}://{}:{}", url_part(parts.get(), CURLUPART_SCHEME),
                                 url_part(parts.get(), CURLUPART_HOST),
                                 url_part(parts.get(), CURLUPART_PORT)));
}

std::string url_escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::strchr("-._~", c);
    plain ? out += c : out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string url_unescape(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned byte = 0;
    if (text[at] == '%' && at + 2 < text.size() &&
        std::from_chars(text.data() + at + 1, text.data() + at + 3, byte, 16).ptr ==
            text.data() + at + 3) {
      out += static_cast<char>(byte);
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

}  // namespace maillage::formats
