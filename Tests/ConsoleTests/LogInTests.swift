import Foundation
import Testing

@testable import Console

/// Log in, sessions, tokens of forms (spec 8.3), over HTTP.
@Suite(.serialized) struct LogInTests {
  @Test func aPageLeadsToTheLogInAndBack() async throws {
    try await ConsoleSite.with { site in
      let client = site.client()
      let page = await client.get("/1/chamadas?linha=L01")
      #expect(page.status == 303)
      #expect(page.header("location") == "/entrar?volta=%2F1%2Fchamadas%3Flinha%3DL01")
      let form = await client.get("/entrar?volta=%2F1%2Fchamadas%3Flinha%3DL01")
      let token = WebClient.token(form.body)
      let entered = await client.post(
        "/entrar", [("usuario", "ana"), ("senha", ConsoleSite.password), ("volta", "/1/chamadas?linha=L01")],
        token: token)
      #expect(entered.status == 303)
      #expect(entered.header("location") == "/1/chamadas?linha=L01")
      #expect(await client.get("/painel").status == 200)
    }
  }

  @Test(arguments: ["//evil.example/", "https://evil.example/", "/\\evil.example", "/../x"])
  func noLinkLeadsElsewhereAfterTheLogIn(back: String) async throws {
    try await ConsoleSite.with { site in
      let client = site.client()
      let token = WebClient.token(await client.get("/entrar").body)
      let entered = await client.post(
        "/entrar", [("usuario", "ana"), ("senha", ConsoleSite.password), ("volta", back)], token: token)
      #expect(entered.header("location") == "/painel")
    }
  }

  @Test func theCookieIsOfThisHostAloneAndNewAtLogIn() async throws {
    try await ConsoleSite.with { site in
      let client = site.client()
      let form = await client.get("/entrar")
      // Another user's session is given to the browser before: session fixation.
      let fixed = SessionToken.drawn().text
      client.cookies["__Host-summit-sessao"] = fixed
      let entered = await client.post(
        "/entrar", [("usuario", "ana"), ("senha", ConsoleSite.password)], token: WebClient.token(form.body))
      let cookie = try #require(entered.all("set-cookie").first { $0.hasPrefix("__Host-summit-sessao=") })
      #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Strict; Secure"))
      #expect(client.cookies["__Host-summit-sessao"] != fixed)
      let stranger = site.client()
      stranger.cookies["__Host-summit-sessao"] = fixed
      #expect(await stranger.get("/painel").status == 303)
    }
  }

  @Test func theDatabaseHasNoTokenAndNoPassword() async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "ana")
      let token = try #require(client.cookies["__Host-summit-sessao"])
      #expect(await client.get("/painel").status == 200)
      for name in ["summit.sqlite", "summit.sqlite-wal"] {
        let bytes = (try? Data(contentsOf: site.directory.appending(path: "data/\(name)"))) ?? Data()
        #expect(bytes.range(of: Data(token.utf8)) == nil)
        #expect(bytes.range(of: Data(ConsoleSite.password.utf8)) == nil)
      }
      #expect(!site.log.contains { $0.contains(token) || $0.contains(ConsoleSite.password) })
    }
  }

  @Test func aSessionEndsAfterHalfAnHourWithoutUseAndTwelveHoursInAll() async throws {
    try await ConsoleSite.with { site in
      let idle = await site.client(of: "ana")
      site.pass(minutes: 29)
      #expect(await idle.get("/painel").status == 200)
      site.pass(minutes: 29)
      #expect(await idle.get("/painel").status == 200)
      site.pass(minutes: 31)
      #expect(await idle.get("/painel").status == 303)

      let used = await site.client(of: "ana")
      for _ in 0..<28 {
        site.pass(minutes: 25)
        #expect(await used.get("/painel").status == 200)
      }
      site.pass(minutes: 25)
      #expect(await used.get("/painel").status == 303)
    }
  }

  @Test func loggingOutEndsTheSession() async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "ana")
      let cookie = client.cookies
      let token = WebClient.token(await client.get("/painel").body)
      #expect(await client.post("/sair", [], token: token).header("location") == "/entrar")
      client.cookies = cookie
      #expect(await client.get("/painel").status == 303)
    }
  }

  @Test func aWriteNeedsTheTokenOfItsSession() async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "ana")
      let page = await client.get("/1/cadastros/holidays/novo")
      let token = try #require(WebClient.token(page.body))
      let row = [("date", "2026-12-25"), ("name", "Natal")]
      #expect(await client.post("/1/cadastros/holidays/novo", row, token: nil).status == 403)
      let forged = String(token.reversed())
      #expect(await client.post("/1/cadastros/holidays/novo", row, token: forged).status == 403)
      let others = await site.client(of: "ana")
      let of = try #require(WebClient.token(await others.get("/painel").body))
      #expect(await client.post("/1/cadastros/holidays/novo", row, token: of).status == 403)
      #expect(await client.post("/1/cadastros/holidays/novo", row, token: token).status == 303)
    }
  }

  @Test(arguments: ["cross-site", "same-site", "none"])
  func aWriteFromElsewhereIsRefused(site fetch: String) async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "ana")
      let token = WebClient.token(await client.get("/painel").body)
      client.fetchSite = fetch
      #expect(await client.post("/sair", [], token: token).status == 403)
      client.fetchSite = nil
      let elsewhere = ["Origin": "http://evil.example"]
      #expect(await client.post("/sair", [], token: token, elsewhere).status == 403)
      #expect(await client.post("/sair", [], token: token, ["Origin": "null"]).status == 403)
      #expect(await client.post("/sair", [], token: token).status == 303)
    }
  }

  @Test func guessingIsSlowedByUserAndAddress() async throws {
    try await ConsoleSite.with { site in
      let client = site.client()
      let token = WebClient.token(await client.get("/entrar").body)
      let wrong = [("usuario", "ana"), ("senha", "outra senha qualquer")]
      for _ in 0..<5 { #expect(await client.post("/entrar", wrong, token: token).status == 401) }
      let refused = await client.post(
        "/entrar", [("usuario", "ana"), ("senha", ConsoleSite.password)], token: token)
      #expect(refused.status == 429)
      #expect(Int(refused.header("retry-after") ?? "") ?? 0 > 800)
      // Another user is let in from there.
      let other = [("usuario", "rui"), ("senha", ConsoleSite.password)]
      #expect(await client.post("/entrar", other, token: token).status == 303)
      site.pass(minutes: 16)
      let later = await site.client(of: "ana")
      #expect(await later.get("/painel").status == 200)
      let accesses = try site.accesses()
      #expect(accesses.filter { $0.action == .refusedLogIn }.count == 5)
    }
  }

  @Test func anUnknownUserTakesAsLongAsAWrongPassword() async throws {
    try await ConsoleSite.with { site in
      let client = site.client()
      let token = WebClient.token(await client.get("/entrar").body)
      func seconds(_ user: String) async -> Double {
        let start = ContinuousClock.now
        _ = await client.post("/entrar", [("usuario", user), ("senha", "não é a senha")], token: token)
        let passed = (ContinuousClock.now - start).components
        return Double(passed.seconds) + Double(passed.attoseconds) * 1e-18
      }
      var known: [Double] = []
      var unknown: [Double] = []
      for index in 0..<4 {
        known.append(await seconds("ana"))
        unknown.append(await seconds("ninguem\(index)"))
      }
      let (fast, slow) = (min(known.min() ?? 0, unknown.min() ?? 0), max(known.min() ?? 0, unknown.min() ?? 0))
      // Without a hash it is a hundredth of that; beside other tests each of the two may be the slower one by far.
      #expect(slow < fast * 15, "\(known) \(unknown)")
      let answers = try site.accesses().map(\.user)
      #expect(!answers.contains { $0.hasPrefix("ninguem") }, "what an unknown user typed may be a password")
    }
  }

  @Test func aNewPasswordEndsAllSessions() async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "rui")
      let other = await site.client(of: "rui")
      let token = WebClient.token(await client.get("/conta").body)
      let short = [("senha-atual", ConsoleSite.password), ("senha", "curta")]
      #expect(await client.post("/conta/senha", short, token: token).body.contains("12 caracteres"))
      let new = [("senha-atual", ConsoleSite.password), ("senha", "outra senha bem longa")]
      #expect(await client.post("/conta/senha", new, token: token).status == 303)
      #expect(await client.get("/painel").status == 303)
      #expect(await other.get("/painel").status == 303)
      let entering = site.client()
      let form = WebClient.token(await entering.get("/entrar").body)
      let login = [("usuario", "rui"), ("senha", "outra senha bem longa")]
      #expect(await entering.post("/entrar", login, token: form).status == 303)
    }
  }

  @Test func plainHTTPHasOtherCookiesAndSaysSo() async throws {
    try await ConsoleSite.with({ $0.isPlainHTTP = true }) { site in
      let client = await site.client(of: "ana")
      #expect(client.cookies["summit-sessao"] != nil)
      #expect(await client.get("/painel").status == 200)
    }
  }
}
