internal import Platform
internal import Testing

/// The memory that work takes in a process that does nothing else.
package enum PeakMemory {
    /// In megabytes. Inputs are of a few kilobytes.
    private static let bound = 256

    /// Runs `body`, and expects it not to raise the most memory that the process has had resident beyond the bound.
    package static func expectBounded(_ body: () throws -> Void) rethrows {
        let before = megabytes
        try body()
        let growth = megabytes - before
        #expect(growth < bound)
    }

    private static var megabytes: Int {
        var usage = rusage()
        #if canImport(Glibc)
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            return usage.ru_maxrss / 1024
        #else
            getrusage(RUSAGE_SELF, &usage)
            return usage.ru_maxrss / (1 << 20)
        #endif
    }
}
