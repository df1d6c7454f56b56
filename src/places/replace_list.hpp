#pragma once
/// What an import does to the registry: the records of one list become equal to its newest file, in
/// one transaction. Values that change are kept as history, opposed contacts never enter, ids that
/// went out of use lead on to the place of today.
#include "base/date.hpp"
#include "base/secret.hpp"
#include "places/merging.hpp"
#include "store/database.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace maillage::places {

/// What a file says of a list.
struct ListContent {
  std::string list, file, file_hash;
  std::span<const standard::Place> rows;  ///< their ids differ
  /// Of a list without doubles: the row in which each record of its producers went.
  PreviousIds row_of_record;
};

/// What an import did to a list.
struct ImportCounts {
  std::size_t added = 0, changed = 0, unchanged = 0, removed = 0, returned = 0;
  bool same_file = false;  ///< nothing was read: the file is the one of the last import
  std::size_t present() const { return added + changed + unchanged + returned; }
};

/// Told how many rows of how many are done.
using RowProgress = std::function<void(std::size_t done, std::size_t all)>;

/// All or nothing: a program that is killed meanwhile leaves the list as it was.
ImportCounts replace_list(store::Database& database, const ListContent& content,
                          const base::SecretKey& key, base::Instant now,
                          const RowProgress& progress = {});
/// Whether the list's last import was of a file with this hash, and no contact came back since.
bool is_current(store::Database& database, std::string_view list, std::string_view file_hash);

/// Gives each record to `clean` and keeps those of which it says that it changed them.
void clean_records(store::Connection& connection,
                   const std::function<bool(standard::Place&)>& clean);

}  // namespace maillage::places
