internal import CCrypto
import Foundation

/// The hash by which a file is known again.
enum ContentHash {
  /// The SHA-256 of some bytes, in hexadecimal digits.
  ///
  /// - Source: National Institute of Standards and Technology (2015), *Secure Hash Standard*, FIPS 180-4.
  static func sha256(_ bytes: some ContiguousBytes) -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    bytes.withUnsafeBytes { buffer in
      _ = SHA256(buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), buffer.count, &digest)
    }
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
