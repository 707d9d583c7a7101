import ArgumentParser
import Synchronization

extension ParsableCommand {
  /// A command's configuration, made when it is asked for first: ArgumentParser asks for each several times whenever the
  /// program starts, and what a generic type says of itself cannot be stored in it.
  static func configurationOnce(_ make: () -> CommandConfiguration) -> CommandConfiguration {
    let type = ObjectIdentifier(Self.self)
    if let made = madeConfigurations.withLock({ $0[type] }) { return made }
    let configuration = make()
    madeConfigurations.withLock { $0[type] = configuration }
    return configuration
  }
}

private let madeConfigurations = Mutex<[ObjectIdentifier: CommandConfiguration]>([:])
