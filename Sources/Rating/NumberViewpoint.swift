import CallModel
import Registry

/// From where a number is looked at: the same digits are another number, zone and price from another line.
package struct NumberViewpoint: Sendable {
  package let registry: Registry
  /// Row of `registry.lines`; nil where only an area, or nothing, is known.
  package let row: Int?
  /// nil where no area code is known.
  package let areaCode: Int?
  package let date: CivilDate
  /// 0 to 86,399: bands may price the hours of a day differently.
  package let secondOfDay: Int
  /// Of the site: what its digits mean.
  package let dialling: Dialling
  /// Of the column the number stands in.
  package let form: NumberForm

  /// A line's row of a registry, at a local time.
  package init(
    registry: Registry, row: Int, date: CivilDate, secondOfDay: Int, dialling: Dialling = .standard,
    form: NumberForm = .dialled
  ) {
    self.registry = registry
    self.row = row
    areaCode = registry.lines[row].areaCode
    self.date = date
    self.secondOfDay = secondOfDay
    self.dialling = dialling
    self.form = form
  }

  /// A plain line of an area, or no line at all: built-in zones, no prices.
  ///
  /// - Parameter areaCode: a valid one (`AreaCode.isValid`), or nil.
  package init(areaCode: Int?, dialling: Dialling = .standard, form: NumberForm = .dialled) {
    registry = Registry(RegistryTables())
    row = nil
    self.areaCode = areaCode
    date = .distantPast
    secondOfDay = 0
    self.dialling = dialling
    self.form = form
  }

  /// The line's id, if there is a line.
  package var lineID: String? { row.map { registry.lines[$0].id } }
}
