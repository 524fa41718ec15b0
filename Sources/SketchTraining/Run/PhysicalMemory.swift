#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The machine's memory.
public enum PhysicalMemory {
    /// In bytes.
    public static let size: Int = {
        let (pages, page) = (Int(sysconf(Int32(_SC_PHYS_PAGES))), Int(sysconf(Int32(_SC_PAGESIZE))))
        return max(1 << 28, pages.multipliedReportingOverflow(by: page).partialValue)
    }()
}
