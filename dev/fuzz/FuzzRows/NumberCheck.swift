import ByteScanning
import CallModel
import FuzzSupport
import Rating

@testable import ReferenceRating

/// Holds the numbering rules on packed digits against the reference, which works on text.
enum NumberCheck {
  static func check(_ cell: Bytes) {
    let digits = DialledDigits(cell)
    let dialled = DialledNumber(String(decoding: cell, as: UTF8.self))
    require((digits == nil) == (dialled == nil), "bad-number")
    guard let digits, let dialled else { return }
    for areaCode in [nil, 48, 11] as [Int?] {
      let number = Numbering.normalise(digits, areaCode: areaCode)
      let reference = dialled.normalised(areaCode: areaCode.map { "\($0)" })
      require(number.number.description == reference?.digits ?? "", "number")
      require(number.kind.name == reference?.kind.rawValue ?? "none", "kind")
    }
  }
}
