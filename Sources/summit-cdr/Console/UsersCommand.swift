import ArgumentParser
import CallModel
import Console
import Integration
import Listing

/// `summit-cdr users`: who may use the console (spec 8.3).
struct UsersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "users",
    abstract: "Add, list and remove the users of the console, and set their passwords.",
    discussion: """
      They are kept in the ledger of the first integration that serve is given. Roles: reader looks, with telephone numbers \
      masked; operator keeps registers, imports and held rows; billing keeps prices and services; admin does all, and \
      manages users.

      A password is asked for on the terminal, without an echo, or read from --password-file or standard input. It is kept \
      as Argon2id.

      Examples:
        summit-cdr users add ana --role admin --config matriz
        summit-cdr users list --config matriz
        summit-cdr users password ana --config matriz < password.txt
      """,
    subcommands: [UsersListCommand.self, UsersAddCommand.self, UsersRemoveCommand.self, UsersPasswordCommand.self],
    defaultSubcommand: UsersListCommand.self)
}

extension Role: ExpressibleByArgument {}

struct UsersListCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the users.",
    discussion: """
      Examples:
        summit-cdr users list --config matriz
        summit-cdr users list --config matriz --format json
      """)

  @OptionGroup var integration: IntegrationOptions
  @OptionGroup var output: ListFormatOptions

  func run(_ integration: Integration) throws {
    let users = try integration.readUsers { try UserStore($0).all() }
    try Terminal.write(UserListing.columns, users, as: output.format, empty: "no user")
  }
}

struct UsersAddCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a user.",
    discussion: """
      Example:
        summit-cdr users add ana --role admin --config matriz
      """)

  @Argument(help: ArgumentHelp("The name that the user logs in with.", valueName: "name"))
  var name: String

  @OptionGroup var integration: IntegrationOptions

  @Option(help: ArgumentHelp("What the user may do.", valueName: "reader|operator|billing|admin"))
  var role: Role

  @OptionGroup var password: NewPasswordOptions
  @OptionGroup var author: AuthorOptions

  func validate() throws { try UserNameCheck.check(name) }

  func run(_ integration: Integration) throws {
    let hash = try password.hash(of: name)
    try integration.changeUsers { try UserStore($0).add(name, role, hash, by: author.author) }
    Terminal.message("added \(name), \(role.rawValue)\n")
  }
}

struct UsersRemoveCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove a user, and end the user's sessions.",
    discussion: """
      The last administrator cannot be removed.

      Example:
        summit-cdr users remove ana --config matriz
      """)

  @Argument(help: ArgumentHelp("The user.", valueName: "name"))
  var name: String

  @OptionGroup var integration: IntegrationOptions
  @OptionGroup var author: AuthorOptions

  func run(_ integration: Integration) throws {
    try integration.changeUsers { try UserStore($0).remove(name, by: author.author) }
    Terminal.message("removed \(DisplayText.of(name))\n")
  }
}

struct UsersPasswordCommand: IntegrationCommand {
  static let configuration = CommandConfiguration(
    commandName: "password", abstract: "Set a user's password, and end the user's sessions.",
    discussion: """
      Examples:
        summit-cdr users password ana --config matriz
        summit-cdr users password ana --config matriz --password-file new.txt
      """)

  @Argument(help: ArgumentHelp("The user.", valueName: "name"))
  var name: String

  @OptionGroup var integration: IntegrationOptions
  @OptionGroup var password: NewPasswordOptions
  @OptionGroup var author: AuthorOptions

  func run(_ integration: Integration) throws {
    let hash = try password.hash(of: name)
    try integration.changeUsers { try UserStore($0).set(hash, of: name, by: author.author) }
    Terminal.message("set the password of \(DisplayText.of(name))\n")
  }
}
