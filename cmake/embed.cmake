# Writes OUT, a C++ source that holds the rule files below ROOT (<lang>/<name>.tsv) as strings.
# usage: cmake -DROOT=extractors/rules -DOUT=built_in_rules.cpp -P embed.cmake
file(GLOB files RELATIVE "${ROOT}" "${ROOT}/*/*.tsv")
list(FILTER files EXCLUDE REGEX "/lexicon.tsv$")  # scripts/embed_lexicon.py compiles these
list(SORT files)
set(source "// Made by cmake/embed.cmake.\n#include \"extractors/rules/rulebook.hpp\"\n\nnamespace dateline {\n\nstd::vector<BuiltInFile> built_in_rules() {\n    return {\n")
foreach(file IN LISTS files)
  file(READ "${ROOT}/${file}" content)
  get_filename_component(language "${file}" DIRECTORY)
  get_filename_component(name "${file}" NAME_WE)
  string(APPEND source "        {\"${language}\", \"${name}\", R\"~rules~(${content})~rules~\"},\n")
endforeach()
string(APPEND source "    };\n}\n\n}  // namespace dateline\n")
file(WRITE "${OUT}" "${source}")
