import CallModel

/// The registry as its tables state it, checked (spec 2.2): every reference resolves and no rule is broken.
///
/// References between tables are indices into the arrays here, so that nothing is looked up by text again.
/// `Registry` compiles this for look-up by number, day and prefix.
package struct RegistryTables: Sendable {
  package var contracts: [ContractRow] = []
  package var lines: [LineRow] = []
  package var dids: [DIDRow] = []
  package var plans: [PlanRow] = []
  package var allowances: [AllowanceRow] = []
  package var rates: [RateRow] = []
  /// The names in `bands.csv`, in order of first appearance; `BandWindowRow.band` and `RateRow.band` index it.
  package var bandNames: [String] = []
  package var bandWindows: [BandWindowRow] = []
  package var holidays: [HolidayRow] = []
  /// Every zone name of `zones.csv`, once; `ZoneRow.zone` indexes it.
  package var zoneNames: [String] = []
  package var zones: [ZoneRow] = []
  /// Where the rows stand in their files, for `explain`.
  package var places = RowPlaces()

  package init() {}
}

/// The line of its file on which each row begins, by the row's index in `RegistryTables`; empty for tables made in memory.
package struct RowPlaces: Sendable {
  package var contracts: [UInt32] = []
  package var lines: [UInt32] = []
  package var dids: [UInt32] = []
  package var plans: [UInt32] = []
  package var allowances: [UInt32] = []
  package var zones: [UInt32] = []
}

package enum ContractStatus: String, CaseIterable, Sendable {
  case active
  case blockedManual = "blocked-manual"
  case blockedAutomatic = "blocked-automatic"
  case overdue
  case cancelled
  case preContract = "pre-contract"
}

/// `contracts.csv`.
package struct ContractRow: Sendable {
  package var id: String
  package var customer: String
  package var status: ContractStatus

  package init(id: String, customer: String, status: ContractStatus) {
    self.id = id
    self.customer = customer
    self.status = status
  }
}

/// `lines.csv`: one period of a line. A line that changed plan, contract, number or reset day has several rows.
package struct LineRow: Sendable {
  package var id: String
  /// Index into `RegistryTables.contracts`.
  package var contract: Int
  /// Billing number: `55`, area code, 8 or 9 digits.
  package var number: PhoneNumber
  /// Index into `RegistryTables.plans`; `PlanRow.none` is one of them if some line has no plan.
  package var plan: Int
  /// 1-25.
  package var resetDay: Int
  /// `active_from` and `active_until`.
  package var activePeriod: DateRange
  /// The column `active`: no means that its calls are suspended, not that it is not found.
  package var isActive: Bool
  package var trunk: String
  package var accountCode: String
  /// Numbers of equal length, first and last; nil without a range.
  package var numberRange: ClosedRange<UInt64>?
  package var creditLimit: Money?

  package init(
    id: String, contract: Int, number: PhoneNumber, plan: Int, resetDay: Int, activePeriod: DateRange, isActive: Bool,
    trunk: String, accountCode: String, numberRange: ClosedRange<UInt64>?, creditLimit: Money?
  ) {
    self.id = id
    self.contract = contract
    self.number = number
    self.plan = plan
    self.resetDay = resetDay
    self.activePeriod = activePeriod
    self.isActive = isActive
    self.trunk = trunk
    self.accountCode = accountCode
    self.numberRange = numberRange
    self.creditLimit = creditLimit
  }

  /// The area code (CN) of the billing number, 11-99.
  package var areaCode: Int {
    Int(number.value / PhoneNumber.powerOfTen(number.digitCount - 4) % 100)
  }
}

/// `dids.csv`: a further number of a line, on days of its own period on which the line is active.
package struct DIDRow: Sendable {
  /// The line's id: a DID belongs to the line, not to one of its periods.
  package var lineID: String
  package var number: PhoneNumber
  package var priority: Int?
  /// At least 1; 1 is the line itself. Nil: it receives no calls.
  package var port: Int?
  /// `active_from` and `active_until`.
  package var activePeriod: DateRange

  package init(lineID: String, number: PhoneNumber, priority: Int?, port: Int?, activePeriod: DateRange = .unbounded) {
    self.lineID = lineID
    self.number = number
    self.priority = priority
    self.port = port
    self.activePeriod = activePeriod
  }
}

package enum AllowanceScope: String, CaseIterable, Sendable {
  case line, contract
}

/// `plans.csv`.
package struct PlanRow: Sendable {
  package var id: String
  package var name: String
  /// A call no longer than this is free, in seconds.
  package var graceSeconds: Int
  package var rounding: RoundingMode
  /// 2-6.
  package var decimals: Int
  package var allowanceScope: AllowanceScope
  package var chargeRounding: ChargeRounding

  package init(
    id: String, name: String, graceSeconds: Int, rounding: RoundingMode, decimals: Int, allowanceScope: AllowanceScope,
    chargeRounding: ChargeRounding
  ) {
    self.id = id
    self.name = name
    self.graceSeconds = graceSeconds
    self.rounding = rounding
    self.decimals = decimals
    self.allowanceScope = allowanceScope
    self.chargeRounding = chargeRounding
  }

  /// What stands for the plan of lines that have none (spec 6.2): it prices no call, and received calls have its four
  /// decimals. No row of a table has its blank id.
  package static let none = PlanRow(
    id: "", name: "", graceSeconds: 0, rounding: .halfUp, decimals: 4, allowanceScope: .line,
    chargeRounding: .exact)

  package var isNone: Bool { id.isEmpty }
}

/// What an allowance covers and how much of it (`kind` and `amount`).
package enum AllowanceAmount: Equatable, Sendable {
  /// `minutes` and `seconds`.
  case seconds(Int64)
  case value(Money)
}

/// What of an allowance that a cycle did not use passes on to the next (`carry_over`, spec 11.1).
package enum CarryOver: Equatable, Sendable {
  case none
  /// `minutes N`: at most so many seconds.
  case seconds(Int64)
  case all
}

/// `allowances.csv`.
package struct AllowanceRow: Sendable {
  /// Index into `RegistryTables.plans`.
  package var plan: Int
  package var name: String
  package var amount: AllowanceAmount
  /// Zone names as listed; `*` stands for all.
  package var zones: [String]
  /// Lower comes first.
  package var priority: Int
  /// `proration` is `days`: a line that has the plan on a part of the cycle's days has that part (spec 11.1).
  package var isProrated: Bool
  package var carryOver: CarryOver

  package init(
    plan: Int, name: String, amount: AllowanceAmount, zones: [String], priority: Int, isProrated: Bool = false,
    carryOver: CarryOver = .none
  ) {
    self.plan = plan
    self.name = name
    self.amount = amount
    self.zones = zones
    self.priority = priority
    self.isProrated = isProrated
    self.carryOver = carryOver
  }
}

/// `rates.csv`: the price of one zone in a plan, or one step of it.
package struct RateRow: Sendable {
  /// Index into `RegistryTables.plans`.
  package var plan: Int
  package var zone: String
  package var pricePerMinute: Money
  package var connectionFee: Money
  package var minimumSeconds: Int
  /// At least 1.
  package var stepSeconds: Int
  /// The first billed second (from 0) that costs this price.
  package var fromSecond: Int
  /// Index into `RegistryTables.bandNames`; nil: whenever no band holds.
  package var band: Int?
  package var validity: DateRange
  /// The row's line in `rates.csv`, for messages and `explain`.
  package var fileLine: Int

  package init(
    plan: Int, zone: String, pricePerMinute: Money, connectionFee: Money, minimumSeconds: Int, stepSeconds: Int,
    fromSecond: Int, band: Int?, validity: DateRange, fileLine: Int
  ) {
    self.plan = plan
    self.zone = zone
    self.pricePerMinute = pricePerMinute
    self.connectionFee = connectionFee
    self.minimumSeconds = minimumSeconds
    self.stepSeconds = stepSeconds
    self.fromSecond = fromSecond
    self.band = band
    self.validity = validity
    self.fileLine = fileLine
  }
}

/// One window of a band (`bands.csv`): a time of day on some days.
package struct BandWindowRow: Sendable {
  /// Index into `RegistryTables.bandNames`.
  package var band: Int
  /// Bit 0 Monday … bit 6 Sunday, bit 7 holidays.
  package var days: UInt8
  /// Minutes since midnight, 0-1439.
  package var fromMinute: Int
  /// Minutes since midnight, 1-1440, exclusive.
  package var untilMinute: Int

  package init(band: Int, days: UInt8, fromMinute: Int, untilMinute: Int) {
    self.band = band
    self.days = days
    self.fromMinute = fromMinute
    self.untilMinute = untilMinute
  }

  /// The bit of `days` for holidays; on a holiday no weekday counts (spec 3.4).
  package static let holidayBit = 7
}

/// `holidays.csv`.
package struct HolidayRow: Sendable {
  package var date: CivilDate
  package var name: String

  package init(date: CivilDate, name: String) {
    self.date = date
    self.name = name
  }
}

/// `zones.csv`.
package struct ZoneRow: Sendable {
  /// Up to `PhoneNumber.maximumDigits` digits.
  package var prefix: PhoneNumber
  /// Index into `RegistryTables.zoneNames`.
  package var zone: Int32

  package init(prefix: PhoneNumber, zone: Int32) {
    self.prefix = prefix
    self.zone = zone
  }
}
