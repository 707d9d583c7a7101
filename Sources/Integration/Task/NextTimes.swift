import CallModel
import Foundation
import Listing
import Scheduling

/// When the imports of integrations run next: `schedule --next`.
package struct NextTimes {
  private let integrations: [ScheduledIntegration]
  private let times: [[ZonedTime]]

  package init(_ integrations: [ScheduledIntegration], count: Int) {
    self.integrations = integrations
    let now = Int64(Date().timeIntervalSince1970.rounded(.down))
    times = integrations.map { one in
      one.integration.agenda.next(count, after: now, in: one.zone).map { ZonedTime($0, in: one.zone) }
    }
  }

  package var lines: [String] {
    zip(integrations, times).flatMap { one, times in
      (integrations.count > 1 ? ["\(DisplayText.of(one.integration.description)):"] : [])
        + times.map { "\($0.text)  \(one.integration.timeZone)" }
    }
  }

  /// Why nothing would run.
  package var remarks: [String] {
    integrations.filter { !$0.integration.isActive }.map { "\($0.integration.path): active: false: nothing would run" }
  }

  package var object: ListingValue {
    .array(
      zip(integrations, times).map { one, times in
        .object([
          "integration": .text(one.integration.description), "config": .text(one.integration.path),
          "active": .flag(one.integration.isActive), "time_zone": .text(one.integration.timeZone),
          "next": .array(times.map { .localTime($0.iso8601) }),
        ])
      })
  }
}
