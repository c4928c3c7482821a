extension CSVReader {
  var emptyFile: Problem {
    Problem(
      at: Place(name), "the file is empty", code: "empty-file",
      hint: "the first line must name the columns")
  }

  var noRows: Problem {
    Problem(
      at: Place(name), "there are no rows below the header", code: "no-rows",
      hint: "check that the export was complete")
  }

  func blankLine(_ line: Int, count: Int) -> Problem {
    Problem(
      at: Place(name, line: line),
      count == 1 ? "the line is blank" : "\(count) lines are blank from here on",
      code: "blank-line", hint: "remove it; only the end of a file may hold blank lines")
  }

  func fieldCount(_ record: CSVRecord) -> Problem {
    Problem(
      at: Place(name, line: record.line),
      "the row has \(record.count) \(record.count == 1 ? "field" : "fields"), the header \(columnCount)",
      code: "field-count", hint: "put quotes around a value that holds \(dialect.delimiter.name)")
  }

  func malformedQuote(_ record: CSVRecord) -> Problem {
    Problem(
      at: place(record, record.position(ofField: record.count)),
      "a quote stands where none may", code: "malformed-quote",
      hint: "put the whole value in quotes and write every quote inside it twice")
  }

  func unterminatedQuote(_ record: CSVRecord) -> Problem {
    Problem(
      at: place(record, record.position(ofField: record.count)),
      "the quote opened here is never closed", code: "unterminated-quote",
      hint: "close it; a quote inside a quoted value is written twice")
  }

  func longRow(_ record: CSVRecord) -> Problem {
    Problem(
      at: place(record, record.position(ofField: record.count)),
      "the row is longer than 4 MiB, in the value that begins here", code: "row-too-long",
      hint: "close its quote, or see that lines have ends; nothing behind the row was read")
  }

  func encodingProblem(_ record: CSVRecord) -> Problem? {
    guard let offset = invalidUTF8(in: record.raw) else { return nil }
    return Problem(
      at: place(record, record.position(ofByte: offset)), "the text is not UTF-8",
      code: "not-utf-8", hint: encodingHint(record.raw))
  }

  func gzipProblem(_ failure: GzipStream.Failure) -> Problem {
    switch failure {
    case .corrupt:
      Problem(
        at: Place(name), "the gzip data are damaged after \(rows) rows", code: "corrupt-gzip",
        hint: "fetch the file again; gzip -t checks it")
    case .truncated:
      Problem(
        at: Place(name), "the gzip data end too early, after \(rows) rows",
        code: "truncated-gzip", hint: "fetch the whole file; gzip -t checks it")
    }
  }

  func place(_ record: CSVRecord, _ position: (line: Int, column: Int)) -> Place {
    Place(name, line: position.line, column: position.column)
  }
}
