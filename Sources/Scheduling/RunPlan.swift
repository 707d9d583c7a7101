import CallModel

/// Which of an agenda's times are due, decided from what the clock says and what ran before; no clock is in here.
///
/// Each time is run once at most, regardless of what the clock does: a clock that was set back waits for the next time
/// after the last that ran, one that was set forward, or a machine that was off, makes up all it missed in one run.
package struct RunPlan: Sendable {
  /// A run that is due.
  package struct Run: Equatable, Sendable {
    /// The last of the agenda's times that it stands for, seconds since 1970.
    package let scheduledFor: Int64
    /// Whether it is more than a minute late: it makes up what was missed.
    package let isMadeUp: Bool

    package init(scheduledFor: Int64, isMadeUp: Bool) {
      self.scheduledFor = scheduledFor
      self.isMadeUp = isMadeUp
    }
  }

  package enum Decision: Equatable, Sendable {
    /// Nothing before that instant.
    case wait(until: Int64)
    case run(Run)
    /// The clock was set back so far that the agenda begins anew.
    case clockSetBack(bySeconds: Int64)
  }

  package let agenda: Agenda
  package let zone: TimeZoneRules

  /// The agenda's times up to here are done with.
  package private(set) var settledUntil: Int64 {
    didSet { next = agenda.next(after: settledUntil, in: zone) }
  }
  /// The next time after those.
  package private(set) var next: Int64
  /// A run that could not begin is not tried before this.
  private var notBefore: Int64 = .min

  /// More than this is no correction of the clock: it had been wrong, and waiting for it to come back might take years.
  package static let maximumSetBackSeconds: Int64 = 86_400
  /// A run that begins later was missed.
  package static let punctualSeconds: Int64 = 60

  /// - Parameters:
  ///   - settledUntil: from the last run, by whomever; nil: the agenda begins now.
  ///   - now: seconds since 1970.
  package init(_ agenda: Agenda, in zone: TimeZoneRules, settledUntil: Int64?, now: Int64) {
    self.agenda = agenda
    self.zone = zone
    self.settledUntil = settledUntil ?? now
    next = agenda.next(after: self.settledUntil, in: zone)
  }

  /// What to do now. A run stays due until `begin`.
  package mutating func decide(now: Int64) -> Decision {
    if settledUntil - now > Self.maximumSetBackSeconds {
      let seconds = settledUntil - now
      settledUntil = now
      notBefore = .min
      return .clockSetBack(bySeconds: seconds)
    }
    guard next <= now else { return .wait(until: next) }
    // What was put off is tried a minute later; a clock that was set back does not put it off further.
    if now < notBefore, notBefore - now <= Self.punctualSeconds { return .wait(until: notBefore) }
    let latest = agenda.last(notAfter: now, after: settledUntil, in: zone) ?? next
    return .run(Run(scheduledFor: latest, isMadeUp: now - latest > Self.punctualSeconds))
  }

  /// The run began: the times up to now are done with, however it ends.
  package mutating func begin(_ run: Run, now: Int64) {
    settledUntil = max(settledUntil, run.scheduledFor, now)
    notBefore = .min
  }

  /// The run could not begin, as another holds the ledger: it is tried again in a minute.
  package mutating func putOff(now: Int64) { notBefore = now + Self.punctualSeconds }
}
