# A room is a folder of src/ built as one static library. Its USES line says which other rooms its files may
# include; tests/base/walls_test.cpp reads the same lines and fails when an include crosses a wall that is not declared.
#
#   maillage_room(places USES base store standard LIBS fmt::fmt)

add_library(maillage_pch STATIC ${CMAKE_SOURCE_DIR}/cmake/pch.cpp)
target_precompile_headers(maillage_pch PRIVATE ${CMAKE_SOURCE_DIR}/cmake/pch.hpp)

function(maillage_room name)
  cmake_parse_arguments(ROOM "" "" "USES;LIBS" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  list(TRANSFORM ROOM_USES PREPEND maillage_ OUTPUT_VARIABLE uses)
  if(sources)
    add_library(maillage_${name} STATIC ${sources})
    target_include_directories(maillage_${name} PUBLIC ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(maillage_${name} PUBLIC ${uses} PRIVATE ${ROOM_LIBS})
    target_precompile_headers(maillage_${name} REUSE_FROM maillage_pch)
  else()
    add_library(maillage_${name} INTERFACE)
    target_include_directories(maillage_${name} INTERFACE ${CMAKE_SOURCE_DIR}/src)
    target_link_libraries(maillage_${name} INTERFACE ${uses} ${ROOM_LIBS})
  endif()
endfunction()
