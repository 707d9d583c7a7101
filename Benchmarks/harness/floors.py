"""What the job cannot be faster than: reading the inputs, inflating them, writing files of the outputs' size.

Run as a program of its own, so that interpreter and imports are not in the times and the harness stays small:
`floors.py read|write|isal|zlib ARGUMENT…` prints seconds and bytes as JSON. One thread each.
"""

import json
import os
import sys
import time

BUFFER_BYTES = 1 << 18  # for ISA-L as fast as 1 MiB, faster than 64 KiB (1,005, 1,014 and 936 MB/s)
COMPRESSED_BYTES = 1 << 16  # read at a time


def read(*paths):
    """What `cat … > /dev/null` does."""
    total, buffer = 0, bytearray(BUFFER_BYTES)
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        while count := os.readv(descriptor, [buffer]):
            total += count
        os.close(descriptor)
    return total


def write(path, size):
    """A new file of that size, not forced to disk, as our outputs are not."""
    buffer, left = bytes(BUFFER_BYTES), int(size)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    while left:
        left -= os.write(descriptor, buffer[:left] if left < BUFFER_BYTES else buffer)
    os.close(descriptor)
    return int(size)


def isal(*paths):
    """Inflated by ISA-L's igzip, checksums verified, and thrown away."""
    from isal import igzip_lib

    return inflate(paths, lambda: igzip_lib.IgzipDecompressor(flag=igzip_lib.DECOMP_GZIP), BUFFER_BYTES)


def zlib(*paths):
    """The same by zlib, which gives all that a piece of the file holds."""
    import zlib

    return inflate(paths, lambda: Inflater(zlib.decompressobj(wbits=31)), -1)


class Inflater:
    """zlib's object with the few names of ISA-L's."""

    needs_input = True

    def __init__(self, stream):
        self.stream = stream

    def decompress(self, data, _limit):
        return self.stream.decompress(data)

    @property
    def eof(self):
        return self.stream.eof

    @property
    def unused_data(self):
        return self.stream.unused_data


def inflate(paths, new, limit):
    total = 0
    for path in paths:
        with open(path, "rb", buffering=0) as file:
            stream, piece = new(), file.read(COMPRESSED_BYTES)
            while piece or not stream.needs_input:
                total += len(stream.decompress(piece, limit))
                if stream.eof:  # perhaps another member follows
                    rest, stream = stream.unused_data, new()
                    piece = rest or file.read(COMPRESSED_BYTES)
                else:
                    piece = file.read(COMPRESSED_BYTES) if stream.needs_input else b""
    return total


def main():
    name, *arguments = sys.argv[1:]
    if arguments and arguments[0].startswith("@"):  # a file that lists them: twenty thousand may be too many for a command
        with open(arguments[0][1:], encoding="utf-8") as file:
            arguments = file.read().splitlines()
    start = time.perf_counter()
    total = {"read": read, "write": write, "isal": isal, "zlib": zlib}[name](*arguments)
    print(json.dumps({"seconds": time.perf_counter() - start, "bytes": total}))


if __name__ == "__main__":
    main()
