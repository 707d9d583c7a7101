import Foundation
import Importing
import Integration
import Ledger
import Statements
import Synchronization
import Testing

@testable import Console

/// Portuguese first, English by a switch (spec 8.1).
@Suite(.serialized) struct LanguageTests {
  private static let cookie = "__Host-summit-idioma"

  private static func inEnglish(_ client: WebClient) -> WebClient {
    client.cookies[cookie] = "en"
    return client
  }

  @Test func theLanguageIsSwitchedWithoutScriptAtTheLogInToo() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = site.client()
      let page = await client.get("/entrar?volta=%2F1%2Fservicos")
      #expect(page.body.contains("<html lang=\"pt-BR\"") && page.body.contains(">English</button>"))
      let token = WebClient.token(page.body)
      let back = try #require(page.body.firstMatch(of: #/action="\/idioma".*?name="volta" value="([^"]*)"/#)).1
      #expect(back == "/entrar?volta=%2F1%2Fservicos")
      let fields = [("idioma", "en"), ("volta", String(back))]
      #expect(await client.post("/idioma", fields, token: "falso").status == 403)
      #expect(await client.post("/idioma", [("idioma", "xx")], token: token).status == 404)
      let chosen = await client.post("/idioma", fields, token: token)
      #expect(chosen.status == 303 && chosen.header("location") == "/entrar?volta=%2F1%2Fservicos")
      let attributes = try #require(chosen.header("set-cookie"))
      for part in ["\(Self.cookie)=en", "Path=/", "HttpOnly", "SameSite=Strict", "Secure", "Max-Age=31536000"] {
        #expect(attributes.contains(part), "\(attributes)")
      }
      for foreign in ["//evil.example/", "https://evil.example/", "evil"] {
        let led = await client.post("/idioma", [("idioma", "en"), ("volta", foreign)], token: token)
        #expect(led.header("location") == "/painel", "\(foreign)")
      }
      let english = await client.get("/entrar")
      #expect(
        english.body.contains("<html lang=\"en\"") && english.body.contains("<label for=\"senha\">Password</label>"))
      #expect(english.body.contains(">Português</button>"))

      // It stays while one works, and every kind of page has it.
      _ = await client.post(
        "/entrar", [("usuario", "ana"), ("senha", ConsoleSite.password)], token: WebClient.token(english.body))
      let list = await client.get("/1/servicos")
      #expect(list.body.contains("<h1>Additional services</h1>") && list.body.contains("lang=\"en\""))
      #expect(await client.get("/nada").body.contains("This page does not exist."))
      let inside = WebClient.token(list.body)
      _ = await client.post("/idioma", [("idioma", "pt-BR"), ("volta", "/1/servicos")], token: inside)
      #expect(await client.get("/1/servicos").body.contains("<h1>Serviços adicionais</h1>"))
    }
  }

  @Test func whatIsRefusedBeforeAPageIsLookedForIsInEnglishToo() async throws {
    try await ConsoleSite.with { site in
      let client = site.client()
      let texts: [(path: String, method: String, headers: [String: String], body: String?, portuguese: String)] = [
        ("/painel", "DELETE", [:], nil, "Método não permitido."), ("/a/../b", "GET", [:], nil, "Endereço inválido."),
        ("/", "GET", ["Host": "evil.example"], nil, "Este servidor não atende por esse nome (--host)."),
        ("/entrar", "POST", ["Content-Type": "text/plain"], "a", "Só formulários são aceitos aqui."),
        (
          "/entrar", "POST", ["Content-Type": "application/x-www-form-urlencoded"], "a=%GG",
          "O formulário não pôde ser lido."
        ),
        (
          "/entrar", "POST", ["Content-Type": "application/x-www-form-urlencoded"],
          "a=" + String(repeating: "b", count: 300_000), "O formulário é grande demais."
        ),
      ]
      for one in texts {
        let answer = await client.send(one.method, one.path, one.headers, body: one.body)
        #expect(answer.body == one.portuguese + "\n" && answer.status >= 400, "\(answer.status) \(answer.body)")
        var headers = one.headers
        headers["Cookie"] = "\(Self.cookie)=en"
        let english = await client.send(one.method, one.path, headers, body: one.body)
        #expect(english.body == Catalogue.english.texts[one.portuguese].map { $0 + "\n" }, "\(english.body)")
        #expect(english.status == answer.status)
      }
    }
  }

  @Test func everyPageIsWhollyInEnglish() async throws {
    try await ConsoleSite.with(imports: true) { site in
      try await site.closeCycles()
      try site.connectERP(port: 1, token: "1:none")
      let client = Self.inEnglish(await site.client(of: "ana"))
      let token = WebClient.token(await client.get("/painel").body)
      // Pages that come of forms: wrong, simulated, in the background.
      let forms: [(path: String, fields: [(String, String)])] = [
        ("/1/importacoes", [("acao", "simular")]), ("/1/servicos/fechar", [("antes", "x")]),
        ("/1/servicos/fechar", [("antes", "2027-01-01"), ("acao", "simular")]), ("/1/servicos/erp/comparar", []),
        ("/1/servicos/erp/enviar", [("acao", "simular")]), ("/1/pendencias", []), ("/1/agenda", [("minute", "x")]),
        ("/1/integracao", [("description", "")]), ("/1/cadastros/lines/novo", [("id", "")]),
        ("/1/cadastros/lines/novo", [("acao", "listar:number")]), ("/1/plataforma", []), ("/usuarios", []),
        ("/conta/senha", [("senha-atual", "a"), ("senha", "b")]), ("/tokens", [("papel", "reader")]),
        ("/1/cadastros/plans/alterar", [("_id", "essencial"), ("acao", "simular")]),
      ]
      var pages: [(path: String, body: String)] = []
      for form in forms { pages.append((form.path, await client.post(form.path, form.fields, token: token).body)) }
      try? await Task.sleep(for: .milliseconds(300))
      let also = ["/1/servicos/erp/diferencas", "/1/importacoes/andamento", "/nada", "/1/servicos/fechar"]
      pages += await SweepTests.crawl(client, also: also).filter {
        $0.reply.header("content-type")?.hasPrefix("text/html") == true
      }.map { ($0.path, $0.reply.body) }
      #expect(pages.count > 120)
      #expect(Catalogue.missing.withLock { $0 }.sorted() == [])
      // What went past the catalogue: texts that it has in Portuguese.
      let portuguese = Catalogue.english.texts.filter { $0.key != $0.value && $0.key.contains(" ") }
      for page in pages where page.body.hasPrefix("<!doctype html>") {
        #expect(page.body.contains("<html lang=\"en\""), "\(page.path)")
        for text in Self.texts(page.body) where portuguese[text] != nil {
          Issue.record("\(page.path) says in Portuguese: \(text)")
        }
      }
    }
  }

  /// What stands between the tags of a page.
  private static func texts(_ page: String) -> [String] {
    page.replacing(#/(?s)<pre.*?<\/pre>/#, with: "").split(separator: #/<[^>]*>/#).map {
      String($0).trimmingCharacters(in: .whitespacesAndNewlines).replacing("&quot;", with: "\"")
    }
  }

  @Test func whatCustomersGetAndFilesStayPortuguese() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = Self.inEnglish(await site.client(of: "ana"))
      let statement = await client.get("/1/extrato?linha=L02&ciclo=2026-11-09")
      #expect(statement.body.contains("lang=\"en\""))
      let page = try #require(statement.body.firstMatch(of: #/(?s)<pre[^>]*>(.*?)<\/pre>/#)).1
      #expect(page.contains("Franquia") || page.contains("Ciclo"))
      var export = Reply()
      for _ in 0..<100 {
        export = await client.get("/1/relatorios/exportar?de=2026-11-01&por=tipo")
        if export.status == 200 { break }
        try? await Task.sleep(for: .milliseconds(50))
      }
      #expect(export.body.contains("Celular local (VC1)") && !export.body.contains("Local mobile"))
      #expect(await client.get("/1/chamadas").body.contains("Local mobile (VC1)"))
    }
  }

  @Test func everyTextThatIsSaidHasAnEntryAndNoneIsUnused() throws {
    let literals = try SwiftLiterals.ofConsole()
    #expect(literals.said.count > 700)
    let texts = Catalogue.english.texts
    for text in literals.said where text.contains(where: \.isLetter) {
      #expect(texts[text.trimmingCharacters(in: .whitespaces)] != nil, "no entry: \(text)")
    }
    var known = Set(literals.all.map { $0.trimmingCharacters(in: .whitespaces) })
    for source in PageTemplates.sources {
      let found = TemplateTexts(String(decoding: source.text, as: UTF8.self)) { $0 }
      #expect(found.source == String(decoding: source.text, as: UTF8.self))
      for text in found.texts { #expect(texts[text] != nil, "\(source.name): no entry: \(text)") }
      known.formUnion(found.texts)
    }
    known.formUnion(ZoneChoices.builtIn.map { ZoneWords().words($0) })
    for text in texts.keys.sorted() where !known.contains(text) { Issue.record("unused: \(text)") }
  }

  @Test func valuesTakeTheirPlaces() {
    #expect(say("\(1) de \(2)") == "1 de 2")
    Language.$current.withValue(.english) {
      #expect(say("\("{2}") de \("b")") == "{2} of b")
      #expect(say(key: " para {1}") == " for {1}")
      #expect(say(key: "12 %") == "12 %")
    }
    #expect(Catalogue.filled("{2} {1} {3} {x}", ["a", "b"]) == "b a {3} {x}")
    let template = #"<a title="Sair {{x}}" class="{{#y}}Sair{{/y}}">{{>z}} Sair </a>{{text}}"#
    let texts = TemplateTexts(template) { "<\($0)>" }
    #expect(texts.texts == ["Sair {{x}}", "Sair"])
    #expect(
      texts.source == #"<a title="<Sair {{x}}>" class="{{#y}}Sair{{/y}}">{{>z}} <Sair> </a>{{text}}"#)
  }
}

/// The texts in quotes of the console's sources, interpolations as `{1}`.
enum SwiftLiterals {
  static func ofConsole() throws -> (said: Set<String>, all: Set<String>) {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/Console")
      .standardized
    let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
    var said: Set<String> = []
    var all: Set<String> = []
    for case let file as URL in files where file.pathExtension == "swift" {
      let source = Array(try String(contentsOf: file, encoding: .utf8).unicodeScalars)
      var at = 0
      while at < source.count {
        if source[at...].starts(with: "//".unicodeScalars) {
          at = source[at...].firstIndex(of: "\n") ?? source.count
        } else if source[at...].starts(with: "\"\"\"".unicodeScalars) {
          at += 3
          while at < source.count, !source[at...].starts(with: "\"\"\"".unicodeScalars) { at += 1 }
          at += 3
        } else if source[at] == "\"" {
          var before = at
          while before > 0, source[before - 1] == " " || source[before - 1] == "\n" { before -= 1 }
          let isSaid = before >= 4 && source[(before - 4)..<before].elementsEqual("say(".unicodeScalars)
          let literal = key(source, &at)
          all.insert(literal)
          if isSaid { said.insert(literal) }
        } else {
          at += 1
        }
      }
    }
    return (said, all)
  }

  /// The text of the literal that begins there; leaves `at` behind it.
  private static func key(_ source: [Unicode.Scalar], _ at: inout Int) -> String {
    var key = ""
    var count = 0
    at += 1
    while at < source.count, source[at] != "\"" {
      if source[at] == "\\", source[at + 1] == "(" {
        count += 1
        key += "{\(count)}"
        at += 2
        skipInterpolation(source, &at)
      } else if source[at] == "\\" {
        key.unicodeScalars.append(source[at + 1])
        at += 2
      } else {
        key.unicodeScalars.append(source[at])
        at += 1
      }
    }
    at += 1
    return key
  }

  private static func skipInterpolation(_ source: [Unicode.Scalar], _ at: inout Int) {
    var depth = 1
    while at < source.count, depth > 0 {
      if source[at] == "\"" {
        _ = key(source, &at)
        continue
      }
      depth += source[at] == "(" ? 1 : source[at] == ")" ? -1 : 0
      at += 1
    }
  }
}
