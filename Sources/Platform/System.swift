/// Reads from a descriptor as `read(2)` does, which a method may hide by its own name.
package func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
    read(descriptor, bytes.baseAddress, bytes.count)
}

/// Writes to a descriptor as `write(2)` does.
package func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}

/// Lets the program open as many files as the system allows it, up to a limit.
package func raiseOpenFileLimit(to most: Int) {
    var limit = rlimit()
    #if canImport(Glibc)
        let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
        let kind = RLIMIT_NOFILE
    #endif
    guard getrlimit(kind, &limit) == 0 else { return }
    limit.rlim_cur = min(limit.rlim_max, rlim_t(most))
    _ = setrlimit(kind, &limit)
}

/// A thread of the system's own.
package struct SystemThread {
    private let handle: pthread_t

    /// Begins to run `body`; `nil` where there can be no more threads.
    package init?(
        _ argument: UnsafeMutableRawPointer? = nil,
        _ body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer?
    ) {
        #if canImport(Glibc)
            var handle = pthread_t()
        #else
            var handle: pthread_t?
        #endif
        guard pthread_create(&handle, nil, body, argument) == 0, let handle = Optional(handle) else { return nil }
        self.handle = handle
    }

    /// Waits until the thread has ended.
    package func join() { pthread_join(handle, nil) }
}
