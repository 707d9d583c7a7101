import Registry
import Testing

@Suite("partitions.csv, categories.csv, licences.csv, spec 6.2")
struct PartitionsTableTests {
  private let sample = SampleTables()

  @Test(
    "spec 6.2: partitions.csv: with block=yes three of its categories must be there",
    arguments: [
      Case("p,Sul,,,,,"),
      Case("p,Sul,no,,,,"),
      Case("p,Sul,no,a,,,"),
      Case("p,Sul,yes,a,b,,c"),
      Case("p,Sul,yes,a,b,d,c"),
      Case(
        "p,Sul,yes,,,d,", partition("default_category", "active"), partition("block_category", "blocked"),
        partition("cancel_category", "cancelled")),
      Case("p,Sul,sim,,,,", "partitions.csv:2: block: expected yes or no, found sim"),
      Case(
        ",,,,,,", "partitions.csv:2: code: expected the code of a partition, found nothing",
        "partitions.csv:2: description: expected a value, found nothing"),
    ])
  func partitions(example: Case) {
    let header =
      "code,description,block,default_category,block_category,partial_block_category,cancel_category"
    #expect(sample.table("partitions.csv", header, example.input).faults == example.faults)
  }

  @Test("spec 6.2: codes and abbreviations stand once")
  func keys() {
    let faults =
      sample
      .table("partitions.csv", "code,description", "p,a", "P,b", "p,c")
      .table("categories.csv", "description,abbreviation", "a,g", "b,g")
      .table("licences.csv", "description,abbreviation", "a,x", "b,x", ",")
      .faults
    #expect(
      faults == [
        "partitions.csv:4: code: expected a code that no other row has, found p, which partitions.csv:2 has",
        "categories.csv:3: abbreviation: expected an abbreviation that no other row has, found g, which "
          + "categories.csv:2 has",
        "licences.csv:3: abbreviation: expected an abbreviation that no other row has, found x, which "
          + "licences.csv:2 has",
        "licences.csv:4: description: expected a value, found nothing",
        "licences.csv:4: abbreviation: expected the abbreviation of a licence, found nothing",
      ])
  }

  @Test("spec 2: a table that is not wholly read excuses references to it")
  func cutTable() {
    let cut = sample.with("partitions.csv", "code,description\n\"p,Sul\n").platformLines("q,,,,,,")
    #expect(cut.faults.map { String($0.prefix(16)) } == ["partitions.csv:2"])
  }
}

private func partition(_ column: String, _ contracts: String) -> String {
  "partitions.csv:2: \(column): expected the category of \(contracts) contracts, as block is yes, found nothing"
}
