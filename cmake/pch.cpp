// Carries the precompiled header of the standard library; see rooms.cmake.
