#include "geocoding/address_spool.hpp"

#include "base/error.hpp"

#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <unistd.h>

namespace maillage::geocoding {
namespace {

/// What a département keeps in memory before it takes to the disk.
constexpr std::size_t kInMemory = 512u << 10;
constexpr std::size_t kChunk = 1u << 20;

enum class Tag : char { street = 1, number, point, nothing };

[[noreturn]] void reading_failed() {
  throw base::Error(base::ErrorCode::environment,
                    fmt::format("La relecture d’un fichier temporaire a échoué : {}. Vérifiez le "
                                "disque, puis recommencez.",
                                std::strerror(errno)));
}
[[noreturn]] void disk_failed(const std::string& folder) {
  throw base::Error(base::ErrorCode::environment,
                    fmt::format("L’écriture dans « {} » a échoué : {}. Libérez de la place sur le "
                                "disque, puis recommencez.",
                                folder, std::strerror(errno)));
}

template <class T>
void put(std::string& out, T value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}
void put_text(std::string& out, std::string_view text) {
  const auto size = static_cast<std::uint8_t>(std::min<std::size_t>(text.size(), 255));
  put(out, size);
  out.append(text.data(), size);
}

}  // namespace

struct AddressSpool::Bucket {
  std::string bytes;  ///< not yet on disk
  int file = -1;
  const territory::Commune* commune = nullptr;  ///< of the street last put, as what follows
  std::uint32_t postcode = 0;
  std::string former, street;

  ~Bucket() {
    if (file >= 0) ::close(file);
  }
  bool is_same_street(const SpooledAddress& address) const {
    return address.commune == commune && address.postcode == postcode && address.street == street &&
           address.former == former;
  }
  void spill(const std::string& folder) {
    if (file < 0) {
      std::string name = folder + "/adresses-XXXXXX";
      file = ::mkstemp(name.data());
      if (file < 0) disk_failed(folder);
      ::unlink(name.c_str());
    }
    for (std::size_t at = 0; at < bytes.size();) {
      const ssize_t written = ::write(file, bytes.data() + at, bytes.size() - at);
      if (written < 0 && errno != EINTR) disk_failed(folder);
      if (written > 0) at += static_cast<std::size_t>(written);
    }
    bytes.clear();
  }
};

namespace {

/// The records of a bucket, one after the other, from its file and then its memory.
class RecordReader {
 public:
  RecordReader(int file, std::string_view rest) : file_(file), rest_(rest) {
    if (file_ >= 0 && ::lseek(file_, 0, SEEK_SET) < 0) reading_failed();
  }
  /// At least one more byte.
  bool more() { return at_ < window_.size() || refill(); }
  template <class T>
  T get() {
    T value{};
    std::memcpy(&value, bytes(sizeof value).data(), sizeof value);
    return value;
  }
  std::string_view text() {
    const auto size = get<std::uint8_t>();
    return bytes(size);
  }

 private:
  /// Always the same bytes that were put: a record is never cut.
  std::string_view bytes(std::size_t size) {
    while (window_.size() - at_ < size && refill()) {
    }
    const std::string_view found = std::string_view(window_).substr(at_, size);
    at_ += size;
    return found;
  }
  bool refill() {
    window_.erase(0, at_);
    at_ = 0;
    const std::size_t kept = window_.size();
    if (file_ >= 0) {
      window_.resize(kept + kChunk);
      ssize_t got = 0;
      do {
        got = ::read(file_, window_.data() + kept, kChunk);
      } while (got < 0 && errno == EINTR);
      if (got < 0) reading_failed();
      window_.resize(kept + static_cast<std::size_t>(got));
      if (got > 0) return true;
      file_ = -1;
    }
    window_ += rest_;
    const bool some = !rest_.empty();
    rest_ = {};
    return some;
  }

  int file_;
  std::string_view rest_;
  std::string window_;
  std::size_t at_ = 0;
};

}  // namespace

AddressSpool::AddressSpool(const territory::Communes& communes, std::string folder)
    : communes_(communes), folder_(std::move(folder)) {}
AddressSpool::~AddressSpool() = default;

AddressSpool::Bucket& AddressSpool::bucket(std::string_view departement) {
  const auto found = buckets_.find(departement);
  if (found != buckets_.end()) return *found->second;
  return *buckets_.emplace(departement, std::make_unique<Bucket>()).first->second;
}

void AddressSpool::add(const SpooledAddress& address) {
  Bucket& to = bucket(address.commune->departement());
  if (!to.is_same_street(address)) {
    to.commune = address.commune;
    to.postcode = address.postcode;
    to.former = address.former.substr(0, 255);
    to.street = address.street.substr(0, 255);
    put(to.bytes, Tag::street);
    put(to.bytes, static_cast<std::uint32_t>(address.commune - communes_.all().data()));
    put(to.bytes, address.postcode);
    put_text(to.bytes, to.former);
    put_text(to.bytes, to.street);
  }
  put(to.bytes, address.number != 0 && address.has_point ? Tag::number
                : address.has_point                      ? Tag::point
                                                         : Tag::nothing);
  if (address.has_point) {
    put(to.bytes, address.latitude);
    put(to.bytes, address.longitude);
    if (address.number != 0) {
      put(to.bytes, address.number);
      put_text(to.bytes, address.suffix);
    }
  }
  if (to.bytes.size() > kInMemory) to.spill(folder_);
}

std::vector<std::string> AddressSpool::departements() const {
  std::vector<std::string> codes;
  for (const auto& [code, bucket] : buckets_) codes.push_back(code);
  return codes;
}

void AddressSpool::each(std::string_view departement,
                        const std::function<void(const SpooledAddress&)>& visit) {
  const auto found = buckets_.find(departement);
  if (found == buckets_.end()) return;
  RecordReader reader(found->second->file, found->second->bytes);
  std::string former, street, suffix;
  SpooledAddress address;
  while (reader.more()) {
    const Tag tag = reader.get<Tag>();
    if (tag == Tag::street) {
      address.commune = &communes_.all()[reader.get<std::uint32_t>()];
      address.postcode = reader.get<std::uint32_t>();
      former = reader.text();
      street = reader.text();
      address.former = former;
      address.street = street;
      address.new_street = true;
      continue;
    }
    address.number = 0;
    suffix.clear();
    address.has_point = tag != Tag::nothing;
    if (address.has_point) {
      address.latitude = reader.get<std::int32_t>();
      address.longitude = reader.get<std::int32_t>();
    }
    if (tag == Tag::number) {
      address.number = reader.get<std::uint32_t>();
      suffix = reader.text();
    }
    address.suffix = suffix;
    visit(address);
    address.new_street = false;
  }
}

}  // namespace maillage::geocoding
