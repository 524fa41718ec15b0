internal import Foundation

/// The command run as a process.
package struct CommandRun: Sendable {
    package var status: Int32
    package var output: [UInt8]
    package var errors: String

    package var text: String { String(decoding: output, as: UTF8.self) }

    /// The folder of the products that were built with the tests.
    package static let products =
        URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path

    private static let given = ProcessInfo.processInfo.environment["CROQUIS_COMMAND"]

    /// Whether `CROQUIS_COMMAND` names the command under test.
    package static let isGiven = given != nil

    /// The command under test: beside the tests, or where `CROQUIS_COMMAND` points.
    package static let command: String = {
        guard let given else { return products + "/croquis" }
        return given.hasPrefix("/") ? given : TestFiles.root + "/" + given
    }()

    /// Runs `croquis` with `arguments` in `folder`.
    package static func croquis(
        _ arguments: [String],
        input: [UInt8] = [],
        in folder: String = TestFiles.root
    ) throws -> CommandRun {
        try run(command, arguments, input: input, in: folder)
    }

    /// Runs a line of shell with `croquis` on its path.
    package static func shell(_ line: String, in folder: String) throws -> CommandRun {
        try run("/bin/bash", ["-euo", "pipefail", "-c", line], input: [], in: folder)
    }

    private static func run(
        _ program: String,
        _ arguments: [String],
        input: [UInt8],
        in folder: String
    ) throws -> CommandRun {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        var environment = ProcessInfo.processInfo.environment
        let folderOfCommand = URL(fileURLWithPath: command).deletingLastPathComponent().path
        environment["PATH"] = folderOfCommand + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
        environment["COLUMNS"] = nil
        process.environment = environment
        // Files instead of pipes: neither side can fill one up and wait for the other.
        let folder = TemporaryFolder()
        folder.write(input, to: "input")
        folder.write("", to: "output")
        folder.write("", to: "errors")
        process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: folder("input")))
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: folder("output")))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: folder("errors")))
        try process.run()
        process.waitUntilExit()
        return CommandRun(
            status: process.terminationStatus,
            output: folder.read("output") ?? [],
            errors: folder.text("errors") ?? ""
        )
    }
}
