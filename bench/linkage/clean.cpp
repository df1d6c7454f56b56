// The fields of a model, cleaned, as CSV: what both sides of a measurement read where cleaning is
// not what is measured. Bytes beyond ASCII are left out, since one side counts bytes and the other
// letters.
//
//   bench_clean <model> <persons.csv> > cleaned.csv
#include "formats/csv_cell.hpp"
#include "linkage/field.hpp"
#include "linkage/model_file.hpp"
#include "linkage/table_file.hpp"

#include <iostream>
#include <string>

int main(int argc, char** argv) {
  using namespace maillage::linkage;
  if (argc < 3) return 2;
  const Model model = load_model(argv[1], "");
  const Table table = read_tables({argv[2]}, model.fields);
  Fields fields(table, model.fields);
  std::string text = "id";
  for (const FieldSpec& spec : model.fields) {
    text += ',';
    maillage::formats::append_csv_cell(text, spec.name);
  }
  text += '\n';
  for (RecordId record = 0; record < table.size(); ++record) {
    maillage::formats::append_csv_cell(text, table.id(record));
    for (const FieldSpec& spec : model.fields) {
      text += ',';
      std::string cell(fields.get(spec.name).text(record));
      std::erase_if(cell, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
      maillage::formats::append_csv_cell(text, cell);
    }
    text += '\n';
  }
  std::cout << text;
}
