// Nothing to call: a library to be preloaded (LD_PRELOAD). See fault_shim.c.
