import Foundation

/// The `integration.yml` of a new integration: every key, each with what it means and the name it has in the ERP's form
/// (spec 2.1).
package struct IntegrationTemplate: Sendable {
  /// A short name for the integration.
  package var description: String
  /// Whether the registry is the database's, not a directory's.
  package var isDatabaseRegistry: Bool

  package init(description: String, isDatabaseRegistry: Bool = false) {
    self.description = description
    self.isDatabaseRegistry = isDatabaseRegistry
  }

  package var text: String {
    """
    # An integration with Summit Networks: where the call records (CDR) come from, and how they are billed.
    # In parentheses, the field of the ERP's form "Integrações VOIP > Summit Networks".
    # Paths are relative to this file. Check it with: summit-cdr schedule --config THIS --next 3

    # (Descrição) A short name; it is in the summaries and logs.
    description: \(Self.quoted(description))

    # (Ativo) Imports of an integration that is not active are refused.
    active: true

    # (Gateway) There is one: Summit Networks.
    gateway: summit-networks

    cdr:
      # (Período de Importação CDR) daily | monthly: every day at 02:00, or the 1st of each month at 02:00.
      # Other times: see schedule, below.
      import_period: daily

      # (Diretório origem cdr Summit) Where the platform leaves its files. Subdirectories are not entered.
      source_directory: cdr

      # (Deletar arquivos CDR) Whether files are deleted once everything in them is recorded and on the disk.
      delete_files: false

      # How the files are written: a built-in layout (summit-cdr layouts) or a layout file of your own.
      # What reads your files? summit-cdr inspect cdr/FILE
      layout: summit-1

      # Which files are read, by name: * any text, ? one character. Without it all but marker files (*.md5 *.ok …).
      # files: {include: ["cdr_*"], exclude: ["*.bak"]}

      # Younger gzip files may still be being written: they are left for the next run. Of others the whole rows are
      # read, and what comes later next time. Seconds.
      settle_seconds: 60

      # Deletion waits until a file was not changed for so long. Hours.
      delete_after_hours: 24

      # summit-cdr status tells of an import that has been under way for longer: it may hang. Minutes.
      import_limit_minutes: 240

    # The registry: contracts, lines, plans, rates and so on. Either a directory with a CSV file each (check it with
    # summit-cdr check --registry registry), or database: the registers beside the ledger, which commands change
    # (summit-cdr lines add, summit-cdr registry import). A directory of that name is written ./database.
    registry: \(isDatabaseRegistry ? Integration.databaseRegistry : NewIntegration.registryName)

    # The ledger: what was imported, the call records, the additional services. Only its owner may read it; no other
    # program may write into it. Back it up as a whole.
    data_directory: data

    # Of allowance cycles, price bands and all dates and times that are written.
    time_zone: America/Sao_Paulo

    billing:
      # Calls of lines with active=no are suspended (true) or rated all the same (false).
      active_lines_only: true

      # (Serviço adicional) aggregated: one a line and allowance cycle; per-call: one a call.
      # A change holds for all open cycles; closed ones keep theirs.
      additional_service: aggregated

      # Calls that come later than that after they were made are flagged. Days.
      late_limit_days: 90
      late_limit_days_international: 150

      # So many years after a service was closed a customer may contest it (records contest).
      contest_years: 3

      # The classes (cClass) of the items of an NFCom invoice (services export --format nfcom-items), and zones whose
      # calls belong to another class than their numbers say. Let your accountant confirm them.
      # nfcom:
      #   local: "0300101"
      #   long_distance: "0300102"
      #   abroad: "0300103"
      #   special: "0300107"
      #   earlier_months: "1000501"       # calls that came after their cycle was closed
      #   deduction: "5900101"            # credits
      #   zones: {on-net: local}

      # (Limite de crédito) When a line's surplus of a cycle passes its credit_limit. alert: it is told; block: the line
      # also gets its partition's block category until the cycle ends or summit-cdr lines release.
      credit_limit_action: alert

      # The provider's name on detailed bills. Without it, the description stands there.
      # provider_name: Provedor Exemplo Telecom

    # The accounts at the platform, as Summit Networks gave them to you. A password is never written here: name an
    # environment variable, or a file that only its owner can read (chmod 600).
    #
    # access:
    #   user: provedor                  # (Usuário acesso)
    #   host: 127.0.0.1                 # (IP Acesso)
    #   port: 8443                      # (Porta acesso)
    #   password_env: SUMMIT_PASSWORD   # (Senha acesso) or password_file: password
    #
    # summit_api:
    #   host: 127.0.0.1                 # (IP API Summit)
    #   port: 8080                      # (Porta API Summit)
    #   tls: false                      # true: HTTPS; the server's certificate is checked
    #   ca_file: authority.pem          # with tls: who alone may sign that certificate, if not who the system trusts
    #   mode: beta                      # beta: the platform lists partitions, categories, plans and licences;
    #                                   # stable: categories.csv and licences.csv do
    #   timeout_seconds: 10             # for one request

    # The ERP (IXC) that closed services are handed to: summit-cdr services push (docs/erp.md). The token is never written
    # here. Try it with a test installation of the ERP first.
    #
    # erp:
    #   host: ixc.provedor.example      # of https://HOST/webservice/v1
    #   token_file: ixc.token           # the whole token, NUMBER:DIGITS (chmod 600); or token_env: IXC_TOKEN
    #   product: 120                    # id_produto of surpluses
    #   unit: 1                         # id_unidade
    #   credit_product: 121             # id_produto of credits
    #   credit_link: 120                # id_produto_contrato_vinc of credits; without it that of product
    #   push: manual                    # closed: also after each import, and by summit-cdr schedule
    #   timeout_seconds: 60             # for one request

    # Alerts after each import: credit limits passed, and use that looks like fraud. summit-cdr alerts list
    alerts:
      # A day's surplus or minutes of a line above so many times its mean day of the 30 days before,
      day_factor: 10
      # and above this surplus of the day, in R$.
      day_minimum_reais: 20
      # The first call ever of a line to a foreign zone that costs more than this, R$ a minute.
      intl_price: 3.00
      # A program that gets each alert as JSON on its standard input: a name, or a list with arguments. No shell reads it.
      # command: [./notify, --mail, noc@provedor.example]

    # Who is told of imports, alerts and closed cycles over HTTP, signed with a secret (docs/api.md).
    #
    # webhooks:
    #   - url: https://erp.example/summit
    #     secret_file: hook.secret

    # (Agenda de tarefas, tarefa "Importar ligações VoIP") When the import runs, if not as import_period says. A run
    # happens when ALL fields match; each is all, a number, a list 1,15, a range 1-5 or a step "*/2" (in quotes).
    # It takes summit-cdr schedule, or the units of summit-cdr schedule --systemd, to run it.
    #
    # schedule:
    #   minute: 30                      # (Minuto)
    #   hour: 7                         # (Hora)
    #   day_of_month: all               # (Dia do mês) all is "Todos"
    #   month: all                      # (Mês)
    #   day_of_week: 1-5                # (Dia da semana) Monday to Friday; 0 and 7 are Sunday

    """
  }

  /// A YAML scalar that reads back as `text`: JSON's strings are YAML's.
  private static func quoted(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    guard let data = try? encoder.encode(text) else { return "\"\"" }
    return String(decoding: data, as: UTF8.self)
  }
}
