/// A fact of a page: what it is, and what it says.
///
/// - Parameter link: where a click on it leads; nil: nowhere.
func fact(_ label: String, _ text: String, link: String? = nil) -> [String: Any] {
  ["label": label, "text": text, "link": link.map { ["href": $0] } ?? false]
}
