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
      case .loading: (say("Preparando"), 0.02)
      case .reading: (say("Lendo os arquivos"), 0.05 + 0.6 * ratio(Double(progress.bytes), Double(total.bytes)))
      case .rating: (say("Tarifando"), 0.65 + 0.25 * ratio(Double(progress.shards), Double(total.shards)))
      case .writing: (say("Gravando"), 0.92)
      case .done: (say("Terminando"), 0.99)
      }
    return [
      "phase": phase + "…", "percent": "\(Int(share * 100))",
      "files": say("\(Display.count(progress.files)) de \(Display.count(total.files))"),
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
        say("Resultado"),
        job.isDryRun
          ? say("simulação: nada foi alterado")
          : report.isRecorded ? say("execução \(report.run)") : say("nada de novo")),
      fact(say("Arquivos lidos"), Display.count(report.files.count)),
      fact(say("Arquivos já conhecidos"), Display.count(report.knownFiles)),
      fact(say("Linhas lidas"), Display.count(totals.read)),
    ]
    for (outcome, count) in counts where count > 0 {
      let isHeld = outcome == .rejected || outcome == .suspended
      facts.append(
        fact(
          say("Linhas \(RunWords.outcome(outcome))"), Display.count(count),
          link: isHeld && !job.isDryRun ? site.path("pendencias?tipo=\(outcome.name)") : nil))
    }
    facts.append(fact(say("Excedente destas chamadas"), "R$ " + Display.amount(report.amount)))
    if report.retriedRows > 0 {
      facts.append(
        fact(
          say("Pendências reprocessadas"),
          say("\(Display.count(report.retriedRows)), \(Display.count(report.settledRows)) resolvidas")))
    }
    if report.discardedRows > 0 {
      facts.append(fact(say("Linhas descartadas ou restauradas"), Display.count(report.discardedRows)))
    }
    if let withdrawal = report.withdrawal {
      let runs = withdrawal.runs.map { "\($0)" }.joined(separator: ", ")
      facts.append(fact(report.kind == "undo" ? say("Execuções desfeitas") : say("Execuções de volta"), runs))
      facts.append(fact(say("Arquivos delas"), withdrawal.files.joined(separator: ", ")))
      facts.append(fact(say("Chamadas delas"), Display.count(withdrawal.rows)))
    }
    if report.reopenedCycles > 0 { facts.append(fact(say("Ciclos reabertos"), Display.count(report.reopenedCycles))) }
    var sections: [[String: Any]] = []
    if !report.files.isEmpty { sections.append(files(report, display)) }
    if !report.serviceChanges.isEmpty { sections.append(changes(report, display)) }
    let warnings = RunWords.warnings(report)
    return [
      "facts": ["list": facts], "sections": sections,
      "problem": warnings.isEmpty ? false : ["text": warnings.prefix(20).joined(separator: "\n")],
      "links": [
        "list": [
          ["href": site.path("importacoes"), "label": say("Importações")],
          ["href": site.path("servicos"), "label": say("Serviços adicionais")],
        ]
      ],
    ]
  }

  private static func files(_ report: ImportReport, _ display: Display) -> [String: Any] {
    let listing = Listing<ImportReport.File>([
      ListingColumn("name", "Arquivo") { .text($0.name) },
      ListingColumn("status", "Situação") { .text(status($0.status)) },
      ListingColumn("read", "Lidas") { .integer($0.counts.read) },
      ListingColumn("rated", "Tarifadas") { .integer($0.counts.rated) },
      ListingColumn("rejected", "Rejeitadas") { .integer($0.counts.rejected) },
      ListingColumn("suspended", "Suspensas") { .integer($0.counts.suspended) },
      ListingColumn("error", "Por quê") { .optional($0.error.map(RunWords.failure)) },
    ])
    return ["heading": say("Arquivos"), "table": TableView(listing, Array(report.files.prefix(500)), display).model]
  }

  private static func status(_ status: String) -> String {
    switch status {
    case "imported": say("importado")
    case "grown": say("cresceu")
    case "already-imported": say("já importado")
    case "withdrawn": say("desfeito antes")
    case "failed": say("falhou")
    case "known-failed": say("falhou antes")
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
    if report.serviceChangeCount > 200 { table.note = say("E mais \(Display.count(report.serviceChangeCount - 200)).") }
    return ["heading": say("Serviços adicionais que mudaram"), "table": table.model]
  }

  private static func cause(_ cause: String) -> String {
    switch cause {
    case "late-calls": say("chamadas tardias")
    case "registry": say("mudança no cadastro")
    case "reopened": say("reabertura")
    case "retry": say("reprocessamento")
    case "discard", "take-back": say("descarte")
    case "undo": say("desfazimento")
    case "restore": say("volta de execução")
    default: cause
    }
  }
}
