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
      for code in Dialling.CarrierCode.allCases {
        let number = Numbering.normalise(digits, areaCode: areaCode, dialling: Dialling(carrierCode: code))
        let carrierCode = ReferenceDialling.CarrierCode(rawValue: code.rawValue) ?? .optional
        let reading = dialled.read(
          areaCode: areaCode.map { "\($0)" }, dialling: ReferenceDialling(carrierCode: carrierCode))
        require(number.number.description == reading.number?.digits ?? "", "number")
        require(number.kind.name == reading.number?.kind.rawValue ?? "none", "kind")
        require(number.isAmbiguous == (reading == .ambiguous), "ambiguous")
      }
    }
  }
}
