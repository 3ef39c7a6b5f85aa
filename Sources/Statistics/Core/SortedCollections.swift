extension RandomAccessCollection {
  /// How many elements from the start fulfil a condition that no later one fulfils, by halving.
  func countFromStart(where condition: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if condition(self[index(startIndex, offsetBy: middle)]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
