import Importing
import Integration
import Registry

/// The fields of "Cadastro da Integração".
enum IntegrationWords {
  static func facts(_ integration: Integration) -> [[String: Any]] {
    func yes(_ value: Bool) -> String { value ? say("sim") : say("não") }
    var facts: [(String, String)] = [
      (say("Descrição"), integration.description), (say("Ativo"), yes(integration.isActive)),
      (say("Gateway"), "Summit Networks"),
      (say("Período de Importação CDR"), integration.source.importPeriod == .daily ? say("diária") : say("mensal")),
      (say("Usuário acesso"), integration.access?.user ?? "—"),
      (say("IP Acesso"), integration.access?.endpoint.host ?? "—"),
      (say("Senha acesso"), password(integration)),
      (say("Porta acesso"), integration.access.map { "\($0.endpoint.port)" } ?? "—"),
      (say("IP API Summit"), integration.summitAPI?.host ?? "—"),
      (say("Porta API Summit"), integration.summitAPI.map { "\($0.port)" } ?? "—"),
      (say("Diretório origem cdr Summit"), integration.source.directory),
      (say("Deletar arquivos CDR"), yes(integration.source.deletesFiles)),
      (say("Versão"), integration.summitAPI.map { $0.mode == .beta ? say("Beta") : say("Estável") } ?? "—"),
      (say("Fuso horário"), integration.timeZone), (say("Nome na conta do cliente"), integration.billing.providerName),
    ]
    facts.append((say("Cadastros"), integration.hasRegisters ? say("no banco de dados") : say("em arquivos")))
    return facts.map { fact($0.0, $0.1) }
  }

  /// Where it is, never what it is.
  static func password(_ integration: Integration) -> String {
    switch integration.access?.password {
    case .environment(let name): say("na variável \(name)")
    case .file: say("em um arquivo")
    case nil: "—"
    }
  }
}
