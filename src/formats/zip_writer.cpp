#include "formats/zip_writer.hpp"

#include "base/error.hpp"

#include <zlib.h>

namespace maillage::formats {
namespace {

constexpr std::uint32_t kFile = 0x04034b50, kSizes = 0x08074b50, kContents = 0x02014b50,
                        kEnd = 0x06054b50;
constexpr std::uint16_t kVersion = 20;             // deflate
constexpr std::uint16_t kSizesFollow = 1u << 3;    // flag
constexpr std::uint16_t kUtf8Name = 1u << 11;      // flag
constexpr std::uint16_t kDeflated = 8;             // method
constexpr std::uint16_t kTime = 0, kDay = 0x0021;  // 1 January 1980: same places, same bytes

void put16(std::string& out, std::uint32_t value) {
  out += static_cast<char>(value & 0xff);
  out += static_cast<char>(value >> 8 & 0xff);
}
void put32(std::string& out, std::uint32_t value) {
  put16(out, value & 0xffff);
  put16(out, value >> 16);
}

}  // namespace

struct ZipWriter::Deflater {
  Deflater() {
    constexpr int kLevel = 4, kRawWindow = -15, kMemory = 8;
    if (deflateInit2(&stream, kLevel, Z_DEFLATED, kRawWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK)
      throw base::Error(base::ErrorCode::environment,
                        "La mémoire manque pour compresser un fichier.");
  }
  ~Deflater() { deflateEnd(&stream); }
  z_stream stream{};
};

ZipWriter::ZipWriter(std::string& out) : out_(out), deflater_(std::make_unique<Deflater>()) {}
ZipWriter::~ZipWriter() = default;

void ZipWriter::append(std::string_view bytes) {
  out_ += bytes;
  written_ += static_cast<std::uint32_t>(bytes.size());
}

void ZipWriter::begin_file(std::string_view name) {
  entries_.push_back({std::string(name), 0, 0, 0, written_});
  deflateReset(&deflater_->stream);
  std::string header;
  put32(header, kFile);
  put16(header, kVersion);
  put16(header, kSizesFollow | kUtf8Name);
  put16(header, kDeflated);
  put16(header, kTime);
  put16(header, kDay);
  header.append(12, '\0');  // checksum and sizes, which follow the bytes
  put16(header, static_cast<std::uint32_t>(name.size()));
  put16(header, 0);
  append(header);
  append(name);
}

void ZipWriter::write(std::string_view bytes) {
  Entry& entry = entries_.back();
  entry.crc = static_cast<std::uint32_t>(crc32(
      entry.crc, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())));
  entry.unpacked += static_cast<std::uint32_t>(bytes.size());
  deflate(bytes, false);
}

void ZipWriter::deflate(std::string_view bytes, bool ends) {
  z_stream& stream = deflater_->stream;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  char room[16 * 1024];
  do {
    stream.next_out = reinterpret_cast<Bytef*>(room);
    stream.avail_out = sizeof(room);
    ::deflate(&stream, ends ? Z_FINISH : Z_NO_FLUSH);
    const std::size_t made = sizeof(room) - stream.avail_out;
    append({room, made});
    entries_.back().packed += static_cast<std::uint32_t>(made);
  } while (stream.avail_out == 0);
}

void ZipWriter::end_file() {
  deflate({}, true);
  const Entry& entry = entries_.back();
  std::string sizes;
  put32(sizes, kSizes);
  put32(sizes, entry.crc);
  put32(sizes, entry.packed);
  put32(sizes, entry.unpacked);
  append(sizes);
}

void ZipWriter::finish() {
  const std::uint32_t begin = written_;
  for (const Entry& entry : entries_) {
    std::string line;
    put32(line, kContents);
    put16(line, kVersion);
    put16(line, kVersion);
    put16(line, kSizesFollow | kUtf8Name);
    put16(line, kDeflated);
    put16(line, kTime);
    put16(line, kDay);
    put32(line, entry.crc);
    put32(line, entry.packed);
    put32(line, entry.unpacked);
    put16(line, static_cast<std::uint32_t>(entry.name.size()));
    line.append(12, '\0');  // no extra field, no comment, first disk, no attributes
    put32(line, entry.header);
    append(line);
    append(entry.name);
  }
  std::string end;
  put32(end, kEnd);
  put32(end, 0);  // one disk
  put16(end, static_cast<std::uint32_t>(entries_.size()));
  put16(end, static_cast<std::uint32_t>(entries_.size()));
  put32(end, written_ - begin);
  put32(end, begin);
  put16(end, 0);
  append(end);
}

}  // namespace maillage::formats
