#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The most memory that the test process has had resident.
public enum PeakMemory {
    /// What no mutant may take the process beyond. The suites share a process, and the address sanitizer multiplies.
    public static let bound = 4096

    public static var megabytes: Int {
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
