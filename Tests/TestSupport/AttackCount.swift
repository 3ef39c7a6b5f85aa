import Foundation

/// How many random tables are attacked: a few in every test run, and as many as `Tools/attack` asks for.
public enum AttackCount {
  /// The number of seeds, of which each stands for several tables.
  ///
  /// - Parameter tables: how many where nobody asks for another number.
  public static func of(tables usual: Int) -> Int {
    ProcessInfo.processInfo.environment["REOFFENDING_ATTACKS"].flatMap { Int($0) } ?? usual
  }
}
