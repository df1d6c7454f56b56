#include "store/backup_file.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <zlib.h>

namespace maillage::store {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20;
constexpr std::size_t kChunk = std::size_t{1} << 16;
/// A row of the registry takes some kilobytes: longer is no backup of ours.
constexpr std::size_t kLongestLine = std::size_t{1} << 26;

}  // namespace

void LineDigest::add(std::string_view line) {
  block_ += line;
  block_ += '\n';
  if (block_.size() >= kBlock) close_block();
}

void LineDigest::close_block() {
  digests_ += base::sha256_hex(block_);
  block_.clear();
}

std::string LineDigest::hex() {
  if (!block_.empty()) close_block();
  return base::sha256_hex(digests_);
}

BackupWriter::BackupWriter(const std::string& path)
    : file_(path, formats::Readers::owner), packer_(std::make_unique<z_stream_s>()) {
  constexpr int kGzip = 15 + 16, kMemory = 8;
  if (deflateInit2(packer_.get(), Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzip, kMemory,
                   Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::bad_alloc();
}

BackupWriter::~BackupWriter() {
  deflateEnd(packer_.get());
}

void BackupWriter::line(std::string_view text) {
  digest_.add(text);
  waiting_ += text;
  waiting_ += '\n';
  if (waiting_.size() >= kChunk) pack(Z_NO_FLUSH);
}

void BackupWriter::pack(int flush) {
  packer_->next_in = reinterpret_cast<Bytef*>(waiting_.data());
  packer_->avail_in = static_cast<uInt>(waiting_.size());
  std::string packed(kChunk, '\0');
  do {
    packer_->next_out = reinterpret_cast<Bytef*>(packed.data());
    packer_->avail_out = static_cast<uInt>(packed.size());
    deflate(packer_.get(), flush);
    file_.write(std::string_view(packed).substr(0, packed.size() - packer_->avail_out));
  } while (packer_->avail_out == 0);
  waiting_.clear();
}

void BackupWriter::commit() {
  pack(Z_FINISH);
  file_.commit();
}

BackupReader::BackupReader(std::string path)
    : path_(std::move(path)), file_(gzopen(path_.c_str(), "rb")) {
  if (!file_) {
    throw base::Error(base::ErrorCode::not_found,
                      fmt::format("La sauvegarde « {} » n’existe pas ou n’est pas lisible. "
                                  "Vérifiez son chemin.",
                                  path_));
  }
}

BackupReader::~BackupReader() {
  gzclose(file_);
}

bool BackupReader::fill() {
  buffer_.erase(0, at_);
  at_ = 0;
  if (buffer_.size() > kLongestLine) damaged("une de ses lignes n’en finit pas");
  const std::size_t held = buffer_.size();
  buffer_.resize(held + kChunk);
  const int read = gzread(file_, buffer_.data() + held, static_cast<unsigned>(kChunk));
  if (read < 0) damaged("elle ne se décompresse pas");
  buffer_.resize(held + static_cast<std::size_t>(read));
  return read > 0;
}

bool BackupReader::next(std::string& line) {
  std::size_t end = buffer_.find('\n', at_);
  while (end == std::string::npos) {
    const std::size_t held = buffer_.size() - at_;
    if (!fill()) {
      if (buffer_.size() > at_) damaged("elle est coupée");
      return false;
    }
    end = buffer_.find('\n', at_ + held);
  }
  line.assign(buffer_, at_, end - at_);
  at_ = end + 1;
  return true;
}

void BackupReader::damaged(std::string_view how) const {
  throw base::Error(
      base::ErrorCode::bad_input,
      fmt::format("La sauvegarde « {} » est abîmée : {}. Rien n’a été changé. Prenez une autre "
                  "sauvegarde.",
                  path_, how));
}

}  // namespace maillage::store
