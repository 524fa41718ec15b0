internal import Platform

/// The most memory that the test process has had resident.
package enum PeakMemory {
    /// What no mutant may take the process beyond. The suites share a process, and the address sanitizer multiplies.
    package static let bound = 4096

    package static var megabytes: Int {
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
