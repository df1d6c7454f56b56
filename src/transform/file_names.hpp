#pragma once
/// Names of the files that a transformation writes, the incumbent's: nightly scripts find them by
/// pattern.
#include "base/date.hpp"

#include <string>
#include <string_view>

namespace maillage::transform {

/// "20221107-<source>-lieux-de-mediation-numeriques-<territoire>[-suffix].<extension>"; `suffix`
/// may be empty.
std::string output_name(base::Date date, std::string_view source, std::string_view territoire,
                        std::string_view suffix, std::string_view extension);

/// A name made fit for a file name: lower case, accents removed, each white space, and each run of
/// apostrophes, a '-'. Letters without accent-free form (œ, æ) stay. Path separators and control
/// characters become '-'.
std::string file_name_part(std::string_view name);

}  // namespace maillage::transform
