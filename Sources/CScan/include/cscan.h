#ifndef CSCAN_H
#define CSCAN_H

#include <stddef.h>
#include <stdint.h>

/// Finds every byte equal to `first` or `second` in bytes[0 ..< count], ascending.
///
/// `offsets` must have room for `count + 64` entries: whole words are written past the last hit.
/// `*flags` is set to what was seen of `CSCAN_HAS_HIGH_BYTES` (0x80 or more) and `CSCAN_HAS_NUL_BYTES`. `count` must fit
/// 32 bits.
/// Returns the number of hits. Uses AVX2 where the processor has it, else SSE2, else plain C.
size_t cscan_find_either(const uint8_t *_Nonnull bytes, size_t count, uint8_t first, uint8_t second,
                         uint32_t *_Nonnull offsets, uint8_t *_Nonnull flags);

#define CSCAN_HAS_HIGH_BYTES 1
#define CSCAN_HAS_NUL_BYTES 2
#define CSCAN_HAS_ODD_QUOTES 4

/// Finds every `separator` and line feed outside quotes, ascending, as `cscan_find_either` does; the bytes must begin with
/// a row.
///
/// A quote opens where a field begins and closes at the next one; two are one sign of the field. Where quotes are not so
/// (one amid a field that has none around it; a line that ends inside quotes, unless `keeps_lines`), `odd`, with a bit
/// a byte and room for `count / 64 + 1` words, has the byte's bit set, `CSCAN_HAS_ODD_QUOTES` is set, and the row's hits
/// are not to be trusted; with `keeps_lines` nor are those of the rows after it.
size_t cscan_find_quoted(const uint8_t *_Nonnull bytes, size_t count, uint8_t separator, uint8_t quote, int keeps_lines,
                         uint32_t *_Nonnull offsets, uint64_t *_Nonnull odd, uint8_t *_Nonnull flags);

/// `cscan_find_quoted` in plain C: the twin.
size_t cscan_find_quoted_scalar(const uint8_t *_Nonnull bytes, size_t count, uint8_t separator, uint8_t quote,
                                int keeps_lines, uint32_t *_Nonnull offsets, uint64_t *_Nonnull odd,
                                uint8_t *_Nonnull flags);

/// Asks for the cache line at `address` to be brought near, to be written soon. Never faults, regardless of the address.
static inline void cscan_prefetch_for_writing(const void *_Nonnull address) { __builtin_prefetch(address, 1, 2); }

/// The same, to be read soon.
static inline void cscan_prefetch(const void *_Nonnull address) { __builtin_prefetch(address, 0, 3); }

/// `cscan_find_either` in plain C, on every processor: the twin that tests hold the other against.
size_t cscan_find_either_scalar(const uint8_t *_Nonnull bytes, size_t count, uint8_t first, uint8_t second,
                                uint32_t *_Nonnull offsets, uint8_t *_Nonnull flags);

/// Where `pattern` first stands in bytes[0 ..< count]; -1 if nowhere.
ptrdiff_t cscan_search(const uint8_t *_Nonnull bytes, size_t count, const uint8_t *_Nonnull pattern,
                       size_t pattern_count);

#endif
