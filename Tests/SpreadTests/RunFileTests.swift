import Testing

@testable import Spread

@Suite("Run files (spec 10.1)")
struct RunFileTests {
}
