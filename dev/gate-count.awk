# Reads what callgrind wrote; prints the instructions of the run and how often the C library was asked for memory.
#
# A function has its name only where it comes first, then its number: fn=(12) name, cfn=(12). "calls=N …" belongs to the
# cfn before it. Functions of the C library have two names, of which callgrind chooses one.
BEGIN {
  count = split("malloc calloc realloc memalign aligned_alloc posix_memalign", names, " ")
  for (i = 1; i <= count; i++) {
    isAllocator[names[i]] = isAllocator["__libc_" names[i]] = isAllocator["__" names[i]] = 1
  }
}
/^c?fn=\(/ {
  number = substr($1, index($1, "("))
  if (NF > 1) name[number] = $2
  if (/^cfn/) callee = number
}
/^calls=/ { calls[callee] += substr($1, 7) }
/^(summary|totals):/ { instructions = $2 }
END {
  for (number in calls) if (name[number] in isAllocator) allocations += calls[number]
  printf "%d %d\n", instructions, allocations
}
