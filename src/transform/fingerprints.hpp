#pragma once
/// What changed in a source since its last transformation: one fingerprint a row, by the identifier
/// that the producer gives it, kept beside the mapping file as `<source>.fingerprint.json`.
#include "formats/bytes_out.hpp"
#include "formats/row_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::transform {

/// Rows of a list against those of the last time, in one pass. A row is remembered by two numbers
/// of 64 bits, so that a million of them fit in a few tens of megabytes.
class Fingerprints {
 public:
  Fingerprints() = default;
  /// From the document [{"sourceId", "hash"}]; anything else, or a damaged one, counts as no memory
  /// at all.
  explicit Fingerprints(std::unique_ptr<formats::ByteSource> previous);

  enum class Change { unchanged, changed, added };
  /// Notes a row; rows without identifier are always new.
  Change see(std::string_view id, std::string_view hash);
  /// Rows of the last time that have not been seen this time.
  std::size_t gone() const { return previous_.size() - seen_before_; }
  /// True when no row was new or changed and none is gone.
  bool nothing_changed() const { return changes_ == 0 && gone() == 0; }

 private:
  struct Known {
    std::uint64_t id, hash;
    bool seen = false;
  };
  std::vector<Known> previous_;  ///< by id
  std::size_t changes_ = 0, seen_before_ = 0;
};

/// The document for the next time, written as the rows come; kept only when committed.
class FingerprintFile {
 public:
  explicit FingerprintFile(std::string path);
  /// Rows without identifier leave no fingerprint.
  void write(std::string_view id, std::string_view hash);
  void commit();

 private:
  formats::AtomicFile file_;
  std::string item_;
  bool first_ = true;
};

/// SHA-256 of the names and texts of the cells that are not empty.
std::string row_hash(const formats::Row& row, const formats::Columns& columns);

}  // namespace maillage::transform
