/// Leaves steps and rows of a sequence out as long as there is something to find.
struct Shrinker {
  var runsLeft: Int
  let differs: (LawSequence) -> Bool

  mutating func shrunk(_ sequence: LawSequence) -> LawSequence {
    var small = sequence
    var size = max(1, small.steps.count / 2)
    while size >= 1 {
      var place = small.steps.count - size
      while place >= 0 && runsLeft > 0 {
        var candidate = small
        candidate.steps.removeSubrange(place..<min(place + size, small.steps.count))
        if keeps(candidate) { small = candidate }
        place -= size
      }
      size /= 2
    }
    for step in small.steps.indices { leaveOutRows(of: step, in: &small) }
    return small
  }

  private mutating func leaveOutRows(of step: Int, in small: inout LawSequence) {
    var place = small.steps[step].rows.count - 1
    while place >= 0 && runsLeft > 0 && small.steps[step].rows.count > 1 {
      var candidate = small
      var rows = candidate.steps[step].rows
      rows.remove(at: place)
      candidate.steps[step] = candidate.steps[step].with(rows: rows)
      if keeps(candidate) { small = candidate }
      place -= 1
    }
  }

  private mutating func keeps(_ candidate: LawSequence) -> Bool {
    runsLeft -= 1
    return !candidate.steps.isEmpty && differs(candidate)
  }
}
