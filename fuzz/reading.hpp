#pragma once
/// What every target of a list does: read to the end, touch every byte, accept only our own errors.
#include "base/error.hpp"
#include "formats/row_reader.hpp"

#include <cstdlib>

namespace maillage::fuzz {

inline void read_to_the_end(formats::Format format, std::string bytes,
                            const formats::ReadOptions& options) {
  try {
    const auto reader = formats::make_reader(format, formats::from_text(std::move(bytes)), options);
    std::size_t sum = 0;
    for (formats::Row row; reader->next(row);) {
      if (row.cells.size() > reader->columns().size()) std::abort();
      for (const std::string_view cell : row.cells) {
        for (const char c : cell) sum += static_cast<unsigned char>(c);
      }
    }
    volatile std::size_t keep = sum;  // so that the reads above are not optimised away
    (void)keep;
  } catch (const base::Error&) {  // a sentence for the person: the right answer to bad bytes
  }
}

}  // namespace maillage::fuzz
