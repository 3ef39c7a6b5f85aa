public import ArgumentParser
public import Statistics

// The contract's names of methods are the raw values of these choices, so that they parse as they are.

extension ProportionIntervalMethod: ExpressibleByArgument {}
extension CountIntervalMethod: ExpressibleByArgument {}
extension OneSampleTestMethod: ExpressibleByArgument {}
extension Alternative: ExpressibleByArgument {}
