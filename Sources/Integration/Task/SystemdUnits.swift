import CallModel
import FileInput
import Foundation
import Output
import Scheduling
import Glibc

/// `schedule --systemd`: a service that imports once and a timer that starts it, for each integration.
package struct SystemdUnits {
  /// The options of an import that the units run with.
  package typealias Options = (workers: Int?, memoryLimit: String?)

  private let units: [(name: String, text: String)]
  private let places: OutputPlaces
  /// What may keep systemd from loading them.
  package let warnings: [String]

  private static let directory = "/etc/systemd/system"

  package init(_ integrations: [ScheduledIntegration], _ options: Options) {
    var units: [(name: String, text: String)] = []
    var names: Set<String> = []
    for one in integrations {
      var name = Self.name(one.integration.description)
      while !names.insert(name).inserted { name += "-2" }
      units.append(("\(name).service", Self.service(one.integration, options)))
      units.append(("\(name).timer", Self.timer(one.integration)))
    }
    warnings = integrations.map(\.integration.timeZone).filter { !SystemZones.current.has($0) }.map { zone in
      "time zone \(zone): the system's tzdata has none of that name, so systemd may not load the timer: install tzdata, "
        + "or name another zone"
    }
    self.units = units
    places = OutputPlaces(integrations.map(\.integration))
  }

  private var timers: String { units.map(\.name).filter { $0.hasSuffix(".timer") }.joined(separator: " ") }

  /// The units for reading, and where they belong.
  package var lines: [String] {
    var lines = [
      "# Put each of these files where its first line says (or let --output DIR write them), then:",
      "#   systemctl daemon-reload",
      "#   systemctl enable --now \(timers)",
      "#   systemctl list-timers 'summit-cdr-*'      # when they run next",
      "#   journalctl -u \(units.first?.name ?? "")   # what they did",
    ]
    for unit in units { lines += ["", "# \(Self.directory)/\(unit.name)", unit.text] }
    return lines
  }

  /// Writes them as new files of a directory.
  ///
  /// - Parameter onWritten: called with each path.
  /// - Returns: what to do next.
  package func write(into directory: String, onWritten: (String) -> Void) throws -> String {
    for unit in units {
      let path = directory + "/" + unit.name
      try places.check(file: path)
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
      guard descriptor >= 0 else {
        throw OutputFailure(
          path: path, expected: "to make a new file", found: String(cString: strerror(errno)),
          remedy: "remove it, or choose another --output")
      }
      let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      try handle.write(contentsOf: Data((unit.text + "\n").utf8))
      onWritten(path)
    }
    return "systemctl daemon-reload && systemctl enable --now \(timers)"
  }

  private static func service(_ integration: Integration, _ options: Options) -> String {
    let data = absolute(integration.dataDirectory)
    let source = absolute(integration.source.directory)
    var arguments = [program, "import", "--mask", "--config", absolute(integration.path)]
    if let workers = options.workers { arguments += ["--workers", "\(workers)"] }
    if let limit = options.memoryLimit { arguments += ["--memory-limit", limit] }
    let writable = integration.source.deletesFiles ? [data, source] : [data]
    let usesNetwork =
      integration.summitAPI != nil || integration.erp?.push == .closed || !integration.alerts.command.isEmpty
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

  /// The import itself needs no network: the platform (`summit_api`) and the ERP (`erp.push: closed`) do, and a program
  /// that alerts are told to may.
  private static func network(_ integration: Integration) -> String {
    let needs = (integration.summitAPI != nil, integration.erp?.push == .closed, !integration.alerts.command.isEmpty)
    return switch needs {
    case (false, false, false): "PrivateNetwork=yes"
    case (true, _, _): "# The network: requests go to the platform (summit_api) after each import."
    case (false, true, _): "# The network: closed services go to the ERP (erp) after each import."
    case (false, false, true): "# The network: the program that alerts are told to (alerts: command) may need it."
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
    DisplayText.of(text).replacing("%", with: "%%")
  }

  /// A word of a command line or list of paths, as systemd.syntax(7) reads it.
  private static func quoted(_ text: String, isPath: Bool = false) -> String {
    var word = text.replacing("%", with: "%%").replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    if !isPath { word = word.replacing("$", with: "$$") }
    let isSimple = word.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 34 && $0 != 39 && $0 != 59 && $0 != 92 }
    return isSimple ? word : "\"\(word)\""
  }
}
