# Writes a C++ file that holds the text of every migration, in the order of their names.
# cmake -DFOLDER=server/migrations -DOUT=migrations.cpp -P embed_migrations.cmake
file(GLOB files ${FOLDER}/*.sql)
list(SORT files)
set(code "#include \"platform/db/migrate.h\"\n\nnamespace db {\n\nstd::vector<Migration> const& embedded_migrations() {\n    static std::vector<Migration> const all{\n")
foreach(file ${files})
    get_filename_component(name ${file} NAME_WE)
    file(READ ${file} text)
    string(APPEND code "        {\"${name}\", R\"migration(${text})migration\"},\n")
endforeach()
string(APPEND code "    };\n    return all;\n}\n\n}  // namespace db\n")
file(WRITE ${OUT} "${code}")
