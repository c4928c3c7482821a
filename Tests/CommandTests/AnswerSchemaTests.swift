import Foundation
import Testing

/// The published schemas hold for what the commands print.
@Suite struct AnswerSchemaTests {
  static let portfolios = ["short-strangle-portfolio", "coin-margined-portfolio"]

  @Test(arguments: portfolios) func marginAnswersAsItsSchemaSays(portfolio: String) throws {
    let answer = try json("margin", file(portfolio), "--model", "tims", "--model", "span", "--json")
    try Schema(json("schema", "--of", "margin")).expect(answer)
  }

  @Test(arguments: portfolios) func explainAnswersAsItsSchemaSays(portfolio: String) throws {
    let answer = try json("explain", file(portfolio), "--model", "span", "--json")
    try Schema(json("schema", "--of", "explain")).expect(answer)
  }

  /// A validator that lets everything pass would prove nothing.
  @Test func anotherAnswerIsRefused() throws {
    let schema = try Schema(json("schema", "--of", "margin"))
    let answer = try json("margin", file("coin-margined-portfolio"), "--model", "span", "--json")
    var changed = try #require(answer as? [String: Any])
    #expect(schema.faults(changed).isEmpty)
    changed["equity"] = "much"
    changed["extra"] = 1
    #expect(schema.faults(changed).count == 2)
  }

  private func file(_ name: String) -> String {
    repository.appendingPathComponent("experiments/\(name).yaml").path
  }

  private func json(_ arguments: String...) throws -> Any {
    let outcome = try Program(arguments, in: repository.path).run()
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
  }
}

/// The part of JSON Schema that the published ones use.
private struct Schema {
  let root: [String: Any]

  init(_ value: Any) throws { root = try #require(value as? [String: Any]) }

  func expect(_ value: Any) throws { #expect(faults(value) == []) }

  func faults(_ value: Any) -> [String] { faults(value, root, "answer") }

  private func faults(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    if let choices = schema["anyOf"] as? [[String: Any]] {
      let found = choices.map { faults(value, $0, place) }
      return found.contains([]) ? [] : found.first ?? []
    }
    switch schema["type"] as? String {
    case "object": return object(value, schema, place)
    case "array":
      guard let list = value as? [Any], let items = schema["items"] as? [String: Any] else {
        return ["\(place) is no array"]
      }
      return list.flatMap { faults($0, items, place + "[]") }
    case "string": return value is String ? [] : ["\(place) is no text"]
    case "number", "integer": return value is NSNumber ? [] : ["\(place) is no number"]
    case "null": return value is NSNull ? [] : ["\(place) is not null"]
    default: return ["\(place) has no type in the schema"]
    }
  }

  private func object(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    guard let members = value as? [String: Any] else { return ["\(place) is no object"] }
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let other = schema["additionalProperties"] as? [String: Any]
    let missing = (schema["required"] as? [String] ?? []).filter { members[$0] == nil }
    return missing.map { "\(place) lacks \($0)" }
      + members.sorted { $0.key < $1.key }.flatMap { key, value in
        guard let known = properties[key] ?? other else { return ["\(place) has \(key)"] }
        return faults(value, known, "\(place).\(key)")
      }
  }
}
