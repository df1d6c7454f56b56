/// Mapping files, and a row read through them: any text gives findings, never a fall.
#include "transform/mapping.hpp"

#include "base/error.hpp"
#include "formats/row_reader.hpp"
#include "transform/choices.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace maillage;
  transform::MappingReading reading;
  try {
    reading = transform::read_mapping_text({reinterpret_cast<const char*>(data), size});
  } catch (const base::Error&) {
    return 0;
  }
  formats::Columns columns;
  transform::Choices choices(reading.mapping, columns);
  formats::Row row;
  for (formats::ColumnId column = 0; column < columns.size(); ++column)
    row.cells.push_back(columns.name(column));
  choices.read(row);
  for (const standard::Field field : standard::all_fields()) choices.values(field);
  return 0;
}
