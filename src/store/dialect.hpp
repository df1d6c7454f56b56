#pragma once
/// From the portable SQL of the house to PostgreSQL's. Only two things differ in what the rooms
/// write: how parameters are numbered, and what types are called. Quoted text stays as it is.
#include <string>
#include <string_view>

namespace maillage::store {

/// `?1` -> `$1`.
std::string postgres_query(std::string_view sql);
/// `integer` -> `bigint`, `real` -> `double precision`, `text` -> compared byte by byte as SQLite
/// does, whatever the language of the server, `integer primary key` -> a key that numbers itself.
std::string postgres_schema(std::string_view sql);

}  // namespace maillage::store
