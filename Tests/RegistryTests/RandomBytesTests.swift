import CallModel
import Registry
import Testing

@Suite("Any bytes at all, spec 5.5")
struct RandomBytesTests {
  /// Seeds of the runs; a failure names its seed.
  private static let seeds: [UInt64] = Array(1...40)

  @Test("spec 5.5: nothing crashes on any bytes", arguments: seeds)
  func randomBytes(seed: UInt64) {
    var random = SplitMix(seed: seed)
    for _ in 0..<25 {
      var tables: [String: [UInt8]] = [:]
      for file in Self.files {
        tables[file] = Self.headers[file].map { random.mixture(of: $0) }
      }
      let first = Self.outcome(tables)
      #expect(first == Self.outcome(tables), "the same bytes give the same faults; seed \(seed)")
    }
  }

  @Test("spec 5.5: nothing crashes on a sound registry with bytes changed, cut or doubled", arguments: seeds)
  func mutatedTables(seed: UInt64) {
    var random = SplitMix(seed: seed)
    for _ in 0..<50 {
      var tables = Self.sound.mapValues { Array($0.utf8) }
      for file in Self.files where random.below(3) == 0 {
        tables[file] = random.mutated(tables[file] ?? [])
      }
      _ = Self.outcome(tables)
    }
  }

  private static func outcome(_ tables: [String: [UInt8]]) -> [String] {
    let lists = PlatformLists(partitions: ["p"], categories: ["p": ["g"]], plans: ["P1"], licences: [])
    let rules = [nil, RegistryRules(mode: .stable), RegistryRules(mode: .beta, lists: lists)]
    return rules.flatMap { rules in
      do {
        return ["\(try RegistryLoader.load(tables: tables, rules: rules).lines.count)"]
      } catch let faults as Problems {
        return faults.faults.map(\.description)
      } catch {
        return ["\(error)"]
      }
    }
  }

  @Test("the tables that are changed are sound before")
  func isSound() {
    #expect(Self.outcome(Self.sound.mapValues { Array($0.utf8) }).first == "3")
  }

  private static let headers: [String: String] = sound.mapValues { String($0.prefix { $0 != "\n" }) + "\n" }
  private static let files = sound.keys.sorted()

  private static let sound: [String: String] = [
    "contracts.csv": "id,customer,status\nC1,\"Ana \"\"A\"\"\",active\nC2,João,overdue\n",
    "plans.csv":
      "id,name,grace_s,rounding,decimals,allowance_scope,charge_rounding\nP1,,3,up,2,contract,\nP2,,,,,,cut\n",
    "lines.csv": SampleTables.lineHeader + ",partition,category,summit_plan,cost_centre,licence,bid_type,call_limit"
      + "\nL1,C1,554833330001,P1,10,2026-01-01,2026-06-30,yes,T,000001,554833330000,554833330099,1.5,p,g,P1,Default,x,trunk,2\n"
      + "L1,C1,554833330001,P1,10,2026-07-01,,no,T,000001,554833330000,554833330049,,p,,,,,,\nL2,C2,554833330002,P2,9,,,,,,,,,,,,,,,\n",
    "dids.csv":
      "line,number,priority,port,active_from,active_until\nL1,554833330005,1,1,,2026-01-01\nL2,554833330006,,,,\n",
    "allowances.csv":
      "plan,name,kind,amount,zones,priority,proration,carry_over\nP1,a,minutes,1.5,local vc1,1,days,minutes 2\nP2,v,value,9.99,*,,,all\n",
    "bands.csv": "band,days,from,until\nday,mon tue,08:00,18:00\nnight,mon,18:00,24:00\n",
    "ranges.csv": "name,area,first,last,auto_cancel_days\na,5548,33330000,33330999,\nb,5548,33331000,33331999,9\n",
    "partitions.csv": "code,description,block,default_category,block_category,partial_block_category,cancel_category\n"
      + "p,Sul,yes,g,g,,g\nq,Norte,,,,,\n",
    "categories.csv": "description,abbreviation\nGold,g\n",
    "licences.csv": "description,abbreviation\nBasic,x\n",
    "cost_centres.csv": "value\nDefault\nVendas\n",
    "zone_labels.csv": "zone,label\nfixed,Fixo\nintl:uk,Reino Unido\n",
    "hidden_numbers.csv": "number,name\n188,Apoio\n08001234567,\n",
    "costs.csv": "carrier,trunk,prefix,price_per_minute,minimum_s,step_s,valid_from,valid_until\nA,T1,55,0.02,30,6,,\n",
    "holidays.csv": "date,name\n2026-12-25,Natal\n",
    "zones.csv": "prefix,zone\n5548,fixed\n44,intl:uk\n",
    "rates.csv": "plan,zone,price_per_minute,connection_fee,minimum_s,step_s,from_s,band,valid_from,valid_until\n"
      + "P1,local,0.05,0.1,30,6,0,day,2026-01-01,\nP1,local,0.04,,30,6,60,day,2026-02-01,\n"
      + "P1,local,0.03,,30,6,0,night,2026-01-01,2026-12-31\nP2,*,1,,,,,,,\n",
  ]
}

/// SplitMix64: small, and the same on every machine.
private struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }

  mutating func below(_ bound: Int) -> Int {
    Int.random(in: 0..<bound, using: &self)
  }

  /// Bytes that CSV and the tables give a meaning, with any others between.
  private static let pieces: [[UInt8]] = [
    ",", ";", "\n", "\r\n", "\r", "\"", "\"\"", "0", "1", "9", "55", "554833330001", "2026-01-01", "2026-02-30", "mon",
    "08:00", "24:00", "*", ":", " ", ".", "0.05", "99999999999999999999", "yes", "id", "line", "é", "L1", "C1", "P1",
  ].map { Array($0.utf8) }

  /// The header, mostly, and up to 300 random pieces.
  mutating func mixture(of header: String) -> [UInt8] {
    var bytes = below(4) > 0 ? Array(header.utf8) : []
    for _ in 0..<below(300) {
      let piece = below(Self.pieces.count + 1)
      bytes += piece < Self.pieces.count ? Self.pieces[piece] : [UInt8.random(in: 0...255, using: &self)]
    }
    return bytes
  }

  /// A few bytes changed, removed or doubled, or the end cut off.
  mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(4) where !bytes.isEmpty {
      let index = below(bytes.count)
      switch below(4) {
      case 0: bytes[index] = UInt8.random(in: 0...255, using: &self)
      case 1: bytes.remove(at: index)
      case 2: bytes.insert(contentsOf: bytes[index...].prefix(20), at: index)
      default: bytes.removeLast(below(bytes.count))
      }
    }
    return bytes
  }
}
