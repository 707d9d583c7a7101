#if XLSX
  import CXLSXWriter
  import Foundation

  import Glibc

  /// A workbook that is being made, its formats, and the directory that it grows in: only its owner can look into it, and it
  /// goes with the workbook.
  final class Workbook {
    private let directory: String
    private var workbook: UnsafeMutablePointer<lxw_workbook>?
    private(set) var header: UnsafeMutablePointer<lxw_format>?
    private(set) var bold: UnsafeMutablePointer<lxw_format>?
    private(set) var text: UnsafeMutablePointer<lxw_format>?
    private(set) var count: UnsafeMutablePointer<lxw_format>?
    private(set) var boldCount: UnsafeMutablePointer<lxw_format>?
    private(set) var day: UnsafeMutablePointer<lxw_format>?
    private(set) var moment: UnsafeMutablePointer<lxw_format>?
    private(set) var clock: UnsafeMutablePointer<lxw_format>?
    private var monies: [Int: UnsafeMutablePointer<lxw_format>] = [:]

    private var path: String { directory + "/workbook.xlsx" }

    init() throws {
      let pattern = FileManager.default.temporaryDirectory.path + "/summit-cdr-xlsx-XXXXXX"
      var name = Array(pattern.utf8CString)
      guard mkdtemp(&name) != nil else {
        throw SpreadsheetFailure(
          expected: "a directory for temporary files", found: String(cString: strerror(errno)),
          remedy: "set TMPDIR to one that you may write to")
      }
      directory = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
      // SAFETY: the library copies what it is given before the call returns.
      workbook = directory.withCString { directory in
        var options = lxw_workbook_options(
          constant_memory: 1, tmpdir: UnsafeMutablePointer(mutating: directory), use_zip64: 1)
        return workbook_new_opt(path, &options)
      }
      guard workbook != nil else {
        throw SpreadsheetFailure(
          expected: "to make a workbook", found: "no memory", remedy: "close other programs and run again")
      }
      // The same rows are the same bytes: as in the archive around it, nothing tells when it was made.
      var properties = lxw_doc_properties()
      properties.created = Self.created
      _ = workbook_set_properties(workbook, &properties)
      addFormats()
    }

    /// 1 January 1980, the first day that an archive can tell.
    private static let created: time_t = 315_532_800

    deinit {
      // One that was not closed is made whole first: the library has no other way to let go of it.
      if workbook != nil { _ = workbook_close(workbook) }
      try? FileManager.default.removeItem(atPath: directory)
    }

    private func addFormats() {
      header = format {
        format_set_bold($0); format_set_bottom($0, UInt8(LXW_BORDER_THIN.rawValue))
      }
      bold = format { format_set_bold($0) }
      // Text, so that what is typed over it stays text.
      text = format { format_set_num_format($0, "@") }
      count = format { format_set_num_format($0, "0") }
      boldCount = format {
        format_set_num_format($0, "#,##0"); format_set_bold($0)
      }
      day = format { format_set_num_format($0, "dd/mm/yyyy") }
      moment = format { format_set_num_format($0, "dd/mm/yyyy hh:mm:ss") }
      clock = format { format_set_num_format($0, "hh:mm:ss") }
    }

    private func format(_ set: (UnsafeMutablePointer<lxw_format>) -> Void) -> UnsafeMutablePointer<lxw_format>? {
      guard let format = workbook_add_format(workbook) else { return nil }
      set(format)
      return format
    }

    /// Reais with so many decimals.
    func money(_ decimals: Int, isBold: Bool = false) -> UnsafeMutablePointer<lxw_format>? {
      let key = 2 * decimals + (isBold ? 1 : 0)
      if let known = monies[key] { return known }
      let made = format {
        format_set_num_format($0, "#,##0." + String(repeating: "0", count: decimals))
        if isBold { format_set_bold($0) }
      }
      monies[key] = made
      return made
    }

    func addSheet(_ name: String) throws -> UnsafeMutablePointer<lxw_worksheet> {
      guard let sheet = workbook_add_worksheet(workbook, name) else {
        throw SpreadsheetFailure(
          expected: "to add the sheet \(name)", found: "an error", remedy: "see that the disk of TMPDIR has room")
      }
      return sheet
    }

    /// Makes the file whole.
    func close() throws {
      guard let workbook else { return }
      self.workbook = nil
      try Self.check(workbook_close(workbook))
    }

    /// Hands the file on.
    func read(_ write: (UnsafeRawBufferPointer) throws -> Void) throws {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      while let piece = try handle.read(upToCount: 1 << 18), !piece.isEmpty {
        try piece.withUnsafeBytes { try write($0) }
      }
    }

    static func check(_ error: lxw_error) throws {
      guard error != LXW_NO_ERROR else { return }
      throw SpreadsheetFailure(
        expected: "to write the workbook", found: String(cString: lxw_strerror(error)),
        remedy: "see that the disk of TMPDIR has room")
    }
  }
#endif
