#pragma once
/// A shared library that is loaded when somebody first needs it. Linked as usual, libcurl or Pango
/// and the tens of libraries behind them would slow the start of every command (decision 006).
#include <dlfcn.h>

namespace maillage::formats {

/// Loaded once and never unloaded; `missing` is called for a library or a function that isn't
/// there, and must not return.
class LateLibrary {
 public:
  LateLibrary(const char* file, void (*missing)())
      : handle_(dlopen(file, RTLD_LAZY | RTLD_LOCAL)), missing_(missing) {}
  void* function(const char* name) const {
    void* const found = handle_ == nullptr ? nullptr : dlsym(handle_, name);
    if (found == nullptr) missing_();
    return found;
  }

 private:
  void* handle_;
  void (*missing_)();
};

/// A function of such a library, called like the one that its header declares.
template <class Signature>
class LateFunction {
 public:
  LateFunction(const LateLibrary& library, const char* name)
      : function_(reinterpret_cast<Signature*>(library.function(name))) {}
  template <class... Arguments>
  auto operator()(Arguments... arguments) const {
    return function_(arguments...);
  }

 private:
  Signature* function_;
};

}  // namespace maillage::formats
