#pragma once
/// The tables that the room keeps beside the registry's.
#include "base/date.hpp"
#include "store/database.hpp"
#include "store/migrations.hpp"

#include <vector>

namespace maillage::opendata {

std::vector<store::RoomSteps> schema();
/// Makes the tables or brings them up to date.
void prepare(store::Database& database, base::Instant now);

}  // namespace maillage::opendata
