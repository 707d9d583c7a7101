// zlib's initialisers are macros, which Swift cannot call.
#include <zlib.h>

/// Prepares `stream` to inflate one gzip member (window bits 15, gzip framing only).
static inline int summit_inflate_init_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }

/// Prepares `stream` to deflate one gzip member at `level` (1-9).
static inline int summit_deflate_init_gzip(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

/// Prepares `stream` to inflate one raw DEFLATE stream (window bits 15, no framing).
static inline int summit_inflate_init_raw(z_stream *stream) { return inflateInit2(stream, -15); }
