import CZlib

/// Unpacks gzip as it arrives, in memory that does not grow with the file.
///
/// A file may be several gzip members one after another, as `cat` and parallel compressors make
/// them, and may be padded with zero bytes (RFC 1952; the padding as gunzip takes it).
final class GzipStream {
  /// What is wrong with compressed data.
  enum Failure: Error {
    /// The data are not gzip, or are not what its checksum says.
    case corrupt
    /// The data end before the last member does.
    case truncated
  }

  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  private let unpacked = UnsafeMutableRawBufferPointer.allocate(
    byteCount: 256 * 1024, alignment: 64)
  private var isInsideMember = false
  private var hasMember = false
  private var isStopped = false

  init() {
    stream.initialize(to: z_stream())
    // 15 is the largest window, 16 asks for the gzip form and nothing else.
    inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    unpacked.deallocate()
  }

  /// Unpacks the next piece and hands over the text in pieces, until `body` wants no more.
  func feed(
    _ packed: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Bool
  ) throws(Failure) {
    let bytes = packed.bindMemory(to: UInt8.self)
    var rest = bytes[...]
    while !isStopped {
      if !isInsideMember {
        if hasMember { rest = rest.drop { $0 == 0 } }
        guard !rest.isEmpty else { return }
        try beginMember()
      }
      rest = try unpack(rest, body)
      if rest.isEmpty, isInsideMember { return }
    }
  }

  /// Ends the data.
  func finish() throws(Failure) {
    guard hasMember, !isInsideMember else { throw .truncated }
  }

  private func beginMember() throws(Failure) {
    guard inflateReset(stream) == Z_OK else { throw .corrupt }
    (isInsideMember, hasMember) = (true, true)
  }

  /// Unpacks until the input or the member ends; returns what is left of the input.
  private func unpack(
    _ packed: Slice<UnsafeBufferPointer<UInt8>>, _ body: (UnsafeRawBufferPointer) -> Bool
  ) throws(Failure) -> Slice<UnsafeBufferPointer<UInt8>> {
    stream.pointee.next_in = UnsafeMutablePointer(
      mutating: UnsafeBufferPointer(rebasing: packed).baseAddress)
    stream.pointee.avail_in = UInt32(packed.count)
    while isInsideMember, !isStopped {
      let isFull = try unpackOnce(body)
      if stream.pointee.avail_in == 0, !isFull { break }
    }
    return packed.suffix(Int(stream.pointee.avail_in))
  }

  /// Unpacks what fits into the buffer; returns whether it was filled, so that more may be waiting.
  private func unpackOnce(_ body: (UnsafeRawBufferPointer) -> Bool) throws(Failure) -> Bool {
    stream.pointee.next_out = unpacked.bindMemory(to: UInt8.self).baseAddress
    stream.pointee.avail_out = UInt32(unpacked.count)
    let status = inflate(stream, Z_NO_FLUSH)
    guard [Z_OK, Z_STREAM_END, Z_BUF_ERROR].contains(status) else { throw .corrupt }
    isInsideMember = status != Z_STREAM_END
    let count = unpacked.count - Int(stream.pointee.avail_out)
    isStopped = count > 0 && !body(UnsafeRawBufferPointer(rebasing: unpacked[..<count]))
    return stream.pointee.avail_out == 0
  }
}
