# Makes the files of a folder part of the program: cmake -DFOLDER=web -DFILES=a;b -DOUTPUT=web_files -DFUNCTION=embedded_files
# -P embed.cmake
# writes OUTPUT.S, where the assembler includes their bytes as they are, and OUTPUT.cpp, the table of them.
set(bytes ".section .rodata\n")
set(names "")
set(table "")
set(number 0)
foreach(file IN LISTS FILES)
  string(APPEND bytes ".global maillage_${FUNCTION}_${number}, maillage_${FUNCTION}_${number}_end\n"
    "maillage_${FUNCTION}_${number}: .incbin \"${FOLDER}/${file}\"\nmaillage_${FUNCTION}_${number}_end:\n")
  string(APPEND names "extern const char maillage_${FUNCTION}_${number}[], maillage_${FUNCTION}_${number}_end[];\n")
  string(APPEND table "    {\"${file}\", maillage_${FUNCTION}_${number}, maillage_${FUNCTION}_${number}_end},\n")
  math(EXPR number "${number} + 1")
endforeach()
string(APPEND bytes ".section .note.GNU-stack, \"\", @progbits\n")
file(WRITE ${OUTPUT}.S "${bytes}")
file(WRITE ${OUTPUT}.cpp "#include \"web/assets.hpp\"\n\nextern \"C\" {\n${names}}\n\nnamespace maillage::web {\n\n"
  "std::vector<EmbeddedFile> ${FUNCTION}() {\n"
  "  struct {\n    std::string_view name;\n    const char *begin, *end;\n  } const files[] = {\n${table}  };\n"
  "  std::vector<EmbeddedFile> out;\n"
  "  for (const auto& file : files) out.push_back({file.name, {file.begin, file.end}});\n  return out;\n}\n\n"
  "}  // namespace maillage::web\n")
