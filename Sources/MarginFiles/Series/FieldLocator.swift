/// Finds the columns of values that were found wrong after the whole file had been read.
///
/// To remember where each value of a large file began would cost more than to read it once more, and
/// only a file that has such findings is.
struct FieldLocator {
  private let path: String
  private let name: String
  private let layout: SeriesLayout

  init(_ path: String, named name: String, _ layout: SeriesLayout) {
    (self.path, self.name, self.layout) = (path, name, layout)
  }

  /// The findings as problems; from standard input, which cannot be read twice, without column.
  func problems(_ findings: [(finding: SeriesFinding, line: Int)]) -> [Problem] {
    let places = path == "-" ? [:] : places(of: findings)
    return findings.map { finding, line in
      let key = Key(line: line, field: finding.field)
      let action = layout.policies[finding.flaw]
      return Problem(
        action == .refuse ? .error : finding.flaw.severity,
        at: places[key] ?? Place(name, line: line), finding.message, code: finding.code,
        hint: finding.hint)
    }
  }

  private struct Key: Hashable {
    let line: Int
    let field: String?
  }

  private func places(of findings: [(finding: SeriesFinding, line: Int)]) -> [Key: Place] {
    guard !findings.isEmpty else { return [:] }
    let fields = Dictionary(grouping: findings, by: \.line).mapValues { $0.map(\.finding.field) }
    var (places, chosen) = ([Key: Place](), SeriesColumns?.none)
    var reader = CSVReader(name: name, dialect: layout.dialect) { header, problems in
      let found = SeriesColumns.chosen(layout, header, &problems)
      chosen = found?.columns
      return found?.positions
    }
    // The problems of the rows themselves are known from the first reading.
    func locate(_ row: CSVRow, _ problems: inout ProblemLog) {
      for field in fields[row.line] ?? [] {
        let index = field.flatMap { chosen?.index(of: $0) } ?? 0
        places[Key(line: row.line, field: field)] = row.place(index)
      }
    }
    let wanted = fields.keys.sorted()
    _ = try? reader.scan(
      path,
      { event, reader in
        guard case .lines(let lines) = event, reader.hasLayout else {
          return reader.handle(event, locate)
        }
        for line in lines.chosen(wanted) { reader.take(line, locate) }
      }, { _ in })
    return places
  }
}

extension CSVLines {
  /// Those of the lines whose numbers are among `wanted`, which ascend.
  fileprivate func chosen(_ wanted: [Int]) -> [CSVLines] {
    let start = wanted.partitioningIndex { $0 >= firstLine }
    var position = LinePosition()
    return wanted[start...].prefix { $0 < firstLine + count }.map {
      position.take($0 - firstLine, of: self)
    }
  }
}
