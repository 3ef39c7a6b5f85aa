/// Tells the kernel about an error that a cell threw and nothing caught; called by the worker's loop.
@_cdecl("notebook_describe_error")
public func describeUncaughtError(_ pointer: UnsafeMutableRawPointer) {
  let error = unsafeBitCast(pointer, to: (any Error).self)
  emitFrame("error", ["type": String(describing: type(of: error)), "message": String(describing: error)])
}
