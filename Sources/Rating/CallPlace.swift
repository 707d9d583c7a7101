import CallModel
import Registry

/// Zone of an outbound call (spec 3.3).
package enum Zoning {
  /// How the zone came about, for `explain` and `normalise`.
  package enum Step: String, Sendable {
    case collect, onNet = "on-net", unified, special, prefix
  }

  /// - Parameters:
  ///   - called: normalised with the line's area code.
  ///   - line: the row the caller was found to be.
  /// - Returns: the zone's number in `registry.zones`, or nil for `unknown-destination`.
  package static func zone(
    of called: NormalisedNumber, line: LineFacts, on date: CivilDate, _ registry: Registry
  ) -> (zone: Int, step: Step)? {
    if called.kind == .e164, registry.hasOnNet(plan: Int(line.plan), on: date),
      registry.findLine(number: called.number, on: date) != nil
    {
      return (BuiltInZone.onNet.rawValue, .onNet)
    }
    return zone(of: called, areaCode: Int(line.areaCode), registry)
  }

  /// The zone seen from an area, regardless of which line may have the number; `fixed` and `mobile` stay if no area is
  /// known.
  package static func zone(
    of called: NormalisedNumber, areaCode: Int?, _ registry: Registry
  ) -> (zone: Int, step: Step)? {
    switch called.kind {
    case .none: return nil
    case .collect: return (BuiltInZone.collect.rawValue, .collect)
    case .unified: return (BuiltInZone.unified.rawValue, .unified)
    case .special: return (BuiltInZone.special.rawValue, .special)
    case .e164, .national: break
    }
    guard let found = registry.zones.zone(of: called.number) else { return nil }
    guard let areaCode else { return (found, .prefix) }
    return (relative(found, called: called.number, areaCode: areaCode), .prefix)
  }

  /// `fixed` and `mobile` seen from the line's area (spec 3.3, step 4); every other zone as it is.
  private static func relative(_ zone: Int, called: PhoneNumber, areaCode: Int) -> Int {
    guard zone == BuiltInZone.fixed.rawValue || zone == BuiltInZone.mobile.rawValue else { return zone }
    let calledArea = Int(called.value / PhoneNumber.powerOfTen(max(0, called.digitCount - 4)) % 100)
    let isSameArea = calledArea == areaCode
    if zone == BuiltInZone.fixed.rawValue {
      return isSameArea ? BuiltInZone.local.rawValue : BuiltInZone.ldn.rawValue
    }
    if isSameArea { return BuiltInZone.vc1.rawValue }
    return calledArea / 10 == areaCode / 10 ? BuiltInZone.vc2.rawValue : BuiltInZone.vc3.rawValue
  }
}
