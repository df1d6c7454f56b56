#pragma once
/// What changed in a source since its last transformation: one fingerprint a row, by the identifier
/// that the producer gives it, kept beside the mapping file as `<source>.fingerprint.json`.
#include "formats/json.hpp"
#include "formats/row_reader.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace maillage::transform {

/// Rows of a list against those of the last time, in one pass.
class Fingerprints {
 public:
  Fingerprints() = default;
  /// From the document [{"sourceId", "hash"}]; anything else counts as no memory at all.
  explicit Fingerprints(const formats::Json& previous);

  enum class Change { unchanged, changed, added };
  /// Notes a row; rows without identifier are always new and leave no fingerprint.
  Change see(std::string_view id, std::string_view hash);
  /// Identifiers of the last time that no row had this time, sorted.
  std::vector<std::string> removed() const;
  /// True when no row was new or changed and none is gone.
  bool nothing_changed() const { return changes_ == 0 && seen_before_ == previous_.size(); }
  std::size_t changes() const { return changes_; }
  /// The document to keep.
  std::string json() const;

 private:
  struct Known {
    std::string hash;
    bool seen = false;
  };
  std::unordered_map<std::string, Known> previous_;
  std::vector<std::pair<std::string, std::string>> now_;
  std::size_t changes_ = 0, seen_before_ = 0;
};

/// SHA-256 of the names and texts of the cells that are not empty.
std::string row_hash(const formats::Row& row, const formats::Columns& columns);

}  // namespace maillage::transform
