/// Text made safe for markup, and elements built from it.
enum Markup {
  /// `text` as character data or attribute value of XML and HTML.
  ///
  /// Control characters that XML forbids become a space.
  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: needsCare) else { return text }
    var result = ""
    for scalar in text.unicodeScalars { result.unicodeScalars.append(contentsOf: entity(scalar)) }
    return result
  }

  /// `text` as one cell or one line of Markdown.
  static func markdown(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if "\\`*_[]|<>#~".unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(isControl(scalar) ? " " : scalar)
    }
    return result
  }

  /// `text` on a terminal: control characters, escape sequences among them, become spaces.
  static func terminal(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
  }

  /// An element; attribute values are escaped, `content` is markup already.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ content: String = ""
  ) -> String {
    let list = attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    let isVoid = content.isEmpty && ["path", "line", "rect", "circle"].contains(name)
    return isVoid ? "<\(name)\(list)/>" : "<\(name)\(list)>\(content)</\(name)>"
  }

  /// Bytes that may be part of what markup or XML forbids; path data, the longest text, has none.
  private static func needsCare(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte > 0x7E || [0x22, 0x26, 0x27, 0x3C, 0x3E].contains(byte)
  }

  private static func entity(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
    switch scalar {
    case "&": "&amp;".unicodeScalars
    case "<": "&lt;".unicodeScalars
    case ">": "&gt;".unicodeScalars
    case "\"": "&quot;".unicodeScalars
    case "'": "&#39;".unicodeScalars
    default: String(isControl(scalar) ? " " : scalar).unicodeScalars
    }
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      || [0xFFFE, 0xFFFF].contains(scalar.value)
  }
}
