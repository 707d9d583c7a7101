import Foundation
import Testing

@Suite("summit-cdr platform-simulator, spec 6.3")
struct PlatformSimulatorCommandTests {
  /// Starts the program in the background, asks it something with bash alone, stops it with `$signal`.
  private static let session = """
    rm -f port
    "$P" platform-simulator --port 0 $options >port 2>errors & pid=$!
    trap 'kill $pid 2>/dev/null' EXIT
    for _ in {1..500}; do [[ -s port ]] && break; sleep 0.02; done
    port=$(sed 's/.*"port":\\([0-9]*\\).*/\\1/' port)
    ask() {
      exec 3<>"/dev/tcp/127.0.0.1/$port"
      printf '%s /api/v1%s HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\nAuthorization: Basic %s\\r\\n' "$1" "$2" "$token" >&3
      printf 'Idempotency-Key: %s\\r\\nContent-Length: %d\\r\\n\\r\\n%s' "$3" "${#4}" "$4" >&3
      cat <&3 | tr -d '\\r'; echo
      exec 3>&-
    }
    """
  private static let line = #"{"number":"554833330001","bid_type":"trunk","partition":"FLN","reset_day":5}"#

  @Test(
    "prints its port first, serves, ends with 0 on SIGTERM and SIGINT, and goes on from its state",
    arguments: ["TERM", "INT"])
  func session(signal: String) throws {
    let program = try Program()
    let script = """
      set -m; token=$(printf %s provedor:summit | base64)
      options="--state state.json"
      \(Self.session)
      ask POST /lines k '\(Self.line)'
      kill -\(signal) $pid; wait $pid; echo "status $?"
      """
    let first = try program.shell(script)
    #expect(first.output.contains("HTTP/1.1 201 Created"), "\(first)")
    #expect(first.lines.contains("status 0"), "\(first)")
    let errors = try program.read("errors")
    #expect(errors.contains("platform simulator: http://127.0.0.1:") && errors.contains("user provedor"))
    #expect(!errors.contains("summit\n") && !errors.contains("credential"))
    let account = first.lines.first { $0.contains("credential") }
    let again = try program.shell(script)
    #expect(again.lines.first { $0.contains("credential") } == account && account != nil, "\(first) \(again)")
  }

  @Test("the password is that of a file or variable; --json prints the address; --quiet says nothing else")
  func password() throws {
    let program = try Program()
    try program.write("secret", "p4ss\n")
    let result = try program.shell(
      """
      chmod 600 secret; token=$(printf %s ana:p4ss | base64)
      options="--json --quiet --user ana --password-file secret"
      \(Self.session)
      ask GET /lines '' ''
      token=$(printf %s provedor:summit | base64); ask GET /lines '' ''
      kill $pid; wait $pid; cat errors
      """)
    #expect(result.output.contains("HTTP/1.1 200 OK") && result.output.contains("HTTP/1.1 401 Unauthorized"))
    #expect(try program.read("port").contains(#""user":"ana""#))
    #expect(try program.read("errors").isEmpty)
  }

  @Test(
    "what it cannot do, it says",
    arguments: [
      (["--port", "70000"], 64, "--port: expected 0 to 65535, found 70000"),
      (["--port", "0", "--fault", "fast:1"], 64, "--fault: expected slow:P[:SECONDS]"),
      (["--port", "0", "--user", "a:b"], 64, "--user: expected a name without a colon"),
      (["--port", "0", "--password-env", "A", "--password-file", "b"], 64, "expected one of them, found both"),
      (
        ["--port", "0", "--password-env", "NOPE"], 2,
        "--password-env: expected the password in the environment variable"
      ),
      (["--port", "0", "--password-file", "open"], 2, "--password-file: expected a regular file that only its owner"),
      (["--port", "0", "--state", "none/state"], 2, "none/state: expected a file to keep the state in"),
      (
        ["--port", "0", "--state", "open"], 2, "open: expected the state of a platform simulator, found something else"
      ),
      (["--port", "0", "--catalogue", "open"], 2, "open: expected a catalogue: JSON with partitions"),
      ([], 64, "--port"),
    ])
  func refusals(options: [String], status: Int32, words: String) throws {
    let program = try Program()
    try program.write("open", "p4ss\n")
    // A command that is taken by mistake would stay; and the mode is said, regardless of what other tests do to the
    // umask.
    let result = try program.shell(
      #"chmod 644 open; timeout -k 5 60 "$P" platform-simulator \#(options.joined(separator: " "))"#)
    #expect(result.status == status)
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(result.output.isEmpty)
  }
}
