import Foundation
import MarginFiles
import Testing

@Suite struct ReportFolderTests {
  @Test func writesEveryFile() throws {
    try withFolder { folder in
      let target = folder + "/reports/deep/march"
      try write("one", to: target)
      #expect(try names(target) == ["charts", "manifest.json", "note.txt"])
      #expect(try names(target + "/charts") == ["a.svg"])
      #expect(try text(target + "/note.txt") == "one")
      #expect(try names(folder + "/reports/deep") == ["march"])
    }
  }

  @Test func theManifestNamesEveryDigest() throws {
    let input = FileDigest(path: "spx.csv", sha256: String(repeating: "a", count: 64), rows: 3)
    let manifest = Manifest(
      version: "1.0", experiment: "march", currency: "USD", inputs: [input])
    let file = manifest.file(listing: [ReportFile(path: "note.txt", text: "abc")])
    #expect(
      String(decoding: file.bytes, as: UTF8.self) == """
        {
          "tool": "margincall",
          "version": "1.0",
          "experiment": "march",
          "currency": "USD",
          "seed": null,
          "resolved": "experiment.yaml",
          "inputs": [
            {
              "path": "spx.csv",
              "sha256": "\(String(repeating: "a", count: 64))",
              "rows": 3
            }
          ],
          "outputs": [
            {
              "path": "note.txt",
              "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
              "bytes": 3
            }
          ]
        }

        """)
  }

  @Test func aReportOnTheSameExperimentIsReplaced() throws {
    try withFolder { folder in
      let target = folder + "/march"
      try write("one", to: target)
      try write("two", to: target, extra: ReportFile(path: "b.txt", text: "b"))
      #expect(try text(target + "/note.txt") == "two")
      try write("three", to: target)
      #expect(try names(target) == ["charts", "manifest.json", "note.txt"])
      #expect(try names(folder) == ["march"])
    }
  }

  @Test func twoWritesAreByteIdentical() throws {
    try withFolder { folder in
      try write("same", to: folder + "/a")
      try write("same", to: folder + "/b")
      for file in ["manifest.json", "note.txt", "charts/a.svg"] {
        #expect(try text("\(folder)/a/\(file)") == text("\(folder)/b/\(file)"))
      }
    }
  }

  @Test func anythingElseNeedsForce() throws {
    try withFolder { folder in
      let other = folder + "/other"
      try write("one", to: other, name: "april")
      try expectExists { try write("two", to: other) }
      #expect(try text(other + "/note.txt") == "one")

      let file = folder + "/file"
      try Data("mine".utf8).write(to: URL(fileURLWithPath: file))
      try expectExists { try write("two", to: file) }
      #expect(try text(file) == "mine")

      try write("two", to: other, force: true)
      try write("two", to: file, force: true)
      #expect(try text(other + "/note.txt") == "two")
      #expect(try text(file + "/note.txt") == "two")
      #expect(try names(folder) == ["file", "other"])
    }
  }

  @Test func anEmptyFolderIsReplaced() throws {
    try withFolder { folder in
      try write("one", to: folder + "/")
      #expect(try names(folder) == ["charts", "manifest.json", "note.txt"])
    }
  }

  @Test func theWorkingFolderIsNeverReplaced() throws {
    for path in [".", "..", "/"] {
      #expect(throws: FileError.self) { try write("x", to: path, force: true) }
    }
  }

  @Test func aFailureLeavesTheOldReport() throws {
    try withFolder { folder in
      let target = folder + "/march"
      try write("one", to: target)
      #expect {
        try write("two", to: target, extra: ReportFile(path: "note.txt/x", text: "cannot be"))
      } throws: { error in
        guard case .failed(let problem) = error as? FileError else { return false }
        return problem.code == "write-failed"
      }
      #expect(try text(target + "/note.txt") == "one")
      #expect(try names(folder) == ["march"])
    }
  }

  @Test func aFailureLeavesNoNewFolders() throws {
    try withFolder { folder in
      #expect(throws: FileError.self) {
        try write("x", to: folder + "/a/b/c", extra: ReportFile(path: "note.txt", text: "twice"))
      }
      let left = try names(folder)
      #expect(left.isEmpty)
    }
  }

  @Test func aFileAboveTheFolderIsReported() throws {
    try withFolder { folder in
      try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/file"))
      try expectCannotCreate { try write("x", to: folder + "/file/report") }
      #expect(try names(folder) == ["file"])
    }
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser may write anywhere"))
  func aReadOnlyFolderIsReported() throws {
    try withFolder { folder in
      chmod(folder, 0o555)
      defer { chmod(folder, 0o755) }
      try expectCannotCreate { try write("x", to: folder + "/report") }
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self")))
  func aFolderThatCannotBeMadeIsReported() throws {
    try expectCannotCreate { try write("x", to: "/proc/margincall-report") }
  }

  @Test func anInterruptLeavesNothing() throws {
    try withFolder { folder in
      let target = folder + "/march"
      try write("one", to: target)
      let unfinished = UnfinishedFolder()
      unfinished.abandon()
      #expect(throws: FileError.self) { try write("two", to: target, unfinished: unfinished) }
      #expect(try text(target + "/note.txt") == "one")
      #expect(try names(folder) == ["march"])
    }
  }

  /// Interrupts at any moment leave either the old report or the new one, and nothing beside it.
  @Test func interruptsOnAnotherThread() async throws {
    for delay in stride(from: 0, to: 2_000, by: 100) {
      try await interrupted(after: .microseconds(delay))
    }
  }

  private func interrupted(after delay: Duration) async throws {
    let unfinished = UnfinishedFolder()
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("margincall-interrupt-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let interrupt = Task.detached {
      try await Task.sleep(for: delay)
      unfinished.abandon()
    }
    let outcome = Result { try write("new", to: folder + "/march", unfinished: unfinished) }
    try await interrupt.value
    let isWritten = (try? outcome.get()) != nil
    #expect(try names(folder) == (isWritten ? ["march"] : []))
  }

  private func write(
    _ note: String, to path: String, name: String = "march", force: Bool = false,
    extra: ReportFile? = nil, unfinished: UnfinishedFolder = UnfinishedFolder()
  ) throws {
    let files =
      [ReportFile(path: "note.txt", text: note), ReportFile(path: "charts/a.svg", text: "<svg/>")]
      + [extra].compactMap(\.self)
    let manifest = Manifest(version: "1", experiment: name, currency: "USD", inputs: [])
    try writeReportFolder(
      files + [manifest.file(listing: files)], to: path, name: name, force: force,
      unfinished: unfinished)
  }

  private func expectExists(_ body: () throws -> Void) throws {
    let problem = try refusal(body)
    #expect(problem.code == "exists" && problem.hint?.contains("--force") == true)
  }

  private func expectCannotCreate(_ body: () throws -> Void) throws {
    #expect(try refusal(body).code == "cannot-create")
  }

  private func refusal(_ body: () throws -> Void) throws -> Problem {
    let error = #expect(throws: FileError.self) { try body() }
    guard case .cannotCreate(let problem) = error else { throw Unexpected() }
    return problem
  }

  private struct Unexpected: Error {}

  private func names(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: path, encoding: .utf8)
  }
}
