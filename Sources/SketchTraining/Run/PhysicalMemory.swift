internal import Platform

/// The memory of the machine.
package enum PhysicalMemory {
    /// In bytes.
    package static let size: Int = {
        let (pages, page) = (Int(sysconf(Int32(_SC_PHYS_PAGES))), Int(sysconf(Int32(_SC_PAGESIZE))))
        return max(1 << 28, pages.multipliedReportingOverflow(by: page).partialValue)
    }()
}
