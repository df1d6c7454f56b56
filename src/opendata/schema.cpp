#include "opendata/schema.hpp"

#include "opendata/publication.hpp"
#include "opendata/webhooks.hpp"

namespace maillage::opendata {

std::vector<store::RoomSteps> schema() {
  return {{"publication", publication_steps()}, {"webhook", webhook_steps()}};
}

void prepare(store::Database& database, base::Instant now) {
  for (const store::RoomSteps& room : schema())
    store::migrate(database, room.room, room.steps, now);
}

}  // namespace maillage::opendata
