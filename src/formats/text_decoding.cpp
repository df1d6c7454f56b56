#include "formats/text_decoding.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>
#include <simdjson.h>
#include <unicode/ucnv.h>

namespace maillage::formats {

namespace {

constexpr std::size_t kChunk = 64u << 10;
constexpr std::size_t kSample = 4096;  // enough to tell text from an archive or a picture

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Converter open_converter(const std::string& encoding) {
  std::string name = base::lower(encoding);
  if (name.starts_with("win1")) name.insert(3, "dows-");  // iconv-lite's short names
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &status));
  if (U_FAILURE(status)) {
    throw base::Error(
        base::ErrorCode::usage,
        fmt::format("L’encodage « {} » est inconnu. Essayez utf-8, windows-1252 ou iso-8859-15.",
                    encoding));
  }
  return converter;
}

bool is_ascii(std::string_view text) {
  std::uint64_t bits = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, 8);
    bits |= word;
  }
  for (; at < text.size(); ++at) bits |= static_cast<unsigned char>(text[at]);
  return (bits & 0x8080808080808080u) == 0;
}

/// Length of the unfinished UTF-8 sequence at the end of the text, 0..3.
std::size_t unfinished_tail(std::string_view text) {
  for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
    const auto byte = static_cast<unsigned char>(text[text.size() - back]);
    if (byte < 0x80) return 0;
    if (byte >= 0xC0) {
      const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}

/// More sequences of several bytes than wrong bytes: a UTF-8 file with a few accidents.
bool mostly_utf8(std::string_view text) {
  std::size_t good = 0, wrong = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t before = at;
    const char32_t c = base::next_code_point(text, at);
    if (c < 0x80) continue;
    at - before > 1 ? ++good : ++wrong;
  }
  return good > wrong;
}

class DecodedSource final : public ByteSource {
 public:
  DecodedSource(std::unique_ptr<ByteSource> bytes, const std::string& encoding)
      : bytes_(std::move(bytes)) {
    if (encoding.empty()) return;
    Converter given = open_converter(encoding);
    const bool utf8 = ucnv_getType(given.get()) == UCNV_UTF8;
    utf8 ? use_utf8() : use(std::move(given));
  }

  std::size_t read(char* buffer, std::size_t capacity) override {
    while (ready_at_ == ready_.size()) {
      ready_.clear();
      ready_at_ = 0;
      if (finished_) return 0;
      fill();
    }
    const std::size_t got = std::min(capacity, ready_.size() - ready_at_);
    std::memcpy(buffer, ready_.data() + ready_at_, got);
    ready_at_ += got;
    return got;
  }

 private:
  enum class Mode { undecided, utf8, converter };

  void use_utf8() { mode_ = Mode::utf8; }

  void use(Converter source) {
    UErrorCode status = U_ZERO_ERROR;
    target_.reset(ucnv_open("UTF-8", &status));
    source_ = std::move(source);
    pivot_.resize(4096);
    pivot_source_ = pivot_target_ = pivot_.data();
    mode_ = Mode::converter;
  }

  void fill() {
    raw_.resize(carry_ + kChunk);
    const std::size_t got = bytes_->read(raw_.data() + carry_, kChunk);
    finished_ = got == 0;
    raw_.resize(carry_ + got);
    carry_ = 0;
    if (first_) {
      if (!finished_ && raw_.size() < kSample) {  // a slow network gives crumbs: wait for a sample
        carry_ = raw_.size();
        return;
      }
      first_ = false;
      look_at_start();
    }
    const std::string_view whole = whole_characters();
    if (mode_ == Mode::undecided && !is_ascii(whole)) {
      if (simdjson::validate_utf8(whole.data(), whole.size()) || mostly_utf8(whole)) {
        use_utf8();
      } else {
        use(open_converter("windows-1252"));
      }
    }
    mode_ == Mode::converter ? convert() : pass_utf8();
  }

  /// What was read, up to the last complete UTF-8 sequence unless the file ends here.
  std::string_view whole_characters() const {
    return std::string_view(raw_).substr(0, raw_.size() - (finished_ ? 0 : unfinished_tail(raw_)));
  }

  void look_at_start() {
    const std::string_view start(raw_);
    if (start.starts_with("\xEF\xBB\xBF")) {
      raw_.erase(0, 3);
      if (mode_ != Mode::converter) use_utf8();
    } else if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) {
      if (mode_ == Mode::undecided) use(open_converter("UTF-16"));
    } else if (mode_ == Mode::undecided) {
      look_for_zeros(start.substr(0, kSample));
    }
  }

  void look_for_zeros(std::string_view sample) {
    std::size_t zeros[2] = {0, 0};
    for (std::size_t at = 0; at < sample.size(); ++at) zeros[at % 2] += sample[at] == '\0';
    const std::size_t total = zeros[0] + zeros[1];
    if (total == 0 || total * 4 < sample.size()) return;  // a few stray ones are simply removed
    if (zeros[0] * 20 < total) return use(open_converter("UTF-16LE"));
    if (zeros[1] * 20 < total) return use(open_converter("UTF-16BE"));
    throw base::Error(base::ErrorCode::bad_input,
                      "Ce fichier n’est pas un fichier texte. Enregistrez-le en CSV, JSON, XLSX ou "
                      "ODS, puis recommencez.");
  }

  void pass_utf8() {
    const std::string_view whole = whole_characters();
    carry_ = raw_.size() - whole.size();
    if (mode_ == Mode::undecided || simdjson::validate_utf8(whole.data(), whole.size())) {
      const std::size_t length = whole.size();
      ready_.swap(raw_);
      raw_.assign(ready_, length);
      ready_.resize(length);
    } else {
      ready_ = base::valid_utf8(whole);
      raw_.erase(0, raw_.size() - carry_);
    }
    if (std::memchr(ready_.data(), '\0', ready_.size()) != nullptr) std::erase(ready_, '\0');
  }

  void convert() {
    const char* source = raw_.data();
    const char* const source_end = source + raw_.size();
    char out[16384];
    for (;;) {
      char* target = out;
      UErrorCode status = U_ZERO_ERROR;
      ucnv_convertEx(target_.get(), source_.get(), &target, out + sizeof out, &source, source_end,
                     pivot_.data(), &pivot_source_, &pivot_target_, pivot_.data() + pivot_.size(),
                     false, finished_, &status);
      ready_.append(out, target);
      if (status == U_BUFFER_OVERFLOW_ERROR) continue;
      if (U_FAILURE(status)) {
        throw base::Error(base::ErrorCode::bad_input,
                          "Ce fichier ne correspond pas à l’encodage annoncé. Indiquez le bon "
                          "encodage, par exemple utf-8.");
      }
      break;
    }
    raw_.clear();
    std::erase(ready_, '\0');
    if (!converted_ && !ready_.empty()) {
      converted_ = true;
      if (ready_.starts_with("\xEF\xBB\xBF")) ready_.erase(0, 3);
    }
  }

  std::unique_ptr<ByteSource> bytes_;
  Mode mode_ = Mode::undecided;
  bool first_ = true;
  bool finished_ = false;
  bool converted_ = false;
  std::string raw_;  // as read; begins with the bytes carried over from the chunk before
  std::size_t carry_ = 0;
  std::string ready_;  // UTF-8 not yet handed out
  std::size_t ready_at_ = 0;
  Converter source_, target_;
  std::vector<UChar> pivot_;
  UChar* pivot_source_ = nullptr;
  UChar* pivot_target_ = nullptr;
};

}  // namespace

std::unique_ptr<ByteSource> decode_text(std::unique_ptr<ByteSource> bytes,
                                        const std::string& encoding) {
  return std::make_unique<DecodedSource>(std::move(bytes), encoding);
}

}  // namespace maillage::formats
