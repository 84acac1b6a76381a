# Writes a C++ file that holds a text file as a string_view.
# cmake -DFILE=process/department.toml -DHEADER=features/process/factory_process.h
#       -DNAME=process::factory_process_toml -DOUT=factory_process.cpp -P embed_text.cmake
file(READ ${FILE} text)
string(REGEX REPLACE "::[^:]*$" "" space ${NAME})
string(REGEX REPLACE "^.*::" "" name ${NAME})
file(WRITE ${OUT} "#include \"${HEADER}\"\n\nnamespace ${space} {\n\nstd::string_view const \
${name} = R\"embedded(${text})embedded\";\n\n}  // namespace ${space}\n")
