import Importing
import Integration
import Registry

/// The fields of "Cadastro da Integração".
enum IntegrationWords {
  static func facts(_ integration: Integration) -> [[String: Any]] {
    func yes(_ value: Bool) -> String { value ? "sim" : "não" }
    var facts: [(String, String)] = [
      ("Descrição", integration.description), ("Ativo", yes(integration.isActive)), ("Gateway", "Summit Networks"),
      ("Período de Importação CDR", integration.source.importPeriod == .daily ? "diária" : "mensal"),
      ("Usuário acesso", integration.access?.user ?? "—"), ("IP Acesso", integration.access?.endpoint.host ?? "—"),
      ("Senha acesso", password(integration)),
      ("Porta acesso", integration.access.map { "\($0.endpoint.port)" } ?? "—"),
      ("IP API Summit", integration.summitAPI?.host ?? "—"),
      ("Porta API Summit", integration.summitAPI.map { "\($0.port)" } ?? "—"),
      ("Diretório origem cdr Summit", integration.source.directory),
      ("Deletar arquivos CDR", yes(integration.source.deletesFiles)),
      ("Versão", integration.summitAPI.map { $0.mode == .beta ? "Beta" : "Estável" } ?? "—"),
      ("Fuso horário", integration.timeZone), ("Nome na conta do cliente", integration.billing.providerName),
    ]
    facts.append(("Cadastros", integration.hasRegisters ? "no banco de dados" : "em arquivos"))
    return facts.map { ["label": $0.0, "text": $0.1, "link": false] }
  }

  /// Where it is, never what it is.
  static func password(_ integration: Integration) -> String {
    switch integration.access?.password {
    case .environment(let name): "na variável \(name)"
    case .file: "em um arquivo"
    case nil: "—"
    }
  }
}
