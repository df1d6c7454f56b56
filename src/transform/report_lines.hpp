#pragma once
/// The report as lines for machines: every finding and every cleaning of a row, and one line for a
/// row set aside. The first four columns are those that the sector's scripts know (index, field,
/// message, entryName).
#include "transform/outcome.hpp"

#include <string>

namespace maillage::transform {

/// `"index","field","message","entryName","kind","rule","before","after","advice"` and a line end.
std::string report_csv_header();
/// One CSV line a finding, cleaning or row set aside; nothing for a row with nothing to say.
void append_report_csv(std::string& out, const Outcome& outcome);
/// The same as members of a JSON array, one object a line; `first` is true until something was
/// written.
void append_report_json(std::string& out, const Outcome& outcome, bool& first);

/// The line of `--jsonl`: {"index", "record" | "rejected" | "skipped", "findings", "cleanings"}.
/// `record_json` is the record as the JSON output writes it.
void append_jsonl(std::string& out, const Outcome& outcome, std::string_view record_json);

}  // namespace maillage::transform
