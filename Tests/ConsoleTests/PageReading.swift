import Foundation

/// What tests read off a page.
enum PageReading {
  /// The texts of the cells of a page's first table, by row.
  static func rows(_ page: String) -> [[String]] {
    guard let table = page.firstMatch(of: #/(?s)<tbody>(.*?)</tbody>/#) else { return [] }
    return table.1.split(separator: "</tr>").map { row in
      row.matches(of: #/(?s)<td data-label[^>]*>(.*?)</td>/#).map { cell in
        String(cell.1).replacing(#/<[^>]*>/#, with: "").trimmingCharacters(in: .whitespacesAndNewlines)
      }
    }.filter { !$0.isEmpty }
  }

  static func next(_ page: String) -> String? {
    page.firstMatch(of: #/rel="next" href="([^"]*)"/#).map { String($0.1).replacing("&amp;", with: "&") }
  }
}
