import CallModel
import Glibc

extension ProgramCall {
  /// A pipe to or from a program; our ends do not wait, and no other program gets them.
  final class Pipe {
    private(set) var reading: CInt
    private(set) var writing: CInt

    init() throws(Problem) {
      var ends: [CInt] = [-1, -1]
      guard pipe(&ends) == 0 else {
        throw Problem(
          "alerts.command", expected: "a pipe", found: String(cString: strerror(errno)),
          remedy: "see the system's limit on open files")
      }
      (reading, writing) = (ends[0], ends[1])
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    }

    deinit { close() }

    func close() {
      closeReading()
      closeWriting()
    }

    func closeReading() {
      if reading >= 0 { shut(reading) }
      reading = -1
    }

    func closeWriting() {
      if writing >= 0 { shut(writing) }
      writing = -1
    }

    private func shut(_ descriptor: CInt) {
      _ = Glibc.close(descriptor)
    }

    /// Puts all of it in, without waiting.
    func put(_ bytes: [UInt8]) -> Bool {
      _ = fcntl(writing, F_SETFL, O_NONBLOCK)
      var done = 0
      while done < bytes.count {
        // SAFETY: `done` is below the count.
        let count = bytes.withUnsafeBytes { write(writing, $0.baseAddress.unsafelyUnwrapped + done, $0.count - done) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        done += count
      }
      return true
    }

    /// Takes what is there, without waiting; what goes beyond `limit` bytes is thrown away.
    ///
    /// - Returns: false once nobody can write any more.
    func read(into output: inout [UInt8], keeping limit: Int) -> Bool {
      guard reading >= 0 else { return false }
      _ = fcntl(reading, F_SETFL, O_NONBLOCK)
      var piece = [UInt8](repeating: 0, count: 4096)
      while true {
        // SAFETY: at most as many bytes as `piece` has.
        let count = piece.withUnsafeMutableBytes { bytes in
          Glibc.read(reading, bytes.baseAddress, bytes.count)
        }
        if count < 0, errno == EINTR { continue }
        if count == 0 {
          closeReading()
          return false
        }
        guard count > 0 else { return true }
        output += piece[..<count].prefix(max(0, limit - output.count))
      }
    }

    /// Waits until there is something to read, or nobody can write any more, or for that long.
    func wait(milliseconds: CInt, isOpen: Bool) {
      var entry = pollfd(fd: isOpen ? reading : -1, events: Int16(POLLIN), revents: 0)
      _ = poll(&entry, 1, milliseconds)
    }
  }
}
