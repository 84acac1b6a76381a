# Writes a C++ file that holds the files of a folder, each by .incbin with its path: the built page,
# the demo's catalogue. An empty or missing folder gives an empty list; where it is the page, the
# server says that it is not built.
# cmake -DFOLDER=web/dist -DNAME=page -DOUT=embedded_page.cpp -P embed_folder.cmake
file(GLOB_RECURSE files RELATIVE ${FOLDER} ${FOLDER}/*)
list(FILTER files EXCLUDE REGEX "(^|/)\\.[^/]*$|\\.map$")
list(SORT files)
set(code "#include \"app/page.h\"\n\n")
set(table "")
set(number 0)
foreach(file ${files})
    set(name tirazh_${NAME}_${number})
    string(APPEND code
        "asm(\".section .rodata\\n.balign 16\\n${name}:\\n.incbin \\\"${FOLDER}/${file}\\\"\\n\"\n"
        "    \"${name}_end:\\n.byte 0\\n.global ${name}\\n.global ${name}_end\\n.previous\");\n"
        "extern \"C\" char const ${name}[];\nextern \"C\" char const ${name}_end[];\n")
    string(APPEND table
        "        {\"/${file}\", {${name}, static_cast<std::size_t>(${name}_end - ${name})}},\n")
    math(EXPR number "${number} + 1")
endforeach()
string(APPEND code "\nnamespace app {\n\nstd::vector<Asset> const& embedded_${NAME}() {\n"
    "    static std::vector<Asset> const all{\n${table}    };\n    return all;\n}\n\n}  // namespace app\n")
file(WRITE ${OUT} "${code}")
