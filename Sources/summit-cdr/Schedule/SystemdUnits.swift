import ArgumentParser
import FileInput
import Foundation
import Integration
import Scheduling

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// `schedule --systemd`: a service that imports once and a timer that starts it, for each integration.
struct SystemdUnits {
  private let units: [(name: String, text: String)]
  private let places: OutputPlaces

  private static let directory = "/etc/systemd/system"

  init(_ integrations: [ScheduledIntegration], resources: RunResources) {
    var units: [(name: String, text: String)] = []
    var names: Set<String> = []
    for one in integrations {
      var name = Self.name(one.integration.description)
      while !names.insert(name).inserted { name += "-2" }
      units.append(("\(name).service", Self.service(one.integration, resources)))
      units.append(("\(name).timer", Self.timer(one.integration)))
    }
    for one in integrations where !SystemZones.current.has(one.integration.timeZone) {
      Terminal.message(
        "time zone \(one.integration.timeZone): the system's tzdata has none of that name, so systemd may not load the "
          + "timer: install tzdata, or name another zone\n")
    }
    self.units = units
    places = OutputPlaces(integrations.map(\.integration))
  }

  /// - Parameter output: a directory; nil: standard output.
  func print(into output: String?) throws {
    let timers = units.map(\.name).filter { $0.hasSuffix(".timer") }
    guard let output else {
      var lines = [
        "# Put each of these files where its first line says (or let --output DIR write them), then:",
        "#   systemctl daemon-reload",
        "#   systemctl enable --now \(timers.joined(separator: " "))",
        "#   systemctl list-timers 'summit-cdr-*'      # when they run next",
        "#   journalctl -u \(units.first?.name ?? "")   # what they did",
      ]
      for unit in units { lines += ["", "# \(Self.directory)/\(unit.name)", unit.text] }
      try Terminal.write(lines: lines)
      return
    }
    for unit in units {
      let path = output + "/" + unit.name
      try Terminal.failing { try places.check(file: path) }
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
      guard descriptor >= 0 else {
        Terminal.error(
          "\(path): expected to make a new file, found \(String(cString: strerror(errno))): remove it, or choose another "
            + "--output")
        throw Exit.failed
      }
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      try Terminal.failing { try handle.write(contentsOf: Data((unit.text + "\n").utf8)) }
      Terminal.message("written: \(path)\n")
    }
    Terminal.message("then: systemctl daemon-reload && systemctl enable --now \(timers.joined(separator: " "))\n")
  }

  private static func service(_ integration: Integration, _ resources: RunResources) -> String {
    let data = absolute(integration.dataDirectory)
    let source = absolute(integration.source.directory)
    var arguments = [program, "import", "--mask", "--config", absolute(integration.path)]
    if let workers = resources.workers { arguments += ["--workers", "\(workers)"] }
    if let limit = resources.memoryLimit { arguments += ["--memory-limit", limit.text] }
    let writable = integration.source.deletesFiles ? [data, source] : [data]
    let usesNetwork = integration.summitAPI != nil || !integration.alerts.command.isEmpty
    return """
      [Unit]
      Description=Import of call records: \(plain(integration.description))\
      \(usesNetwork ? "\nWants=network-online.target\nAfter=network-online.target" : "")
      RequiresMountsFor=\(quoted(data, isPath: true)) \(quoted(source, isPath: true))

      [Service]
      Type=oneshot
      ExecStart=\(arguments.map { quoted($0) }.joined(separator: " "))
      # 75: another run holds the ledger; it does the work.
      SuccessExitStatus=75
      \(user(data))
      # The import may be stopped at any moment: what was not committed is done by the next run.
      KillMode=mixed
      TimeoutStopSec=30
      Nice=10
      UMask=0077
      # It reads the CDR files and the registry, and writes into its data directory\
      \(integration.source.deletesFiles ? ", and deletes imported files" : "") only.
      ProtectSystem=strict
      ReadWritePaths=\(writable.map { quoted($0, isPath: true) }.joined(separator: " "))
      ProtectHome=read-only
      NoNewPrivileges=yes
      PrivateDevices=yes
      \(network(integration))
      """
  }

  /// The import itself needs no network: the platform (`summit_api`) does, and a program that alerts are told to may.
  private static func network(_ integration: Integration) -> String {
    switch (integration.summitAPI != nil, !integration.alerts.command.isEmpty) {
    case (false, false): "PrivateNetwork=yes"
    case (true, _): "# The network: requests go to the platform (summit_api) after each import."
    case (false, true): "# The network: the program that alerts are told to (alerts: command) may need it."
    }
  }

  private static func timer(_ integration: Integration) -> String {
    """
    [Unit]
    Description=Times of the import of call records: \(plain(integration.description))

    [Timer]
    # All parts must match, as in the integration's schedule. After a change of it, print these units anew.
    # A time that the clocks skip or show twice is systemd's to settle; an import more or less changes nothing.
    OnCalendar=\(SystemdCalendar(integration.agenda, timeZone: integration.timeZone).text)
    AccuracySec=1s
    # A time that was missed while the machine was off is made up once.
    Persistent=true

    [Install]
    WantedBy=timers.target
    """
  }

  /// Who owns the data directory; root should not run it.
  private static func user(_ data: String) -> String {
    let attributes = try? FileManager.default.attributesOfItem(atPath: data)
    let owner = (attributes?[.ownerAccountID] as? NSNumber)?.uint32Value ?? geteuid()
    guard owner != 0, let entry = getpwuid(owner), let name = entry.pointee.pw_name else {
      return "# Better run as a user of its own, who owns the data directory:\n# User=summit-cdr"
    }
    return "User=\(String(cString: name))"
  }

  private static var program: String {
    let path = FileManager.default.fileExists(atPath: "/proc/self/exe") ? "/proc/self/exe" : CommandLine.arguments[0]
    return URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

  /// `summit-cdr-` and the description in what a unit's name may have.
  private static func name(_ description: String) -> String {
    let plain = description.folding(options: .diacriticInsensitive, locale: nil).lowercased()
    let words = plain.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return (["summit-cdr"] + words.prefix(6).map(String.init)).joined(separator: "-")
  }

  /// A value in which `%` has no meaning.
  private static func plain(_ text: String) -> String {
    Terminal.displayable(text).replacing("%", with: "%%")
  }

  /// A word of a command line or list of paths, as systemd.syntax(7) reads it.
  private static func quoted(_ text: String, isPath: Bool = false) -> String {
    var word = text.replacing("%", with: "%%").replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    if !isPath { word = word.replacing("$", with: "$$") }
    let isSimple = word.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 34 && $0 != 39 && $0 != 59 && $0 != 92 }
    return isSimple ? word : "\"\(word)\""
  }
}
