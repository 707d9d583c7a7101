#ifndef CSCAN_H
#define CSCAN_H

#include <stddef.h>
#include <stdint.h>

/// Finds every byte equal to `first` or `second` in bytes[0 ..< count], ascending.
///
/// `offsets` must have room for `count + 64` entries: whole words are written past the last hit.
/// `*has_high_bytes` is set to 1 if a byte is 0x80 or more, else to 0. `count` must fit 32 bits.
/// Returns the number of hits. Uses AVX2 where the processor has it, else SSE2, else plain C.
size_t cscan_find_either(const uint8_t *_Nonnull bytes, size_t count, uint8_t first, uint8_t second,
                         uint32_t *_Nonnull offsets, uint8_t *_Nonnull has_high_bytes);

/// Asks for the cache line at `address` to be brought near, to be written soon. Never faults, whatever the address.
static inline void cscan_prefetch_for_writing(const void *_Nonnull address) { __builtin_prefetch(address, 1, 2); }

/// The same, to be read soon.
static inline void cscan_prefetch(const void *_Nonnull address) { __builtin_prefetch(address, 0, 3); }

/// `cscan_find_either` in plain C, on every processor: the twin that tests hold the other against.
size_t cscan_find_either_scalar(const uint8_t *_Nonnull bytes, size_t count, uint8_t first, uint8_t second,
                                uint32_t *_Nonnull offsets, uint8_t *_Nonnull has_high_bytes);

/// Where `pattern` first stands in bytes[0 ..< count]; -1 if nowhere.
ptrdiff_t cscan_search(const uint8_t *_Nonnull bytes, size_t count, const uint8_t *_Nonnull pattern,
                       size_t pattern_count);

#endif
