import CallModel
import Foundation
import Importing
import Integration
import Ledger
import RegistryStore
import Registry
import Spreadsheets
import Testing

@testable import Console

/// Calls, statements and explanations (spec 8.1), over HTTP.
@Suite(.serialized) struct CallPageTests {
  @Test func pagesByKeyShowEachCallOnceAndTheExportTheSame() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "ana")
      var shown: [[String]] = []
      var path: String? = "/1/chamadas"
      var pages = 0
      while let now = path {
        let page = await client.get(now)
        #expect(page.status == 200)
        shown += PageReading.rows(page.body)
        path = PageReading.next(page.body)
        pages += 1
        if pages > 20 { break }
      }
      let export = await client.get("/1/chamadas/exportar?formato=csv")
      #expect(export.isWhole)
      #expect(export.header("content-disposition") == "attachment; filename=\"chamadas.csv\"")
      let lines = export.body.split(separator: "\n").dropFirst()
      #expect(pages > 1)
      #expect(shown.count == lines.count)
      let ledger = try site.integration.openLedger()
      #expect(try ledger.recordedRowCount() == lines.count)
      // In the same order: the start of each.
      for (row, line) in zip(shown, lines) {
        let found = line.firstMatch(of: #/(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)/#)
        let start = try #require(found, "\(line)")
        #expect(row[0] == "\(start.3)/\(start.2)/\(start.1) \(start.4)")
      }
    }
  }

  @Test(.enabled(if: XLSXWriter.isBuiltIn)) func eachFormatIsTheFileThatTheCommandWrites() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "ana")
      let list = await client.get("/1/chamadas?linha=L01").body
      let program = try site.program()
      for format in RecordFormat.allCases {
        var selection = RecordSelection()
        selection.calls.line = "L01"
        var expected: [UInt8] = []
        let count = try RecordStream.write(
          selection, of: try site.integration.openLedger(), as: format, masksNumbers: false
        ) { bytes in
          expected += bytes
          return true
        }
        #expect(count > 1)
        #expect(list.contains("/1/chamadas/exportar?linha=L01&amp;formato=\(format.rawValue)\""))
        let export = await client.get("/1/chamadas/exportar?linha=L01&formato=\(format.rawValue)")
        #expect(export.isWhole && export.bytes == expected, "\(format)")
        let name = "attachment; filename=\"chamadas.\(format.kind.fileExtension)\""
        #expect(export.header("content-disposition") == name)
        #expect(export.header("content-type")?.hasPrefix(format.kind.mediaType) == true)
        let taken = await program.get("integrations/1/calls/export?line=L01&format=\(format.rawValue)").reply
        #expect(taken.isWhole && taken.bytes == expected, "\(format)")
      }
      #expect(await client.get("/1/chamadas/exportar?formato=pdf").status == 404)
      let statement = "linha=L02&ciclo=2026-11-09"
      #expect(await client.get("/1/extrato?" + statement).body.contains("formato=xlsx"))
      for path in ["/1/extrato/baixar?" + statement, "/1/relatorios/exportar?de=2026-11-01&por=dia"] {
        _ = await client.get("/1/relatorios?de=2026-11-01")
        var book = await client.get(path + "&formato=xlsx")
        for _ in 0..<100 where book.status == 503 {
          try await Task.sleep(for: .milliseconds(100))
          book = await client.get(path + "&formato=xlsx")
        }
        #expect(book.isWhole && book.bytes.starts(with: Array("PK".utf8)) && book.bytes.count > 4_000, "\(path)")
        #expect(book.header("content-type") == FileKind.workbook.mediaType)
      }
    }
  }

  @Test func aPageGoesOnWithinCallsOfOneInstant() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let ledger = try site.integration.openLedger()
      let all = try calls(ledger, nil)
      for start in all.indices {
        let same = all[...start].reversed().prefix { $0.line == all[start].line && $0.instant == all[start].instant }
          .count
        let key = CallKey(
          contract: all[start].contract, line: all[start].line, instant: all[start].instant, shown: same)
        let rest = try calls(ledger, CallKey(key.text))
        #expect(rest.first?.globalID == (start + 1 < all.count ? all[start + 1].globalID : nil))
      }
    }
  }

  private func calls(_ ledger: Ledger, _ key: CallKey?) throws -> [RecordedCall] {
    var found: [RecordedCall] = []
    var key = key
    while true {
      let page = try CallPage(ledger, RecordSelection(), after: key)
      found += page.calls
      guard let next = page.next, found.count < 1_000 else { return found }
      key = next
    }
  }

  @Test func aReaderSeesNoWholeNumberAnywhere() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let reader = await site.client(of: "rui")
      let pages = [
        "/1/chamadas", "/1/chamadas?linha=L02", "/1/pendencias", "/1/pendencias?tipo=rejected",
        "/1/extrato?linha=L02&ciclo=2026-11-09", "/1/chamadas/explicar?id=6e3d4309-00000011", "/1/cadastros/lines",
        "/1/cadastros/lines/ver?id=L02", "/1/cadastros/dids", "/1/servicos/servico/21dda6fe0dfd681b",
        "/1/cadastros/contracts/ver?id=1002", "/1/servicos",
      ]
      // Numbers of the sample, in the ways they are written.
      let whole = [
        "3020-0001", "30200001", "99998-0003", "999980003", "3333-4444", "33334444", "32221111", "3222-1111",
      ]
      for path in pages {
        let page = await reader.get(path)
        #expect(page.status == 200, "\(path)")
        for number in whole { #expect(!page.body.contains(number), "\(path) has \(number)") }
      }
      #expect(await reader.get("/1/chamadas").body.contains("(**) ****-0001"))
      // What is refused is not offered.
      #expect(!(await reader.get("/1/extrato?linha=L02&ciclo=2026-11-09").body.contains("/1/extrato/baixar")))
      for path in [
        "/1/chamadas/exportar", "/1/extrato/baixar?linha=L02&ciclo=2026-11-09", "/1/cadastros/lines/exportar",
        "/usuarios", "/acessos", "/1/servicos/fechar", "/1/cadastros/lines/novo",
      ] {
        #expect(await reader.get(path).status == 403, "\(path)")
      }
    }
  }

  @Test func seeingWholeNumbersIsNoted() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "olga")
      _ = await client.get("/1/chamadas?linha=L01")
      _ = await client.get("/1/extrato?linha=L02&ciclo=2026-11-09")
      _ = await client.get("/1/chamadas/exportar?linha=L01&formato=json")
      let entries = try site.accesses().filter { $0.user == "olga" }
      #expect(entries.map(\.action) == [.export, .statement, .calls, .logIn])
      #expect(entries[2].subject == "/1 linha=L01" && entries[2].rows == 7)
      #expect(entries[0].subject == "/1 linha=L01&formato=json")
      #expect(entries.allSatisfy { $0.address == "127.0.0.1" })
      let reader = await site.client(of: "rui")
      _ = await reader.get("/1/chamadas?linha=L01")
      #expect(try site.accesses().filter { $0.user == "rui" }.map(\.action) == [.logIn])
      let admin = await site.client(of: "ana")
      #expect(await admin.get("/acessos").body.contains("linha=L01"))
    }
  }

  @Test func aCallIsExplainedInPortuguese() async throws {
    try await ConsoleSite.with(imports: true) { site in
      let client = await site.client(of: "ana")
      let page = await client.get("/1/chamadas/explicar?id=6e3d4309-00000011&linha=L03")
      #expect(page.body.contains("O número (48) 3020-0002 é o da linha L03, contrato 1002, plano empresa."))
      #expect(page.body.contains("Os 100 s de conversa contam como 102 s: mínimo de 30 s, depois frações de 6 s."))
      #expect(page.body.contains("O plano empresa cobra R$ 0,35 por minuto para Celular local (VC1)."))
      #expect(await client.get("/1/chamadas/explicar?id=nenhuma").body.contains("Nenhuma chamada"))
    }
  }
}
