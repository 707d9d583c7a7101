import CallModel
import Foundation
import Importing
import Listing
import Output
import Pipeline

/// A run's report as a page shows it.
enum ReportView {
  static func running(_ job: ImportDesk.Job, _ display: Display) -> [String: Any] {
    let progress = job.progress
    let total = progress.total
    let (phase, share): (String, Double) =
      switch progress.phase {
      case .loading: ("Preparando", 0.02)
      case .reading: ("Lendo os arquivos", 0.05 + 0.6 * ratio(Double(progress.bytes), Double(total.bytes)))
      case .rating: ("Tarifando", 0.65 + 0.25 * ratio(Double(progress.shards), Double(total.shards)))
      case .writing: ("Gravando", 0.92)
      case .done: ("Terminando", 0.99)
      }
    return [
      "phase": phase + "…", "percent": "\(Int(share * 100))",
      "files": "\(Display.count(progress.files)) de \(Display.count(total.files))",
      "rows": Display.count(progress.rows), "began": display.instant(job.beganAt),
    ]
  }

  private static func ratio(_ part: Double, _ whole: Double) -> Double { whole > 0 ? min(1, part / whole) : 0 }

  static func model(_ report: ImportReport, _ job: ImportDesk.Job, _ site: Site, _ display: Display) -> [String: Any] {
    let totals = report.totals
    let counts: [(Outcome, Int)] = [
      (.rated, totals.rated), (.free, totals.free), (.unanswered, totals.unanswered), (.duplicate, totals.duplicate),
      (.rejected, totals.rejected), (.suspended, totals.suspended), (.ignored, totals.ignored),
    ]
    var facts: [[String: Any]] = [
      fact(
        "Resultado",
        job.isDryRun ? "simulação: nada foi alterado" : report.isRecorded ? "execução \(report.run)" : "nada de novo"),
      fact("Arquivos lidos", Display.count(report.files.count)),
      fact("Arquivos já conhecidos", Display.count(report.knownFiles)),
      fact("Linhas lidas", Display.count(totals.read)),
    ]
    for (outcome, count) in counts where count > 0 {
      let isHeld = outcome == .rejected || outcome == .suspended
      facts.append(
        fact(
          "Linhas " + RunWords.outcome(outcome), Display.count(count),
          link: isHeld && !job.isDryRun ? site.path("pendencias?tipo=\(outcome.name)") : nil))
    }
    facts.append(fact("Excedente destas chamadas", "R$ " + Display.amount(report.amount)))
    if report.retriedRows > 0 {
      facts.append(
        fact(
          "Pendências reprocessadas",
          "\(Display.count(report.retriedRows)), \(Display.count(report.settledRows)) resolvidas"))
    }
    if report.discardedRows > 0 {
      facts.append(fact("Linhas descartadas ou restauradas", Display.count(report.discardedRows)))
    }
    if let withdrawal = report.withdrawal {
      let runs = withdrawal.runs.map { "\($0)" }.joined(separator: ", ")
      facts.append(fact(report.kind == "undo" ? "Execuções desfeitas" : "Execuções de volta", runs))
      facts.append(fact("Arquivos delas", withdrawal.files.joined(separator: ", ")))
      facts.append(fact("Chamadas delas", Display.count(withdrawal.rows)))
    }
    if report.reopenedCycles > 0 { facts.append(fact("Ciclos reabertos", Display.count(report.reopenedCycles))) }
    var sections: [[String: Any]] = []
    if !report.files.isEmpty { sections.append(files(report, display)) }
    if !report.serviceChanges.isEmpty { sections.append(changes(report, display)) }
    let warnings = report.warnings
    return [
      "facts": ["list": facts], "sections": sections,
      "problem": warnings.isEmpty ? false : ["text": warnings.prefix(20).joined(separator: "\n")],
      "links": [
        "list": [
          ["href": site.path("importacoes"), "label": "Importações"],
          ["href": site.path("servicos"), "label": "Serviços adicionais"],
        ]
      ],
    ]
  }

  private static func fact(_ label: String, _ text: String, link: String? = nil) -> [String: Any] {
    ["label": label, "text": text, "link": link.map { ["href": $0] } ?? false]
  }

  private static func files(_ report: ImportReport, _ display: Display) -> [String: Any] {
    let listing = Listing<ImportReport.File>([
      ListingColumn("name", "Arquivo") { .text($0.name) },
      ListingColumn("status", "Situação") { .text(status($0.status)) },
      ListingColumn("read", "Lidas") { .integer($0.counts.read) },
      ListingColumn("rated", "Tarifadas") { .integer($0.counts.rated) },
      ListingColumn("rejected", "Rejeitadas") { .integer($0.counts.rejected) },
      ListingColumn("suspended", "Suspensas") { .integer($0.counts.suspended) },
      ListingColumn("error", "Por quê") { .optional($0.error) },
    ])
    return ["heading": "Arquivos", "table": TableView(listing, Array(report.files.prefix(500)), display).model]
  }

  private static func status(_ status: String) -> String {
    switch status {
    case "imported": "importado"
    case "grown": "cresceu"
    case "already-imported": "já importado"
    case "withdrawn": "desfeito antes"
    case "failed": "falhou"
    case "known-failed": "falhou antes"
    default: status
    }
  }

  static func changes(_ report: ImportReport, _ display: Display) -> [String: Any] {
    let listing = Listing<ImportReport.ServiceChange>([
      ListingColumn("contract", "Contrato") { .text($0.contract) },
      ListingColumn("line", "Linha") { .text($0.line) },
      ListingColumn("plan", "Plano") { .text($0.plan) },
      ListingColumn("cycle_start", "Ciclo") { .optional(CivilDate(text: $0.cycleStart)) },
      ListingColumn("before", "Antes R$") { .amount($0.before) },
      ListingColumn("after", "Depois R$") { .amount($0.after) },
      ListingColumn("cause", "Por causa de") { .text(cause($0.cause)) },
    ])
    var table = TableView(listing, Array(report.serviceChanges.prefix(200)), display)
    if report.serviceChangeCount > 200 { table.note = "E mais \(Display.count(report.serviceChangeCount - 200))." }
    return ["heading": "Serviços adicionais que mudaram", "table": table.model]
  }

  private static func cause(_ cause: String) -> String {
    switch cause {
    case "late-calls": "chamadas tardias"
    case "registry": "mudança no cadastro"
    case "reopened": "reabertura"
    case "retry": "reprocessamento"
    case "discard", "take-back": "descarte"
    case "undo": "desfazimento"
    case "restore": "volta de execução"
    default: cause
    }
  }
}
