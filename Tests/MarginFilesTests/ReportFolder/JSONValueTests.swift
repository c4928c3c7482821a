import MarginFiles
import Testing

@Suite struct JSONValueTests {
  @Test(
    arguments: [
      (.null, "null"), (.bool(true), "true"), (.integer(-7), "-7"), (.number(100), "100"),
      (.number(0.1), "0.1"), (.number(.nan), "null"), (.number(-.infinity), "null"),
      (.string("a\"b\\c\n\t\u{1}é€"), "\"a\\\"b\\\\c\\n\\u0009\\u0001é€\""), (.array([]), "[]"),
      (.object([]), "{}"), (.array([.integer(1), .null]), "[\n  1,\n  null\n]"),
      (
        .object([("z", .array([.object([("b", .integer(2))])])), ("a", .null)]),
        "{\n  \"z\": [\n    {\n      \"b\": 2\n    }\n  ],\n  \"a\": null\n}"
      ),
    ] as [(JSONValue, String)])
  func text(value: JSONValue, expected: String) {
    #expect(value.text == expected)
  }
}
