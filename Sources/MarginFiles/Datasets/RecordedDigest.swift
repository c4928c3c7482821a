import Foundation

/// Refuses a file that is not the one that a provenance file beside it describes.
///
/// A file without `NAME.provenance.yaml` beside it is the user's own, and is taken as it is.
///
/// - Parameters:
///   - digest: What was read.
///   - path: The file it was read from.
///   - name: What problems call the file.
/// - Throws: ``FileError/invalid(_:)`` when the digest differs, or the provenance is malformed.
func requireRecorded(
  _ digest: FileDigest, at path: String, named name: String
) throws(FileError) {
  guard path.hasSuffix(".csv") else { return }
  let provenance = path.dropLast(4) + provenanceSuffix
  guard FileManager.default.fileExists(atPath: String(provenance)) else { return }
  let dataset = try Provenance(path: String(provenance), named: name.dropLast(4) + provenanceSuffix)
    .dataset(in: (path as NSString).deletingLastPathComponent)
  try dataset.require(digest.sha256, of: name)
}
