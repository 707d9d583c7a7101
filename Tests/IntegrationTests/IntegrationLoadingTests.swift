import Foundation
import Integration
import Testing

@Suite("integration.yml (spec 2.1)")
struct IntegrationLoadingTests {
}
