// GMime's objects held by C++. Private to platform/mail; slow to compile, so only in a few .cpp.
#pragma once
#include <memory>
#include <string>

#include <gmime/gmime.h>

namespace mail {

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

inline void start_gmime() {
    static bool const started = (g_mime_init(), true);
    static_cast<void>(started);
}

inline std::string written(GMimeObject* object, GMimeFormatOptions* options) {
    Owned<GMimeStream> const stream(g_mime_stream_mem_new());
    g_mime_object_write_to_stream(object, options, stream.get());
    auto* const bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream.get()));
    return {reinterpret_cast<char const*>(bytes->data), bytes->len};
}

}  // namespace mail
