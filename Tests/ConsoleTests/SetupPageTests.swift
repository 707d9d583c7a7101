import Foundation
import Integration
import Testing

@testable import Console

/// The form "Cadastro da Integração" (spec 8.1), over HTTP.
@Suite(.serialized) struct SetupPageTests {
  /// The fields of a form as a browser sends them back.
  private static func fields(_ page: String) -> [(String, String)] {
    let form = page.components(separatedBy: "<form").first { $0.contains("action=\"/1/integracao\"") } ?? ""
    var fields = form.matches(of: #/<input id="[^"]*" name="([^"]+)" type="text"[^>]* value="([^"]*)"/#)
      .map {
        (
          String($0.1),
          String($0.2).replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
        )
      }
    for select in form.matches(of: #/(?s)<select id="[^"]*" name="([^"]+)".*?<\/select>/#) {
      let chosen = String(select.0).firstMatch(of: #/value="([^"]*)" selected/#).map { String($0.1) } ?? ""
      fields.append((String(select.1), chosen))
    }
    return fields
  }

  @Test func eachFieldIsSavedAndNamedWhereItIsWrong() async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "ana")
      let page = await client.get("/1/integracao")
      let token = WebClient.token(page.body)
      var fields = Self.fields(page.body)
      #expect(fields.contains { $0.0 == "description" && $0.1 == "Provedor <Exemplo> & Cia" })
      #expect(fields.count > 10)
      func set(_ name: String, _ value: String) { fields = fields.map { $0.0 == name ? (name, value) : $0 } }
      let file = site.directory.appending(path: "integration.yml")
      let before = try String(contentsOf: file, encoding: .utf8)
      // Nothing was changed: nothing is written.
      #expect(await client.post("/1/integracao", fields, token: token).status == 303)
      #expect(try String(contentsOf: file, encoding: .utf8) == before)
      set("access.user", "provedor")
      set("access.host", "10.0.0.9")
      set("access.port", "99999")
      let wrong = await client.post("/1/integracao", fields + [("senha-acesso", "segredo da Summit")], token: token)
      #expect(wrong.status == 422 && wrong.body.contains("id=\"erro-access.port\""), "\(wrong.body)")
      #expect(!wrong.body.contains("segredo"))
      #expect(wrong.body.contains("«99999» não serve. 1 a 65535.</span>"))
      set("access.port", "8080")
      set("cdr.import_period", "monthly")
      set("cdr.delete_files", "true")
      set("summit_api.host", "10.0.0.10")
      set("summit_api.port", "8081")
      set("summit_api.mode", "stable")
      let saved = await client.post("/1/integracao", fields + [("senha-acesso", "segredo da Summit")], token: token)
      #expect(saved.status == 303, "\(saved.body)")
      let integration = try Integration.load(path: site.directory.path)
      #expect(integration.access?.user == "provedor" && integration.access?.endpoint.port == 8_080)
      #expect(integration.source.importPeriod == .monthly && integration.source.deletesFiles)
      #expect(integration.summitAPI?.port == 8_081)
      #expect(try integration.credentials().password == "segredo da Summit")
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(!text.contains("segredo"))
      let attributes = try FileManager.default.attributesOfItem(
        atPath: site.directory.appending(path: "senha-summit").path)
      #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
      #expect(!(await client.get("/1/integracao").body.contains("segredo")))
    }
  }

  @Test func whatNamesProgramsAndFilesOfTheServerIsNotChangedHere() async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "ana")
      let token = WebClient.token(await client.get("/1/integracao/arquivo").body)
      let file = site.directory.appending(path: "integration.yml")
      let before = try String(contentsOf: file, encoding: .utf8)
      for change in ["alerts: {command: [\"/bin/sh\", \"-c\", \"id\"]}", "data_directory: /etc"] {
        let refused = await client.post(
          "/1/integracao/arquivo", [("texto", before + "\n" + change + "\n")], token: token)
        let key = change.hasPrefix("alerts") ? "alerts.command" : "data_directory"
        #expect(
          refused.status == 422 && refused.body.contains("\(key): altere esta chave no servidor.</p>"),
          "\(refused.body)")
      }
      #expect(try String(contentsOf: file, encoding: .utf8) == before)
    }
  }

  @Test func whoMayNotManageSeesItOnly() async throws {
    try await ConsoleSite.with { site in
      let client = await site.client(of: "olga")
      let page = await client.get("/1/integracao")
      #expect(page.body.contains("Diretório origem cdr Summit") && !page.body.contains("name=\"access.user\""))
      #expect(await client.get("/1/integracao/arquivo").status == 403)
      #expect(await client.post("/1/integracao", [], token: WebClient.token(page.body)).status == 403)
    }
  }
}
