import CallModel
import Foundation
import Platform

/// What a simulated platform lists: its partitions with the categories of each, plans and licences.
package struct SimulatorCatalogue: Codable, Equatable, Sendable {
  /// A partition and what a line of it may be.
  package struct Partition: Codable, Equatable, Sendable {
    package var code: String
    package var description: String
    package var categories: [PlatformItem]

    package init(code: String, description: String, categories: [PlatformItem]) {
      self.code = code
      self.description = description
      self.categories = categories
    }
  }

  package var partitions: [Partition]
  package var plans: [PlatformItem]
  package var licences: [PlatformItem]

  package init(partitions: [Partition], plans: [PlatformItem], licences: [PlatformItem]) {
    self.partitions = partitions
    self.plans = plans
    self.licences = licences
  }

  func partition(_ code: String) -> Partition? { partitions.first { $0.code == code } }

  /// What the simulator has if nobody says otherwise; docs/summit-platform.md shows it.
  package static let standard = SimulatorCatalogue(
    partitions: [
      Partition(
        code: "FLN", description: "Florianópolis",
        categories: [.free, .local, .receiveOnly, .blocked, .cancelled]),
      Partition(code: "CWB", description: "Curitiba", categories: [.free, .receiveOnly, .blocked, .cancelled]),
      Partition(code: "SAO", description: "São Paulo", categories: [.free, .blocked, .cancelled]),
    ],
    plans: [
      PlatformItem(code: "BASICO", description: "Plano básico"),
      PlatformItem(code: "CORPORATIVO", description: "Plano corporativo"),
      PlatformItem(code: "ILIMITADO", description: "Plano ilimitado"),
    ],
    licences: [
      PlatformItem(code: "RES", description: "Básica residencial"),
      PlatformItem(code: "CORP", description: "Básica corporativa"),
      PlatformItem(code: "TRK", description: "Tronco SIP"),
    ])
}

extension PlatformItem {
  fileprivate static let free = PlatformItem(code: "LIVRE", description: "Livre: todas as chamadas")
  fileprivate static let local = PlatformItem(code: "LOCAL", description: "Somente chamadas locais")
  fileprivate static let receiveOnly = PlatformItem(code: "RECEBE", description: "Somente recebe")
  fileprivate static let blocked = PlatformItem(code: "BLOQUEADO", description: "Bloqueado")
  fileprivate static let cancelled = PlatformItem(code: "CANCELADO", description: "Cancelado")
}

extension SimulatorCatalogue {
  /// Above that it is no list of partitions, plans and licences.
  private static let maximumFileBytes = 1 << 24

  /// Reads `{"partitions": [{"code", "description", "categories": [{"code", "description"}]}], "plans": […], "licences": […]}`.
  package init(file path: String) throws(Problem) {
    let form = "a catalogue: JSON with partitions, plans and licences"
    func failure(_ found: String) -> Problem {
      Problem(path, expected: form, found: found, remedy: "see docs/summit-platform.md")
    }
    guard let handle = FileHandle(forReadingAtPath: path),
      let data = try? handle.read(upToCount: Self.maximumFileBytes + 1)
    else { throw failure("no file that can be read") }
    guard data.count <= Self.maximumFileBytes else { throw failure("more than \(Self.maximumFileBytes) bytes") }
    guard let catalogue = try? SummitWireFormat.decode(Self.self, from: data) else { throw failure("something else") }
    self = catalogue
  }
}
