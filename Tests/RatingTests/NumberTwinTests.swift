import CallModel
import Testing

@testable import Rating
@testable import ReferenceRating

@Suite("Spec 3.1 and 7.6: numbers as the reference reads them")
struct NumberTwinTests {
  /// Numbers of one seed: with all seeds two millions.
  private static let numbersPerSeed = 100_000

  private static let begins = [
    "", "", "0", "00", "000", "90", "9090", "55", "0055", "550", "0800", "800", "300", "303", "500", "900", "0900",
    "4020", "4370", "4864", "400", "1", "911", "0015", "015", "48", "5548", "9048", "0048", "05", "00555548",
  ]

  /// Digits as a careless hand would dial them: forms, pieces of forms, numbers of countries with the right length.
  private func dialled(_ random: inout SeededRandom) -> String {
    var text = random.chance(percent: 12) ? "+" : ""
    switch random.int(1...10) {
    case ...3: text += random.pick(Self.begins) + random.digits(random.int(0...16))
    case ...6:
      let code = random.pick(countryCodes)
      let length = numberPlan.lengths[code].map { random.pick($0) } ?? random.int(4...12)
      text += random.pick(["", "00", "00", "0015", "0041", "0055", "00", "0"]) + code
      text += random.digits(max(0, length + random.pick([0, 0, 0, 0, -1, 1])))
    case ...8:
      text += random.pick(["", "00", "00", "0015", "90"]) + fitting(&random)
    default:
      let subscriber = random.pick(["2", "3", "4020", "4370", "4864", "4", "5", "7", "9", "99", "300", "400"])
      text += random.pick(["", "0", "00", "0055", "55", "90", "9015", "9090", "015", "001555", "000"])
      text += random.pick(["", "", random.pick(areaCodes), random.digits(2)]) + subscriber
      text += random.digits(random.pick([8, 8, 9, 7]) - min(7, subscriber.utf8.count))
    }
    return text.utf8.count > 21 ? text.first(21) : text
  }

  /// A number that fits the pattern of its country.
  private func fitting(_ random: inout SeededRandom) -> String {
    let code = random.pick(countryCodes + ["90", "90", "351", "54", "1", "44"])
    let lengths = numberPlan.lengths[code] ?? [8]
    let length = random.pick(lengths)
    guard let places = numberPlan.beginnings["\(code):\(length)"].map({ random.pick($0) }) else { return code }
    let begin = places.map { place in String(random.pick(place.sorted()) - 48) }.joined()
    return code + begin + random.digits(max(0, length - places.count))
  }

  @Test("random strings, every way to dial and every form", arguments: UInt64(1)...20)
  func numbers(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    var kinds: [String: Int] = [:]
    for _ in 0..<Self.numbersPerSeed {
      let text = dialled(&random)
      let area: Int? = random.chance(percent: 30) ? nil : random.pick(AreaCode.all)
      let code = random.pick(Dialling.CarrierCode.allCases)
      let isOutside = random.chance(percent: 30)
      let isE164 = random.chance(percent: 20)
      let reading = DialledNumber(text)?.read(
        areaCode: area.map { "\($0)" },
        dialling: ReferenceDialling(
          carrierCode: .init(rawValue: code.rawValue) ?? .optional, hasOutsideZero: isOutside),
        form: isE164 ? .e164 : .dialled)
      let found = Array(text.utf8).withUnsafeBufferPointer { DialledDigits($0) }.map {
        Numbering.normalise(
          $0, areaCode: area, dialling: Dialling(carrierCode: code, hasOutsideZero: isOutside),
          form: isE164 ? .e164 : .dialled)
      }
      let isSame =
        found?.number.description ?? "-" == (reading.map { $0.number?.digits ?? "" } ?? "-")
        && found?.kind.name ?? "none" == reading?.number?.kind.rawValue ?? "none"
        && found?.rule ?? 0 == reading?.number?.rule ?? 0
        && found?.isAmbiguous ?? false == (reading == .ambiguous)
      if !isSame {
        Issue.record(
          """
          seed \(seed): \(text), area \(area.map(String.init) ?? "none"), \(code), outside \(isOutside), e164 \(isE164): \
          expected \(reading.map { "\($0)" } ?? "no number"), found \(found.map { "\($0)" } ?? "no number")
          """)
      }
      kinds[reading == .ambiguous ? "ambiguous" : reading?.number?.kind.rawValue ?? "none", default: 0] += 1
    }
    // Each is met often, or the test says little.
    for kind in ["e164", "national", "collect", "unified", "ambiguous", "none"] {
      #expect(kinds[kind, default: 0] > 200, "seed \(seed): \(kind)")
    }
  }

  @Test("the patterns of the two tables are the same", arguments: UInt64(1)...8)
  func patterns(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var fitting = 0
    for _ in 0..<20_000 {
      var text = self.fitting(&random)
      if random.chance(percent: 40) {
        let place = random.int(0...(text.utf8.count - 1))
        text = text.first(place) + random.digits(random.int(0...2)) + text.dropping(place + 1)
      }
      guard let number = PhoneNumber(text: text) else { continue }
      let expected = numberFitsItsCountry(text)
      #expect(NumberPattern.fits(number) == expected, "seed \(seed): \(text)")
      fitting += expected ? 1 : 0
    }
    #expect(fitting > 8_000)
  }

  @Test("country codes and the lengths of their numbers, against the lists")
  func lengths() {
    #expect(CountryCodes.all.map(String.init).sorted() == countryCodes.sorted())
    for code in countryCodes {
      for length in 1...(15 - code.utf8.count) {
        let total = code.utf8.count + length
        guard let number = PhoneNumber(text: code + String(repeating: "0", count: length)) else { continue }
        let expected = numberPlan.lengths[code]?.contains(length) ?? (7...15).contains(total)
        #expect(CountryCodes.take(number) == expected, "\(code) and \(length) digits")
      }
    }
  }
}
