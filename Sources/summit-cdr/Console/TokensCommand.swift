import ArgumentParser
import Console
import Integration
import Listing

/// `summit-cdr tokens`: what programs have in place of a session (spec 8.2).
struct TokensCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokens",
    abstract: "Make, list and revoke the tokens by which programs use the API.",
    discussion: """
      They are kept in the ledger of the first integration that serve is given, as digests: a token is printed once, when \
      it is made. It acts in the name of a user, may what its scope may (a role, no more than the user's), and ends by \
      itself. Removing the user revokes it. The API is described in docs/api.md and at /api/v1/openapi.json.

      Examples:
        summit-cdr tokens add erp --user ana --scope billing --config matriz
        summit-cdr tokens list --config matriz
        summit-cdr tokens revoke 3 --config matriz
      """,
    subcommands: [TokensListCommand.self, TokensAddCommand.self, TokensRevokeCommand.self],
    defaultSubcommand: TokensListCommand.self)
}

struct TokensListCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the tokens.",
    discussion: """
      Examples:
        summit-cdr tokens list --config matriz
        summit-cdr tokens list --config matriz --format json
      """)

  @OptionGroup var integration: IntegrationOptions
  @OptionGroup var output: ListFormatOptions

  func run(_ integration: Integration) throws {
    let tokens = try integration.readUsers { try TokenStore($0).all() }
    try Terminal.write(TokenListing.columns, tokens, as: output.format, empty: "no token")
  }
}

struct TokensAddCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Make a token, and print it.",
    discussion: """
      Standard output has the token alone. Nothing shows it again: keep it where only the program can read it.

      Example:
        summit-cdr tokens add erp --user ana --scope billing --days 365 \\
          --config matriz > erp.token
      """)

  @Argument(help: ArgumentHelp("Which program has it.", valueName: "name"))
  var name: String

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("In whose name it acts.", valueName: "name"))
  var user: String

  @Option(
    help: ArgumentHelp("What it may: a role, no more than the user's.", valueName: "reader|operator|billing|admin"))
  var scope: Role

  @Option(help: ArgumentHelp("How long it is valid.", valueName: "n"))
  var days = TokenStore.standardDays

  @OptionGroup var author: AuthorOptions

  func validate() throws {
    try UserNameCheck.check(name)
    if !(1...TokenStore.mostDays).contains(days) {
      throw ValidationError("--days: expected 1 to \(TokenStore.mostDays), found \(days)")
    }
  }

  func run(_ integration: Integration) throws {
    var text = ""
    try integration.changeUsers {
      text = try TokenStore($0).add(name, of: user, scope: scope, days: days, by: author.author).text
    }
    try Terminal.write(lines: [text])
    Terminal.message("added \(name): \(scope.rawValue), for \(CountText.of(days, "day", "days"))\n")
  }
}

struct TokensRevokeCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Revoke a token: it is refused from then on.",
    discussion: """
      Example:
        summit-cdr tokens revoke 3 --config matriz
      """)

  @Argument(help: ArgumentHelp("The number of the token.", valueName: "id"))
  var id: Int64

  @OptionGroup var integration: IntegrationOptions
  @OptionGroup var author: AuthorOptions

  func run(_ integration: Integration) throws {
    try integration.changeUsers { try TokenStore($0).revoke(id, by: author.author) }
    Terminal.message("revoked \(id)\n")
  }
}
