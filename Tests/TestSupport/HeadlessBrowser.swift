internal import Foundation

/// Chromium, for pages: it opens one without a window, runs its script, and tells what has become of it.
package enum HeadlessBrowser {
    package enum Fault: Error {
        /// There is none, and `CROQUIS_NEEDS_CHROMIUM` says that there must be.
        case missing
        case timeOut
        case failed(status: Int32, errors: String)
    }

    /// The program on the path, or `nil`.
    package static let program: String? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
        let names = ["chromium", "chromium-browser", "google-chrome"]
        return names.lazy.flatMap { name in folders.lazy.map { "\($0)/\(name)" } }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    /// Whether pages are to be tested: where there is a browser, and where `CROQUIS_NEEDS_CHROMIUM` is 1.
    package static let isWanted =
        program != nil || ProcessInfo.processInfo.environment["CROQUIS_NEEDS_CHROMIUM"] == "1"

    /// The markup of a page after its script has run.
    /// - Parameters:
    ///   - html: the page.
    ///   - fragment: what is after `#` in its address.
    ///   - milliseconds: the page's own time that passes first: timers and animations run through it at once.
    package static func document(
        of html: String,
        fragment: String = "",
        milliseconds: Int = 100
    ) throws -> String {
        guard let program else { throw Fault.missing }
        let folder = TemporaryFolder()
        folder.write(html, to: "page.html")
        folder.write("", to: "output")
        folder.write("", to: "errors")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--user-data-dir=\(folder("profile"))",
            "--virtual-time-budget=\(milliseconds)", "--dump-dom",
            "file://" + folder("page.html") + (fragment.isEmpty ? "" : "#" + fragment),
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: folder("output")))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: folder("errors")))
        try process.run()
        let limit = Date(timeIntervalSinceNow: 120)
        while process.isRunning, Date() < limit { Thread.sleep(forTimeInterval: 0.02) }
        if process.isRunning {
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            throw Fault.timeOut
        }
        let text = folder.text("output") ?? ""
        guard process.terminationStatus == 0, !text.isEmpty else {
            throw Fault.failed(status: process.terminationStatus, errors: folder.text("errors") ?? "")
        }
        return text
    }
}
