#include "linkage/record_rows.hpp"

#include "base/error.hpp"

#include <vector>

namespace maillage::linkage {

namespace {

constexpr std::size_t kLine = RowBlock::kLine, kFilled = RowBlock::kFilled;

}  // namespace

RecordRows::RecordRows(std::span<const Field* const> fields, std::size_t records)
    : width_((fields.size() + kFilled + kLine - 1) / kLine * kLine) {
  if (fields.size() > kMost) {
    throw base::Error(base::ErrorCode::usage,
                      "Le modèle lit trop de champs pour comparer et bloquer (62 au plus). "
                      "Retirez des règles ou des comparaisons.");
  }
  cells_.resize(records * width_);
  std::vector<const ValueId*> values;
  for (const Field* field : fields) values.push_back(field->values.data());
  ValueId* row = cells_.data();
  for (std::size_t record = 0; record < records; ++record, row += width_) {
    Lanes filled = 0;
    for (std::size_t lane = 0; lane < values.size(); ++lane) {
      row[lane] = values[lane][record];
      filled |= Lanes{row[lane] != kMissing} << lane;
    }
    for (std::size_t lane = values.size(); lane < width_ - kFilled; ++lane) row[lane] = 0;
    std::memcpy(row + width_ - kFilled, &filled, sizeof filled);
  }
}

}  // namespace maillage::linkage
