#include "linkage/outputs.hpp"

#include "formats/csv_cell.hpp"
#include "linkage/explanation.hpp"

#include <cmath>

namespace maillage::linkage {

namespace {

constexpr std::size_t kPiece = 1u << 16;  // bytes gathered before the sink is called

}  // namespace

void append_probability(std::string& out, double probability) {
  const auto parts = static_cast<int>(std::lrint(probability * 10000));
  out += static_cast<char>('0' + parts / 10000);
  out += '.';
  for (int unit = 1000; unit > 0; unit /= 10) out += static_cast<char>('0' + parts / unit % 10);
}

std::string group_name(const Table& table, RecordId first) {
  const std::string id(table.id(first));
  return table.source_count() > 1 ? table.source_name(table.source(first)) + ":" + id : id;
}

void write_groups(const Table& table, const Linkage& linkage, const Sink& sink) {
  std::string text = "place_id,record_id,source,probability\n";
  const bool several = table.source_count() > 1;
  for (RecordId record = 0; record < table.size(); ++record) {
    const RecordId first = linkage.group_of[record];
    if (several) {
      formats::append_csv_cell(text, group_name(table, first));
    } else {
      formats::append_csv_cell(text, table.id(first));
    }
    text += ',';
    formats::append_csv_cell(text, table.id(record));
    text += ',';
    formats::append_csv_cell(text, table.source_name(table.source(record)));
    text += ',';
    append_probability(text, linkage.probability[record]);
    text += '\n';
    if (text.size() < kPiece) continue;
    sink(text);
    text.clear();
  }
  sink(text);
}

void write_pairs(const Linker& linker, const Linkage& linkage, const Sink& sink) {
  Explainer explainer(linker);
  const Table& table = linker.table();
  std::string text = "id1,id2,probability,explanation\n", reasons;
  for (const LinkedPair& pair : linkage.pairs) {
    formats::append_csv_cell(text, table.id(pair.a));
    text += ',';
    formats::append_csv_cell(text, table.id(pair.b));
    text += ',';
    append_probability(text, pair.probability);
    text += ',';
    reasons.clear();
    explainer.append(reasons, pair);
    formats::append_quoted_cell(text, reasons);  // the decimal comma is in every one
    text += '\n';
    if (text.size() < kPiece) continue;
    sink(text);
    text.clear();
  }
  sink(text);
}

}  // namespace maillage::linkage
