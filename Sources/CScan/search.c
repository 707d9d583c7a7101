// memmem is an extension of the C libraries that Swift's imports of them leave out.
#define _GNU_SOURCE
#include <string.h>

#include "cscan.h"

ptrdiff_t cscan_search(const uint8_t *bytes, size_t count, const uint8_t *pattern, size_t pattern_count) {
  const uint8_t *found = memmem(bytes, count, pattern, pattern_count);
  return found ? found - bytes : -1;
}
