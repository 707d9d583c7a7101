import Foundation
import Testing

@Suite("summit-cdr users and serve, spec 8.3")
struct ConsoleCommandTests {
  private static let password = "uma senha bem longa"

  private func site() throws -> Program {
    let program = try Program()
    #expect(try program.run("init", "site", "--database", "--quiet").status == 0)
    return program
  }

  private func add(_ program: Program, _ name: String, _ role: String) throws -> Program.Result {
    try program.shell("printf '%s\\n' '\(Self.password)' | \"$P\" users add \(name) --role \(role) --config site")
  }

  @Test("a user is added, listed, given another password and removed; who did it is in the journal")
  func users() throws {
    let program = try site()
    #expect(try program.run("users", "--config", "site").lines.first == "no user")
    let added = try add(program, "ana", "admin")
    #expect(added.status == 0 && added.errors == "added ana, admin\n", "\(added)")
    #expect(try add(program, "rui", "reader").status == 0)
    let list = try program.run("users", "list", "--config", "site", "--format", "json")
    #expect(list.output.contains(#""name" : "ana""#) || list.output.contains(#""name":"ana""#), "\(list)")
    #expect(!list.output.contains("argon2"))
    try program.write("new", "outra senha bem longa\n")
    let open = try program.shell("chmod 644 new; \"$P\" users password rui --config site --password-file new")
    #expect(open.status == 2 && open.errors.contains("only its owner can read"), "\(open)")
    let set = try program.shell("chmod 600 new; \"$P\" users password rui --config site --password-file new")
    #expect(set.status == 0, "\(set)")
    #expect(try program.run("users", "remove", "rui", "--config", "site").status == 0)
    #expect(try program.run("users", "list", "--config", "site", "--format", "csv").lines.count { !$0.isEmpty } == 2)
    let log = try program.shell("cat site/data/summit.sqlite* | grep -a -c 'users remove rui'")
    #expect(log.lines.first != "0")
  }

  @Test("what cannot be a user or a password is told")
  func faults() throws {
    let program = try site()
    let last = try add(program, "ana", "admin")
    #expect(last.status == 0)
    let removed = try program.run("users", "remove", "ana", "--config", "site")
    #expect(removed.status == 2 && removed.errors.contains("expected another administrator to be left"), "\(removed)")
    let again = try add(program, "ana", "reader")
    #expect(again.status == 2 && again.errors.contains("expected a new name"), "\(again)")
    let short = try program.shell("echo curta | \"$P\" users add eva --role reader --config site")
    #expect(short.status == 2 && short.errors.contains("expected 12 to 1024 bytes"), "\(short)")
    #expect(!short.errors.contains("curta"))
    #expect(try add(program, "'a b'", "reader").status == 64)
    #expect(try add(program, "eva", "chefe").status == 64)
    let none = try program.run("users", "remove", "eva", "--config", "site")
    #expect(none.status == 2 && none.errors.contains("expected the name of a user"), "\(none)")
  }

  @Test(
    "prints its address first, serves, says what is missing, and ends with 0 on SIGTERM and SIGINT",
    arguments: ["TERM", "INT"])
  func serve(signal: String) throws {
    let program = try site()
    let result = try program.shell(
      """
      set -m
      "$P" serve --config site --listen 127.0.0.1:0 --json >address 2>errors & pid=$!
      trap 'kill $pid 2>/dev/null' EXIT
      for _ in {1..500}; do [[ -s address ]] && break; sleep 0.02; done
      port=$(tr -d '\\n ' <address | sed 's/.*"port":\\([0-9]*\\).*/\\1/')
      ask() {
        exec 3<>"/dev/tcp/127.0.0.1/$port"
        printf 'GET %s HTTP/1.1\\r\\nHost: 127.0.0.1:%s\\r\\nConnection: close\\r\\n\\r\\n' "$1" "$port" >&3
        cat <&3 | tr -d '\\r'; echo
        exec 3>&-
      }
      ask /healthz; ask /readyz; ask /entrar; ask /painel
      kill -\(signal) $pid; wait $pid; echo "status $?"
      """)
    #expect(result.lines.filter { $0 == "HTTP/1.1 200 OK" }.count == 3, "\(result)")
    #expect(
      result.output.contains("HTTP/1.1 303 See Other") && result.output.contains("Location: /entrar?volta=%2Fpainel"))
    #expect(result.lines.contains("status 0"), "\(result)")
    #expect(try program.read("errors").contains("nobody can log in yet: summit-cdr users add NAME --role admin"))
  }

  @Test(
    "what it cannot do, it says",
    arguments: [
      (["--listen", "0.0.0.0:0"], 2, "expected a loopback address, or TLS in front"),
      (["--listen", "0.0.0.0:0", "--plain-http"], 2, "--host: expected a name"),
      (["--listen", "127.0.0.1"], 64, "--listen: expected an address and a port"),
      (["--listen", "127.0.0.1:70000"], 64, "--listen: expected an address and a port"),
      (["--trusted-proxy", "proxy"], 64, "--trusted-proxy: expected an address or a block"),
    ])
  func refusals(_ arguments: [String], _ status: Int32, _ message: String) throws {
    let program = try site()
    let result = try program.run(["serve", "--config", "site"] + arguments)
    #expect(result.status == status, "\(result)")
    #expect(result.errors.contains(message), "\(result)")
  }

  @Test("a port that is taken is told")
  func taken() throws {
    let program = try site()
    let result = try program.shell(
      """
      "$P" serve --config site --listen 127.0.0.1:0 --quiet >address & pid=$!
      trap 'kill $pid 2>/dev/null' EXIT
      for _ in {1..500}; do [[ -s address ]] && break; sleep 0.02; done
      "$P" serve --config site --listen "$(sed 's|http://||; s|/||' address)"; echo "status $?"
      """)
    #expect(result.lines.contains("status 2"), "\(result)")
    #expect(result.errors.contains("expected to listen, found Address already in use"), "\(result)")
  }
}
