// Not all C libraries have <malloc.h>, and what there is has no name in Swift.
#include <stdlib.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

/// Blocks of `bytes` and more go back to the system when they are freed. The GNU library raises that size to 32 MiB by itself
/// as blocks come and go, and then keeps them; other libraries are left as they are.
static inline void summit_return_blocks_from(int bytes) {
#if defined(__GLIBC__)
  mallopt(M_MMAP_THRESHOLD, bytes);
#else
  (void)bytes;
#endif
}
