import Foundation
import Testing

@testable import MarginFiles

@Suite struct JSONSchemaTests {
  private var schema: [String: Any] {
    get throws {
      let data = Data(experimentJSONSchema().utf8)
      return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
  }

  @Test func itIsJSONOfTheDeclaredDraft() throws {
    #expect(try schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(try schema["additionalProperties"] as? Bool == false)
    let required = try #require(try schema["required"] as? [String])
    #expect(required == ["schema", "name", "question", "market", "portfolio", "margin"])
  }

  @Test func itListsEveryKeyWithItsMeaning() throws {
    try expectKeys(of: .record(ExperimentSchema.fields), in: try schema)
  }

  private func expectKeys(of shape: Shape, in schema: [String: Any]) throws {
    switch shape {
    case .scalar: break
    case .record(let fields): try expect(fields, in: schema)
    case .dated(let scalar, let file):
      let schemas = try #require(schema["anyOf"] as? [[String: Any]])
      try expectKeys(of: .changes(of: scalar), in: try #require(schemas.dropFirst().first))
      if let file { try expect(file, in: try #require(schemas.last)) }
    case .list(let element, _):
      try expectKeys(of: element, in: try #require(schema["items"] as? [String: Any]))
    case .dictionary(let element, _, _):
      try expectKeys(
        of: element, in: try #require(schema["additionalProperties"] as? [String: Any]))
    case .variants(let variants, _):
      let schemas = try #require(schema["anyOf"] as? [[String: Any]])
      for (fields, schema) in zip(variants, schemas) { try expect(fields, in: schema) }
    }
  }

  private func expect(_ fields: [Field], in schema: [String: Any]) throws {
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    #expect(Set(properties.keys) == Set(fields.map(\.name)))
    for field in fields {
      let property = try #require(properties[field.name])
      #expect(property["description"] as? String == field.meaning)
      try expectKeys(of: field.shape, in: property)
    }
  }
}
