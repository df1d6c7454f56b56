#pragma once
/// Who waits for changes of a PostgreSQL database, whichever process makes them: LISTEN on one
/// line, a thread that sleeps on it.
#include "store/database.hpp"

namespace maillage::store {

/// Each transaction that writes ends with a NOTIFY on it.
inline constexpr std::string_view kChangeChannel = "maillage";

std::unique_ptr<Watch> watch_postgres(const std::string& url, std::function<void()> changed);

}  // namespace maillage::store
