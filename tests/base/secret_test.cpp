#include "base/secret.hpp"

#include <set>

namespace maillage::base {
namespace {

TEST(Secret, tokens_hold_256_bits_that_addresses_keep_as_they_are) {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const std::string token = random_token();
    EXPECT_EQ(token.size(), 43u);
    EXPECT_EQ(
        token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
        std::string::npos);
    seen.insert(token);
  }
  EXPECT_EQ(seen.size(), 100u);
}

TEST(Secret, hashes_differ_by_key_purpose_and_text) {
  const SecretKey key{}, other = random_key();
  const std::string hash = keyed_hash(key, "session", "abc");
  EXPECT_EQ(hash.size(), 64u);
  EXPECT_EQ(hash, keyed_hash(key, "session", "abc"));
  EXPECT_NE(hash, keyed_hash(other, "session", "abc"));
  EXPECT_NE(hash, keyed_hash(key, "form", "abc"));
  EXPECT_NE(hash, keyed_hash(key, "sessiona", "bc"));
}

TEST(Secret, is_blake2b_as_python_computes_it) {
  // hashlib.blake2b(b"\x07sessionabc", key=bytes(32), digest_size=32).hexdigest()
  EXPECT_EQ(keyed_hash(SecretKey{}, "session", "abc"),
            "f2887b6c2ec2c66156ffba7078ae64620d065b70cfcb36e220919d3a3c101497");
}

TEST(Secret, equality_is_exact) {
  EXPECT_TRUE(equal_secrets("abc", "abc"));
  EXPECT_FALSE(equal_secrets("abc", "abd"));
  EXPECT_FALSE(equal_secrets("abc", "ab"));
}

}  // namespace
}  // namespace maillage::base
