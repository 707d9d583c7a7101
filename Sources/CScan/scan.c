// Byte masks over 64-byte blocks. C because Swift's SIMD types have no cheap way from a comparison to a bit mask;
// the Swift form of this loop measured about four times slower.

#include "cscan.h"

size_t cscan_find_either_scalar(const uint8_t *bytes, size_t count, uint8_t first, uint8_t second,
                                uint32_t *offsets, uint8_t *has_high_bytes) {
  size_t hits = 0;
  uint8_t high = 0;
  for (size_t i = 0; i < count; i++) {
    high |= bytes[i];
    if (bytes[i] == first || bytes[i] == second) offsets[hits++] = (uint32_t)i;
  }
  *has_high_bytes = high >> 7;
  return hits;
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
    const uint8_t *bytes, size_t count, uint8_t first, uint8_t second, uint32_t *offsets, uint8_t *has_high_bytes) {
  const __m256i a = _mm256_set1_epi8((char)first);
  const __m256i b = _mm256_set1_epi8((char)second);
  __m256i any = _mm256_setzero_si256();
  size_t hits = 0;
  size_t i = 0;
  for (; i + 64 <= count; i += 64) {
    const __m256i low = _mm256_loadu_si256((const __m256i *)(bytes + i));
    const __m256i top = _mm256_loadu_si256((const __m256i *)(bytes + i + 32));
    any = _mm256_or_si256(any, _mm256_or_si256(low, top));
    const uint32_t low_mask = (uint32_t)_mm256_movemask_epi8(
        _mm256_or_si256(_mm256_cmpeq_epi8(low, a), _mm256_cmpeq_epi8(low, b)));
    const uint32_t top_mask = (uint32_t)_mm256_movemask_epi8(
        _mm256_or_si256(_mm256_cmpeq_epi8(top, a), _mm256_cmpeq_epi8(top, b)));
    hits = append_bits((uint64_t)top_mask << 32 | low_mask, (uint32_t)i, offsets, hits);
  }
  uint8_t high = _mm256_movemask_epi8(any) != 0 ? 0x80 : 0;
  for (; i < count; i++) {
    high |= bytes[i];
    if (bytes[i] == first || bytes[i] == second) offsets[hits++] = (uint32_t)i;
  }
  *has_high_bytes = high >> 7;
  return hits;
}

static size_t find_either_sse2(const uint8_t *bytes, size_t count, uint8_t first, uint8_t second, uint32_t *offsets,
                               uint8_t *has_high_bytes) {
  const __m128i a = _mm_set1_epi8((char)first);
  const __m128i b = _mm_set1_epi8((char)second);
  __m128i any = _mm_setzero_si128();
  size_t hits = 0;
  size_t i = 0;
  for (; i + 64 <= count; i += 64) {
    uint64_t mask = 0;
    for (int part = 0; part < 4; part++) {
      const __m128i block = _mm_loadu_si128((const __m128i *)(bytes + i + 16 * part));
      any = _mm_or_si128(any, block);
      const uint64_t found =
          (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(block, a), _mm_cmpeq_epi8(block, b)));
      mask |= found << (16 * part);
    }
    hits = append_bits(mask, (uint32_t)i, offsets, hits);
  }
  uint8_t high = _mm_movemask_epi8(any) != 0 ? 0x80 : 0;
  for (; i < count; i++) {
    high |= bytes[i];
    if (bytes[i] == first || bytes[i] == second) offsets[hits++] = (uint32_t)i;
  }
  *has_high_bytes = high >> 7;
  return hits;
}

size_t cscan_find_either(const uint8_t *bytes, size_t count, uint8_t first, uint8_t second, uint32_t *offsets,
                         uint8_t *has_high_bytes) {
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi")) {
    return find_either_avx2(bytes, count, first, second, offsets, has_high_bytes);
  }
  return find_either_sse2(bytes, count, first, second, offsets, has_high_bytes);
}

#else

size_t cscan_find_either(const uint8_t *bytes, size_t count, uint8_t first, uint8_t second, uint32_t *offsets,
                         uint8_t *has_high_bytes) {
  return cscan_find_either_scalar(bytes, count, first, second, offsets, has_high_bytes);
}

#endif
