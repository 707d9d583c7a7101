/// Stops the fuzzer with the input at hand.
package func require(_ holds: Bool, _ what: @autoclosure () -> String) {
  if !holds { fatalError(what()) }
}
