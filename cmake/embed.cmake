# Turns the files of a folder into one C++ source: cmake -DFOLDER=web -DFILES=a;b -DOUTPUT=web_files.cpp -P embed.cmake
set(arrays "")
set(table "")
set(number 0)
foreach(file IN LISTS FILES)
  file(READ ${FOLDER}/${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(APPEND arrays "constexpr unsigned char kFile${number}[] = {${bytes}};\n")
  string(APPEND table "    {\"${file}\", {reinterpret_cast<const char*>(kFile${number}), sizeof(kFile${number})}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUTPUT} "#include \"web/assets.hpp\"\n\nnamespace maillage::web {\nnamespace {\n${arrays}"
  "const EmbeddedFile kFiles[] = {\n${table}};\n}  // namespace\n"
  "std::span<const EmbeddedFile> embedded_files() { return kFiles; }\n}  // namespace maillage::web\n")
