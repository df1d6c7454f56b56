#pragma once
/// What was made of a text, kept for the next time that the same text comes: the cells of a list
/// repeat by the thousand. Bounded, so a list of any length needs little memory: the first texts
/// are kept, and long ones, which hardly come twice, are not.
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace maillage::transform {

template <class Value>
class Remembered {
 public:
  /// What `make(text)` gave or gives. Valid until the next call.
  template <class Make>
  const Value& operator()(std::string_view text, const Make& make) {
    if (const auto known = values_.find(text); known != values_.end()) return known->second;
    if (values_.size() < kTexts && text.size() <= kLongest)
      return values_.emplace(std::string(text), make(text)).first->second;
    return last_ = make(text);
  }

 private:
  static constexpr std::size_t kTexts = 8192, kLongest = 1024;  // bytes

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::unordered_map<std::string, Value, Hash, std::equal_to<>> values_;
  Value last_;
};

}  // namespace maillage::transform
