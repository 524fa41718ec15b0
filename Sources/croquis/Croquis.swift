internal import ArgumentParser

@main
struct Croquis: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "croquis", version: "0.1.0")
}
