import Foundation
import RunSupport
import Testing

/// A switch that appends to one file for ever, as Asterisk does, with rotation of all kinds (spec 7.1).
@Suite("Files that are still being written (spec 7.1)")
struct GrowingFileCommandTests {
  /// SUMMIT_GROWING_SECONDS goes on for longer. The test mostly sleeps, beside the others.
  private static let seconds = ProcessInfo.processInfo.environment["SUMMIT_GROWING_SECONDS"].flatMap { Int($0) } ?? 60

  /// Appends rows to m/cdr/Master.csv, each in two pieces, until the file `stop` is there; now and then the file is
  /// renamed, packed, or copied and cut, each at least once before it ends. The rows' number is left in `rows`, what
  /// was done in `rotations`.
  private static let writer = """
    n=0; header=$(head -1 m/cdr/day.csv); rm m/cdr/day.csv; f=m/cdr/Master.csv; echo "$header" > $f
    : > rotations; while [ ! -e stop -o $n -lt 160 ]; do
      n=$((n+1)); row="g$n;2026-11-$((10+n%15)) 10:$((n/60%60/10))$((n/60%60%10)):$((n%60/10))$((n%60%10));554833334444;33335555;60;OUT;ANSWERED;;"
      printf '%s' "${row:0:$((n%40+1))}" >> $f; sleep 0.0$((n%4)); printf '%s\\n' "${row:$((n%40+1))}" >> $f
      case $((n%150)) in
      50) mv $f m/cdr/Master.csv.$n; echo "$header" > $f; echo renamed >> rotations;;
      100) cp $f m/cdr/Master.csv.$n; : > $f; echo "$header" >> $f; echo cut >> rotations;;
      140) mv $f old; echo "$header" > $f; gzip -c old > m/cdr/.gz; mv m/cdr/.gz m/cdr/Master.csv.$n.gz; rm old
        echo packed >> rotations;;
      esac
    done
    echo $n > rows
    """

  private struct Service: Decodable {
    var amount: String
    var cents: Int { Int(amount.replacing(".", with: "")) ?? -1 }
  }

  @Test func `each import takes the whole rows, loses none and charges none twice`() async throws {
    let program = try ImportCommandTests.program()
    try program.write("writer", Self.writer)
    let script = """
      bash writer & writer=$!
      until [ -e m/cdr/Master.csv ]; do sleep 0.01; done
      end=$((SECONDS+\(Self.seconds))); codes=
      while [ $SECONDS -lt $end ]; do
        $P import --config m --quiet 2>>log; codes="$codes $?"; sleep 0.2
      done
      : > stop; wait $writer; sleep 1.5
      $P import --config m --quiet 2>>log; echo "last $?"; echo "codes$codes"
      """
    _ = try program.shell("sed -i 's/settle_seconds: 0/settle_seconds: 1/' m/integration.yml")
    // It mostly sleeps: the others have the threads of tests meanwhile.
    let result = try await onThread { try program.shell(script) }
    let log = try program.read("log")
    // A gzip file that is too young is taken later: the last import has all.
    #expect(result.output.contains("last 0"), "\(result.output) \(log)")
    // Only a file that was cut while it was read fails, for once.
    for line in log.split(separator: "\n") where line.contains("bytes instead of") {
      let sizes = line.split(separator: " ").compactMap { Int($0.prefix { $0 != ":" }) }
      #expect(sizes.count == 2 && sizes[0] < sizes[1], "\(line)")
    }
    let rows = try #require(Int(try program.read("rows").dropLast()))
    let records = try program.run("records", "--config", "m", "--format", "csv").lines.dropFirst().filter {
      !$0.isEmpty
    }
    let ids = records.map { $0.prefix { $0 != "," } }
    #expect(Set(ids).count == rows && ids.count == rows, "\(rows) rows, \(ids.count) records")
    #expect(Set(try program.read("rotations").split(separator: "\n")) == ["renamed", "cut", "packed"])
    // A minute each, at R$ 0.05.
    let services = try program.run("services", "list", "--config", "m", "--json").output
    let cents = try JSONDecoder().decode([Service].self, from: Data(services.utf8)).reduce(0) { $0 + $1.cents }
    #expect(cents == 5 * rows, "\(services)")
    #expect(try program.run("rejected", "list", "--config", "m", "--format", "csv").lines.count == 2)
    #expect(try program.run("verify", "--config", "m", "--quiet").status == 0)
    let runs = try program.run("runs", "--config", "m").lines.count
    #expect(runs > 3, "\(result.output)")
  }

  @Test func `a live file is imported at once, in rate too, and nobody is told that it changed`() throws {
    let program = try ImportCommandTests.program()
    _ = try program.shell("sed -i 's/settle_seconds: 0/settle_seconds: 60/' m/integration.yml")
    _ = try program.shell("printf 'half;a;row' >> m/cdr/day.csv; printf 'global_id;star' > m/cdr/begun.csv")
    let result = try program.run("import", "--config", "m")
    #expect(result.status == 0 && result.output.contains("1 imported, 1 too young"), "\(result)")
    #expect(result.output.contains("day.csv: its last row has no line end and waits"))
    _ = try program.shell("gzip -c m/cdr/day.csv > m/cdr/young.csv.gz")
    let again = try program.run("import", "--config", "m")
    #expect(again.output.contains("1 known, 2 too young"), "\(again.output)")
  }

  @Test func `files left out by name are counted, and none of them fails or is deleted`() throws {
    let program = try ImportCommandTests.program()
    _ = try program.shell(
      "cd m/cdr; echo x > day.csv.md5; : > day.OK; echo 'a,b' > cmr_01; "
        + "sed -i 's/settle_seconds: 0/settle_seconds: 0, delete_files: true, delete_after_hours: 0, "
        + "files: {exclude: [\"cmr_*\"]}/' ../integration.yml")
    let rated = try program.run(
      "rate", "--registry", "m/registry", "--cdr", "m/cdr", "--output", "o", "--exclude", "cmr_*")
    #expect(rated.status == 0 && rated.output.contains("3 files left out by name"), "\(rated)")
    #expect(try program.read("o/report.json").contains("\"left_out_files\" : 3"))
    let only = try program.run(
      "rate", "--registry", "m/registry", "--cdr", "m/cdr", "--output", "o", "--include", "*.csv", "--include", "x?")
    #expect(only.status == 0 && only.output.contains("3 files left out"))
    let imported = try program.run("import", "--config", "m")
    #expect(imported.status == 0 && imported.output.contains("3 left out by name"), "\(imported)")
    #expect(try program.shell("ls m/cdr").lines.sorted() == ["", "cmr_01", "day.OK", "day.csv.md5"])
    #expect(try program.run("status", "--config", "m").status == 0)
    let wrong = try program.run("rate", "--registry", "r", "--cdr", "c", "--output", "o", "--include", "*97")
    #expect(wrong.status == 64 && wrong.errors.contains("\\*97"), "\(wrong.errors)")
    let none = try program.run("rate", "--registry", "r", "--cdr", "c", "--output", "o", "--include", "")
    #expect(none.status == 64 && none.errors.contains("expected a pattern of file names, found none"), "\(none.errors)")
    _ = try program.shell("sed -i 's/\"cmr_\\*\"/\"*97\", \"[a\"/' m/integration.yml")
    let faults = try program.run("import", "--config", "m")
    #expect(faults.errors.contains("cdr.files.exclude") && faults.errors.contains("write \\*97 for the dialled code"))
    #expect(faults.errors.contains("expected a ] for each ["), "\(faults.errors)")
  }

  @Test func `inspect takes a directory's last file that is not left out`() throws {
    let program = try ImportCommandTests.program()
    _ = try program.shell("cd m/cdr; echo x > day.csv.md5; echo 'a,b' > x_01")
    let result = try program.run("inspect", "m/cdr", "--exclude", "x_*")
    #expect(result.status == 0 && result.output.contains("day.csv"), "\(result)")
    #expect(result.errors.contains("1 file, 2 left out by name"), "\(result.errors)")
    #expect(try program.run("inspect", "m/cdr", "--include", "none*").status == 2)
  }

  @Test(
    "a file that is packed otherwise fails as a whole, with what to do, regardless of the layout",
    arguments: ["summit-1", "asterisk"])
  func packed(layout: String) throws {
    let program = try ImportCommandTests.program()
    _ = try program.shell(
      """
      sed -i 's/settle_seconds: 0/settle_seconds: 0, layout: \(layout)/' m/integration.yml; cp m/cdr/day.csv day.csv
      mkdir f; tar -cf f/a.tar day.csv; tar -czf f/b.tar.gz day.csv; gzip -c day.csv | gzip -c > f/c.csv.gz
      iconv -f UTF-8 -t UTF-16 day.csv > f/d.csv; iconv -f UTF-8 -t UTF-16LE day.csv > f/e.csv
      printf 'PK\\3\\4zip' > f/f.zip; printf 'BZh91AY&SY' > f/g.bz2; printf '\\xfd7zXZ\\0' > f/h; printf '\\x28\\xb5\\x2f\\xfd' > f/i
      rm m/cdr/*; cp f/* m/cdr/
      """)
    let words = [
      "a.tar: expected rows of text, plain or gzip, found a tar archive: unpack it (tar -xf)",
      "b.tar.gz: expected rows of text, plain or gzip, found a tar archive in a gzip file: unpack it",
      "c.csv.gz: expected rows of text, plain or gzip, found another gzip in a gzip file: unpack it once",
      "d.csv: expected rows of text, plain or gzip, found text in UTF-16: convert it (iconv -f UTF-16 -t UTF-8)",
      "e.csv: expected rows of text, plain or gzip, found text in UTF-16: convert it", "f.zip: expected",
      "found a zip archive", "a file packed by bzip2", "a file packed by xz", "a file packed by zstd",
    ]
    let rated = try program.run(
      "rate", "--registry", "m/registry", "--cdr", "m/cdr", "--output", "o", "--layout", layout)
    let imported = try program.run("import", "--config", "m")
    #expect(rated.status == 2 && imported.status == 2)
    for word in words { #expect(rated.errors.contains(word) && imported.errors.contains(word), "\(word)") }
    #expect(rated.output.contains("0 rows of 9 files"))
    #expect(try program.run("records", "--config", "m", "--format", "csv").lines.count <= 2)
    for (name, word) in zip(["a.tar", "b.tar.gz", "c.csv.gz", "d.csv", "e.csv"], words) {
      for arguments in [[], ["--layout", layout]] {
        let result = try program.run(["inspect", "m/cdr/\(name)"] + arguments)
        #expect(result.status == 2 && result.errors.contains(word), "\(result.errors)")
      }
    }
  }
}
