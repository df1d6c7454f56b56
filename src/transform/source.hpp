#pragma once
/// A producer's list, wherever it is: a file or an address, its format guessed from its name, its
/// type and its first bytes. It knows how far the reading has come.
#include "formats/row_reader.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace maillage::transform {

struct SourceOptions {
  std::string
      location;  ///< file or address, perhaps followed by "@key": the member that holds the rows
  std::string token;  ///< bearer token for an address
  formats::ReadOptions read;
};

class Source {
 public:
  /// Throws base::Error when the list can't be opened.
  explicit Source(const SourceOptions& options);
  formats::RowReader& rows() { return *reader_; }
  /// Share of the bytes read, 0..1; 0 when the size is unknown.
  double share_read() const;

 private:
  std::shared_ptr<std::uint64_t> bytes_read_;
  std::uint64_t bytes_ = 0;
  std::unique_ptr<formats::RowReader> reader_;
};

}  // namespace maillage::transform
