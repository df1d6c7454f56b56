#pragma once
/// A throw-away PostgreSQL server for one test program: made in a temporary folder, on a socket
/// only, without a care for the disk, gone when the program ends.
#include <string>

namespace maillage::test {

/// Whether the server's programs are installed.
bool has_postgres();
/// The address of an empty schema of the server, which starts with the first call. Throws
/// std::runtime_error when it does not.
std::string fresh_postgres_url();

/// Where a test keeps its data: a file of `folder`, or an empty schema of the server when the whole
/// program is run a second time with MAILLAGE_TEST_ENGINE=postgres.
std::string database_address(const std::string& folder);

/// Stops and starts the server again, as an operator would: open lines break, data stays.
void restart_postgres();

}  // namespace maillage::test
