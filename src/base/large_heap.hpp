#pragma once
/// Memory for commands that hold whole lists. A page of four kilobytes costs a trap when it is
/// first touched, which on a virtual machine is dearer than all that is then done with its bytes.
#include <cstddef>

namespace maillage::base {

/// Takes the addresses of the next `bytes` of the heap in one piece and asks the system to back
/// them with pages of two megabytes; nothing is used before it is touched. The heap is never given
/// back in between, and threads share it. To be called once, before the work, by a command that
/// ends with its process. Without effect where the system or a sanitiser has its own ways.
void use_large_heap(std::size_t bytes = std::size_t{1} << 30);

}  // namespace maillage::base
