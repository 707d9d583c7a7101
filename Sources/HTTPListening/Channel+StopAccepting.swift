import NIOCore

extension Channel {
  /// How long a connection that was accepted may be on its way to the server's loop.
  private static var settlingTime: Duration { .milliseconds(100) }

  /// Accepts no more connections on a listening channel, and waits until those that were accepted are with the server.
  ///
  /// To be called before the server is ended: NIO ends the process (`Deinited NIOAsyncWriter without calling finish()`,
  /// swift-nio 2.101) if the server's loop ends while a connection is on its way to it.
  package func stopAccepting() async {
    try? await setOption(.autoRead, value: false).get()
    try? await Task.sleep(for: Self.settlingTime)
  }
}
