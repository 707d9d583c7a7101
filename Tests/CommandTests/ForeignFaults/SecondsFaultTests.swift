import Foundation
import Testing

/// Seconds that were read from another column or in another unit, each with the right amount.
@Suite("Faults seen on seconds (spec 7.4)")
struct SecondsFaultTests {
  @Test("minutes-and-milliseconds: the unit in a column's name counts")
  func units() throws {
    let milliseconds = try ForeignRating([
      "ms.csv": "uuid,start_time,caller,callee,direction,duration_ms\n"
        + "a1,2026-11-13 09:00:00,554833334444,554899887766,outbound,61000\n"
        + "a2,2026-11-13 09:10:00,554833334444,554899887755,outbound,4500\n"
    ]).rateAsProposed("ms.csv")
    #expect(milliseconds.result.calls("duration_s", "amount") == ["61 0.66", "5 0.30"])
    let minutes = try ForeignRating([
      "min.csv": "id;inicio;origem;destino;minutos;sentido\na1;2026-11-13 09:00:00;554833334444;554899887766;1,0;OUT\n"
        + "a2;2026-11-13 13:10:00;554833334444;554899887755;0,5;OUT\n"
    ]).rateAsProposed("min.csv")
    #expect(minutes.result.calls("duration_s", "amount") == ["60 0.60", "30 0.30"])
  }

  @Test("no-duration-column: the seconds are those from answer to end")
  func spans() throws {
    let small = try ForeignRating([
      "a.csv": "id;inicio;atendida;fim;origem;destino\n"
        + "a1;2026-11-13 09:00:00;2026-11-13 09:00:05;2026-11-13 09:01:06;554833334444;554899887766\n"
        + "a2;2026-11-13 09:10:00;;2026-11-13 09:10:20;554833334444;554899887755\n"
    ]).rateAsProposed("a.csv")
    #expect(
      small.result.outcomes == "rated 1, unanswered 1" && small.result.calls("duration_s", "amount") == ["61 0.66"])
    let start = "146148451ce6120261108204847.1711-030000,,Start\n"
    let call =
      "146158451ce6120261108204858.8531-030000,Provedor,Normal,+554833334444,,Originating,+554833334444,Public,"
      + "04899402498,20261108204858.853,1-030000,Yes,20261108204910.746,20261108205017.699,016,VoIP,,04899402498,x,y\n"
    let result = try ForeignRating(["bw.csv": start + call]).rate("broadworks")
    #expect(result.outcomes == "rated 1, ignored 1", "\(result)")
    #expect(result.calls("started_at", "duration_s", "amount") == ["2026-11-08T17:48:58-03:00 67 0.72"])
  }

  @Test("price-read-as-seconds: a price is never seconds")
  func prices() throws {
    let proposed = try ForeignRating([
      "extrato.csv": "Data/Hora;Origem;Destino;Duração;Descrição;Valor\n"
        + "13/11/2026 09:00:00;554833334444;554899887766;0:02:30;Chamada Local;1,50\n"
        + "13/11/2026 09:10:00;554833334444;554899887755;0:00:31;Chamada Local;0,30\n"
    ]).rateAsProposed("extrato.csv")
    #expect(proposed.result.calls("duration_s", "amount") == ["150 1.50", "31 0.36"])
  }

  @Test("ring-time-billed: neither the ringing nor the call's number is taken for seconds")
  func ringing() throws {
    let rows = [
      ("09:00:00", "00:02:30", 5, "554833334444,O,04899887766,04899887766"),
      ("09:10:00", "00:03:37", 16, "554833334444,O,04899887755,04899887755"),
      ("09:20:00", "00:05:19", 6, "11988887777,I,554833334444,554833334444"),
      ("09:30:00", "00:00:00", 18, "554833334444,O,04899887744,04899887744"),
    ]
    let text = rows.enumerated().map { index, row in
      "2026/11/13 \(row.0),\(row.1),\(row.2),\(row.3),,0,\(1_008_741 + index),0,E218,Fulano,T9001,Line 1.0,0,0\n"
    }.joined()
    let rating = try ForeignRating(["smdr.csv": text])
    for result in [try rating.rate("avaya-ipo"), try rating.rateAsProposed("smdr.csv").result] {
      #expect(result.outcomes == "rated 2, free 1, unanswered 1", "\(result)")
      #expect(result.calls("direction", "duration_s", "amount") == ["out 150 1.50", "out 217 2.22", "in 319 0.00"])
    }
  }

  @Test("date-as-telephone: dates and prices are no numbers, and -1 is unanswered")
  func dates() throws {
    let proposed = try ForeignRating([
      "bch.csv": "aDate,aTime,aDDI,aCLI,aSeconds,aTimeBand,aCost\n"
        + "2026-11-13,09:00:00,04899887766,554833334444,61,D,1.2\n2026-11-13,09:10:00,04899887755,554833334444,-1,D,0\n"
    ]).rateAsProposed("bch.csv")
    #expect(proposed.result.outcomes == "rated 1, unanswered 1")
    #expect(
      proposed.result.calls("started_at", "caller", "called", "amount") == [
        "2026-11-13T09:00:00-03:00 554833334444 5548999887766 0.66"
      ])
  }
}
