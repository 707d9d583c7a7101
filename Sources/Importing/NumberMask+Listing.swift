import Listing

extension Listing {
  /// The same list for one who may not see telephone numbers whole.
  ///
  /// - Parameter masks: whether they are masked at all.
  package func masked(_ masks: Bool) -> Listing {
    guard masks else { return self }
    return mapValues { value in
      switch value {
      case .telephone(let number): .telephone(NumberMask.mask(number))
      case .free(let text): .free(NumberMask.maskAll(in: text))
      case .bytes(let bytes): .bytes(NumberMask.maskAll(in: bytes))
      default: value
      }
    }
  }
}
