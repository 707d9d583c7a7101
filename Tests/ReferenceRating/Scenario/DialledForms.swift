/// All the ways of spec 3.1 to dial a number, and near misses of them.
struct DialledForms {
  let lines: ScenarioLines

  /// What a called cell says.
  func called(_ random: inout SeededRandom) -> String {
    switch random.int(1...100) {
    case ...55:
      let number = random.chance(percent: 50) ? random.pick(lines.numberPool + lines.usedNumbers) : other(&random)
      return spelled(brazilian(number, &random), &random)
    case ...72: return spelled(international(&random), &random)
    case ...80: return national(&random)
    case ...86:
      return random.pick(["190", "192", "10315", "1", "12", "100", "19999", "100000", "+190", "290", "1 9-0", "911"])
    case ...91:
      return random.pick([
        "40041234", "30012345", "4004-1234", "4004123", "400412345", "+40041234", "3003 1", "40201234", "5543701234",
        "+5548641234", "005540041234",
      ])
    case ...97: return nearMiss(&random)
    default: return bad(&random)
    }
  }

  /// What a caller cell says: mostly a number of a line, as platforms write it.
  func caller(_ random: inout SeededRandom) -> String {
    let used = random.pick(lines.usedNumbers)
    switch random.int(1...100) {
    case ...60: return used
    case ...75: return spelled(random.pick(["+" + used, used.dropping(2), "0" + used.dropping(2)]), &random)
    case ...85: return spelled(brazilian(used, &random), &random)
    case ...91: return random.pick(lines.numberPool)
    case ...93: return other(&random)
    case ...98:
      return random.pick([
        "anonymous", "", "sip:100", "999", "9 99", "33334444", "+40012345", "40012345", "0800123456",
      ])
    default: return called(&random)
    }
  }

  /// Not a called number (spec 3.1), or just one still.
  func bad(_ random: inout SeededRandom) -> String {
    random.pick([
      "", " ", "+", "-", "++5548", "48+33334444", "4833a34444", "*55", "123456789012345678901", "190\u{0}", "\u{663}",
      "+123456789012345678901", "12345678901234567890", "+(12) 345678901234567890", "\t190", "=190", "190/",
    ])
  }

  private func other(_ random: inout SeededRandom) -> String {
    let code = random.pick(["11", "21", "48", "47", "99", "55", "92"])
    return "55" + code + random.pick(["2", "3", "5", "98", "96"]) + random.digits(7)
  }

  /// A Brazilian E.164 number in one of its forms.
  private func brazilian(_ number: String, _ random: inout SeededRandom) -> String {
    let code = number.dropping(2).first(2)
    var subscriber = number.dropping(4)
    if subscriber.utf8.count == 9, random.chance(percent: 30) { subscriber = subscriber.dropping(1) }  // M8
    let carrier = random.pick(["15", "21", "31", "41", "00", "90", "55"])
    return random.pick([
      "55\(code)\(subscriber)", "+55\(code)\(subscriber)", "\(code)\(subscriber)", "0\(code)\(subscriber)",
      "0\(carrier)\(code)\(subscriber)", "00\(carrier)55\(code)\(subscriber)", "90\(carrier)\(code)\(subscriber)",
      "9090\(subscriber)", "9090\(subscriber)", subscriber, subscriber, "0\(carrier)55\(code)\(subscriber)",
      "+\(code)\(subscriber)", "+0\(code)\(subscriber)", "0\(subscriber)", "00\(carrier)\(code)\(subscriber)",
    ])
  }

  private func international(_ random: inout SeededRandom) -> String {
    let number = random.pick([
      "351912345678", "12125551234", "442071234567", "447700900123", "88112345678", "8811234567", "4012345",
      "40012345", "30012345", "3312345", "123456789012345", "1234567890123456", "905321234567", "7495123456",
      "5412345678", "244923123456", "244923123456", "551800123456", "2112345", "2102345678", "99912345678",
      "4833334444", "5491123456789",
    ])
    let carrier = random.pick(["15", "21", "00"])
    return random.pick([number, "+" + number, "00" + number, "00" + carrier + number, "0" + carrier + number])
  }

  private func national(_ random: inout SeededRandom) -> String {
    random.pick(["", "", "", "55", "+55", "0055"])
      + random.pick(["0800", "0800", "800", "0300", "0303", "303", "0500", "0900", "900", "0400", "+0800"])
      + random.pick(["", "123"]) + random.digits(random.pick([2, 3, 4, 4, 6, 7, 7]))
  }

  /// A good form with one digit too many, too few, or another; or with an area code that is none.
  private func nearMiss(_ random: inout SeededRandom) -> String {
    let good = brazilian(random.pick(lines.numberPool), &random)
    let place = random.int(0...good.utf8.count - 1)
    switch random.int(1...5) {
    case 1: return good + random.digits(1)
    case 2: return good.first(place) + good.dropping(place + 1)
    case 3: return good.first(place) + random.digits(1) + good.dropping(place + 1)
    case 4: return random.pick(["55", "0", "", "+55", "9015", "015"]) + random.pick(["20", "10", "00"]) + "33334444"
    default: return "00" + random.digits(2) + random.digits(random.int(5...9))
    }
  }

  /// Sometimes with separators in it (spec 3.1).
  private func spelled(_ number: String, _ random: inout SeededRandom) -> String {
    guard random.chance(percent: 20) else { return number }
    var text = number
    for _ in 0..<random.int(1...3) {
      let place = random.int(0...text.utf8.count)
      text = text.first(place) + random.pick([" ", "-", ".", "(", ")"]) + text.dropping(place)
    }
    return text
  }
}
