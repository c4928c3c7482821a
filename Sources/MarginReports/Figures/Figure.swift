/// Charts that belong together under one caption.
struct Figure {
  var caption: String
  var charts: [Chart]

  /// A figure whose charts carry its caption for readers who cannot see them.
  init(_ caption: String, _ charts: [Chart]) {
    self.caption = caption
    self.charts = charts.map { chart in
      var described = chart
      described.caption = caption
      return described
    }
  }
}

extension String {
  /// The text as part of a file name: letters, digits and `-` alone.
  var fileName: String {
    let safe = unicodeScalars.map { scalar in
      let isSafe =
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      return isSafe ? Character(scalar) : "-"
    }
    return String(safe.prefix(60))
  }
}
