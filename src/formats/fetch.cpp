#include "formats/fetch.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "formats/json_rows.hpp"
#include "formats/text_decoding.hpp"

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <set>

#include <fmt/format.h>

namespace maillage::formats {

namespace {

constexpr std::size_t kFirstBytes = 512;

/// Bytes whose beginning can be looked at before they are read.
class PeekedSource final : public ByteSource {
 public:
  explicit PeekedSource(std::unique_ptr<ByteSource> bytes) : bytes_(std::move(bytes)) {
    first_.resize(kFirstBytes);
    std::size_t filled = 0;
    while (filled < kFirstBytes) {
      const std::size_t got = bytes_->read(first_.data() + filled, kFirstBytes - filled);
      if (got == 0) break;
      filled += got;
    }
    first_.resize(filled);
  }

  std::string_view first() const { return first_; }

  std::size_t read(char* buffer, std::size_t capacity) override {
    if (at_ == first_.size()) return bytes_->read(buffer, capacity);
    const std::size_t got = std::min(capacity, first_.size() - at_);
    std::memcpy(buffer, first_.data() + at_, got);
    at_ += got;
    return got;
  }

 private:
  std::unique_ptr<ByteSource> bytes_;
  std::string first_;
  std::size_t at_ = 0;
};

bool can_be_key(std::string_view text) {
  return !text.empty() && text.find_first_of("./?&=#:\\") == std::string_view::npos;
}

bool is_file(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::exists(path, ignored);
}

/// A JSON list that goes on at the address its `next` names.
class PagedRows final : public RowReader {
 public:
  PagedRows(std::unique_ptr<ByteSource> first, std::string url, ReadOptions options,
            HttpOptions http)
      : options_(std::move(options)),
        http_(std::move(http)),
        url_(std::move(url)),
        origin_(url_origin(url_)) {
    seen_.insert(url_);
    read_page(std::move(first));
  }

  Columns& columns() override { return *columns_; }

  bool next(Row& row) override {
    while (!page_->next(row)) {
      rows_before_ += page_rows_;
      page_rows_ = 0;
      if (page_->next_page().empty()) return false;
      turn_page();
    }
    ++page_rows_;
    row.index += rows_before_;
    return true;
  }

 private:
  void read_page(std::unique_ptr<ByteSource> bytes) {
    page_ = std::make_unique<JsonRows>(decode_text(std::move(bytes), options_.encoding), options_,
                                       columns_);
  }

  void turn_page() {
    const std::string next = resolve_url(url_, page_->next_page());
    if (next.empty()) {
      throw base::Error(
          base::ErrorCode::bad_input,
          fmt::format(
              "La page suivante « {} » n’est pas une adresse valable. Prévenez le producteur.",
              page_->next_page()));
    }
    if (!seen_.insert(next).second) {
      throw base::Error(
          base::ErrorCode::bad_input,
          fmt::format(
              "Les pages de cette source tournent en rond : {} revient. Prévenez le producteur.",
              next));
    }
    if (seen_.size() > kMaxPages) {
      throw base::Error(
          base::ErrorCode::too_large,
          fmt::format("Cette source a plus de {} pages. Demandez un export entier.", kMaxPages));
    }
    HttpOptions http = http_;
    if (url_origin(next) != origin_)
      http.bearer_token.clear();  // the key is for the first host only
    HttpRequest request;
    request.url = next;
    auto stream = open_http(request, http);
    check_status(stream->status(), next);
    url_ = stream->url();
    read_page(std::move(stream));
  }

  ReadOptions options_;
  HttpOptions http_;
  std::string url_, origin_;
  std::shared_ptr<Columns> columns_ = std::make_shared<Columns>();
  std::unique_ptr<JsonRows> page_;
  std::set<std::string> seen_;
  std::size_t rows_before_ = 0, page_rows_ = 0;
};

}  // namespace

SourceAddress split_source(std::string_view source) {
  const std::string whole(source);
  std::size_t begin = 0;
  if (is_http(source)) {
    begin = source.find_first_of("/?#", source.find("://") + 3);
    if (begin == std::string_view::npos) return {whole, ""};
  } else if (is_file(whole)) {
    return {whole, ""};
  }
  const std::size_t at = source.rfind('@');
  if (at == std::string_view::npos || at < begin || at == 0 || !can_be_key(source.substr(at + 1)))
    return {whole, ""};
  return {whole.substr(0, at), whole.substr(at + 1)};
}

std::unique_ptr<RowReader> open_source(std::string_view source, const ReadOptions& options,
                                       const HttpOptions& http) {
  const SourceAddress address = split_source(source);
  ReadOptions read = options;
  if (!address.key.empty()) read.key = address.key;
  if (is_http(address.location)) {
    HttpRequest request;
    request.url = address.location;
    auto stream = open_http(request, http);
    check_status(stream->status(), address.location);
    const std::string type = stream->content_type(), url = stream->url();
    auto bytes = std::make_unique<PeekedSource>(std::move(stream));
    const Format format = guess_format(
        base::contains(address.location, "geojson") ? ".geojson" : url, type, bytes->first());
    if (format != Format::json) return make_reader(format, std::move(bytes), read);
    return std::make_unique<PagedRows>(std::move(bytes), url, read, http);
  }
  std::string path = address.location;
  if (path.starts_with("file://")) path = url_unescape(std::string_view(path).substr(7));
  auto bytes = std::make_unique<PeekedSource>(open_file(path));
  const Format format = guess_format(path, "", bytes->first());
  return make_reader(format, std::move(bytes), read);
}

}  // namespace maillage::formats
