import Foundation
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A way to a port of this machine that can be cut, as a cable is.
final class CutWire: Sendable {
  let port: UInt16
  private let listener: Int32
  private let target: UInt16
  private let lock = NSLock()
  private nonisolated(unsafe) var ends: [Int32] = []
  private nonisolated(unsafe) var isCut = false

  init(to target: UInt16) throws {
    self.target = target
    (listener, port) = try Self.listening()
    Thread { [self] in accept() }.start()
  }

  /// A port of this machine that nobody uses.
  static func freePort() throws -> UInt16 {
    let (listener, port) = try listening()
    close(listener)
    return port
  }

  private static func listening() throws -> (listener: Int32, port: UInt16) {
    let listener = stream()
    var address = loopback(0)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    var taken = size
    let isOpen = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
        bind(listener, plain, size) == 0 && listen(listener, 8) == 0
          && getsockname(listener, plain, &taken) == 0
      }
    }
    try #require(isOpen)
    return (listener, UInt16(bigEndian: address.sin_port))
  }

  private static func stream() -> Int32 {
    #if canImport(Glibc)
      socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      socket(AF_INET, SOCK_STREAM, 0)
    #endif
  }

  /// Ends every connection, and takes none any more.
  func cut() {
    lock.withLock {
      isCut = true
      for end in ends { shutdown(end, Int32(SHUT_RDWR)) }
      shutdown(listener, Int32(SHUT_RDWR))
    }
  }

  private static func loopback(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  private func accept() {
    while true {
      #if canImport(Glibc)
        let near = Glibc.accept(listener, nil, nil)
      #else
        let near = Darwin.accept(listener, nil, nil)
      #endif
      let far = Self.stream()
      guard near >= 0 else { return }
      var address = Self.loopback(target)
      let isOpen = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { plain in
          connect(far, plain, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
      let goesOn = lock.withLock {
        ends += [near, far]
        return !isCut && isOpen
      }
      guard goesOn else {
        close(near)
        close(far)
        continue
      }
      for (from, to) in [(near, far), (far, near)] {
        Thread {
          var bytes = [UInt8](repeating: 0, count: 65_536)
          while true {
            let count = recv(from, &bytes, bytes.count, 0)
            guard count > 0 else { break }
            var sent = 0
            while sent < count {
              let part = bytes.withUnsafeBytes { send(to, $0.baseAddress! + sent, count - sent, 0) }
              guard part > 0 else { return }
              sent += part
            }
          }
          shutdown(to, Int32(SHUT_WR))
        }.start()
      }
    }
  }
}
