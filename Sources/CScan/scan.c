// Byte masks over 64-byte blocks. C because Swift's SIMD types have no cheap way from a comparison to a bit mask;
// the Swift form of this loop measured about four times slower.

#include "cscan.h"

/// What is remarkable of a byte: above ASCII, or NUL.
static inline uint8_t kind_of(uint8_t byte) {
  return (byte >= 0x80 ? CSCAN_HAS_HIGH_BYTES : 0) | (byte == 0 ? CSCAN_HAS_NUL_BYTES : 0);
}

size_t cscan_find_either_scalar(const uint8_t *bytes, size_t count, uint8_t first, uint8_t second,
                                uint32_t *offsets, uint8_t *flags) {
  size_t hits = 0;
  uint8_t found = 0;
  for (size_t i = 0; i < count; i++) {
    found |= kind_of(bytes[i]);
    if (bytes[i] == first || bytes[i] == second) offsets[hits++] = (uint32_t)i;
  }
  *flags = found;
  return hits;
}

/// What reading by marks between quotes remembers from byte to byte.
struct quote_state {
  /// All ones inside quotes, else 0.
  uint64_t inside;
  /// Whether a field may begin at the next byte, or go on behind a doubled quote.
  uint64_t may_open;
};

/// The plain way over bytes[from ..< to]; `odd` has a bit for each byte where quotes are not as usual.
static size_t find_quoted_plain(const uint8_t *bytes, size_t from, size_t to, uint8_t separator, uint8_t quote,
                                int keeps_lines, struct quote_state *state, uint32_t *offsets, size_t hits,
                                uint64_t *odd, uint8_t *flags) {
  for (size_t i = from; i < to; i++) {
    const uint8_t byte = bytes[i];
    *flags |= kind_of(byte);
    int is_odd = 0;
    if (byte == quote) {
      state->inside = ~state->inside;
      is_odd = state->inside != 0 && !state->may_open;
    } else if (byte == '\n') {
      if (!state->inside || !keeps_lines) {
        is_odd = state->inside != 0;
        state->inside = 0;
        offsets[hits++] = (uint32_t)i;
      }
    } else if (byte == separator && !state->inside) {
      offsets[hits++] = (uint32_t)i;
    }
    state->may_open = byte == quote || byte == '\n' || byte == separator;
    if (i % 64 == 0) odd[i / 64] = 0;
    if (is_odd) odd[i / 64] |= (uint64_t)1 << (i % 64);
    if (is_odd) *flags |= CSCAN_HAS_ODD_QUOTES;
  }
  return hits;
}

size_t cscan_find_quoted_scalar(const uint8_t *bytes, size_t count, uint8_t separator, uint8_t quote, int keeps_lines,
                                uint32_t *offsets, uint64_t *odd, uint8_t *flags) {
  struct quote_state state = {0, 1};
  *flags = 0;
  return find_quoted_plain(bytes, 0, count, separator, quote, keeps_lines, &state, offsets, 0, odd, flags);
}

#if defined(__x86_64__)
#include <immintrin.h>

/// Appends the offsets of the set bits of `mask`, eight at a time: a fixed count per round spares the branch
/// predictor, and what is written past the last hit is overwritten by the next block.
static inline size_t append_bits(uint64_t mask, uint32_t base, uint32_t *offsets, size_t hits) {
  size_t found = (size_t)__builtin_popcountll(mask);
  uint32_t *out = offsets + hits;
  for (size_t done = 0; done < found; done += 8) {
    for (int i = 0; i < 8; i++) {
      out[done + i] = base + (uint32_t)__builtin_ctzll(mask | 0x8000000000000000ull);
      mask &= mask - 1;
    }
  }
  return hits + found;
}

__attribute__((target("avx2,bmi,popcnt"))) static size_t find_either_avx2(
    const uint8_t *bytes, size_t count, uint8_t first, uint8_t second, uint32_t *offsets, uint8_t *flags) {
  const __m256i a = _mm256_set1_epi8((char)first);
  const __m256i b = _mm256_set1_epi8((char)second);
  __m256i any = _mm256_setzero_si256();
  __m256i least = _mm256_set1_epi8((char)0xFF);
  size_t hits = 0;
  size_t i = 0;
  for (; i + 64 <= count; i += 64) {
    const __m256i low = _mm256_loadu_si256((const __m256i *)(bytes + i));
    const __m256i top = _mm256_loadu_si256((const __m256i *)(bytes + i + 32));
    any = _mm256_or_si256(any, _mm256_or_si256(low, top));
    least = _mm256_min_epu8(least, _mm256_min_epu8(low, top));
    const uint32_t low_mask = (uint32_t)_mm256_movemask_epi8(
        _mm256_or_si256(_mm256_cmpeq_epi8(low, a), _mm256_cmpeq_epi8(low, b)));
    const uint32_t top_mask = (uint32_t)_mm256_movemask_epi8(
        _mm256_or_si256(_mm256_cmpeq_epi8(top, a), _mm256_cmpeq_epi8(top, b)));
    hits = append_bits((uint64_t)top_mask << 32 | low_mask, (uint32_t)i, offsets, hits);
  }
  uint8_t found = _mm256_movemask_epi8(any) != 0 ? CSCAN_HAS_HIGH_BYTES : 0;
  if (_mm256_movemask_epi8(_mm256_cmpeq_epi8(least, _mm256_setzero_si256()))) found |= CSCAN_HAS_NUL_BYTES;
  for (; i < count; i++) {
    found |= kind_of(bytes[i]);
    if (bytes[i] == first || bytes[i] == second) offsets[hits++] = (uint32_t)i;
  }
  *flags = found;
  return hits;
}

static size_t find_either_sse2(const uint8_t *bytes, size_t count, uint8_t first, uint8_t second, uint32_t *offsets,
                               uint8_t *flags) {
  const __m128i a = _mm_set1_epi8((char)first);
  const __m128i b = _mm_set1_epi8((char)second);
  __m128i any = _mm_setzero_si128();
  __m128i least = _mm_set1_epi8((char)0xFF);
  size_t hits = 0;
  size_t i = 0;
  for (; i + 64 <= count; i += 64) {
    uint64_t mask = 0;
    for (int part = 0; part < 4; part++) {
      const __m128i block = _mm_loadu_si128((const __m128i *)(bytes + i + 16 * part));
      any = _mm_or_si128(any, block);
      least = _mm_min_epu8(least, block);
      const uint64_t found =
          (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(block, a), _mm_cmpeq_epi8(block, b)));
      mask |= found << (16 * part);
    }
    hits = append_bits(mask, (uint32_t)i, offsets, hits);
  }
  uint8_t found = _mm_movemask_epi8(any) != 0 ? CSCAN_HAS_HIGH_BYTES : 0;
  if (_mm_movemask_epi8(_mm_cmpeq_epi8(least, _mm_setzero_si128()))) found |= CSCAN_HAS_NUL_BYTES;
  for (; i < count; i++) {
    found |= kind_of(bytes[i]);
    if (bytes[i] == first || bytes[i] == second) offsets[hits++] = (uint32_t)i;
  }
  *flags = found;
  return hits;
}

size_t cscan_find_either(const uint8_t *bytes, size_t count, uint8_t first, uint8_t second, uint32_t *offsets,
                         uint8_t *flags) {
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")) {
    return find_either_avx2(bytes, count, first, second, offsets, flags);
  }
  return find_either_sse2(bytes, count, first, second, offsets, flags);
}

/// Each bit of the result is the parity of the bits of `bits` up to it.
static inline uint64_t prefix_parity(uint64_t bits) {
  bits ^= bits << 1;
  bits ^= bits << 2;
  bits ^= bits << 4;
  bits ^= bits << 8;
  bits ^= bits << 16;
  bits ^= bits << 32;
  return bits;
}

/// One block of 64 bytes by its masks; what is not as usual is left to the plain way.
static inline __attribute__((always_inline)) size_t quoted_block(
    const uint8_t *bytes, size_t i, uint64_t separators, uint64_t lines, uint64_t quotes, uint8_t separator,
    uint8_t quote, int keeps_lines, struct quote_state *state, uint32_t *offsets, size_t hits, uint64_t *odd,
    uint8_t *flags) {
  const uint64_t inside = prefix_parity(quotes) ^ state->inside;
  const uint64_t marks = separators | lines | quotes;
  const uint64_t may_open = marks << 1 | state->may_open;
  const uint64_t bad = (quotes & inside & ~may_open) | (keeps_lines ? 0 : lines & inside);
  if (__builtin_expect(bad != 0, 0)) {
    return find_quoted_plain(bytes, i, i + 64, separator, quote, keeps_lines, state, offsets, hits, odd, flags);
  }
  odd[i / 64] = 0;
  state->inside = (uint64_t)((int64_t)inside >> 63);
  state->may_open = marks >> 63;
  return append_bits((separators | lines) & ~inside, (uint32_t)i, offsets, hits);
}

__attribute__((target("avx2,bmi,popcnt"))) static size_t find_quoted_avx2(
    const uint8_t *bytes, size_t count, uint8_t separator, uint8_t quote, int keeps_lines, uint32_t *offsets,
    uint64_t *odd, uint8_t *flags) {
  const __m256i a = _mm256_set1_epi8((char)separator);
  const __m256i b = _mm256_set1_epi8('\n');
  const __m256i q = _mm256_set1_epi8((char)quote);
  __m256i any = _mm256_setzero_si256();
  __m256i least = _mm256_set1_epi8((char)0xFF);
  struct quote_state state = {0, 1};
  size_t hits = 0;
  size_t i = 0;
  *flags = 0;
  for (; i + 64 <= count; i += 64) {
    const __m256i low = _mm256_loadu_si256((const __m256i *)(bytes + i));
    const __m256i top = _mm256_loadu_si256((const __m256i *)(bytes + i + 32));
    any = _mm256_or_si256(any, _mm256_or_si256(low, top));
    least = _mm256_min_epu8(least, _mm256_min_epu8(low, top));
#define MASK(x)                                                                              \
  ((uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(top, x)) << 32 |               \
   (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, x)))
    hits = quoted_block(bytes, i, MASK(a), MASK(b), MASK(q), separator, quote, keeps_lines, &state, offsets, hits, odd,
                        flags);
#undef MASK
  }
  if (_mm256_movemask_epi8(any)) *flags |= CSCAN_HAS_HIGH_BYTES;
  if (_mm256_movemask_epi8(_mm256_cmpeq_epi8(least, _mm256_setzero_si256()))) *flags |= CSCAN_HAS_NUL_BYTES;
  return find_quoted_plain(bytes, i, count, separator, quote, keeps_lines, &state, offsets, hits, odd, flags);
}

static size_t find_quoted_sse2(const uint8_t *bytes, size_t count, uint8_t separator, uint8_t quote, int keeps_lines,
                               uint32_t *offsets, uint64_t *odd, uint8_t *flags) {
  const __m128i a = _mm_set1_epi8((char)separator);
  const __m128i b = _mm_set1_epi8('\n');
  const __m128i q = _mm_set1_epi8((char)quote);
  __m128i any = _mm_setzero_si128();
  __m128i least = _mm_set1_epi8((char)0xFF);
  struct quote_state state = {0, 1};
  size_t hits = 0;
  size_t i = 0;
  *flags = 0;
  for (; i + 64 <= count; i += 64) {
    uint64_t separators = 0, lines = 0, quotes = 0;
    for (int part = 0; part < 4; part++) {
      const __m128i block = _mm_loadu_si128((const __m128i *)(bytes + i + 16 * part));
      any = _mm_or_si128(any, block);
      least = _mm_min_epu8(least, block);
      separators |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block, a)) << (16 * part);
      lines |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block, b)) << (16 * part);
      quotes |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(block, q)) << (16 * part);
    }
    hits = quoted_block(bytes, i, separators, lines, quotes, separator, quote, keeps_lines, &state, offsets, hits, odd,
                        flags);
  }
  if (_mm_movemask_epi8(any)) *flags |= CSCAN_HAS_HIGH_BYTES;
  if (_mm_movemask_epi8(_mm_cmpeq_epi8(least, _mm_setzero_si128()))) *flags |= CSCAN_HAS_NUL_BYTES;
  return find_quoted_plain(bytes, i, count, separator, quote, keeps_lines, &state, offsets, hits, odd, flags);
}

size_t cscan_find_quoted(const uint8_t *bytes, size_t count, uint8_t separator, uint8_t quote, int keeps_lines,
                         uint32_t *offsets, uint64_t *odd, uint8_t *flags) {
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")) {
    return find_quoted_avx2(bytes, count, separator, quote, keeps_lines, offsets, odd, flags);
  }
  return find_quoted_sse2(bytes, count, separator, quote, keeps_lines, offsets, odd, flags);
}

#else

size_t cscan_find_either(const uint8_t *bytes, size_t count, uint8_t first, uint8_t second, uint32_t *offsets,
                         uint8_t *flags) {
  return cscan_find_either_scalar(bytes, count, first, second, offsets, flags);
}

size_t cscan_find_quoted(const uint8_t *bytes, size_t count, uint8_t separator, uint8_t quote, int keeps_lines,
                         uint32_t *offsets, uint64_t *odd, uint8_t *flags) {
  return cscan_find_quoted_scalar(bytes, count, separator, quote, keeps_lines, offsets, odd, flags);
}

#endif
