// Nothing to call: a library to be preloaded (LD_PRELOAD). See start_shim.c.
