import CallModel
import Scheduling
import Testing

@Suite("Which runs are due, regardless of what the clock does (spec 4.6)")
struct RunPlanTests {
  private let zone: TimeZoneRules

  init() throws { zone = try AgendaTimesTests.zone("America/Sao_Paulo") }

  private func at(_ text: String) throws -> Int64 { try AgendaTimesTests.instant(text, zone) }

  private func daily(settled: String?, now: String) throws -> RunPlan {
    RunPlan(.daily, in: zone, settledUntil: try settled.map(at), now: try at(now))
  }

  @Test func `the first start runs nothing before its time`() throws {
    var plan = try daily(settled: nil, now: "2026-11-25 10:00")
    #expect(plan.decide(now: try at("2026-11-25 10:00")) == .wait(until: try at("2026-11-26 02:00")))
  }

  @Test func `a run is due at its minute and once`() throws {
    var plan = try daily(settled: "2026-11-25 02:00", now: "2026-11-25 10:00")
    let time = try at("2026-11-26 02:00")
    #expect(plan.decide(now: time - 1) == .wait(until: time))
    let run = RunPlan.Run(scheduledFor: time, isMadeUp: false)
    #expect(plan.decide(now: time) == .run(run))
    plan.begin(run, now: time)
    for seconds: Int64 in [0, 1, 59, 60, 3_600] {
      #expect(plan.decide(now: time + seconds) == .wait(until: try at("2026-11-27 02:00")))
    }
  }

  @Test func `what was missed in days of standstill is made up in one run`() throws {
    var plan = try daily(settled: "2026-11-20 02:00", now: "2026-11-25 10:00")
    let now = try at("2026-11-25 10:00")
    let run = RunPlan.Run(scheduledFor: try at("2026-11-25 02:00"), isMadeUp: true)
    #expect(plan.decide(now: now) == .run(run))
    plan.begin(run, now: now)
    #expect(plan.decide(now: now) == .wait(until: try at("2026-11-26 02:00")))
  }

  @Test func `nothing is made up if a run by hand came after the time`() throws {
    var plan = try daily(settled: "2026-11-25 09:00", now: "2026-11-25 10:00")
    #expect(plan.decide(now: try at("2026-11-25 10:00")) == .wait(until: try at("2026-11-26 02:00")))
  }

  @Test func `times that pass during a long run are made up once`() throws {
    let hourly = try AgendaTimesTests.agenda([.minute: "0"])
    let start = try at("2026-11-25 02:00")
    var plan = RunPlan(hourly, in: zone, settledUntil: start - 60, now: start)
    plan.begin(RunPlan.Run(scheduledFor: start, isMadeUp: false), now: start)
    let now = try at("2026-11-25 05:10")
    #expect(plan.decide(now: now) == .run(RunPlan.Run(scheduledFor: try at("2026-11-25 05:00"), isMadeUp: true)))
  }

  @Test func `a clock that is set back does not run the same minute twice`() throws {
    var plan = try daily(settled: nil, now: "2026-11-25 10:00")
    let time = try at("2026-11-26 02:00")
    plan.begin(RunPlan.Run(scheduledFor: time, isMadeUp: false), now: time + 5)
    let next = try at("2026-11-27 02:00")
    for now in ["2026-11-26 01:30", "2026-11-26 01:59", "2026-11-26 02:00", "2026-11-26 02:01", "2026-11-25 03:00"] {
      #expect(plan.decide(now: try at(now)) == .wait(until: next))
    }
  }

  @Test func `a clock that was years ahead does not silence the agenda until then`() throws {
    var plan = try daily(settled: "2038-01-19 02:00", now: "2026-11-25 10:00")
    let now = try at("2026-11-25 10:00")
    #expect(plan.decide(now: now) == .clockSetBack(bySeconds: try at("2038-01-19 02:00") - now))
    #expect(plan.decide(now: now) == .wait(until: try at("2026-11-26 02:00")))
  }

  @Test func `a clock that is set forward runs what it jumped over once`() throws {
    var plan = try daily(settled: nil, now: "2026-11-25 10:00")
    #expect(
      plan.decide(now: try at("2026-12-25 10:00"))
        == .run(RunPlan.Run(scheduledFor: try at("2026-12-25 02:00"), isMadeUp: true)))
  }

  @Test func `a run that found the ledger in use is tried again in a minute`() throws {
    var plan = try daily(settled: nil, now: "2026-11-25 10:00")
    let time = try at("2026-11-26 02:00")
    let run = RunPlan.Run(scheduledFor: time, isMadeUp: false)
    #expect(plan.decide(now: time) == .run(run))
    plan.putOff(now: time)
    #expect(plan.decide(now: time + 1) == .wait(until: time + 60))
    #expect(plan.decide(now: time + 60) == .run(run))
    #expect(plan.decide(now: time + 90) == .run(RunPlan.Run(scheduledFor: time, isMadeUp: true)))
  }
}
