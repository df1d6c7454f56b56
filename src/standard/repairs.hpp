#pragma once
/// The light repairs of migration: values that the first versions let through and the present one
/// refuses. Each gives the value back when it is good already, and nothing when it can't be saved.
/// (The transformation of raw lists repairs much more, in its own room.)
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace maillage::standard {

/// "0596 57 07 70", "596570770" or "+33596570770" -> "+596596570770"; the number decides which
/// territory it is of.
std::optional<std::string> repaired_telephone(std::string_view text);
/// "2/4/2024", "2024-04-02T10:00:00Z" -> "2024-04-02"
std::optional<std::string> repaired_date(std::string_view text);
/// "1500" -> "01500": the zero that spreadsheets take away.
std::optional<std::string> repaired_code_postal(std::string_view text);
/// "43,52609" -> "43.52609"
std::optional<std::string> repaired_number(std::string_view text);
/// At most `length` UTF-16 units, cut after a word, with "…".
std::string shortened(std::string_view text, std::size_t length);
/// The addresses of a cell, whatever separates them.
std::vector<std::string> courriels_of(std::string_view text);
/// The sites of a cell, whatever separates them; "http://" is put before a bare "www.".
std::vector<std::string> sites_of(std::string_view text);

}  // namespace maillage::standard
